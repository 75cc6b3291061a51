/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-test-store.h"
#include "publish/tack-test-monitor.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* What makes the whole queue wait: limits of the person's own, and a lost connection. */

static TackRunner *
get_runner (TackTestSession *self)
{
  return tack_test_session_get_runner (self);
}

static guint
count_published (TackTestSession *self)
{
  return tack_test_session_count (self, TACK_STATE_PUBLISHED);
}

static void
test_off_by_default (TackTestSession *self, gconstpointer data)
{
  guint daily_cap, spacing;

  g_object_get (get_runner (self), "daily-cap", &daily_cap, "create-spacing", &spacing, NULL);
  g_assert_cmpuint (daily_cap, ==, 0);
  g_assert_cmpuint (spacing, ==, 0);
}

/* The first that has to wait says why, and until when; so does the queue. */
static void
assert_waits (TackTestSession *self, guint position)
{
  TackJob *job = tack_test_session_get_job (self, position);

  g_assert_nonnull (tack_job_get_waiting_reason (job));
  g_assert_cmpint (tack_job_get_next_try_at (job), >, g_get_real_time () / 1000);
  g_assert_cmpstr (tack_runner_get_waiting_reason (get_runner (self)), ==,
                   tack_job_get_waiting_reason (job));
  g_assert_cmpint (tack_runner_get_waiting_until (get_runner (self)), ==,
                   tack_job_get_next_try_at (job));
  tack_test_assert_state (job, TACK_STATE_WAITING);
}

static void
test_daily_cap (TackTestSession *self, gconstpointer data)
{
  g_object_set (get_runner (self), "daily-cap", 3, NULL);
  tack_test_session_add_pictures (self, 5);
  tack_test_session_start (self);
  tack_test_wait_until (count_published (self) == 3 && !tack_runner_is_busy (get_runner (self)));
  assert_waits (self, 3);

  /* A restart forgets nothing, and neither does clearing what is done. */
  {
    g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, 0)));
    tack_queue_remove (tack_session_get_queue (self->session), jobs);
  }
  tack_test_session_close (self);
  tack_test_session_open (self);
  g_object_set (get_runner (self), "daily-cap", 4, NULL);
  tack_test_session_start (self);
  tack_test_wait_until (count_published (self) == 3 && !tack_runner_is_busy (get_runner (self)));
  assert_waits (self, 3);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 4);

  /* Lifted, it goes on at once. */
  g_object_set (get_runner (self), "daily-cap", 0, NULL);
  tack_test_session_wait_idle (self);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 5);
  g_assert_null (tack_runner_get_waiting_reason (get_runner (self)));
  g_assert_null (tack_job_get_waiting_reason (tack_test_session_get_job (self, 3)));
}

static void
test_cap_counts_pins (TackTestSession *self, gconstpointer data)
{
  /* What Pinterest refused is no Pin. */
  tack_test_session_fail (self, "pins/create", 1, "status:400:1:Invalid title");
  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_runner_set_limits (get_runner (self), (TackCreateLimits){ .daily_cap = 2 });
  tack_test_session_add_pictures (self, 3);
  tack_test_session_run (self);
  g_assert_cmpuint (count_published (self), ==, 2);
}

static void
test_cap_lets_upload (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  if (film == NULL)
    return;

  /* While no Pin may be created, films are sent all the same. */
  tack_runner_set_limits (get_runner (self), (TackCreateLimits){ .daily_cap = 1 });
  tack_test_session_add_pictures (self, 4);
  tack_test_session_add (self, film, "A film");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "media/get") > 0
                        && !tack_runner_is_busy (get_runner (self)));
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 1);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);

  tack_test_session_close (self);
  tack_test_session_open (self);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);
}

static void
test_spacing (TackTestSession *self, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  tack_runner_set_limits (get_runner (self), (TackCreateLimits){ .spacing_s = 1 });
  tack_test_session_add_pictures (self, 3);
  tack_test_session_start (self);
  tack_test_wait_until (count_published (self) == 1);
  tack_test_wait_until (tack_runner_get_waiting_reason (get_runner (self)) != NULL);
  assert_waits (self, 1);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 2 * G_USEC_PER_SEC - 2000);
}

/* A runner of its own, for its network is made up. */
typedef struct
{
  TackTestMonitor *monitor;
  TackRunner      *runner;
  guint            n_idle;
} Offline;

static void
on_idle (TackRunner *runner, Offline *offline)
{
  offline->n_idle++;
}

static void
begin (Offline *offline, TackTestSession *self)
{
  *offline = (Offline){ .monitor = tack_test_monitor_new () };
  offline->runner = tack_runner_new (tack_session_get_queue (self->session),
                                     tack_session_get_client (self->session), self->clock,
                                     G_NETWORK_MONITOR (offline->monitor));
  g_signal_connect (offline->runner, "idle", G_CALLBACK (on_idle), offline);
}

static void
finish (Offline *offline)
{
  tack_runner_pause (offline->runner);
  tack_test_wait_until (!tack_runner_is_busy (offline->runner));
  g_assert_finalize_object (offline->runner);
  g_clear_object (&offline->monitor);
}

static void
test_offline (TackTestSession *self, gconstpointer data)
{
  Offline offline;

  /* Nothing is asked while there is no network, and all goes on when it comes back. */
  begin (&offline, self);
  tack_test_monitor_set_available (offline.monitor, FALSE);
  tack_test_session_add_pictures (self, 4);
  g_assert_true (tack_runner_start (offline.runner, NULL));
  g_assert_false (tack_runner_is_online (offline.runner));
  g_assert_nonnull (tack_runner_get_waiting_reason (offline.runner));
  g_assert_false (tack_runner_is_busy (offline.runner));
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_WAITING), ==, 4);
  g_assert_cmpuint (offline.n_idle, ==, 0);

  tack_test_monitor_set_available (offline.monitor, TRUE);
  g_assert_null (tack_runner_get_waiting_reason (offline.runner));
  tack_test_wait_until (offline.n_idle == 1);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 4);
  finish (&offline);
}

static void
test_no_server (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Offline            offline;
  guint              port;

  /* The network is there and Pinterest is not: no Pin fails for that, however long it takes. */
  tack_test_session_add_pictures (self, 3);
  sscanf (tack_demo_server_get_url (self->server), "http://127.0.0.1:%u", &port);
  tack_demo_server_stop (self->server);
  begin (&offline, self);
  g_assert_true (tack_runner_start (offline.runner, NULL));
  for (guint i = 0; i < 8; i++)
    {
      tack_test_wait_until (!tack_runner_is_online (offline.runner));
      g_assert_nonnull (tack_runner_get_waiting_reason (offline.runner));
      tack_test_wait_until (tack_runner_is_online (offline.runner));
    }
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_FAILED), ==, 0);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_DOUBTFUL), ==, 0);

  g_clear_object (&self->server);
  self->server = tack_demo_server_new ();
  tack_demo_server_start (self->server, port, &error);
  g_assert_no_error (error);
  tack_test_wait_until (offline.n_idle > 0);
  tack_test_session_assert_published (self);
  finish (&offline);
}

static void
test_lost_while_sending (TackTestSession *self, gconstpointer data)
{
  Offline offline;

  /* The network goes with an answer still out: the Pin is looked for when it is back. */
  begin (&offline, self);
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_add_pictures (self, 1);
  g_assert_true (tack_runner_start (offline.runner, NULL));
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 1);
  tack_test_monitor_set_available (offline.monitor, FALSE);
  tack_test_wait_until (!tack_runner_is_busy (offline.runner));
  g_assert_cmpuint (count_published (self), ==, 0);
  tack_test_monitor_set_available (offline.monitor, TRUE);
  tack_test_wait_until (offline.n_idle > 0);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 1);
  finish (&offline);
}

static void
test_new_network (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackClock) slow = tack_clock_new ();
  Offline               offline = { .monitor = tack_test_monitor_new () };
  TackErrorDetails      details = { .no_answer = TRUE, .retry_after_ms = 3600 * 1000 };
  g_autoptr (GError)    error = NULL;
  TackStep              step;
  TackJob              *job;

  /* One that rests for an hour because nothing came back tries again on another network. */
  tack_test_session_add_pictures (self, 1);
  job = tack_test_session_get_job (self, 0);
  error = tack_error_new_with_details (TACK_ERROR_WAIT, &details, "Lost.");
  step = tack_job_get_step (job);
  step.tries = 1;
  tack_job_set_step (job, step);
  tack_job_set_error (job, error);
  offline.runner = tack_runner_new (tack_session_get_queue (self->session),
                                    tack_session_get_client (self->session), slow,
                                    G_NETWORK_MONITOR (offline.monitor));
  g_signal_connect (offline.runner, "idle", G_CALLBACK (on_idle), &offline);
  g_assert_true (tack_runner_start (offline.runner, NULL));
  g_assert_cmpint (tack_job_get_next_try_at (job), >, 0);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 0);
  tack_test_monitor_set_available (offline.monitor, TRUE);
  tack_test_wait_until (offline.n_idle > 0);
  tack_test_session_assert_published (self);
  finish (&offline);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-limits/off-by-default", test_off_by_default },
    { "/publish-limits/daily-cap", test_daily_cap },
    { "/publish-limits/cap-counts-pins", test_cap_counts_pins },
    { "/publish-limits/cap-lets-upload", test_cap_lets_upload },
    { "/publish-limits/spacing", test_spacing },
    { "/publish-limits/offline", test_offline },
    { "/publish-limits/no-server", test_no_server },
    { "/publish-limits/lost-while-sending", test_lost_while_sending },
    { "/publish-limits/new-network", test_new_network },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
