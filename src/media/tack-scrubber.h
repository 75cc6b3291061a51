/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_SCRUBBER (tack_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (TackScrubber, tack_scrubber, TACK, SCRUBBER, GObject)

/**
 * TackScrubber:
 *
 * The frames of one video for as long as somebody looks for its cover: the file stays open between
 * them, which makes the next a matter of milliseconds. Opens it when the first is asked for.
 */

/**
 * tack_scrubber_new:
 * @proxy: (nullable): who reads it; %NULL for the threads of this process.
 */
TackScrubber *tack_scrubber_new (TackMediaProxy *proxy, GFile *video);

/**
 * tack_scrubber_read:
 * @at_ms: (inout): the time asked for, and that of the frame.
 *
 * The blocking twin of tack_scrubber_read_async(): worker threads only.
 */
GdkPixbuf *tack_scrubber_read (TackScrubber *self,
                               gint64       *at_ms,
                               gboolean      key_frame,
                               int           max_side,
                               GCancellable *cancellable,
                               GError      **error);

/**
 * tack_scrubber_read_async:
 * @at_ms: milliseconds from the start, or %TACK_COVER_AUTO.
 * @key_frame: whether the nearest key frame will do, as while the person is still moving.
 * @max_side: longer side in pixels, 0 for the video's own size.
 *
 * Frames are read one after the other on threads of GTask's pool: who wants another one cancels the
 * one before.
 */
void tack_scrubber_read_async (TackScrubber       *self,
                               gint64              at_ms,
                               gboolean            key_frame,
                               int                 max_side,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

/**
 * tack_scrubber_read_finish:
 * @at_ms: (out) (optional): the time of the frame, of interest after %TACK_COVER_AUTO.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full): the frame, upright.
 */
GdkPixbuf *tack_scrubber_read_finish (TackScrubber *self,
                                      GAsyncResult *result,
                                      gint64       *at_ms,
                                      GError      **error);

G_END_DECLS
