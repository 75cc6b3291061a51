/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "media/tack-media-proxy.h"
#include "media/tack-picture-plan.h"

G_BEGIN_DECLS

/* Picture files: what they are, and as pixels. */

/**
 * tack_picture_load_async:
 * @proxy: (nullable): who reads it; %NULL for a thread of this process.
 * @max_side: longer side in pixels; decoded at that size where the format allows, never enlarged.
 */
void tack_picture_load_async (TackMediaProxy     *proxy,
                              GFile              *picture,
                              int                 max_side,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/** tack_picture_load_finish: Returns: (transfer full): the picture, upright. */
GdkPixbuf *tack_picture_load_finish (GAsyncResult *result, GError **error);

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
 *
 * The blocking twin of tack_picture_load_async(), for threads of one's own.
 */
GdkPixbuf *tack_picture_load (GFile        *picture,
                              int           max_side,
                              GCancellable *cancellable,
                              GError      **error);

G_END_DECLS
