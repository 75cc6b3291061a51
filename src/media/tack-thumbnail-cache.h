/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* The thumbnails that all programs of a desktop share, as freedesktop.org's Thumbnail Managing
 * Standard lays them out: $XDG_CACHE_HOME/thumbnails/large/MD5.png, named after the file's address
 * and bearing the time of its last change. Everything here blocks: worker threads only. */

/**
 * tack_thumbnail_cache_get_mtime:
 *
 * Asked before a file is decoded: a change meanwhile makes the thumbnail stale, not wrong.
 *
 * Returns: seconds since 1970; -1 where there is no telling.
 */
gint64 tack_thumbnail_cache_get_mtime (GFile *file);

/**
 * tack_thumbnail_cache_load:
 * @mtime: of tack_thumbnail_cache_get_mtime().
 * @max_side: longer side in pixels.
 *
 * Returns: (transfer full) (nullable): the thumbnail at that size or smaller where the picture is;
 * %NULL when there is none of @file as it is now.
 */
GdkPixbuf *tack_thumbnail_cache_load (GFile *file, gint64 mtime, int max_side);

/**
 * tack_thumbnail_cache_get_side:
 *
 * Returns: the side at which a thumbnail for @max_side is kept; 0 when that is too large for any.
 */
int tack_thumbnail_cache_get_side (int max_side);

/**
 * tack_thumbnail_cache_store:
 * @thumbnail: of a side tack_thumbnail_cache_get_side() gave, or smaller where the picture is.
 *
 * Keeps it for all programs. That it cannot be kept is no failure.
 */
void tack_thumbnail_cache_store (GFile *file, gint64 mtime, int side, GdkPixbuf *thumbnail);

/**
 * tack_thumbnail_cache_store_failure:
 *
 * Notes down that @file, as it was at @mtime, cannot be decoded: nobody is to try again before it
 * changes, or this program does.
 */
void     tack_thumbnail_cache_store_failure (GFile *file, gint64 mtime);
gboolean tack_thumbnail_cache_has_failed (GFile *file, gint64 mtime);

/** tack_thumbnail_cache_fit: Returns: (transfer full): @thumbnail, made smaller where it is larger
 * than @max_side. */
GdkPixbuf *tack_thumbnail_cache_fit (GdkPixbuf *thumbnail, int max_side);

G_END_DECLS
