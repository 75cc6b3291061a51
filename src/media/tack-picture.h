/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "media/tack-picture-plan.h"

G_BEGIN_DECLS

/* Picture files: what they are, and as pixels. */

/**
 * tack_picture_read_facts:
 * @facts: (out): what decides how it is sent.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Reads no more of the file than it must. Blocks: worker threads only.
 */
gboolean tack_picture_read_facts (GFile            *picture,
                                  TackPictureFacts *facts,
                                  GCancellable     *cancellable,
                                  GError          **error);

/** tack_picture_has_loader: Returns: whether this computer can decode its kind, by its first bytes.
 * Blocks: worker threads only. */
gboolean tack_picture_has_loader (GFile *picture);

/**
 * tack_picture_load:
 * @max_side: longer side in pixels, 0 for the picture's own size; decoded at that size where the
 * format allows, never enlarged.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * Blocks: worker threads only.
 *
 * Returns: (transfer full): the picture, upright.
 */
GdkPixbuf *tack_picture_load (GFile        *picture,
                              int           max_side,
                              GCancellable *cancellable,
                              GError      **error);

G_END_DECLS
