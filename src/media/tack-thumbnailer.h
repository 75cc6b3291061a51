/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/tack-media-info.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_THUMBNAILER (tack_thumbnailer_get_type ())
G_DECLARE_FINAL_TYPE (TackThumbnailer, tack_thumbnailer, TACK, THUMBNAILER, GObject)

/**
 * TackThumbnailer:
 *
 * Small pictures of files for cards and rows, on a few threads of its own: those on screen first,
 * in order, and a cancelled one never starts. What a file looks like by itself is shared with the
 * other programs of the desktop, see tack_thumbnail_load().
 */

/**
 * tack_thumbnailer_new:
 * @proxy: (nullable): who reads the files; %NULL for the threads of this process.
 */
TackThumbnailer *tack_thumbnailer_new (TackMediaProxy *proxy);

/** tack_thumbnailer_get_proxy: Returns: (transfer none) (nullable): for whoever shows the same
 * files at another size. */
TackMediaProxy *tack_thumbnailer_get_proxy (TackThumbnailer *self);

/**
 * tack_thumbnailer_load_async:
 * @kind: what the file is.
 * @cover_at_ms: for a video the time of its cover, or %TACK_COVER_AUTO.
 * @max_side: longer side in pixels.
 * @is_visible: whether it is on screen; what is not has to wait for all that is.
 */
void       tack_thumbnailer_load_async (TackThumbnailer    *self,
                                        GFile              *file,
                                        TackMediaKind       kind,
                                        gint64              cover_at_ms,
                                        int                 max_side,
                                        gboolean            is_visible,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GdkPixbuf *tack_thumbnailer_load_finish (TackThumbnailer *self,
                                         GAsyncResult    *result,
                                         GError         **error);

G_END_DECLS
