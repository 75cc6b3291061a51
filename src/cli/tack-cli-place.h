/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-boards.h"
#include "api/tack-sections.h"

G_BEGIN_DECLS

/* Boards and sections as a person names them: by number, or by name when exactly one has it. */

/**
 * TackCliPlace:
 * @board: owned.
 * @section: (nullable): owned.
 *
 * Where Pins are, or shall be.
 */
typedef struct
{
  TackBoard   *board;
  TackSection *section;
} TackCliPlace;

void tack_cli_place_clear (TackCliPlace *self);

/**
 * tack_cli_find_place:
 * @board: what a person typed.
 * @may_create: a name that no board has becomes a public board, unless a section is named too.
 * @section: (nullable): what a person typed, %NULL or "" for none.
 * @place: (out): empty before.
 * @error: `TACK_ERROR_FIX` when none or several are meant, or what a call failed with.
 *
 * What is named by number and may not be read, as Pinterest forbids to some accounts, is taken to
 * be there: its number is all that is known of it then.
 */
gboolean tack_cli_find_place (TackApiClient *client,
                              const char    *board,
                              gboolean       may_create,
                              const char    *section,
                              TackCliPlace  *place,
                              GError       **error);

/** tack_cli_read_board: Returns: (transfer full): the board as Pinterest tells of it. */
TackBoard *tack_cli_read_board (TackApiClient *client, const char *board, GError **error);

/** tack_cli_place_get_board_name: Returns: (transfer none): what to call it in a sentence. */
const char *tack_cli_place_get_board_name (const TackCliPlace *self);
const char *tack_cli_place_get_section_name (const TackCliPlace *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackCliPlace, tack_cli_place_clear)

G_END_DECLS
