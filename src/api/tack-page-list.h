/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-page.h"

G_BEGIN_DECLS

#define TACK_TYPE_PAGE_LIST (tack_page_list_get_type ())
G_DECLARE_FINAL_TYPE (TackPageList, tack_page_list, TACK, PAGE_LIST, GObject)

/**
 * TackPageList:
 *
 * A list of Pinterest's as a #GListModel that grows: asking for an item near its end fetches the
 * next page by itself, so that a list view pages as it is scrolled. An item that a moving list
 * repeats on a later page is there once. Main context.
 *
 * Properties, all read-only and notifying: `loading` (boolean), `complete` (boolean: the last page
 * is there), `error` (GError boxed, nullable: why the next page could not be had; what is there
 * stays).
 */

/**
 * tack_page_list_new:
 * @request: (transfer full): what it lists; @request is cleared.
 *
 * Empty at first; the first page is fetched with tack_page_list_load_more().
 */
TackPageList *tack_page_list_new (TackApiClient *client, TackPageRequest *request);

/**
 * tack_page_list_set_keeps_items:
 * @keeps_items: %FALSE for who uses items up as they arrive: each page takes the place of the one
 *   before, so that a list may be longer than memory. %TRUE at first.
 */
void tack_page_list_set_keeps_items (TackPageList *self, gboolean keeps_items);

/**
 * tack_page_list_load_more:
 *
 * Fetches the next page, unless one is under way or all are there. After an error it tries that
 * page again.
 */
void tack_page_list_load_more (TackPageList *self);

/** tack_page_list_reload: begins anew; the old items stay until the first page is there. */
void tack_page_list_reload (TackPageList *self);

gboolean      tack_page_list_is_loading (TackPageList *self);
gboolean      tack_page_list_is_complete (TackPageList *self);
const GError *tack_page_list_get_error (TackPageList *self);

/**
 * tack_page_list_load_all_async:
 *
 * Fetches page after page, the largest there are, until the list is complete.
 */
void     tack_page_list_load_all_async (TackPageList       *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean tack_page_list_load_all_finish (TackPageList *self, GAsyncResult *result, GError **error);

G_END_DECLS
