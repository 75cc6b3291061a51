/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-picture-plan.h"

G_BEGIN_DECLS

/**
 * tack_picture_prepare:
 * @picture: a picture file of any format the image loader reads; it is never touched.
 * @options: what the person chose.
 * @content_type: (out) (transfer none): `image/jpeg` or `image/png`.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Makes a picture what Pinterest takes, upright, and telling nothing but itself unless that is
 * wanted, as tack_picture_plan() decides. What needs no new encoding is not encoded anew, and a
 * JPEG is turned without loss where its blocks allow; the rest becomes PNG when it has transparency
 * or few colours, else JPEG, and keeps its colour profile.
 *
 * Blocks: worker threads only.
 *
 * Returns: (transfer full): the bytes to send, at most %TACK_IMAGE_BYTES_MAX.
 */
GBytes *tack_picture_prepare (GFile             *picture,
                              TackPictureOptions options,
                              const char       **content_type,
                              GCancellable      *cancellable,
                              GError           **error);

G_END_DECLS
