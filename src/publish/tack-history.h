/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-proxy.h"
#include "publish/tack-history-entry.h"
#include "publish/tack-queue.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY (tack_history_get_type ())
G_DECLARE_FINAL_TYPE (TackHistory, tack_history, TACK, HISTORY, GObject)

/**
 * TackHistory:
 *
 * What was ever published from this store. The queue writes each entry in the transaction that
 * makes its job published, so that neither is there without the other, and clearing the queue takes
 * nothing from it. This object reads them, keeps a small picture of each, and exports them. Main
 * context. Signal: `added (TackHistoryEntry)`: a Pin was published and is on the disk.
 */
TackHistory *tack_history_new (TackQueue *queue);

/** tack_history_set_proxy: @proxy: (nullable): who reads the files from now on, for the small
 * pictures. */
void tack_history_set_proxy (TackHistory *self, TackMediaProxy *proxy);

/**
 * tack_history_search_async:
 * @text: (nullable): words that all have to be in title, file name, board, section, address or
 *   number of the Pin; in any case of letters, German ones too.
 * @before: (nullable): the last entry of the page before.
 * @limit: how many at most.
 */
void tack_history_search_async (TackHistory        *self,
                                const char         *text,
                                TackHistoryEntry   *before,
                                guint               limit,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

/** tack_history_search_finish: Returns: (transfer full) (element-type TackHistoryEntry): a page,
 * newest first. */
GPtrArray *tack_history_search_finish (TackHistory *self, GAsyncResult *result, GError **error);

/**
 * tack_history_find_hashes_async:
 * @hashes: (element-type utf8): of contents of files.
 *
 * Looks for what was published from files of these contents.
 */
void tack_history_find_hashes_async (TackHistory        *self,
                                     GPtrArray          *hashes,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/** tack_history_find_hashes_finish: Returns: (transfer full) (element-type utf8 TackHistoryEntry):
 * the newest entry of each hash that has one. */
GHashTable *tack_history_find_hashes_finish (TackHistory  *self,
                                             GAsyncResult *result,
                                             GError      **error);

/**
 * tack_history_dup_thumbnail:
 *
 * Returns: (transfer full): the small picture that was kept of the Pin, a JPEG of at most
 *   %TACK_HISTORY_THUMBNAIL_SIDE pixels. There may be none: then the file itself may be.
 */
GFile *tack_history_dup_thumbnail (TackHistory *self, TackHistoryEntry *entry);

/** TACK_HISTORY_THUMBNAIL_SIDE: the longer side, in pixels. */
#define TACK_HISTORY_THUMBNAIL_SIDE 240

/**
 * tack_history_export_async:
 * @file: replaced as a whole, or left as it is.
 *
 * Writes all that was published and all that failed, with the reasons, as CSV: see
 * tack_history_csv_new().
 */
void     tack_history_export_async (TackHistory        *self,
                                    GFile              *file,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean tack_history_export_finish (TackHistory *self, GAsyncResult *result, GError **error);

G_END_DECLS
