/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-worker.h"

#include "tack-test.h"

#define N_TASKS 500

typedef struct
{
  GMutex   mutex;
  GCond    changed;
  gboolean is_open;
  int      next;      /* worker thread: the number that has to come now */
  int      n_ordered; /* worker thread */
  GThread *thread;    /* worker thread */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->changed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->changed);
}

static void
open_gate (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  fixture->is_open = TRUE;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->mutex);
}

/* Worker thread: holds up what is queued behind it until the gate opens. */
static void
wait_at_gate (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fixture *fixture = task_data;

  g_mutex_lock (&fixture->mutex);
  while (!fixture->is_open)
    g_cond_wait (&fixture->changed, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
  g_task_return_boolean (task, TRUE);
}

/* Worker thread. */
static void
take_number (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fixture *fixture = task_data;
  int      number = GPOINTER_TO_INT (g_task_get_source_tag (task));

  if (fixture->thread == NULL)
    fixture->thread = g_thread_self ();
  if (number == fixture->next && fixture->thread == g_thread_self ())
    fixture->n_ordered++;
  fixture->next = number + 1;
  g_task_return_int (task, number);
}

static void
push (TackWorker *worker, Fixture *fixture, GTaskThreadFunc func, int number, GAsyncResult **result)
{
  GTask *task = g_task_new (NULL, NULL, result != NULL ? tack_test_store_result : NULL, result);

  g_task_set_source_tag (task, GINT_TO_POINTER (number));
  g_task_set_task_data (task, fixture, NULL);
  tack_worker_push (worker, task, func);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TackWorker)   worker = tack_worker_new ("test");
  g_autoptr (GAsyncResult) result = NULL;

  for (int i = 0; i < N_TASKS - 1; i++)
    push (worker, fixture, take_number, i, NULL);
  push (worker, fixture, take_number, N_TASKS - 1, &result);

  tack_test_wait_result (result);
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, N_TASKS - 1);
  g_assert_cmpint (fixture->n_ordered, ==, N_TASKS);
  g_assert_true (fixture->thread != g_thread_self ());
}

static gpointer
open_gate_in_thread (gpointer data)
{
  open_gate (data);

  return NULL;
}

/* What was queued is written down before the program ends. */
static void
test_last_unref_waits (Fixture *fixture, gconstpointer data)
{
  TackWorker *worker = tack_worker_new ("test");

  push (worker, fixture, wait_at_gate, 0, NULL);
  for (int i = 0; i < N_TASKS; i++)
    push (worker, fixture, take_number, i, NULL);

  GThread *opener = g_thread_new ("opener", open_gate_in_thread, fixture);
  g_assert_finalize_object (worker);
  g_assert_cmpint (fixture->n_ordered, ==, N_TASKS);
  g_thread_join (opener);
}

/* A task may hold the last reference to its own worker: nobody is left to wait then. */
static void
test_last_unref_on_worker (Fixture *fixture, gconstpointer data)
{
  TackWorker              *worker = tack_worker_new ("test");
  g_autoptr (GAsyncResult) result = NULL;
  GWeakRef                 ref;
  GTask                   *holder = g_task_new (worker, NULL, NULL, NULL);

  g_weak_ref_init (&ref, worker);
  g_task_set_task_data (holder, fixture, NULL);
  tack_worker_push (worker, holder, wait_at_gate);
  push (worker, fixture, take_number, 0, &result);
  g_object_unref (worker);

  open_gate (fixture);
  tack_test_wait_result (result);
  g_assert_null (g_weak_ref_get (&ref));
  g_weak_ref_clear (&ref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/base/worker/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/base/worker/last-unref-waits", Fixture, NULL, set_up, test_last_unref_waits,
              tear_down);
  g_test_add ("/base/worker/last-unref-on-worker", Fixture, NULL, set_up, test_last_unref_on_worker,
              tear_down);

  return g_test_run ();
}
