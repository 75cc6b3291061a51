/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-boards.h"
#include "api/tack-sections.h"

G_BEGIN_DECLS

/* Boards and sections as a person names them: by number, or by name when exactly one has it. */

/**
 * tack_cli_find_board:
 * @name_or_id: what a person typed.
 * @error: `TACK_ERROR_FIX` when no board or several are meant, or what the call failed with.
 *
 * Returns: (transfer full): the board.
 */
TackBoard *tack_cli_find_board (TackApiClient *client, const char *name_or_id, GError **error);

/** tack_cli_find_or_create_board: likewise; a name that no board has becomes a public board. */
TackBoard *tack_cli_find_or_create_board (TackApiClient *client,
                                          const char    *name_or_id,
                                          GError       **error);

/** tack_cli_find_section: the same for the sections of a board. Returns: (transfer full): */
TackSection *tack_cli_find_section (TackApiClient *client,
                                    const char    *board_id,
                                    const char    *name_or_id,
                                    GError       **error);

G_END_DECLS
