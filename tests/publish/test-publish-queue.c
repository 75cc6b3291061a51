/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* What a person does to the queue, and what is left of it after a restart. */

/* Longer than any test: an answer that does not come. */
#define NEVER "late:600000"

static TackRunner *
get_runner (TackTestSession *self)
{
  return tack_test_session_get_runner (self);
}

static TackQueue *
get_queue (TackTestSession *self)
{
  return tack_session_get_queue (self->session);
}

static void
restart (TackTestSession *self)
{
  tack_test_session_close (self);
  tack_test_session_open (self);
}

static GPtrArray *
list_jobs (TackTestSession *self, guint first, guint n)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, i)));

  return jobs;
}

/* “2.png 0.png …” */
static char *
dup_titles (TackTestSession *self)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  GListModel         *queue = G_LIST_MODEL (get_queue (self));

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    g_string_append_printf (titles, "%s%.1s", i > 0 ? " " : "",
                            tack_draft_get_title (
                              tack_job_get_draft (tack_test_session_get_job (self, i))));

  return g_strdup (titles->str);
}

#define assert_titles(self, expected)                                                              \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *titles = dup_titles (self);                                                 \
      g_assert_cmpstr (titles, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static void
test_pause_one (TackTestSession *self, gconstpointer data)
{
  TackJob *job;

  tack_test_session_add_pictures (self, 3);
  tack_runner_pause_job (get_runner (self), tack_test_session_get_job (self, 1));
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);

  /* Over the night, too. */
  restart (self);
  tack_test_session_run (self);
  job = tack_test_session_get_job (self, 1);
  tack_test_assert_state (job, TACK_STATE_PAUSED);
  tack_runner_resume_job (get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_pause_one_upload (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");
  TackJob          *job;

  if (film == NULL)
    return;

  /* Its upload stops, the others go on, and it goes on where it was. */
  tack_test_session_fail (self, "bucket", 1, NEVER);
  job = tack_test_session_add (self, film, "A film");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "bucket") == 1);
  tack_runner_pause_job (get_runner (self), job);
  tack_test_wait_until (tack_job_get_state (job) == TACK_STATE_PAUSED);
  tack_test_session_add_pictures (self, 2);
  tack_test_wait_until (tack_test_session_count (self, TACK_STATE_PUBLISHED) == 2);
  tack_runner_resume_job (get_runner (self), job);
  tack_test_wait_until (tack_job_get_state (job) == TACK_STATE_PUBLISHED);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==, 1);
}

static void
test_cancel_all (TackTestSession *self, gconstpointer data)
{
  tack_runner_set_max_jobs (get_runner (self), 2);
  tack_test_session_add_pictures (self, 6);
  tack_runner_pause_job (get_runner (self), tack_test_session_get_job (self, 5));
  for (guint i = 1; i <= 2; i++)
    tack_test_session_fail (self, "pins/create", i, "late:200");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 2);
  tack_runner_cancel_all (get_runner (self));
  tack_test_session_wait_idle (self);

  /* Those that were being created are Pins now; nothing else began. */
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 2);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_CANCELLED), ==, 4);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);
  restart (self);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);
}

static void
test_retry_all (TackTestSession *self, gconstpointer data)
{
  static const char *const faults[]
    = { "status:400:1:Invalid title", "status:403:29:Trial access", "status:418" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    tack_test_session_fail (self, "pins/create", i + 1, faults[i]);
  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_test_session_add_pictures (self, 4);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_FAILED), ==, 3);

  /* All but the one that Pinterest would refuse again. */
  tack_runner_retry_all (get_runner (self));
  tack_test_session_wait_idle (self);
  tack_test_assert_state (tack_test_session_get_job (self, 0), TACK_STATE_FAILED);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 3);
}

static void
test_move (TackTestSession *self, gconstpointer data)
{
  static const struct
  {
    guint       position;
    TackMove    move;
    const char *titles;
  } CASES[] = {
    { 0, TACK_MOVE_UP, "0 1 2 3" },    { 3, TACK_MOVE_DOWN, "0 1 2 3" },
    { 1, TACK_MOVE_UP, "1 0 2 3" },    { 1, TACK_MOVE_DOWN, "1 2 0 3" },
    { 3, TACK_MOVE_FRONT, "3 1 2 0" }, { 0, TACK_MOVE_END, "1 2 0 3" },
    { 2, TACK_MOVE_FRONT, "0 1 2 3" }, { 3, TACK_MOVE_FRONT, "3 0 1 2" },
  };
  g_autoptr (JsonArray) pins = NULL;

  tack_test_session_add_pictures (self, 4);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *before = dup_titles (self);

      g_assert_cmpint (tack_queue_can_move (get_queue (self),
                                            tack_test_session_get_job (self, CASES[i].position),
                                            CASES[i].move),
                       ==, !g_str_equal (before, CASES[i].titles));
      tack_queue_move (get_queue (self), tack_test_session_get_job (self, CASES[i].position),
                       CASES[i].move);
      assert_titles (self, CASES[i].titles);
      restart (self);
      assert_titles (self, CASES[i].titles);
    }

  /* That is the order they are made in; what is added later comes last. */
  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_test_session_run (self);
  pins = tack_test_session_dup_pins (self);
  for (guint i = 0; i < 4; i++)
    {
      JsonObject *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");

      g_assert_cmpint (tack_json_get_string (request, "title")[0], ==, "3012"[i]);
    }
}

static void
test_move_while_running (TackTestSession *self, gconstpointer data)
{
  g_autoptr (JsonArray) pins = NULL;

  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_test_session_add_pictures (self, 4);
  tack_test_session_fail (self, "pins/create", 1, "late:100");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 1);

  /* What has begun stays where it is. */
  g_assert_false (
    tack_queue_can_move (get_queue (self), tack_test_session_get_job (self, 0), TACK_MOVE_DOWN));
  g_assert_false (
    tack_queue_can_move (get_queue (self), tack_test_session_get_job (self, 1), TACK_MOVE_UP));
  tack_queue_move (get_queue (self), tack_test_session_get_job (self, 3), TACK_MOVE_FRONT);
  assert_titles (self, "0 3 1 2");
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  pins = tack_test_session_dup_pins (self);
  g_assert_cmpstr (
    tack_json_get_string (tack_json_get_object (tack_json_get_element_object (pins, 1), "request"),
                          "title"),
    ==, "3.png");
}

static void
test_remove_running (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;
  GListModel           *drafts = G_LIST_MODEL (tack_session_get_drafts (self->session));

  /* One at work, one waiting, one done: each goes when it can. */
  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_test_session_add_pictures (self, 4);
  tack_test_session_fail (self, "pins/create", 2, "status:429:8:Too many requests");
  tack_test_session_fail (self, "pins/create", 3, "late:100");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 3);
  jobs = list_jobs (self, 0, 3);
  tack_runner_remove (get_runner (self), jobs);
  tack_test_session_wait_idle (self);

  /* The one whose create could not be called back has become a Pin, and stays to say so. */
  assert_titles (self, "1 3");
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (drafts), ==, 3);
}

/* Gives the draft of the job at @position back, and queues it again. */
static void
edit (TackTestSession *self, guint position, const char *title, gboolean is_restarted)
{
  g_autoptr (GPtrArray) jobs = list_jobs (self, position, 1);
  g_autoptr (TackDraft) draft = g_object_ref (tack_job_get_draft (g_ptr_array_index (jobs, 0)));
  g_autoptr (GPtrArray) drafts = NULL;

  tack_runner_remove (get_runner (self), jobs);
  g_assert_false (tack_draft_get_queued (draft));
  tack_draft_set_title (draft, title);
  if (is_restarted)
    {
      g_autofree char *id = g_strdup (tack_draft_get_id (draft));

      g_clear_pointer (&jobs, g_ptr_array_unref);
      g_clear_object (&draft);
      restart (self);
      draft = g_object_ref (tack_draft_store_find (tack_session_get_drafts (self->session), id));
      g_assert_false (tack_draft_get_queued (draft));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_queue (self))), ==, 0);
    }
  drafts = tack_test_list (draft, NULL);
  tack_queue_add (get_queue (self), drafts);
}

static void
test_edit (TackTestSession *self, gconstpointer data)
{
  static const gboolean is_restarted[] = { FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (is_restarted); i++)
    {
      g_autoptr (GFile)     film = tack_test_session_write_video (self, "film.mp4");
      g_autoptr (JsonArray) pins = NULL;
      JsonObject           *request;

      if (film == NULL)
        return;

      /* Refused for its title, with the film uploaded already. */
      tack_test_session_restart_server (self, 0);
      tack_test_session_fail (self, "pins/create", 1, "status:400:1:Invalid title");
      tack_test_session_add (self, film, "Wrong");
      tack_test_session_run (self);
      tack_test_assert_state (tack_test_session_get_job (self, 0), TACK_STATE_FAILED);

      edit (self, 0, "Right", is_restarted[i]);
      tack_test_session_start (self);
      tack_test_wait_until (tack_test_session_count (self, TACK_STATE_PUBLISHED) == 1);
      tack_test_session_assert_published (self);
      g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);
      pins = tack_test_session_dup_pins (self);
      request = tack_json_get_object (tack_json_get_element_object (pins, 0), "request");
      g_assert_cmpstr (tack_json_get_string (request, "title"), ==, "Right");
    }
}

static void
test_edit_file (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)         film = tack_test_session_write_video (self, "film.mp4");
  g_autoptr (TackMediaInfo) info = NULL;
  TackDraft                *draft;

  if (film == NULL)
    return;

  /* Another film under the same name is uploaded anew. */
  tack_test_session_fail (self, "pins/create", 1, "status:400:1:Invalid title");
  tack_test_session_add (self, film, "Wrong");
  tack_test_session_run (self);
  draft = tack_job_get_draft (tack_test_session_get_job (self, 0));
  g_assert_true (g_file_set_attribute_uint64 (film, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1764000000,
                                              G_FILE_QUERY_INFO_NONE, NULL, NULL));
  {
    g_autoptr (JsonObject) facts = tack_media_info_to_json (tack_draft_get_info (draft));

    info = tack_media_info_from_json (facts);
    info->size = tack_draft_get_info (draft)->size;
    info->mtime_us = 1764000000 * G_TIME_SPAN_SECOND;
    tack_draft_set_info (draft, info);
  }
  edit (self, 0, "Right", FALSE);
  tack_test_wait_until (tack_test_session_count (self, TACK_STATE_PUBLISHED) == 1);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 2);
}

static void
test_edit_doubtful (TackTestSession *self, gconstpointer data)
{
  /* Taken back while nobody knew whether the Pin was there: it is looked for, not made again. */
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "boards/list_pins", 1, "status:403:1:PINNER_DATA_ACCESS_DENIED");
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  tack_test_assert_state (tack_test_session_get_job (self, 0), TACK_STATE_DOUBTFUL);
  edit (self, 0, "0.png", TRUE);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 1);
}

static void
test_asked (TackTestSession *self, gconstpointer data)
{
  TackJob *job;

  /* Where the person has to look is said, and a further look is theirs to ask for. */
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "boards/list_pins", 1, "status:403:1:PINNER_DATA_ACCESS_DENIED");
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  job = tack_test_session_get_job (self, 0);
  tack_test_wait_until (tack_job_get_look_url (job) != NULL);
  g_assert_true (g_str_has_prefix (tack_job_get_look_url (job), "http://127.0.0.1:"));
  tack_test_session_add_pictures (self, 1);
  tack_test_session_wait_idle (self);
  tack_test_assert_state (job, TACK_STATE_DOUBTFUL);
  g_assert_cmpuint (tack_test_session_count_calls (self, "boards/list_pins"), ==, 1);

  tack_runner_retry (get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_hold (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Stopped for spam: only the person starts it again, also after a restart. */
  tack_test_session_fail (self, "pins/create", 1, "status:429:8:This looks like spam");
  tack_test_session_add_pictures (self, 2);
  tack_runner_set_max_jobs (get_runner (self), 1);
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL && !tack_runner_is_busy (get_runner (self)));
  g_assert_cmpstr (tack_runner_get_waiting_reason (get_runner (self)), ==, self->stopped->message);

  restart (self);
  g_assert_false (tack_runner_go_on (get_runner (self), &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_SLOW_DOWN);
  g_assert_false (tack_runner_is_running (get_runner (self)));
  g_assert_cmpstr (tack_runner_get_waiting_reason (get_runner (self)), ==, error->message);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 1);

  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  restart (self);
  g_assert_true (tack_runner_go_on (get_runner (self), NULL));
  g_assert_null (tack_runner_get_waiting_reason (get_runner (self)));
}

static void
test_processing_for_days (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");
  TackDatabase     *database;
  TackJob          *job;

  if (film == NULL)
    return;

  /* Asked for 23 hours, over restarts, it asks on; after a day it says so. */
  tack_test_session_restart_server (self, 600 * 1000);
  tack_test_session_add (self, film, "Slow");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "media/get") > 2);
  for (guint hours = 23; hours <= 25; hours += 2)
    {
      g_autofree char *sql
        = g_strdup_printf ("UPDATE job SET uploaded_at = %" G_GINT64_FORMAT,
                           g_get_real_time () / 1000 - hours * 3600 * G_GINT64_CONSTANT (1000));
      guint n_polls = tack_test_session_count_calls (self, "media/get");

      database = tack_draft_store_get_database (tack_session_get_drafts (self->session));
      tack_runner_pause (get_runner (self));
      tack_test_wait_until (!tack_runner_is_busy (get_runner (self)));
      tack_test_exec (database, sql);
      restart (self);
      tack_test_session_start (self);
      job = tack_test_session_get_job (self, 0);
      tack_test_wait_until (tack_test_session_count_calls (self, "media/get") > n_polls + 2
                            || tack_job_get_state (job) == TACK_STATE_FAILED);
      tack_test_assert_state (job, hours < 24 ? TACK_STATE_PROCESSING : TACK_STATE_FAILED);
    }
  g_assert_nonnull (strstr (tack_job_get_error (job)->message, "Slow"));
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);

  /* The person's retry uploads anew. */
  tack_runner_retry (get_runner (self), job);
  tack_test_wait_until (tack_test_session_count_calls (self, "bucket") == 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-queue/pause-one", test_pause_one },
    { "/publish-queue/pause-one-upload", test_pause_one_upload },
    { "/publish-queue/cancel-all", test_cancel_all },
    { "/publish-queue/retry-all", test_retry_all },
    { "/publish-queue/move", test_move },
    { "/publish-queue/move-while-running", test_move_while_running },
    { "/publish-queue/remove-running", test_remove_running },
    { "/publish-queue/edit", test_edit },
    { "/publish-queue/edit-file", test_edit_file },
    { "/publish-queue/edit-doubtful", test_edit_doubtful },
    { "/publish-queue/asked", test_asked },
    { "/publish-queue/hold", test_hold },
    { "/publish-queue/processing-for-days", test_processing_for_days },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
