/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

/**
 * TackFilmstripFunc:
 * @index: which frame of the strip.
 * @at_ms: its time.
 *
 * Called on the main context as each frame of a strip is ready, in any order; a second time for an
 * index where the first was only the nearest key frame and that was far.
 */
typedef void (*TackFilmstripFunc) (guint index, gint64 at_ms, GdkPixbuf *frame, gpointer user_data);

/**
 * tack_filmstrip_read_async:
 * @proxy: (nullable): who reads; %NULL for a thread of this process.
 * @duration_ms: the length of the video.
 * @n_frames: how many frames, evenly spaced over the video.
 * @max_side: longer side in pixels.
 * @frame_func: called for each frame until the operation ends; never after @callback.
 */
void     tack_filmstrip_read_async (TackMediaProxy     *proxy,
                                    GFile              *video,
                                    gint64              duration_ms,
                                    guint               n_frames,
                                    int                 max_side,
                                    TackFilmstripFunc   frame_func,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean tack_filmstrip_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
