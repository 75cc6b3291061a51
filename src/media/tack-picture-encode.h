/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * tack_picture_encode:
 * @picture: pixels; the colour profile they came with goes into the file.
 * @content_type: `image/jpeg` (quality 90) or `image/png`.
 * @error: `TACK_ERROR_GIVE_UP`.
 *
 * Blocks for the time of encoding: worker threads, or the headless program.
 *
 * Returns: (transfer full): the bytes of the picture file.
 */
GBytes *tack_picture_encode (GdkPixbuf *picture, const char *content_type, GError **error);

G_END_DECLS
