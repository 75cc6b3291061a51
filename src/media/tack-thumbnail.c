/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-thumbnail.h"

#include "media/tack-cover.h"
#include "media/tack-media.h"
#include "media/tack-picture.h"
#include "media/tack-thumbnail-cache.h"

static GdkPixbuf *
decode (GFile *file, TackMediaKind kind, int side, GCancellable *cancellable, GError **error)
{
  gint64 at_ms = TACK_COVER_AUTO;

  return kind == TACK_MEDIA_VIDEO ? tack_cover_read (file, &at_ms, TRUE, side, cancellable, error)
                                  : tack_picture_load (file, side, cancellable, error);
}

GdkPixbuf *
tack_thumbnail_load (GFile        *file,
                     TackMediaKind kind,
                     int           max_side,
                     GCancellable *cancellable,
                     GError      **error)
{
  gint64     mtime = tack_thumbnail_cache_get_mtime (file);
  int        side = tack_thumbnail_cache_get_side (max_side);
  GdkPixbuf *kept = tack_thumbnail_cache_load (file, mtime, max_side);

  if (kept != NULL)
    return kept;
  if (tack_thumbnail_cache_has_failed (file, mtime))
    {
      g_propagate_error (error, tack_media_new_damaged_error (file));
      return NULL;
    }

  g_autoptr (GdkPixbuf) thumbnail = decode (file, kind, side, cancellable, error);
  if (thumbnail != NULL)
    {
      tack_thumbnail_cache_store (file, mtime, side, thumbnail);
      return tack_thumbnail_cache_fit (thumbnail, max_side);
    }
  if (kind == TACK_MEDIA_IMAGE && !g_cancellable_is_cancelled (cancellable)
      && tack_picture_has_loader (file))
    tack_thumbnail_cache_store_failure (file, mtime);

  return NULL;
}
