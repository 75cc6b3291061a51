/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-filmstrip.h"

/* How long a strip may go on to be made exact. */
#define EXACT_US (8 * G_USEC_PER_SEC)

/* A strip hands its frames over one by one, from the worker thread to the context that asked. */
typedef struct
{
  GFile            *video;       /* input */
  gint64            duration_ms; /* input */
  guint             n_frames;    /* input */
  int               max_side;    /* input */
  TackFilmstripFunc frame_func;  /* input */
  gpointer          user_data;   /* input */
} Strip;

typedef struct
{
  GTask     *task;
  guint      index;
  gint64     at_ms;
  GdkPixbuf *frame;
} StripFrame;

static void
strip_free (gpointer data)
{
  Strip *strip = data;

  g_object_unref (strip->video);
  g_free (strip);
}

static void
strip_frame_free (gpointer data)
{
  StripFrame *delivery = data;

  g_object_unref (delivery->task);
  g_object_unref (delivery->frame);
  g_free (delivery);
}

static gboolean
on_strip_frame (gpointer user_data)
{
  StripFrame *delivery = user_data;
  Strip      *strip = g_task_get_task_data (delivery->task);

  /* Deliveries come before the task's own result: same context, higher priority, earlier. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (delivery->task)))
    strip->frame_func (delivery->index, delivery->at_ms, delivery->frame, strip->user_data);

  return G_SOURCE_REMOVE;
}

static void
deliver (GTask *task, guint index, gint64 at_ms, GdkPixbuf *frame)
{
  StripFrame         *delivery = g_new (StripFrame, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  delivery->task = g_object_ref (task);
  delivery->index = index;
  delivery->at_ms = at_ms;
  delivery->frame = g_object_ref (frame);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, on_strip_frame, delivery, strip_frame_free);
  g_source_attach (source, g_task_get_context (task));
}

/* Key frames first, which are quick; then those are read exactly whose nearest key frame is another
 * moment's, or a strip of a video with few key frames would show one picture ten times. */
static gboolean
read_strip (GTask *task, GCancellable *cancellable, GError **error)
{
  Strip               *strip = g_task_get_task_data (task);
  gint64               n = strip->n_frames;
  gint64               deadline = g_get_monotonic_time () + EXACT_US;
  g_autofree gboolean *is_near = g_new0 (gboolean, strip->n_frames);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < strip->n_frames; i++)
      {
        gint64 wanted_ms = strip->duration_ms * (2 * (gint64) i + 1) / (2 * n);
        gint64 at_ms = wanted_ms;

        if (is_near[i] || (pass == 1 && g_get_monotonic_time () > deadline))
          continue;

        g_autoptr (GdkPixbuf) frame
          = tack_media_proxy_read_cover (g_task_get_source_object (task), strip->video, &at_ms,
                                         pass == 0, strip->max_side, cancellable, error);
        if (frame == NULL)
          return FALSE;
        is_near[i] = ABS (at_ms - wanted_ms) <= strip->duration_ms / (2 * n);
        deliver (task, i, wanted_ms, frame);
      }

  return TRUE;
}

static void
read_strip_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_strip (task, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tack_filmstrip_read_async (TackMediaProxy     *proxy,
                           GFile              *video,
                           gint64              duration_ms,
                           guint               n_frames,
                           int                 max_side,
                           TackFilmstripFunc   frame_func,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (proxy, cancellable, callback, user_data);
  Strip            *strip = g_new (Strip, 1);

  strip->video = g_object_ref (video);
  strip->duration_ms = MAX (0, duration_ms);
  strip->n_frames = n_frames;
  strip->max_side = max_side;
  strip->frame_func = frame_func;
  strip->user_data = user_data;
  g_task_set_source_tag (task, tack_filmstrip_read_async);
  g_task_set_task_data (task, strip, strip_free);
  g_task_run_in_thread (task, read_strip_in_thread);
}

gboolean
tack_filmstrip_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_filmstrip_read_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
