/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/tack-board-list.h"

G_BEGIN_DECLS

/**
 * tack_new_board_run_async:
 * @parent: (nullable): the window that asks.
 * @name: what the dialog proposes.
 *
 * Asks for the name of a new board and whether it is secret, and makes it at Pinterest.
 */
void tack_new_board_run_async (TackBoardList      *boards,
                               GtkWindow          *parent,
                               const char         *name,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

/**
 * tack_new_board_run_finish:
 * @error: `G_IO_ERROR_CANCELLED` when the person thought better of it, else `TACK_ERROR`.
 *
 * Returns: (transfer full): the board.
 */
TackBoard *tack_new_board_run_finish (TackBoardList *boards, GAsyncResult *result, GError **error);

G_END_DECLS
