/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_jpeg_turn:
 * @jpeg: a whole JPEG file.
 * @orientation: how it lies, 1 to 8 as EXIF counts.
 *
 * Turns a JPEG upright without loss: it is made of blocks, which are put in other places and turned
 * in themselves, and never become pixels. The new file has the colour profile, and nothing else of
 * what the old one tells. Blocks for a moment: worker threads.
 *
 * Returns: (transfer full) (nullable): the upright file; %NULL where the blocks at its edge are not
 *   whole and would come to lie within, and for what is no sound JPEG.
 */
GBytes *tack_jpeg_turn (GBytes *jpeg, int orientation);

G_END_DECLS
