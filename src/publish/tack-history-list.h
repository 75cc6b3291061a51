/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY_LIST (tack_history_list_get_type ())
G_DECLARE_FINAL_TYPE (TackHistoryList, tack_history_list, TACK, HISTORY_LIST, GObject)

/**
 * TackHistoryList:
 *
 * The history for a list that scrolls: a #GListModel of #TackHistoryEntry, newest first, that holds
 * as many pages as were asked for, and takes in what is published meanwhile. Main context.
 *
 * Properties: `text` (string, what is searched for), `loading` (boolean, read-only: a page is on
 * its way), `complete` (boolean, read-only: there is no further page). Signal: `failed (GError)`: a
 * page could not be read.
 */
TackHistoryList *tack_history_list_new (TackHistory *history);

/** tack_history_list_set_text: @text: (nullable): begins anew with what matches. */
void tack_history_list_set_text (TackHistoryList *self, const char *text);

/** tack_history_list_load_more: reads the next page, unless one is on its way or there is none. */
void tack_history_list_load_more (TackHistoryList *self);

gboolean tack_history_list_is_loading (TackHistoryList *self);
gboolean tack_history_list_is_complete (TackHistoryList *self);

G_END_DECLS
