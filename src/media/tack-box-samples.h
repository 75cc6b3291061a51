/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-box-reader.h"

G_BEGIN_DECLS

/**
 * TackBoxSamples:
 * @offsets: content of `stco` or `co64`: where each chunk of samples begins.
 * @is_wide: whether it is `co64`.
 * @chunks: content of `stsc`: how many samples a chunk has.
 * @sizes: content of `stsz`: how many bytes a sample has.
 *
 * Where in the file the samples of a track are (ISO/IEC 14496-12, 8.7). All zero: nowhere.
 */
typedef struct
{
  TackBoxSpan offsets;
  gboolean    is_wide;
  TackBoxSpan chunks;
  TackBoxSpan sizes;
} TackBoxSamples;

/**
 * tack_box_samples_reach_past_end:
 *
 * Returns: whether the file was cut: a chunk begins behind its end, or the last one ends there.
 */
gboolean tack_box_samples_reach_past_end (const TackBoxSamples *self, TackBoxReader *reader);

G_END_DECLS
