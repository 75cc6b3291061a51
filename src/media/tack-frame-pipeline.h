/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/** The application message of a pipeline whose file turns out to have no moving picture. */
#define TACK_FRAME_PIPELINE_NO_PICTURE "tack-no-picture"

/**
 * tack_frame_pipeline_new:
 * @file: a video.
 * @is_mp4: whether its content is that of an MP4 or QuickTime file.
 * @sink: (out) (transfer none): the appsink that its frames arrive at, as the decoder made them.
 * @missing: (out) (transfer full): when there is none, the elements this computer lacks.
 *
 * Decodes the first video track of the file and nothing else; software decoders only, for a single
 * frame is sooner decoded than a graphics card is set up.
 *
 * Returns: (transfer full) (nullable): a pipeline, not started yet.
 */
GstElement *tack_frame_pipeline_new (GFile       *file,
                                     gboolean     is_mp4,
                                     GstElement **sink,
                                     char       **missing);

G_END_DECLS
