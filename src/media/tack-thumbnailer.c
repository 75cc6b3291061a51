/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-thumbnailer.h"

#include "media/tack-cover.h"
#include "media/tack-thumbnail-cache.h"

struct _TackThumbnailer
{
  GObject parent_instance;

  TackMediaProxy *proxy; /* nullable */
  GThreadPool    *pool;  /* of GTask */
  guint           n_requests;
};

G_DEFINE_FINAL_TYPE (TackThumbnailer, tack_thumbnailer, G_TYPE_OBJECT)

typedef struct
{
  GFile        *file;        /* input */
  TackMediaKind kind;        /* input */
  gint64        cover_at_ms; /* input */
  int           max_side;    /* input */
  gboolean      is_visible;  /* input */
  guint         number;      /* of the request */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->file);
  g_free (request);
}

/* Other programs are to see what a file looks like by itself, not the cover somebody chose. */
static gboolean
is_for_all (const Request *request)
{
  return (request->kind != TACK_MEDIA_VIDEO || request->cover_at_ms == TACK_COVER_AUTO)
         && tack_thumbnail_cache_get_side (request->max_side) > 0;
}

/* A cover that a person chose is shown to the frame; key frames may be ten seconds apart. */
static GdkPixbuf *
load (TackThumbnailer *self, const Request *request, GCancellable *cancellable, GError **error)
{
  gint64 at_ms = request->cover_at_ms;

  if (is_for_all (request))
    return tack_media_proxy_load_thumbnail (self->proxy, request->file, request->kind,
                                            request->max_side, cancellable, error);
  if (request->kind == TACK_MEDIA_VIDEO)
    return tack_media_proxy_read_cover (self->proxy, request->file, &at_ms,
                                        at_ms == TACK_COVER_AUTO, request->max_side, cancellable,
                                        error);

  return tack_media_proxy_load_picture (self->proxy, request->file, request->max_side, cancellable,
                                        error);
}

/* A thread of the pool. */
static void
load_in_thread (gpointer data, gpointer user_data)
{
  TackThumbnailer  *self = user_data;
  g_autoptr (GTask) task = data;
  Request          *request = g_task_get_task_data (task);
  GCancellable     *cancellable = g_task_get_cancellable (task);
  GError           *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  GdkPixbuf *pixbuf = load (self, request, cancellable, &error);
  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static int
compare_visible_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Request *request_a = g_task_get_task_data (G_TASK ((gpointer) a));
  Request *request_b = g_task_get_task_data (G_TASK ((gpointer) b));

  if (request_a->is_visible != request_b->is_visible)
    return request_a->is_visible ? -1 : 1;

  return request_a->number < request_b->number ? -1 : 1;
}

static void
tack_thumbnailer_finalize (GObject *object)
{
  g_thread_pool_free (TACK_THUMBNAILER (object)->pool, FALSE, TRUE);
  g_clear_object (&TACK_THUMBNAILER (object)->proxy);

  G_OBJECT_CLASS (tack_thumbnailer_parent_class)->finalize (object);
}

static void
tack_thumbnailer_class_init (TackThumbnailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_thumbnailer_finalize;
}

static void
tack_thumbnailer_init (TackThumbnailer *self)
{
  self->pool = g_thread_pool_new (load_in_thread, self, (int) tack_media_proxy_count_processes (),
                                  FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_visible_first, NULL);
}

TackThumbnailer *
tack_thumbnailer_new (TackMediaProxy *proxy)
{
  TackThumbnailer *self = g_object_new (TACK_TYPE_THUMBNAILER, NULL);

  g_set_object (&self->proxy, proxy);

  return self;
}

TackMediaProxy *
tack_thumbnailer_get_proxy (TackThumbnailer *self)
{
  return self->proxy;
}

void
tack_thumbnailer_load_async (TackThumbnailer    *self,
                             GFile              *file,
                             TackMediaKind       kind,
                             gint64              cover_at_ms,
                             int                 max_side,
                             gboolean            is_visible,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  /* The task does not hold the thumbnailer: its last reference must not go on a thread of its pool.
   */
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  request->file = g_object_ref (file);
  request->kind = kind;
  request->cover_at_ms = cover_at_ms;
  request->max_side = max_side;
  request->is_visible = is_visible;
  request->number = self->n_requests++;
  g_task_set_source_tag (task, tack_thumbnailer_load_async);
  g_task_set_task_data (task, request, request_free);
  g_thread_pool_push (self->pool, task, NULL);
}

GdkPixbuf *
tack_thumbnailer_load_finish (TackThumbnailer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_thumbnailer_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
