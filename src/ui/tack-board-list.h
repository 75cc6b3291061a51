/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-boards.h"
#include "api/tack-sections.h"

G_BEGIN_DECLS

/**
 * TackListing:
 * @TACK_LISTING_EMPTY: not asked for.
 * @TACK_LISTING_LOADING: asked, no answer yet.
 * @TACK_LISTING_READY: the model holds the answer.
 * @TACK_LISTING_FAILED: there is an error to show.
 *
 * How far a listing from Pinterest has come.
 */
typedef enum
{
  TACK_LISTING_EMPTY,
  TACK_LISTING_LOADING,
  TACK_LISTING_READY,
  TACK_LISTING_FAILED,
} TackListing;

#define TACK_TYPE_BOARD_LIST (tack_board_list_get_type ())
G_DECLARE_FINAL_TYPE (TackBoardList, tack_board_list, TACK, BOARD_LIST, GObject)

/**
 * TackBoardList:
 *
 * The account's boards and the sections of those that were asked about, kept for the widgets that
 * choose one. Signal `changed ()`: a listing began, arrived or failed. Main context.
 */
TackBoardList *tack_board_list_new (TackApiClient *client);

/** tack_board_list_refresh: asks Pinterest (again) for the boards, unless it is being asked. */
void tack_board_list_refresh (TackBoardList *self);

/** tack_board_list_get_boards: Returns: (transfer none) (element-type TackBoard): */
GListModel *tack_board_list_get_boards (TackBoardList *self);
TackListing tack_board_list_get_listing (TackBoardList *self);

/** tack_board_list_get_error: Returns: (transfer none) (nullable): why the listing failed. */
const GError *tack_board_list_get_error (TackBoardList *self);

/** tack_board_list_find: Returns: (transfer none) (nullable): the board with that id. */
TackBoard *tack_board_list_find (TackBoardList *self, const char *board_id);

/**
 * tack_board_list_get_sections:
 * @board_id: (nullable):
 *
 * Returns: (transfer none) (nullable) (element-type TackSection): the sections of a board; %NULL
 * while they are not known, and then `changed` follows.
 */
GListModel *tack_board_list_get_sections (TackBoardList *self, const char *board_id);

/**
 * tack_board_list_create_async:
 *
 * Makes a board at Pinterest and puts it first in the list.
 */
void       tack_board_list_create_async (TackBoardList      *self,
                                         const char         *name,
                                         TackPrivacy         privacy,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
TackBoard *tack_board_list_create_finish (TackBoardList *self,
                                          GAsyncResult  *result,
                                          GError       **error);

G_END_DECLS
