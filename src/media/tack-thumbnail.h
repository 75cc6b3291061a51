/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * tack_thumbnail_load:
 * @kind: what the file is.
 * @max_side: longer side in pixels, of which tack_thumbnail_cache_get_side() knows one.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 *
 * What a file looks like by itself: out of the desktop's cache, or decoded and put there. So is,
 * for as long as the file does not change, that it cannot be decoded; not where only a decoder is
 * missing, which may be there tomorrow. Blocks: worker threads only.
 */
GdkPixbuf *tack_thumbnail_load (GFile        *file,
                                TackMediaKind kind,
                                int           max_side,
                                GCancellable *cancellable,
                                GError      **error);

G_END_DECLS
