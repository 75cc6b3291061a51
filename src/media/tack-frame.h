/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * tack_frame_to_pixbuf:
 * @sample: a frame as it comes from a decoder.
 * @orientation: (nullable): how it has to be turned, in the words of %GST_TAG_IMAGE_ORIENTATION.
 * @max_side: the longer side in pixels, 0 for its own size. Never enlarges.
 *
 * Returns: (transfer full) (nullable): the frame upright, with square pixels; %NULL: no picture.
 */
GdkPixbuf *tack_frame_to_pixbuf (GstSample *sample, const char *orientation, int max_side);

/** tack_frame_dup_orientation: Returns: (transfer full) (nullable): how the frames that come to
 * @pad have to be turned, in the words of %GST_TAG_IMAGE_ORIENTATION. Any thread. */
char *tack_frame_dup_orientation (GstPad *pad);

G_END_DECLS
