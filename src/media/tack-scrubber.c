/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-scrubber.h"

#include "media/tack-cover.h"
#include "media/tack-frame-reader.h"

struct _TackScrubber
{
  GObject parent_instance;

  TackMediaProxy *proxy; /* nullable */
  GFile          *video;

  GMutex           lock;   /* held while a frame is read here */
  TackFrameReader *reader; /* nullable: not opened yet, or to be opened anew */
};

G_DEFINE_FINAL_TYPE (TackScrubber, tack_scrubber, G_TYPE_OBJECT)

typedef struct
{
  gint64   at_ms;     /* input and output */
  gboolean key_frame; /* input */
  int      max_side;  /* input */
} Read;

static void
tack_scrubber_finalize (GObject *object)
{
  TackScrubber *self = TACK_SCRUBBER (object);

  g_clear_object (&self->reader);
  g_clear_object (&self->proxy);
  g_clear_object (&self->video);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tack_scrubber_parent_class)->finalize (object);
}

static void
tack_scrubber_class_init (TackScrubberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_scrubber_finalize;
}

static void
tack_scrubber_init (TackScrubber *self)
{
  g_mutex_init (&self->lock);
}

TackScrubber *
tack_scrubber_new (TackMediaProxy *proxy, GFile *video)
{
  TackScrubber *self = g_object_new (TACK_TYPE_SCRUBBER, NULL);

  g_set_object (&self->proxy, proxy);
  self->video = g_object_ref (video);

  return self;
}

static GdkPixbuf *
read_here (TackScrubber *self,
           gint64       *at_ms,
           gboolean      key_frame,
           int           max_side,
           GCancellable *cancellable,
           GError      **error)
{
  GdkPixbuf *frame = NULL;

  g_mutex_lock (&self->lock);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (self->reader == NULL)
        self->reader = tack_frame_reader_new (self->video, max_side, cancellable, error);
      if (self->reader != NULL)
        frame = tack_cover_read_from (self->reader, at_ms, key_frame, max_side, cancellable, error);
      /* What got stuck once is not waited for again. */
      if (frame == NULL && !g_cancellable_is_cancelled (cancellable))
        g_clear_object (&self->reader);
    }
  g_mutex_unlock (&self->lock);

  return frame;
}

GdkPixbuf *
tack_scrubber_read (TackScrubber *self,
                    gint64       *at_ms,
                    gboolean      key_frame,
                    int           max_side,
                    GCancellable *cancellable,
                    GError      **error)
{
  if (self->proxy != NULL)
    return tack_media_proxy_read_cover (self->proxy, self->video, at_ms, key_frame, max_side,
                                        cancellable, error);

  return read_here (self, at_ms, key_frame, max_side, cancellable, error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Read      *read = task_data;
  GError    *error = NULL;
  GdkPixbuf *frame = tack_scrubber_read (source, &read->at_ms, read->key_frame, read->max_side,
                                         cancellable, &error);

  if (frame != NULL)
    g_task_return_pointer (task, frame, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tack_scrubber_read_async (TackScrubber       *self,
                          gint64              at_ms,
                          gboolean            key_frame,
                          int                 max_side,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Read             *read = g_new (Read, 1);

  read->at_ms = at_ms;
  read->key_frame = key_frame;
  read->max_side = max_side;
  g_task_set_source_tag (task, tack_scrubber_read_async);
  g_task_set_task_data (task, read, g_free);
  g_task_run_in_thread (task, read_in_thread);
}

GdkPixbuf *
tack_scrubber_read_finish (TackScrubber *self, GAsyncResult *result, gint64 *at_ms, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_scrubber_read_async), NULL);

  GdkPixbuf *frame = g_task_propagate_pointer (G_TASK (result), error);
  if (frame != NULL && at_ms != NULL)
    *at_ms = ((Read *) g_task_get_task_data (G_TASK (result)))->at_ms;

  return frame;
}
