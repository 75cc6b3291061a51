/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history-thumbnails.h"

#include "media/tack-cover.h"
#include "media/tack-picture-encode.h"
#include "publish/tack-history.h"

struct _TackHistoryThumbnails
{
  GObject parent_instance;

  char           *dir;
  TackMediaProxy *proxy; /* nullable */
  GThreadPool    *pool;  /* of Request */
};

G_DEFINE_FINAL_TYPE (TackHistoryThumbnails, tack_history_thumbnails, G_TYPE_OBJECT)

typedef struct
{
  char           *path;
  TackMediaProxy *proxy; /* nullable */
  GFile          *file;
  gboolean        is_video;
  gint64          cover_at_ms;
} Request;

static void
request_free (Request *request)
{
  g_free (request->path);
  g_clear_object (&request->proxy);
  g_object_unref (request->file);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* The thread of the pool. */
static void
make_in_thread (gpointer data, gpointer user_data)
{
  g_autoptr (Request)   request = data;
  const int             side = TACK_HISTORY_THUMBNAIL_SIDE;
  gboolean              is_any = request->cover_at_ms == TACK_COVER_AUTO;
  g_autofree char      *dir = g_path_get_dirname (request->path);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GBytes)    bytes = NULL;
  g_autoptr (GdkPixbuf) picture
    = request->is_video
        ? tack_media_proxy_read_cover (request->proxy, request->file, &request->cover_at_ms, is_any,
                                       side, NULL, &error)
        : tack_media_proxy_load_picture (request->proxy, request->file, side, NULL, &error);

  if (picture != NULL)
    bytes = tack_picture_encode (picture, "image/jpeg", &error);
  if (bytes == NULL)
    {
      g_debug ("No thumbnail: %s", error->message);
      return;
    }

  g_mkdir_with_parents (dir, 0700);
  if (!g_file_set_contents_full (request->path, g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, &error))
    g_debug ("No thumbnail: %s", error->message);
}

static void
tack_history_thumbnails_finalize (GObject *object)
{
  TackHistoryThumbnails *self = TACK_HISTORY_THUMBNAILS (object);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->proxy);
  g_free (self->dir);

  G_OBJECT_CLASS (tack_history_thumbnails_parent_class)->finalize (object);
}

static void
tack_history_thumbnails_class_init (TackHistoryThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_history_thumbnails_finalize;
}

static void
tack_history_thumbnails_init (TackHistoryThumbnails *self)
{
  self->pool = g_thread_pool_new (make_in_thread, NULL, 1, FALSE, NULL);
}

TackHistoryThumbnails *
tack_history_thumbnails_new (const char *store_dir)
{
  TackHistoryThumbnails *self = g_object_new (TACK_TYPE_HISTORY_THUMBNAILS, NULL);

  self->dir = g_build_filename (store_dir, "thumbnails", NULL);

  return self;
}

void
tack_history_thumbnails_set_proxy (TackHistoryThumbnails *self, TackMediaProxy *proxy)
{
  g_set_object (&self->proxy, proxy);
}

static char *
dup_path (TackHistoryThumbnails *self, const char *draft_id)
{
  g_autofree char *name = g_strconcat (draft_id, ".jpg", NULL);

  return g_build_filename (self->dir, name, NULL);
}

void
tack_history_thumbnails_make (TackHistoryThumbnails *self, TackDraft *draft)
{
  GFile *cover = tack_draft_get_cover_file (draft);
  GFile *file = cover != NULL ? cover : tack_draft_get_media_file (draft);

  /* Of a picture that Pinterest fetched there is nothing here. */
  if (file == NULL)
    return;

  Request *request = g_new0 (Request, 1);
  request->path = dup_path (self, tack_draft_get_id (draft));
  g_set_object (&request->proxy, self->proxy);
  request->file = g_object_ref (file);
  request->is_video = cover == NULL && tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO;
  request->cover_at_ms = tack_draft_get_cover_at (draft);
  g_thread_pool_push (self->pool, request, NULL);
}

GFile *
tack_history_thumbnails_dup_file (TackHistoryThumbnails *self, const char *draft_id)
{
  g_autofree char *path = dup_path (self, draft_id);

  return g_file_new_for_path (path);
}
