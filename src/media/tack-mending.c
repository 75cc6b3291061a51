/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mending.h"

/* Finer than any bar shows. */
#define STEPS 1000

struct _TackMending
{
  GObject parent_instance;

  TackMediaProxy *proxy; /* nullable */
  GFile          *video;
  GFile          *output;
  gint64          from_ms;
  gint64          to_ms;
  GMainContext   *context;
  double          progress;

  int step;       /* atomic: how far the worker thread has come */
  int is_telling; /* atomic: whether the main context is about to hear of it */
};

G_DEFINE_FINAL_TYPE (TackMending, tack_mending, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} TackMendingProperty;

static GParamSpec *progress_pspec;

static gboolean
tell_progress_cb (gpointer user_data)
{
  TackMending *self = user_data;

  g_atomic_int_set (&self->is_telling, FALSE);
  self->progress = (double) g_atomic_int_get (&self->step) / STEPS;
  g_object_notify_by_pspec (G_OBJECT (self), progress_pspec);

  return G_SOURCE_REMOVE;
}

/* The worker thread. A main context that is busy hears the latest, not each. */
static void
on_progress (double fraction, gpointer user_data)
{
  TackMending *self = user_data;
  int          step = (int) (fraction * STEPS);

  if (g_atomic_int_get (&self->step) == step)
    return;
  g_atomic_int_set (&self->step, step);
  if (g_atomic_int_compare_and_exchange (&self->is_telling, FALSE, TRUE))
    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell_progress_cb,
                                g_object_ref (self), g_object_unref);
}

static void
tack_mending_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackMending *self = TACK_MENDING (object);

  switch ((TackMendingProperty) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_mending_finalize (GObject *object)
{
  TackMending *self = TACK_MENDING (object);

  g_clear_object (&self->proxy);
  g_clear_object (&self->video);
  g_clear_object (&self->output);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (tack_mending_parent_class)->finalize (object);
}

static void
tack_mending_class_init (TackMendingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_mending_get_property;
  object_class->finalize = tack_mending_finalize;
  progress_pspec
    = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_PROGRESS, progress_pspec);
}

static void
tack_mending_init (TackMending *self)
{
  self->context = g_main_context_ref_thread_default ();
}

TackMending *
tack_mending_new (TackMediaProxy *proxy, GFile *video, GFile *output, gint64 from_ms, gint64 to_ms)
{
  TackMending *self = g_object_new (TACK_TYPE_MENDING, NULL);

  g_set_object (&self->proxy, proxy);
  self->video = g_object_ref (video);
  self->output = g_object_ref (output);
  self->from_ms = from_ms;
  self->to_ms = to_ms;

  return self;
}

double
tack_mending_get_progress (TackMending *self)
{
  return self->progress;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackMending       *self = source;
  g_autoptr (GError) error = NULL;
  TackMediaInfo     *info
    = tack_media_proxy_mend (self->proxy, self->video, self->output, self->from_ms, self->to_ms,
                             on_progress, self, cancellable, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) tack_media_info_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
tack_mending_run_async (TackMending        *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_mending_run_async);
  /* Its end is waited for: until then there are files to be removed. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
}

TackMediaInfo *
tack_mending_run_finish (TackMending *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_mending_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
