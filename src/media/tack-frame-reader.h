/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_FRAME_READER (tack_frame_reader_get_type ())
G_DECLARE_FINAL_TYPE (TackFrameReader, tack_frame_reader, TACK, FRAME_READER, GObject)

/**
 * TackFrameReader:
 *
 * A video opened for its frames: upright, with square pixels. Everything here blocks, with a
 * deadline: worker threads only. One reader serves one thread at a time; many reads from one open
 * file are what makes the filmstrip and the scrubber quick.
 */

/**
 * tack_frame_reader_new:
 * @max_side: the longer side of the frames in pixels, 0 for the video's own size. Never enlarges.
 * @error: `TACK_ERROR_FIX`: no video Pinterest could take, or a plugin is missing (named in the
 * message).
 */
TackFrameReader *tack_frame_reader_new (GFile        *file,
                                        int           max_side,
                                        GCancellable *cancellable,
                                        GError      **error);

/** tack_frame_reader_set_max_side: of the frames read from now on. */
void tack_frame_reader_set_max_side (TackFrameReader *self, int max_side);

/** tack_frame_reader_get_duration: Returns: milliseconds, -1 where the file does not say. */
gint64 tack_frame_reader_get_duration (TackFrameReader *self);

/**
 * tack_frame_reader_read:
 * @at_ms: milliseconds from the start; past the end reads the last frame.
 * @key_frame: whether the nearest key frame will do, which is several times faster.
 *
 * Returns: (transfer full): the frame shown at that time.
 */
GdkPixbuf *tack_frame_reader_read (TackFrameReader *self,
                                   gint64           at_ms,
                                   gboolean         key_frame,
                                   GCancellable    *cancellable,
                                   GError         **error);

/** tack_frame_reader_get_position: Returns: milliseconds at which the frame read last begins. */
gint64 tack_frame_reader_get_position (TackFrameReader *self);

G_END_DECLS
