/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-board.h"
#include "api/tack-page-list.h"

G_BEGIN_DECLS

/* The calls on boards. Errors: `TACK_ERROR` with the details of the answer, or
 * `G_IO_ERROR_CANCELLED`. */

/**
 * TackBoardFilter:
 *
 * Pinterest's `BoardPrivacyFilter`.
 */
typedef enum
{
  TACK_BOARD_FILTER_ALL,
  TACK_BOARD_FILTER_PUBLIC,
  TACK_BOARD_FILTER_PROTECTED,
  TACK_BOARD_FILTER_SECRET,
  TACK_BOARD_FILTER_PUBLIC_AND_SECRET,
} TackBoardFilter;

/**
 * TackBoardFields:
 * @name: (nullable): needed to create; %NULL leaves it as it is.
 * @description: (nullable): %NULL leaves it as it is, "" empties it.
 * @privacy: (nullable): Pinterest's word, such as `SECRET`; an update takes `PUBLIC` and `SECRET`
 *   only.
 * @is_ads_only: only when created; Pinterest then calls the board “Ad-only Pins” and protects it.
 *
 * What a person says about a board. Strings are not owned.
 */
typedef struct
{
  const char *name;
  const char *description;
  const char *privacy;
  gboolean    is_ads_only;
} TackBoardFields;

/**
 * tack_board_fields_check:
 * @is_new: whether a board is to be made of them.
 * @error: `TACK_ERROR_FIX`: Pinterest would refuse them.
 *
 * What the calls check by themselves, for who has to look something up before.
 */
gboolean tack_board_fields_check (const TackBoardFields *fields, gboolean is_new, GError **error);

/**
 * tack_boards_list:
 *
 * Returns: (transfer full) (element-type TackBoard): the account's boards, still without a page.
 */
TackPageList *tack_boards_list (TackApiClient *client, TackBoardFilter filter);

/**
 * tack_boards_list_pins_request:
 *
 * Returns: (transfer full): the board's Pins, newest first, for who wants one page after another.
 */
TackPageRequest tack_boards_list_pins_request (const char *board_id);

/**
 * tack_boards_list_pins:
 *
 * Returns: (transfer full) (element-type TackPin): the board's Pins, newest first.
 */
TackPageList *tack_boards_list_pins (TackApiClient *client, const char *board_id);

/**
 * tack_boards_dup_name_advice:
 *
 * Returns: (transfer full) (nullable): one sentence for a name that Pinterest takes and cuts; %NULL
 *   for one that is fine. Pure.
 */
char *tack_boards_dup_name_advice (const char *name);

void       tack_boards_get_async (TackApiClient      *client,
                                  const char         *board_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
TackBoard *tack_boards_get_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/**
 * tack_boards_create_async:
 * @fields: refused with `TACK_ERROR_FIX` before anything is sent when it cannot be a board.
 */
void       tack_boards_create_async (TackApiClient         *client,
                                     const TackBoardFields *fields,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data);
TackBoard *tack_boards_create_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void       tack_boards_update_async (TackApiClient         *client,
                                     const char            *board_id,
                                     const TackBoardFields *fields,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data);
TackBoard *tack_boards_update_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/** tack_boards_delete_async: its Pins go with it. */
void     tack_boards_delete_async (TackApiClient      *client,
                                   const char         *board_id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean tack_boards_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/**
 * tack_boards_find:
 * @boards: (element-type TackBoard): all of them.
 * @name_or_id: what a person typed.
 * @error: `TACK_ERROR_FIX`: no board, or several, have that name; the sentence lists them.
 *
 * Returns: (transfer none): the board with that id, else the only one of that name.
 */
TackBoard *tack_boards_find (GListModel *boards, const char *name_or_id, GError **error);

G_END_DECLS
