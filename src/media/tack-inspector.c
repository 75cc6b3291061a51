/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspector.h"

#include "media/tack-inspect.h"

/* Reading heads of files waits more than it computes. */
#define N_THREADS 3

struct _TackInspector
{
  GObject parent_instance;

  GThreadPool *pool; /* of GTask */
};

G_DEFINE_FINAL_TYPE (TackInspector, tack_inspector, G_TYPE_OBJECT)

/* A thread of the pool. */
static void
inspect_in_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_autoptr (TackMediaInfo) info
    = tack_inspect (g_task_get_task_data (task), g_task_get_cancellable (task));
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&info), (GDestroyNotify) tack_media_info_unref);
}

static void
tack_inspector_finalize (GObject *object)
{
  /* Waits for what is under way; each file has its deadline. */
  g_thread_pool_free (TACK_INSPECTOR (object)->pool, FALSE, TRUE);

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
  self->pool = g_thread_pool_new (inspect_in_thread, NULL, N_THREADS, FALSE, NULL);
}

TackInspector *
tack_inspector_new (void)
{
  return g_object_new (TACK_TYPE_INSPECTOR, NULL);
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
