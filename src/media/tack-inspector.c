/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspector.h"

/* Reading heads of files waits more than it computes. */
#define N_THREADS 3

struct _TackInspector
{
  GObject parent_instance;

  TackMediaProxy *proxy; /* nullable */
  GThreadPool    *pool;  /* of GTask */
};

G_DEFINE_FINAL_TYPE (TackInspector, tack_inspector, G_TYPE_OBJECT)

/* A thread of the pool. */
static void
inspect_in_thread (gpointer data, gpointer user_data)
{
  TackInspector    *self = user_data;
  g_autoptr (GTask) task = data;
  GError           *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  TackMediaInfo *info = tack_media_proxy_inspect (self->proxy, g_task_get_task_data (task),
                                                  g_task_get_cancellable (task), &error);
  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) tack_media_info_unref);
  else
    g_task_return_error (task, error);
}

static void
tack_inspector_finalize (GObject *object)
{
  /* Waits for what is under way; each file has its deadline. */
  g_thread_pool_free (TACK_INSPECTOR (object)->pool, FALSE, TRUE);
  g_clear_object (&TACK_INSPECTOR (object)->proxy);

  G_OBJECT_CLASS (tack_inspector_parent_class)->finalize (object);
}

static void
tack_inspector_class_init (TackInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_inspector_finalize;
}

static void
tack_inspector_init (TackInspector *self)
{
  self->pool = g_thread_pool_new (inspect_in_thread, self, N_THREADS, FALSE, NULL);
}

TackInspector *
tack_inspector_new (TackMediaProxy *proxy)
{
  TackInspector *self = g_object_new (TACK_TYPE_INSPECTOR, NULL);

  g_set_object (&self->proxy, proxy);

  return self;
}

void
tack_inspector_inspect_async (TackInspector      *self,
                              GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  /* The task does not hold the inspector: its last reference must not go on a thread of its own
   * pool. */
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_inspector_inspect_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_thread_pool_push (self->pool, task, NULL);
}

TackMediaInfo *
tack_inspector_inspect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_inspector_inspect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
