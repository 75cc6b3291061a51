/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/** A file that takes longer is called damaged; healthy ones take milliseconds. */
#define TACK_VIDEO_PROBE_TIMEOUT_S 15

/**
 * tack_video_probe:
 * @info: gets codecs, size as shown, duration and traits; findings where GStreamer cannot tell
 *   them.
 * @name: the file as people see it, for the sentences.
 *
 * Asks GStreamer's demuxers and parsers, whatever the container; no decoder is started. Blocks:
 * worker threads only.
 */
void tack_video_probe (GFile         *file,
                       const char    *name,
                       TackMediaInfo *info,
                       GCancellable  *cancellable);

/**
 * tack_video_probe_dup_missing_sentence:
 * @what: GStreamer's description of the missing plugin, such as “H.265 (Main Profile) decoder”.
 *
 * Returns: (transfer full): a sentence that names the package to install.
 */
char *tack_video_probe_dup_missing_sentence (const char *name, const char *what);

G_END_DECLS
