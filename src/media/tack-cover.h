/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "media/tack-frame-reader.h"

G_BEGIN_DECLS

/* The cover of a video Pin: which frame, and as what bytes. */

/** A cover time that stands for “choose one for me”. */
#define TACK_COVER_AUTO (-1)

/**
 * tack_cover_read:
 * @video: a video file.
 * @at_ms: (inout): milliseconds from the start, or %TACK_COVER_AUTO for a frame that is neither
 * black nor flat; afterwards the time of the frame.
 * @key_frame: whether the nearest key frame will do.
 * @max_side: longer side in pixels, 0 for the video's own size.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Blocks: worker threads only, and the headless program.
 *
 * Returns: (transfer full): the frame, upright.
 */
GdkPixbuf *tack_cover_read (GFile        *video,
                            gint64       *at_ms,
                            gboolean      key_frame,
                            int           max_side,
                            GCancellable *cancellable,
                            GError      **error);

/**
 * tack_cover_read_from:
 *
 * The same from a video that is open already.
 *
 * Returns: (transfer full): the frame, upright.
 */
GdkPixbuf *tack_cover_read_from (TackFrameReader *reader,
                                 gint64          *at_ms,
                                 gboolean         key_frame,
                                 int              max_side,
                                 GCancellable    *cancellable,
                                 GError         **error);

G_END_DECLS
