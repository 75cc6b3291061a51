/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-worker.h"

typedef struct
{
  GTask          *task;
  GTaskThreadFunc func;
} Item;

struct _TackWorker
{
  GObject parent_instance;

  GThread     *thread;
  GAsyncQueue *items; /* of Item; one with no task ends the thread */
};

G_DEFINE_FINAL_TYPE (TackWorker, tack_worker, G_TYPE_OBJECT)

static gpointer
work (gpointer data)
{
  g_autoptr (GAsyncQueue) items = data;

  while (TRUE)
    {
      g_autofree Item *item = g_async_queue_pop (items);

      if (item->task == NULL)
        return NULL;

      item->func (item->task, g_task_get_source_object (item->task),
                  g_task_get_task_data (item->task), g_task_get_cancellable (item->task));
      g_object_unref (item->task);
    }
}

static void
tack_worker_finalize (GObject *object)
{
  TackWorker *self = TACK_WORKER (object);

  g_async_queue_push (self->items, g_new0 (Item, 1));
  /* The last reference may go in a task's own release, on the worker itself. */
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->items);

  G_OBJECT_CLASS (tack_worker_parent_class)->finalize (object);
}

static void
tack_worker_class_init (TackWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_worker_finalize;
}

static void
tack_worker_init (TackWorker *self)
{
  self->items = g_async_queue_new ();
}

TackWorker *
tack_worker_new (const char *name)
{
  TackWorker *self = g_object_new (TACK_TYPE_WORKER, NULL);
  self->thread = g_thread_new (name, work, g_async_queue_ref (self->items));

  return self;
}

void
tack_worker_push (TackWorker *self, GTask *task, GTaskThreadFunc func)
{
  Item *item = g_new (Item, 1);

  item->task = task;
  item->func = func;
  g_async_queue_push (self->items, item);
}
