/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli-place.h"

G_BEGIN_DECLS

/**
 * TackCliPlaces:
 *
 * The boards and sections that many drafts name: what was found once is known from then on, and so
 * is what was not, so that two thousand rows of a table list the boards once.
 */
typedef struct _TackCliPlaces TackCliPlaces;

TackCliPlaces *tack_cli_places_new (TackApiClient *client);
void           tack_cli_places_free (TackCliPlaces *self);

/** tack_cli_places_load: lists the boards, for whoever wants to know early that it cannot be done.
 */
gboolean tack_cli_places_load (TackCliPlaces *self, GError **error);

/** tack_cli_places_read_board: Returns: (transfer full): the board as Pinterest tells of it. */
TackBoard *tack_cli_places_read_board (TackCliPlaces *self, const char *board, GError **error);

/** tack_cli_places_find: as tack_cli_find_place(), of which there may be thousands. */
gboolean tack_cli_places_find (TackCliPlaces *self,
                               const char    *board,
                               gboolean       may_create,
                               const char    *section,
                               TackCliPlace  *place,
                               GError       **error);

/**
 * tack_cli_places_find_written:
 * @written: a board, or a board and a section with a slash between them, as Pinterest's bulk
 *   template has it. A board whose own name has the slash comes first, and is never made here.
 */
gboolean tack_cli_places_find_written (TackCliPlaces *self,
                                       const char    *written,
                                       gboolean       may_create,
                                       TackCliPlace  *place,
                                       GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCliPlaces, tack_cli_places_free)

G_END_DECLS
