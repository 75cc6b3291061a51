/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tack_video_check:
 * @is_mp4: (out): whether it is an MP4 or QuickTime file.
 * @error: `TACK_ERROR_FIX`: it cannot be read, is a picture (though GStreamer may show it as a
 *   video), or is an MP4 file that is not whole: the demuxer would look for its missing rest in
 *   vain. `G_IO_ERROR_CANCELLED`.
 *
 * What is found out before anything is decoded. Blocks, shortly.
 */
gboolean tack_video_check (GFile        *file,
                           gboolean     *is_mp4,
                           GCancellable *cancellable,
                           GError      **error);

G_END_DECLS
