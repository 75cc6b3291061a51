/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* Longer than any test: an answer that does not come. */
#define NEVER "late:600000"

static guint
count_calls (TackTestSession *self, const char *operation)
{
  return tack_test_session_count_calls (self, operation);
}

static gboolean
is_busy (TackTestSession *self)
{
  return tack_runner_is_busy (tack_test_session_get_runner (self));
}

static void
test_pause (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);
  guint       n_calls;

  tack_test_session_fail (self, "pins/create", 3, "late:100");
  tack_test_session_add_pictures (self, 10);
  tack_test_session_start (self);
  tack_test_wait_until (count_calls (self, "pins/create") >= 3);
  tack_runner_pause (runner);
  g_assert_false (tack_runner_is_running (runner));
  tack_test_wait_until (!is_busy (self));

  /* What was under way has ended, for good or for later; none is in between. */
  n_calls = count_calls (self, "pins/create");
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, n_calls);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, n_calls);
  g_assert_cmpuint (n_calls, <, 10);

  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

static void
test_pause_upload (TackTestSession *self, gconstpointer data)
{
  /* Whether the person waits until the upload has stopped before they go on. */
  static const gboolean waits[] = { TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

      if (film == NULL)
        return;

      tack_test_session_restart_server (self, 0);
      tack_test_session_fail (self, "bucket", 1, NEVER);
      tack_test_session_add (self, film, "A film");
      tack_test_session_start (self);
      tack_test_wait_until (count_calls (self, "bucket") == 1);
      tack_runner_pause (tack_test_session_get_runner (self));
      if (waits[i])
        tack_test_wait_until (!is_busy (self));

      tack_test_session_run (self);
      tack_test_session_assert_published (self);
      g_assert_cmpuint (count_calls (self, "media/create"), ==, 1);
      /* Only the answer was missing. */
      g_assert_cmpuint (count_calls (self, "bucket"), ==, 1);
    }
}

static void
test_pause_in_backoff (TackTestSession *self, gconstpointer data)
{
  tack_test_session_add_pictures (self, 1);
  for (guint i = 1; i <= 3; i++)
    tack_test_session_fail (self, "pins/create", i, "status:500:1:Oops");
  tack_test_session_start (self);
  tack_test_wait_until (tack_job_get_next_try_at (tack_test_session_get_job (self, 0)) > 0);
  tack_runner_pause (tack_test_session_get_runner (self));
  tack_test_wait_until (!is_busy (self));
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

/* Pauses from within the word that an action begins: the state is not even written yet. */
static void
on_job_changed_pause (TackRunner *runner, TackJob *job, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (runner, on_job_changed_pause, user_data);
  tack_runner_pause (runner);
}

static void
test_pause_at_the_brink (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);

  tack_test_session_add_pictures (self, 1);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_job_changed_pause), NULL);
  tack_test_session_start (self);
  tack_test_wait_until (!tack_runner_is_running (runner) && !is_busy (self));
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 0);

  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

static void
test_cancel_waiting (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);
  TackJob    *job;

  tack_test_session_add_pictures (self, 3);
  job = tack_test_session_get_job (self, 1);
  tack_runner_cancel (runner, job);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);

  /* It was not meant so. */
  tack_runner_retry (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_cancel_upload (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");
  TackRunner       *runner = tack_test_session_get_runner (self);
  TackJob          *job;

  if (film == NULL)
    return;

  tack_test_session_fail (self, "bucket", 1, NEVER);
  job = tack_test_session_add (self, film, "A film");
  tack_test_session_start (self);
  tack_test_wait_until (count_calls (self, "bucket") == 1);
  tack_runner_cancel (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 0);
  g_assert_true (tack_runner_is_running (runner));

  /* It stays cancelled over the night, and goes on where it was. */
  tack_test_session_close (self);
  tack_test_session_open (self);
  runner = tack_test_session_get_runner (self);
  job = tack_test_session_get_job (self, 0);
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  tack_runner_retry (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (count_calls (self, "media/create"), ==, 1);
}

static void
test_cancel_create (TackTestSession *self, gconstpointer data)
{
  TackJob *job;

  /* It cannot be called back any more, and is not cut off into a doubt. */
  tack_test_session_add_pictures (self, 1);
  job = tack_test_session_get_job (self, 0);
  tack_test_session_fail (self, "pins/create", 1, "late:100");
  tack_test_session_start (self);
  tack_test_wait_until (count_calls (self, "pins/create") == 1);
  tack_runner_cancel (tack_test_session_get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_cancel_lost_create (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);
  TackJob    *job;

  /* Cancelled while its answer was lost: a later retry looks before it sends. */
  tack_test_session_add_pictures (self, 1);
  job = tack_test_session_get_job (self, 0);
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_start (self);
  tack_test_wait_until (count_calls (self, "pins/create") == 1);
  tack_runner_cancel (runner, job);
  tack_test_session_wait_idle (self);
  if (tack_job_get_state (job) == TACK_STATE_CANCELLED)
    {
      tack_runner_retry (runner, job);
      tack_test_session_wait_idle (self);
    }
  tack_test_session_assert_published (self);
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 1);
}

static void
on_job_changed_cancel (TackRunner *runner, TackJob *job, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (runner, on_job_changed_cancel, user_data);
  tack_runner_cancel (runner, job);
}

static void
test_cancel_at_the_brink (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);
  TackJob    *job;

  tack_test_session_add_pictures (self, 1);
  job = tack_test_session_get_job (self, 0);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_job_changed_cancel), NULL);
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 0);

  tack_runner_retry (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

/* Cancels as soon as the film is processed: its outcome is being written, the create is next. */
static void
on_state_cancel (TackJob *job, GParamSpec *pspec, TackRunner *runner)
{
  if (tack_job_get_state (job) == TACK_STATE_CREATING)
    {
      g_signal_handlers_disconnect_by_func (job, on_state_cancel, runner);
      tack_runner_cancel (runner, job);
    }
}

static void
test_cancel_between (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");
  TackRunner       *runner = tack_test_session_get_runner (self);
  TackJob          *job;

  if (film == NULL)
    return;

  job = tack_test_session_add (self, film, "A film");
  g_signal_connect (job, "notify::state", G_CALLBACK (on_state_cancel), runner);
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 0);

  tack_runner_retry (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (count_calls (self, "bucket"), ==, 1);
}

static void
test_retry_published (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);

  /* A stray click changes nothing. */
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  tack_runner_retry (runner, tack_test_session_get_job (self, 0));
  tack_runner_cancel (runner, tack_test_session_get_job (self, 0));
  tack_runner_settle (runner, tack_test_session_get_job (self, 0), NULL);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_max_jobs (TackTestSession *self, gconstpointer data)
{
  static const struct
  {
    guint asked;
    guint had;
  } CASES[] = { { 0, TACK_RUNNER_JOBS_MIN }, { 1, 1 }, { 6, 6 }, { 99, TACK_RUNNER_JOBS_MAX } };
  TackRunner *runner = tack_test_session_get_runner (self);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      guint max_jobs;

      tack_runner_set_max_jobs (runner, CASES[i].asked);
      g_object_get (runner, "max-jobs", &max_jobs, NULL);
      g_assert_cmpuint (max_jobs, ==, CASES[i].had);
    }

  /* More places are taken at once. */
  tack_runner_set_max_jobs (runner, 1);
  for (guint i = 1; i <= 4; i++)
    tack_test_session_fail (self, "pins/create", i, NEVER);
  tack_test_session_add_pictures (self, 4);
  tack_test_session_start (self);
  tack_test_wait_until (count_calls (self, "pins/create") == 1);
  tack_runner_set_max_jobs (runner, 4);
  tack_test_wait_until (count_calls (self, "pins/create") == 4);

  /* Nobody waits for those answers. */
  tack_demo_server_stop (self->server);
}

static void
test_disk_full (TackTestSession *self, gconstpointer data)
{
  TackDatabase *database = tack_draft_store_get_database (tack_session_get_drafts (self->session));
  TackRunner   *runner = tack_test_session_get_runner (self);

  /* What cannot be written is not done: the journal would not know of it. */
  tack_test_session_add_pictures (self, 3);
  g_assert_true (tack_test_flush (tack_session_get_drafts (self->session)));
  tack_test_exec (database, "CREATE TRIGGER full BEFORE UPDATE ON job BEGIN "
                            "SELECT RAISE (ABORT, 'no more'); END");
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL && !is_busy (self));
  g_assert_false (tack_runner_is_running (runner));
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 0);

  tack_test_exec (database, "DROP TRIGGER full");
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-control/pause", test_pause },
    { "/publish-control/pause-upload", test_pause_upload },
    { "/publish-control/pause-in-backoff", test_pause_in_backoff },
    { "/publish-control/pause-at-the-brink", test_pause_at_the_brink },
    { "/publish-control/cancel-waiting", test_cancel_waiting },
    { "/publish-control/cancel-upload", test_cancel_upload },
    { "/publish-control/cancel-create", test_cancel_create },
    { "/publish-control/cancel-lost-create", test_cancel_lost_create },
    { "/publish-control/cancel-at-the-brink", test_cancel_at_the_brink },
    { "/publish-control/cancel-between", test_cancel_between },
    { "/publish-control/retry-published", test_retry_published },
    { "/publish-control/max-jobs", test_max_jobs },
    { "/publish-control/disk-full", test_disk_full },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
