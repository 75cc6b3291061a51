/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-frame-reader.h"

G_BEGIN_DECLS

/**
 * TackCoverLook:
 * @light: the mean, 0 to 255.
 * @contrast: how far light spreads, its standard deviation.
 * @sharpness: how much light changes from one point to the next, on the average.
 *
 * What a frame looks like, in numbers, and at one size: frames of one video can be compared.
 */
typedef struct
{
  double light;
  double contrast;
  double sharpness;
} TackCoverLook;

/** tack_cover_look_measure: Pure. */
TackCoverLook tack_cover_look_measure (GdkPixbuf *frame);

/**
 * tack_cover_choice_best:
 * @looks: of @n_looks frames, at least one.
 *
 * The sharpest with the most contrast that is neither dark nor glaring, nor a flash, which is far
 * lighter or darker than the rest. Pure; of equals the first.
 *
 * Returns: the index of the frame that makes the best cover.
 */
guint tack_cover_choice_best (const TackCoverLook *looks, guint n_looks);

/**
 * tack_cover_choice_find:
 * @reader: what its frames are sized to is changed.
 *
 * Looks at several places of the video and chooses one, always the same. Blocks, as the reader
 * does.
 *
 * Returns: milliseconds from the start, -1 with @error set as by tack_frame_reader_read().
 */
gint64 tack_cover_choice_find (TackFrameReader *reader, GCancellable *cancellable, GError **error);

G_END_DECLS
