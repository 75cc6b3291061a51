/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/app/gstappsrc.h>

#include "media/tack-mend-plan.h"
#include "media/tack-mend-source.h"

G_BEGIN_DECLS

/**
 * TackMendTarget:
 * @pipeline: encodes, and writes the file.
 * @video: where the picture goes in.
 * @sound: (nullable): where the sound goes in.
 *
 * The writing half of a conversion.
 */
typedef struct
{
  GstElement *pipeline;
  GstAppSrc  *video;
  GstAppSrc  *sound;
} TackMendTarget;

/**
 * tack_mend_target_new:
 * @source: paused; what it delivers is what goes in.
 * @output: the file, and its path with `.index` at the end is one more until all is done.
 * @error: GStreamer's own.
 *
 * Returns: (transfer full): not started yet; only after tack_mend_encoder_check().
 */
TackMendTarget *tack_mend_target_new (const TackMendPlan *plan,
                                      TackMendSource     *source,
                                      GFile              *output,
                                      GError            **error);

/** tack_mend_target_get_bytes: Returns: how much of the file is written. */
gint64 tack_mend_target_get_bytes (TackMendTarget *self);

/** tack_mend_target_dup_index: Returns: (transfer full): the other file beside @output. */
GFile *tack_mend_target_dup_index (GFile *output);

void tack_mend_target_free (TackMendTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMendTarget, tack_mend_target_free)

G_END_DECLS
