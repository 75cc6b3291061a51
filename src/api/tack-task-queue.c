/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-task-queue.h"

struct _TackTaskQueue
{
  GQueue waiters; /* of Waiter */
};

typedef struct
{
  TackTaskQueue *queue;
  GTask         *task;
  GSource       *watch; /* nullable */
} Waiter;

static GTask *
waiter_free (Waiter *waiter)
{
  GTask *task = waiter->task;

  if (waiter->watch != NULL)
    g_source_destroy (waiter->watch);
  g_clear_pointer (&waiter->watch, g_source_unref);
  g_free (waiter);

  return task;
}

TackTaskQueue *
tack_task_queue_new (void)
{
  return g_new0 (TackTaskQueue, 1);
}

void
tack_task_queue_free (TackTaskQueue *self)
{
  /* Each task holds what holds the queue. */
  g_assert (g_queue_is_empty (&self->waiters));

  g_free (self);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;

  g_queue_remove (&waiter->queue->waiters, waiter);
  g_autoptr (GTask) task = waiter_free (waiter);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

void
tack_task_queue_push (TackTaskQueue *self, GTask *task)
{
  Waiter       *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->queue = self;
  waiter->task = task;
  g_queue_push_tail (&self->waiters, waiter);

  if (cancellable != NULL)
    {
      waiter->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->watch, G_SOURCE_FUNC (on_cancelled), waiter, NULL);
      g_source_attach (waiter->watch, g_main_context_get_thread_default ());
    }
}

GTask *
tack_task_queue_pop (TackTaskQueue *self)
{
  Waiter *waiter = g_queue_pop_head (&self->waiters);

  return waiter != NULL ? waiter_free (waiter) : NULL;
}

gboolean
tack_task_queue_is_empty (TackTaskQueue *self)
{
  return g_queue_is_empty (&self->waiters);
}

GPtrArray *
tack_task_queue_take_if (TackTaskQueue *self,
                         gboolean (*func) (GTask *task, gpointer user_data),
                         gpointer user_data)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);
  GList     *next;

  for (GList *link = self->waiters.head; link != NULL; link = next)
    {
      Waiter *waiter = link->data;

      next = link->next;
      if (func (waiter->task, user_data))
        {
          g_queue_delete_link (&self->waiters, link);
          g_ptr_array_add (taken, waiter_free (waiter));
        }
    }

  return taken;
}
