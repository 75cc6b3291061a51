/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

/* The calls of a #TackMediaProxy for the main context: each on a thread of GTask's pool. %NULL for
 * the proxy stands for that thread itself, as everywhere. Who wants another frame or picture
 * cancels the one before. */

/**
 * tack_media_proxy_load_picture_async:
 * @self: (nullable):
 * @max_side: longer side in pixels; decoded at that size where the format allows, never enlarged.
 */
void tack_media_proxy_load_picture_async (TackMediaProxy     *self,
                                          GFile              *picture,
                                          int                 max_side,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);

/** tack_media_proxy_load_picture_finish: Returns: (transfer full): as tack_picture_load(). */
GdkPixbuf *tack_media_proxy_load_picture_finish (GAsyncResult *result, GError **error);

/**
 * tack_media_proxy_read_cover_async:
 * @self: (nullable):
 * @at_ms: milliseconds from the start, or %TACK_COVER_AUTO.
 * @key_frame: whether the nearest key frame will do, as while the person is still moving.
 * @max_side: longer side in pixels, 0 for the video's own size.
 */
void tack_media_proxy_read_cover_async (TackMediaProxy     *self,
                                        GFile              *video,
                                        gint64              at_ms,
                                        gboolean            key_frame,
                                        int                 max_side,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);

/**
 * tack_media_proxy_read_cover_finish:
 * @at_ms: (out) (optional): the time of the frame, of interest after %TACK_COVER_AUTO.
 *
 * Returns: (transfer full): as tack_cover_read().
 */
GdkPixbuf *tack_media_proxy_read_cover_finish (GAsyncResult *result, gint64 *at_ms, GError **error);

/** tack_media_proxy_prepare_picture_async: @self: (nullable): */
void tack_media_proxy_prepare_picture_async (TackMediaProxy     *self,
                                             GFile              *picture,
                                             TackPictureOptions  options,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);

/** tack_media_proxy_prepare_picture_finish: Returns: (transfer full): as tack_picture_prepare(). */
GBytes *tack_media_proxy_prepare_picture_finish (GAsyncResult *result,
                                                 const char  **content_type,
                                                 GError      **error);

G_END_DECLS
