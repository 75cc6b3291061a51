/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-board.h"
#include "api/tack-section.h"

G_BEGIN_DECLS

/* The calls on boards and their sections. Errors: `TACK_ERROR`, or `G_IO_ERROR_CANCELLED`. */

/**
 * tack_boards_list_async:
 *
 * All boards of the account, however many pages they fill.
 */
void tack_boards_list_async (TackApiClient      *client,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

/** tack_boards_list_finish: Returns: (transfer full) (element-type TackBoard): in Pinterest's
 * order. */
GListStore *tack_boards_list_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void       tack_boards_create_async (TackApiClient      *client,
                                     const char         *name,
                                     TackPrivacy         privacy,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
TackBoard *tack_boards_create_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void tack_boards_list_sections_async (TackApiClient      *client,
                                      const char         *board_id,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);

/** tack_boards_list_sections_finish: Returns: (transfer full) (element-type TackSection): */
GListStore *tack_boards_list_sections_finish (TackApiClient *client,
                                              GAsyncResult  *result,
                                              GError       **error);

/**
 * tack_boards_list_pins_async:
 * @bookmark: (nullable): where the last page ended; %NULL for the newest Pins.
 *
 * One page of the board's Pins, newest first.
 */
void tack_boards_list_pins_async (TackApiClient      *client,
                                  const char         *board_id,
                                  const char         *bookmark,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/**
 * tack_boards_list_pins_finish:
 * @bookmark: (out) (optional) (nullable) (transfer full): where the next page begins; %NULL at the
 * end.
 *
 * Returns: (transfer full) (element-type TackPin):
 */
GPtrArray *tack_boards_list_pins_finish (TackApiClient *client,
                                         GAsyncResult  *result,
                                         char         **bookmark,
                                         GError       **error);

/**
 * tack_boards_find:
 * @boards: (element-type TackBoard):
 * @name_or_id: what a person typed.
 * @error: `TACK_ERROR_FIX`: no board, or several, have that name; the sentence lists them.
 *
 * Returns: (transfer none): the board with that id, else the only one of that name.
 */
TackBoard *tack_boards_find (GListModel *boards, const char *name_or_id, GError **error);

/** tack_sections_find: the same for sections. Returns: (transfer none): */
TackSection *tack_sections_find (GListModel *sections, const char *name_or_id, GError **error);

G_END_DECLS
