/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* One Pin, and one call that goes wrong: what becomes of it without anybody's help. */
typedef struct
{
  const char    *path;
  gboolean       is_video;
  const char    *operation;
  const char    *fault;
  TackState      state;
  TackErrorClass error_class; /* of a job that is not published */
  guint          n_registered;
  guint          n_sent;
  guint          n_created; /* calls, not Pins */
} Case;

static const Case cases[] = {
  { "own-500", FALSE, "pins/create", "status:500:1:Oops", TACK_STATE_PUBLISHED, 0, 0, 0, 2 },
  { "bare-503", FALSE, "pins/create", "status:503", TACK_STATE_PUBLISHED, 0, 0, 0, 2 },
  { "busy-429", FALSE, "pins/create", "status:429:8:Too many requests", TACK_STATE_PUBLISHED, 0, 0,
    0, 2 },
  { "conflict-409", FALSE, "pins/create", "status:409:1:Busy", TACK_STATE_PUBLISHED, 0, 0, 0, 2 },
  { "refused-400", FALSE, "pins/create", "status:400:1:Invalid title", TACK_STATE_FAILED,
    TACK_ERROR_FIX, 0, 0, 1 },
  { "trial-403", FALSE, "pins/create", "status:403:29:Trial access", TACK_STATE_FAILED,
    TACK_ERROR_ASK, 0, 0, 1 },
  { "gone-404", FALSE, "pins/create", "status:404:40:Board not found", TACK_STATE_FAILED,
    TACK_ERROR_GONE, 0, 0, 1 },
  { "odd-418", FALSE, "pins/create", "status:418", TACK_STATE_FAILED, TACK_ERROR_GIVE_UP, 0, 0, 1 },
  { "late", FALSE, "pins/create", "late:100", TACK_STATE_PUBLISHED, 0, 0, 0, 1 },
  /* Not carried out, and nobody said so. */
  { "dropped", FALSE, "pins/create", "drop", TACK_STATE_PUBLISHED, 0, 0, 0, 2 },
  { "captive-portal", FALSE, "pins/create", "html", TACK_STATE_PUBLISHED, 0, 0, 0, 2 },
  /* Carried out, and nobody said so: never a second Pin. */
  { "lost", FALSE, "pins/create", "lost", TACK_STATE_PUBLISHED, 0, 0, 0, 1 },
  { "half", FALSE, "pins/create", "half", TACK_STATE_PUBLISHED, 0, 0, 0, 1 },
  { "empty", FALSE, "pins/create", "empty", TACK_STATE_PUBLISHED, 0, 0, 0, 1 },

  { "register-500", TRUE, "media/create", "status:500:1:Oops", TACK_STATE_PUBLISHED, 0, 2, 1, 1 },
  { "register-lost", TRUE, "media/create", "lost", TACK_STATE_PUBLISHED, 0, 2, 1, 1 },
  { "register-403", TRUE, "media/create", "status:403:29:Trial access", TACK_STATE_FAILED,
    TACK_ERROR_ASK, 1, 0, 0 },
  { "bucket-403", TRUE, "bucket", "status:403", TACK_STATE_PUBLISHED, 0, 2, 2, 1 },
  { "bucket-500", TRUE, "bucket", "status:500", TACK_STATE_PUBLISHED, 0, 1, 2, 1 },
  { "bucket-503", TRUE, "bucket", "status:503", TACK_STATE_PUBLISHED, 0, 1, 2, 1 },
  { "bucket-dropped", TRUE, "bucket", "drop", TACK_STATE_PUBLISHED, 0, 1, 2, 1 },
  /* It arrived: it is not sent again. */
  { "bucket-lost", TRUE, "bucket", "lost", TACK_STATE_PUBLISHED, 0, 1, 1, 1 },
  { "bucket-400", TRUE, "bucket", "status:400", TACK_STATE_FAILED, TACK_ERROR_GIVE_UP, 1, 1, 0 },
  { "poll-429", TRUE, "media/get", "status:429:8:Too many requests", TACK_STATE_PUBLISHED, 0, 1, 1,
    1 },
  { "poll-nonsense", TRUE, "media/get", "json:{\"status\":\"pondering\"}", TACK_STATE_PUBLISHED, 0,
    1, 1, 1 },
  { "poll-failed", TRUE, "media/get", "json:{\"status\":\"failed\"}", TACK_STATE_FAILED,
    TACK_ERROR_FIX, 1, 1, 0 },
  { "poll-404", TRUE, "media/get", "status:404:404:Not found", TACK_STATE_FAILED, TACK_ERROR_GONE,
    1, 1, 0 },
  /* A film that is processed is never sent again for the sake of its Pin. */
  { "video-create-500", TRUE, "pins/create", "status:500:1:Oops", TACK_STATE_PUBLISHED, 0, 1, 1,
    2 },
  { "video-create-lost", TRUE, "pins/create", "lost", TACK_STATE_PUBLISHED, 0, 1, 1, 1 },
};

static void
test_fault (TackTestSession *self, gconstpointer data)
{
  const Case       *test = data;
  g_autoptr (GFile) file = test->is_video ? tack_test_session_write_video (self, "film.mp4")
                                          : tack_test_session_write_picture (self, "a.png");
  TackJob          *job;

  if (file == NULL)
    return;

  tack_test_session_fail (self, test->operation, 1, test->fault);
  job = tack_test_session_add (self, file, "A vase");
  tack_test_session_run (self);

  tack_test_assert_state (job, test->state);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==, test->n_registered);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, test->n_sent);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, test->n_created);
  g_assert_true (tack_runner_is_running (tack_test_session_get_runner (self)));
  if (test->state == TACK_STATE_PUBLISHED)
    {
      tack_test_session_assert_published (self);
      return;
    }

  g_assert_error (tack_job_get_error (job), TACK_ERROR, (int) test->error_class);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 0);

  /* What failed is kept over the night, and the person's retry brings it home. */
  tack_test_session_close (self);
  tack_test_session_open (self);
  job = tack_test_session_get_job (self, 0);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_error (tack_job_get_error (job), TACK_ERROR, (int) test->error_class);
  tack_test_session_start (self);
  tack_runner_retry (tack_test_session_get_runner (self), job);
  tack_test_wait_until (tack_state_is_over (tack_job_get_state (job)));
  tack_test_session_assert_published (self);
}

/* How long it is asked to wait, at the most. */
static void
on_next_try_at (TackJob *job, GParamSpec *pspec, gint64 *longest)
{
  if (tack_job_get_next_try_at (job) > 0)
    *longest = MAX (*longest, tack_job_get_next_try_at (job) - g_get_real_time () / 1000);
}

/* An ordinary limit is the client's: it is waited out, and costs the job none of its tries. */
static void
test_ordinary_limit (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_picture (self, "a.png");
  TackJob          *job = tack_test_session_add (self, file, "A vase");
  gint64            longest = 0;

  for (guint i = 1; i <= 5; i++)
    tack_test_session_fail (self, "pins/create", i, "status:429:8:Wait [Retry-After: 5]");
  g_signal_connect (job, "notify::next-try-at", G_CALLBACK (on_next_try_at), &longest);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 6);
  g_assert_cmpint (longest, ==, 0);
}

/* A longer one is the job's: it says when it goes on, and never asks earlier. */
static void
test_long_limit (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_picture (self, "a.png");
  TackJob          *job = tack_test_session_add (self, file, "A vase");
  gint64            longest = 0;

  tack_test_session_fail (self, "pins/create", 1, "status:429:8:Wait [Retry-After: 600]");
  g_signal_connect (job, "notify::next-try-at", G_CALLBACK (on_next_try_at), &longest);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 2);
  g_assert_cmpint (longest, >, 590 * 1000);
  g_assert_cmpint (tack_job_get_next_try_at (job), ==, 0);
}

static void
test_hopeless (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_picture (self, "a.png");
  TackJob          *job = tack_test_session_add (self, file, "A vase");

  for (guint i = 1; i <= 20; i++)
    tack_test_session_fail (self, "pins/create", i, "status:500:1:Oops");
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_error (tack_job_get_error (job), TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, TACK_STEP_TRIES_MAX);
}

static void
test_bucket_refuses_all (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_video (self, "film.mp4");
  TackJob          *job;

  if (file == NULL)
    return;

  for (guint i = 1; i <= 20; i++)
    tack_test_session_fail (self, "bucket", i, "status:403");
  job = tack_test_session_add (self, file, "A film");
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, TACK_STEP_TRIES_MAX);
}

static void
test_failed_names_pin (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_video (self, "film.mp4");
  TackJob          *job;

  if (file == NULL)
    return;

  tack_test_session_fail (self, "media/get", 1, "json:{\"status\":\"failed\"}");
  job = tack_test_session_add (self, file, "A film of a vase");
  tack_test_session_run (self);
  g_assert_nonnull (strstr (tack_job_get_error (job)->message, "A film of a vase"));

  /* Another upload, not the same one again. */
  tack_runner_retry (tack_test_session_get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==, 2);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 2);
}

static void
test_others_go_on (TackTestSession *self, gconstpointer data)
{
  /* One failing Pin never stops the others. */
  tack_test_session_fail (self, "pins/create", 2, "status:400:1:Invalid title");
  tack_test_session_fail (self, "pins/create", 4, "status:500:1:Oops");
  tack_test_session_add_pictures (self, 8);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 7);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_FAILED), ==, 1);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 7);
}

static void
test_unknown_board (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "a.png");
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, "A vase");
  g_autoptr (TackDraft) in_section = tack_test_session_draft (self, file, "A cup");
  TackJob              *job;

  tack_draft_set_board (draft, "1", "Deleted");
  tack_draft_set_section (in_section, "2", "Deleted");
  job = tack_test_session_queue (self, draft);
  tack_test_session_queue (self, in_section);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_FAILED), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_error (tack_job_get_error (tack_test_session_get_job (self, i)), TACK_ERROR,
                    TACK_ERROR_GONE);

  /* Back to the drafts, another board, and again. */
  {
    g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (jobs, g_object_ref (job));
    g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, 1)));
    tack_queue_remove (tack_session_get_queue (self->session), jobs);
  }
  tack_draft_set_board (draft, TACK_TEST_BOARD, "Ceramics");
  tack_test_session_queue (self, draft);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

/* Answers that concern every Pin: the queue stops, keeps all, and goes on by hand. */
static void
test_stop (TackTestSession *self, gconstpointer data)
{
  static const struct
  {
    const char    *fault;
    TackErrorClass error_class;
  } CASES[] = {
    { "status:401:2:Authentication failed", TACK_ERROR_SIGN_IN },
    { "status:429:8:Your action has been blocked because it looks like spam",
      TACK_ERROR_SLOW_DOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      guint n_calls;

      tack_test_session_restart_server (self, 0);
      tack_runner_set_max_jobs (tack_test_session_get_runner (self), 3);
      tack_test_session_add_pictures (self, 10);
      /* All from the third on, whoever asks. */
      for (guint j = 3; j <= 20; j++)
        tack_test_session_fail (self, "pins/create", j, CASES[i].fault);
      tack_test_session_start (self);
      tack_test_wait_until (self->stopped != NULL
                            && !tack_runner_is_busy (tack_test_session_get_runner (self)));

      g_assert_error (self->stopped, TACK_ERROR, (int) CASES[i].error_class);
      g_assert_false (tack_runner_is_running (tack_test_session_get_runner (self)));
      g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 2);
      g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_FAILED), ==, 0);
      /* Nothing new began after it: at most what was under way. */
      n_calls = tack_test_session_count_calls (self, "pins/create");
      g_assert_cmpuint (n_calls, <=, 2 + 3);

      /* The next day, with all forgiven. */
      tack_test_session_close (self);
      tack_test_session_open (self);
      for (guint j = 1; j <= 20; j++)
        tack_test_session_fail (self, "pins/create", j, "late:0");
      tack_test_session_run (self);
      tack_test_session_assert_published (self);
    }
}

static void
test_file_gone_or_changed (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)        gone = tack_test_session_write_picture (self, "gone.png");
  g_autoptr (GFile)        changed = tack_test_session_write_picture (self, "changed.png");
  TackJob                 *jobs[2];
  static const char *const names[] = { "gone.png", "changed.png" };

  jobs[0] = tack_test_session_add (self, gone, "Gone");
  jobs[1] = tack_test_session_add (self, changed, "Changed");
  g_assert_true (g_file_delete (gone, NULL, NULL));
  g_assert_true (g_file_replace_contents (changed, "Other", 5, NULL, FALSE, G_FILE_CREATE_NONE,
                                          NULL, NULL, NULL));
  tack_test_session_run (self);

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      tack_test_assert_state (jobs[i], TACK_STATE_FAILED);
      g_assert_error (tack_job_get_error (jobs[i]), TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (tack_job_get_error (jobs[i])->message, names[i]));
    }
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_drafts (self->session))),
                    ==, 2);
}

static void
test_cover_gone (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     film = tack_test_session_write_video (self, "film.mp4");
  g_autoptr (GFile)     cover = tack_test_session_write_picture (self, "cover.png");
  g_autoptr (TackDraft) draft = NULL;
  TackJob              *job;

  if (film == NULL)
    return;

  draft = tack_test_session_draft (self, film, "A film");
  tack_draft_set_cover_file (draft, cover);
  job = tack_test_session_queue (self, draft);
  g_assert_true (g_file_delete (cover, NULL, NULL));
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_nonnull (strstr (tack_job_get_error (job)->message, "cover.png"));

  /* The film itself is there already. */
  tack_draft_set_cover_file (draft, NULL);
  tack_runner_retry (tack_test_session_get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-faults/ordinary-limit", test_ordinary_limit },
    { "/publish-faults/long-limit", test_long_limit },
    { "/publish-faults/hopeless", test_hopeless },
    { "/publish-faults/bucket-refuses-all", test_bucket_refuses_all },
    { "/publish-faults/failed-names-pin", test_failed_names_pin },
    { "/publish-faults/others-go-on", test_others_go_on },
    { "/publish-faults/unknown-board", test_unknown_board },
    { "/publish-faults/stop", test_stop },
    { "/publish-faults/file-gone-or-changed", test_file_gone_or_changed },
    { "/publish-faults/cover-gone", test_cover_gone },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/publish-faults/one/", cases[i].path, NULL);

      tack_test_session_add_case (path, test_fault, &cases[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
