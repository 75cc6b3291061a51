/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/video/video.h>

#include "media/tack-tone.h"

G_BEGIN_DECLS

/** The name of the element, once tack_tone_filter_register() has been called. */
#define TACK_TONE_FILTER_NAME "tacktone"

#define TACK_TYPE_TONE_FILTER (tack_tone_filter_get_type ())
G_DECLARE_FINAL_TYPE (TackToneFilter, tack_tone_filter, TACK, TONE_FILTER, GstVideoFilter)

/**
 * TackToneFilter:
 *
 * A #TackTone as an element of a pipeline: pixels of four components of 16 bits with a high dynamic
 * range come in, sRGB goes out. Its property `hlg` says by which of the two curves.
 */

/** tack_tone_filter_register: makes the element known to this process. Any number of times. */
void tack_tone_filter_register (void);

/**
 * tack_tone_filter_get_transfer:
 *
 * Returns: whether @info has a high dynamic range at all.
 */
gboolean tack_tone_filter_get_transfer (const GstVideoInfo *info, TackToneTransfer *transfer);

G_END_DECLS
