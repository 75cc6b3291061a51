/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * tack_box_index_read:
 * @stream: an MP4 or QuickTime file, seekable.
 * @info: knows the file's size; gets codecs, size as shown, duration and traits.
 *
 * Reads the index (`moov`) of the file by hand, which takes a fraction of the time that starting
 * GStreamer does, and tells what GStreamer does not. The boxes are those of ISO/IEC 14496-12 and
 * 14496-15 and of Apple's QuickTime File Format. Believes no size, count or depth; holds 64 kB
 * however big the file is. Blocks: worker threads only.
 *
 * Returns: whether it all makes sense; else GStreamer has to be asked.
 */
gboolean tack_box_index_read (GInputStream *stream, TackMediaInfo *info, GCancellable *cancellable);

G_END_DECLS
