/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-media-upload.h"
#include "api/tack-page-list.h"
#include "api/tack-upload.h"

G_BEGIN_DECLS

/* The three steps of a video: register, send, ask until it is processed. */

void tack_uploads_register_async (TackApiClient      *client,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/** tack_uploads_register_finish: Returns: (transfer full): where and with which fields to send. */
TackUpload *tack_uploads_register_finish (TackApiClient *client,
                                          GAsyncResult  *result,
                                          GError       **error);

/**
 * TackUploadProgressFunc:
 * @sent: bytes of the file that have left for the bucket.
 * @total: the size of the file.
 *
 * Called on the main context, at most every 100 ms and at the end.
 */
typedef void (*TackUploadProgressFunc) (gint64 sent, gint64 total, gpointer user_data);

/**
 * tack_uploads_send_async:
 * @file: streamed; memory does not grow with its size.
 * @progress_func: (nullable) (scope notified): never called after @callback.
 */
void tack_uploads_send_async (TackApiClient         *client,
                              TackUpload            *upload,
                              GFile                 *file,
                              TackUploadProgressFunc progress_func,
                              gpointer               progress_data,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data);

/**
 * tack_uploads_send_finish:
 * @error: `TACK_ERROR_WAIT` for a lost connection; `TACK_ERROR_GONE` when the bucket says that the
 *   registration is no longer good (403): register anew; `TACK_ERROR_FIX` for the file itself.
 */
gboolean tack_uploads_send_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void             tack_uploads_get_async (TackApiClient      *client,
                                         const char         *media_id,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
TackMediaUpload *tack_uploads_get_finish (TackApiClient *client,
                                          GAsyncResult  *result,
                                          GError       **error);

/** tack_uploads_list: Returns: (transfer full) (element-type TackMediaUpload): still without a
 * page. */
TackPageList *tack_uploads_list (TackApiClient *client);

G_END_DECLS
