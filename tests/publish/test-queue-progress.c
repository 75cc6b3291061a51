/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue-progress.h"

#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  TackDatabase      *database;
  TackDraftStore    *store;
  TackQueue         *queue;
  TackQueueProgress *progress;
  guint              n_changed;
} Fixture;

static void
on_changed (TackQueueProgress *progress, Fixture *fixture)
{
  fixture->n_changed++;
}

/* Six jobs that wait. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *dir = tack_test_dup_dir ("store");
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->database = tack_test_open (dir);
  fixture->store = tack_test_load (fixture->database);
  fixture->queue = tack_queue_new (fixture->store);
  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (drafts, tack_test_draft_new ("Vase"));
  tack_draft_store_add (fixture->store, drafts);
  tack_queue_add (fixture->queue, drafts);
  g_assert_true (tack_test_flush (fixture->store));

  fixture->progress = tack_queue_progress_new (fixture->queue);
  g_signal_connect (fixture->progress, "changed", G_CALLBACK (on_changed), fixture);
  tack_queue_progress_set_running (fixture->progress, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->progress);
  tack_test_query_int (fixture->database, "SELECT 1");
  g_assert_finalize_object (fixture->queue);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->database);
}

static TackJob *
get (Fixture *fixture, guint position)
{
  g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), position);

  return job; /* the queue's */
}

static void
set_state (Fixture *fixture, guint position, TackState state)
{
  TackStep step = tack_job_get_step (get (fixture, position));

  step.state = state;
  tack_job_set_step (get (fixture, position), step);
  tack_queue_progress_touch (fixture->progress);
}

static void
test_sum (Fixture *fixture, gconstpointer data)
{
  guint  pins_done, pins_total;
  gint64 bytes_sent, bytes_total, left_ms;
  double fraction;

  tack_test_wait_until (tack_queue_progress_get_pins_total (fixture->progress) == 6);
  g_assert_cmpuint (tack_queue_progress_get_pins_done (fixture->progress), ==, 0);
  g_assert_cmpfloat (tack_queue_progress_get_fraction (fixture->progress), ==, 0);
  g_assert_cmpint (tack_queue_progress_get_left_ms (fixture->progress), ==, -1);

  /* What failed or was cancelled is no part of what is waited for. */
  set_state (fixture, 0, TACK_STATE_PUBLISHED);
  set_state (fixture, 1, TACK_STATE_FAILED);
  set_state (fixture, 2, TACK_STATE_CANCELLED);
  set_state (fixture, 3, TACK_STATE_UPLOADING);
  tack_queue_progress_report (fixture->progress, get (fixture, 3), 30, 100);
  tack_test_wait_until (tack_queue_progress_get_pins_done (fixture->progress) == 1);
  g_object_get (fixture->progress, "pins-done", &pins_done, "pins-total", &pins_total, "bytes-sent",
                &bytes_sent, "bytes-total", &bytes_total, "fraction", &fraction, "left-ms",
                &left_ms, NULL);
  g_assert_cmpuint (pins_done, ==, 1);
  g_assert_cmpuint (pins_total, ==, 4);
  g_assert_cmpint (bytes_sent, ==, 30);
  g_assert_cmpint (bytes_total, ==, 100);
  g_assert_cmpfloat (fraction, >, 0.25);
  g_assert_cmpfloat (fraction, <, 1);
  g_assert_cmpint (tack_job_get_sent (get (fixture, 3)), ==, 30);

  for (guint i = 0; i < 6; i++)
    set_state (fixture, i, TACK_STATE_PUBLISHED);
  tack_test_wait_until (tack_queue_progress_get_fraction (fixture->progress) == 1);
  g_assert_cmpint (tack_queue_progress_get_left_ms (fixture->progress), ==, -1);
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_throttled (Fixture *fixture, gconstpointer data)
{
  guint  n_notified = 0;
  gint64 began = g_get_monotonic_time ();
  gint64 sent = 0;

  for (guint i = 0; i < 6; i++)
    {
      set_state (fixture, i, TACK_STATE_UPLOADING);
      g_signal_connect (get (fixture, i), "notify::sent", G_CALLBACK (on_notify), &n_notified);
    }
  tack_test_wait_until (fixture->n_changed > 0);
  fixture->n_changed = 0;
  began = g_get_monotonic_time ();

  /* However much six uploads report: ten rounds a second, in each of which each job is told once.
   */
  while (fixture->n_changed < 4)
    {
      sent++;
      for (guint i = 0; i < 6; i++)
        tack_queue_progress_report (fixture->progress, get (fixture, i), sent, 1 << 30);
      g_main_context_iteration (NULL, FALSE);
    }
  gint64 n_rounds = (g_get_monotonic_time () - began) / (TACK_QUEUE_PROGRESS_MS * 1000) + 1;
  g_assert_cmpint (fixture->n_changed, <=, n_rounds);
  g_assert_cmpuint (n_notified, <=, 6 * fixture->n_changed);
  g_assert_cmpint (sent, >, fixture->n_changed);

  for (guint i = 0; i < 6; i++)
    g_signal_handlers_disconnect_by_data (get (fixture, i), &n_notified);
}

static void
test_speed (Fixture *fixture, gconstpointer data)
{
  /* It has a speed and a time left while it sends, and none when it does not. */
  TackJob *job = get (fixture, 0);
  gint64   sent = 0;

  set_state (fixture, 0, TACK_STATE_UPLOADING);
  while (tack_job_get_speed (job) <= 0)
    {
      sent += 1000;
      tack_queue_progress_report (fixture->progress, job, sent, G_MAXINT32);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (tack_job_get_left_ms (job), >, 0);
  set_state (fixture, 0, TACK_STATE_PROCESSING);
  g_assert_cmpfloat (tack_job_get_speed (job), ==, 0);
  g_assert_cmpint (tack_job_get_left_ms (job), ==, -1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/queue-progress/sum", test_sum },
    { "/queue-progress/throttled", test_throttled },
    { "/queue-progress/speed", test_speed },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
