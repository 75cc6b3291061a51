/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TackBoardTurns:
 *
 * Pinterest answers 409 when two sections of one board are made or changed at once, so whoever
 * changes one takes the board's turn first and gives it back. Main context.
 */
typedef struct _TackBoardTurns TackBoardTurns;

TackBoardTurns *tack_board_turns_new (void);
void            tack_board_turns_free (TackBoardTurns *self);

/**
 * tack_board_turns_take_async:
 * @source: (transfer none): lives as long as anybody waits; the callback's source object.
 *
 * Waits until nobody else has the board's turn.
 */
void tack_board_turns_take_async (TackBoardTurns     *self,
                                  const char         *board_id,
                                  GObject            *source,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/** tack_board_turns_take_finish: @error: `G_IO_ERROR_CANCELLED`: the turn was not taken. */
gboolean tack_board_turns_take_finish (GAsyncResult *result, GError **error);

/** tack_board_turns_give_back: the next one's turn, once for each that was taken. */
void tack_board_turns_give_back (TackBoardTurns *self, const char *board_id);

G_END_DECLS
