/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-proxy-async.h"

typedef struct _Call Call;

/* One call of any kind; what it has no use for is 0. */
struct _Call
{
  gpointer (*run) (TackMediaProxy *proxy, Call *call, GCancellable *cancellable, GError **error);
  GDestroyNotify     free_answer;
  GFile             *file;         /* input */
  int                max_side;     /* input */
  gboolean           key_frame;    /* input */
  TackPictureOptions options;      /* input */
  gint64             at_ms;        /* input and output */
  const char        *content_type; /* output */
};

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->file);
  g_free (call);
}

/* Worker thread. */
static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call    *call = task_data;
  GError  *error = NULL;
  gpointer answer = call->run (source, call, cancellable, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, call->free_answer);
  else
    g_task_return_error (task, error);
}

/* @call: copied, but for the file. @tag: the public function. */
static void
start (TackMediaProxy     *self,
       GFile              *file,
       const Call         *call,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call             *own_call = g_memdup2 (call, sizeof *call);

  own_call->file = g_object_ref (file);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, own_call, call_free);
  g_task_run_in_thread (task, run_in_thread);
}

static gpointer
load_picture (TackMediaProxy *proxy, Call *call, GCancellable *cancellable, GError **error)
{
  return tack_media_proxy_load_picture (proxy, call->file, call->max_side, cancellable, error);
}

void
tack_media_proxy_load_picture_async (TackMediaProxy     *self,
                                     GFile              *picture,
                                     int                 max_side,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  start (self, picture,
         &(Call){ .run = load_picture, .free_answer = g_object_unref, .max_side = max_side },
         tack_media_proxy_load_picture_async, cancellable, callback, user_data);
}

GdkPixbuf *
tack_media_proxy_load_picture_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_media_proxy_load_picture_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_cover (TackMediaProxy *proxy, Call *call, GCancellable *cancellable, GError **error)
{
  return tack_media_proxy_read_cover (proxy, call->file, &call->at_ms, call->key_frame,
                                      call->max_side, cancellable, error);
}

void
tack_media_proxy_read_cover_async (TackMediaProxy     *self,
                                   GFile              *video,
                                   gint64              at_ms,
                                   gboolean            key_frame,
                                   int                 max_side,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  start (self, video,
         &(Call){ .run = read_cover,
                  .free_answer = g_object_unref,
                  .at_ms = at_ms,
                  .key_frame = key_frame,
                  .max_side = max_side },
         tack_media_proxy_read_cover_async, cancellable, callback, user_data);
}

GdkPixbuf *
tack_media_proxy_read_cover_finish (GAsyncResult *result, gint64 *at_ms, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_media_proxy_read_cover_async), NULL);

  const Call *call = g_task_get_task_data (G_TASK (result));
  GdkPixbuf  *frame = g_task_propagate_pointer (G_TASK (result), error);
  if (frame != NULL && at_ms != NULL)
    *at_ms = call->at_ms;

  return frame;
}

static gpointer
prepare_picture (TackMediaProxy *proxy, Call *call, GCancellable *cancellable, GError **error)
{
  return tack_media_proxy_prepare_picture (proxy, call->file, call->options, &call->content_type,
                                           cancellable, error);
}

void
tack_media_proxy_prepare_picture_async (TackMediaProxy     *self,
                                        GFile              *picture,
                                        TackPictureOptions  options,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  start (self, picture,
         &(Call){ .run = prepare_picture,
                  .free_answer = (GDestroyNotify) g_bytes_unref,
                  .options = options },
         tack_media_proxy_prepare_picture_async, cancellable, callback, user_data);
}

GBytes *
tack_media_proxy_prepare_picture_finish (GAsyncResult *result,
                                         const char  **content_type,
                                         GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_media_proxy_prepare_picture_async),
                        NULL);

  const Call *call = g_task_get_task_data (G_TASK (result));
  GBytes     *bytes = g_task_propagate_pointer (G_TASK (result), error);
  if (bytes != NULL)
    *content_type = call->content_type;

  return bytes;
}
