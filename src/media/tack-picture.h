/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

/* Pictures: as small pixels for the screen, and as bytes that Pinterest accepts. */

/**
 * tack_picture_prepare_async:
 * @picture: a picture file of any format the image loader reads.
 *
 * JPEG and PNG that stand upright go as they are; others become PNG when they have transparency,
 * else JPEG. The file itself is never touched.
 */
void tack_picture_prepare_async (GFile              *picture,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

/**
 * tack_picture_prepare_finish:
 * @content_type: (out) (transfer none): `image/jpeg` or `image/png`.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full): the bytes to send, at most %TACK_IMAGE_BYTES_MAX.
 */
GBytes *tack_picture_prepare_finish (GAsyncResult *result,
                                     const char  **content_type,
                                     GError      **error);

/**
 * tack_picture_load_async:
 * @proxy: (nullable): who reads it; %NULL for a thread of this process.
 * @max_side: longer side in pixels; decoded at that size where the format allows, never enlarged.
 */
void tack_picture_load_async (TackMediaProxy     *proxy,
                              GFile              *picture,
                              int                 max_side,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/** tack_picture_load_finish: Returns: (transfer full): the picture, upright. */
GdkPixbuf *tack_picture_load_finish (GAsyncResult *result, GError **error);

/**
 * tack_picture_read_size:
 * @format: (inout) (transfer full): set to the loader's name of the format where it is %NULL.
 * @width: (out): as shown, after orientation.
 * @height: (out): as shown.
 *
 * Reads no more of the file than its head. Blocks: worker threads only.
 *
 * Returns: whether the image loader knows it.
 */
gboolean tack_picture_read_size (GFile        *picture,
                                 char        **format,
                                 int          *width,
                                 int          *height,
                                 GCancellable *cancellable);

/**
 * tack_picture_load:
 *
 * The blocking twin of tack_picture_load_async(), for threads of one's own.
 */
GdkPixbuf *tack_picture_load (GFile        *picture,
                              int           max_side,
                              GCancellable *cancellable,
                              GError      **error);

G_END_DECLS
