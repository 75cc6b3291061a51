/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/**
 * TackCliPlaces:
 *
 * The boards and sections that many drafts name: what was found once is known from then on, and so
 * is what was not, so that two thousand rows of a table list the boards once.
 */
typedef struct _TackCliPlaces TackCliPlaces;

/**
 * tack_cli_places_new:
 * @may_create: a name that no board has becomes a public board, unless a section is named too: a
 * new board has none.
 */
TackCliPlaces *tack_cli_places_new (TackApiClient *client, gboolean may_create);
void           tack_cli_places_free (TackCliPlaces *self);

/** tack_cli_places_load: lists the boards, for whoever wants to know early that it cannot be done.
 */
gboolean tack_cli_places_load (TackCliPlaces *self, GError **error);

/**
 * tack_cli_places_find:
 * @board: name or number as a person wrote it; without @section, and if no board has that name,
 *   perhaps with a slash and the section behind it, as in Pinterest's bulk template.
 * @section: (nullable): likewise.
 * @error: `TACK_ERROR_FIX` when none or several are meant, or what a call failed with.
 */
gboolean tack_cli_places_find (TackCliPlaces *self,
                               const char    *board,
                               const char    *section,
                               GError       **error);

/** tack_cli_places_put: the same, and puts @draft there. */
gboolean tack_cli_places_put (TackCliPlaces *self,
                              TackDraft     *draft,
                              const char    *board,
                              const char    *section,
                              GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCliPlaces, tack_cli_places_free)

G_END_DECLS
