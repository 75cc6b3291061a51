/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/app/gstappsink.h>

#include "media/tack-mend-plan.h"

G_BEGIN_DECLS

/**
 * TackMendSource:
 * @pipeline: reads and decodes.
 * @video: the sink that its picture arrives at, encoded still where the plan copies it; %NULL until
 * it is found.
 * @sound: (nullable): likewise, its sound.
 *
 * The reading half of a conversion.
 */
typedef struct
{
  GstElement *pipeline;
  GstAppSink *video;
  GstAppSink *sound;

  TackMendSteps steps;
} TackMendSource;

/**
 * tack_mend_source_new:
 *
 * Returns: (transfer full): not started yet. Once it is paused and said so on its bus, each of its
 *   sinks has its first piece, and what each is is known.
 */
TackMendSource *tack_mend_source_new (GFile *video, TackMendSteps steps);

/**
 * tack_mend_source_seek:
 *
 * Goes to the part that @plan keeps, where that is possible: what is outside of it may still come.
 * Only of a source that is paused.
 */
void tack_mend_source_seek (TackMendSource *self, const TackMendPlan *plan);

/** tack_mend_source_get_caps: Returns: (transfer full) (nullable): what arrives at @sink. */
GstCaps *tack_mend_source_get_caps (GstAppSink *sink);

/**
 * tack_mend_source_get_orientation:
 *
 * Returns: how the picture has to be turned to stand upright, a `GstVideoOrientationMethod`.
 */
int tack_mend_source_get_orientation (TackMendSource *self);

void tack_mend_source_free (TackMendSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMendSource, tack_mend_source_free)

G_END_DECLS
