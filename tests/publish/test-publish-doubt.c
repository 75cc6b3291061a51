/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

static guint
count_calls (TackTestSession *self, const char *operation)
{
  return tack_test_session_count_calls (self, operation);
}

/* Pictures that differ, with texts that do not: as when one title is given to a selection. */
static void
add_alike (TackTestSession *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char  *name = g_strdup_printf ("alike %u.png", i);
      g_autoptr (GFile) file = tack_test_session_write_picture (self, name);

      tack_test_session_add (self, file, "Alike");
    }
}

/* Every picture arrived once. */
static void
assert_all_pictures (TackTestSession *self)
{
  g_autoptr (JsonArray)  pins = tack_test_session_dup_pins (self);
  g_autoptr (GHashTable) sums = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (pins); i++)
    {
      JsonObject *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");
      JsonObject *source = tack_json_get_object (request, "media_source");

      g_assert_true (g_hash_table_add (sums, (gpointer) tack_json_get_string (source, "data")));
    }
  tack_test_session_assert_published (self);
}

static void
test_many (TackTestSession *self, gconstpointer data)
{
  /* A bad line: some are carried out and some not, and no answer says which. */
  static const char *const faults[]
    = { "late:5", "lost", "drop", "status:503", "lost", "html", "half", "drop", "empty", "lost" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    tack_test_session_fail (self, "pins/create", i + 1, faults[i]);
  tack_test_session_add_pictures (self, 12);
  tack_test_session_run (self);
  assert_all_pictures (self);
}

static void
test_alike (TackTestSession *self, gconstpointer data)
{
  /* What happens to the first creates of two or three Pins that read the same. */
  static const struct
  {
    guint       n_jobs;
    const char *faults[3];
  } CASES[] = {
    { 2, { "lost", "lost" } },
    { 2, { "drop", "drop" } },
    { 3, { "lost", "late:50", "lost" } },
    /* The answer of the second is on its way while the first looks: its Pin is not the first's. */
    { 2, { "drop", "late:300" } },
    { 3, { "drop", "late:200", "late:300" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint max_jobs = 1; max_jobs <= 3; max_jobs += 2)
      {
        g_test_message ("%u, %u at once", i, max_jobs);
        tack_test_session_restart_server (self, 0);
        tack_runner_set_max_jobs (tack_test_session_get_runner (self), max_jobs);
        for (guint j = 0; j < CASES[i].n_jobs; j++)
          tack_test_session_fail (self, "pins/create", j + 1, CASES[i].faults[j]);
        add_alike (self, CASES[i].n_jobs);
        tack_test_session_run (self);
        assert_all_pictures (self);
      }
}

static void
test_alike_undecidable (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);
  char       *pin_id;

  /* Two in doubt, one Pin: whose it is only the person can see. */
  tack_runner_set_max_jobs (runner, 2);
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "pins/create", 2, "drop");
  add_alike (self, 2);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 1);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_DOUBTFUL), ==, 2);

  {
    g_autoptr (JsonArray) pins = tack_test_session_dup_pins (self);
    JsonObject           *pin = tack_json_get_element_object (pins, 0);
    JsonObject           *source
      = tack_json_get_object (tack_json_get_object (pin, "request"), "media_source");
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char   *sum = NULL;
    guint              owner;

    pin_id = g_strdup (tack_json_get_string (tack_json_get_object (pin, "answer"), "id"));
    bytes = g_file_load_bytes (tack_draft_get_file (
                                 tack_job_get_draft (tack_test_session_get_job (self, 0))),
                               NULL, NULL, NULL);
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    owner = g_str_has_suffix (tack_json_get_string (source, "data"), sum) ? 0 : 1;

    tack_runner_settle (runner, tack_test_session_get_job (self, owner), pin_id);
    tack_test_assert_state (tack_test_session_get_job (self, owner), TACK_STATE_PUBLISHED);
    tack_runner_settle (runner, tack_test_session_get_job (self, 1 - owner), NULL);
  }
  tack_test_session_wait_idle (self);
  assert_all_pictures (self);
  g_free (pin_id);
}

static void
test_alike_cleared (TackTestSession *self, gconstpointer data)
{
  /* A Pin of a moment ago that reads the same, and whose job is cleared from the list: by this
   * process, or by an earlier one. */
  static const gboolean restarts[] = { FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (restarts); i++)
    {
      g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GFile)     file = tack_test_session_write_picture (self, "second.png");

      tack_test_session_restart_server (self, 0);
      add_alike (self, 1);
      tack_test_session_run (self);
      g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, 0)));
      tack_queue_remove (tack_session_get_queue (self->session), jobs);
      if (restarts[i])
        {
          tack_test_session_close (self);
          tack_test_session_open (self);
        }

      tack_test_session_fail (self, "pins/create", 1, "drop");
      tack_test_session_add (self, file, "Alike");
      tack_test_session_run (self);
      g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);
      tack_test_assert_state (tack_test_session_get_job (self, 0), TACK_STATE_PUBLISHED);
    }
}

static void
test_line_that_loses_all (TackTestSession *self, gconstpointer data)
{
  static const char *const faults[] = { "drop", "lost" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      TackJob *job;

      tack_test_session_restart_server (self, 0);
      tack_test_session_add_pictures (self, 1);
      job = tack_test_session_get_job (self, 0);
      for (guint j = 1; j <= 20; j++)
        tack_test_session_fail (self, "pins/create", j, faults[i]);
      /* The client asks three times by itself. */
      for (guint j = 1; j <= 60; j++)
        tack_test_session_fail (self, "boards/list_pins", j, "status:503");
      tack_test_session_run (self);

      /* It neither fails nor tries for ever: the person is asked. */
      tack_test_assert_state (job, TACK_STATE_DOUBTFUL);
      g_assert_false (tack_runner_is_driving (tack_test_session_get_runner (self), job));
      g_assert_cmpuint (tack_test_session_count_pins (self), <=, 1);
      g_assert_cmpuint (tack_queue_summarize (tack_session_get_queue (self->session)).needs_you, ==,
                        1);

      /* The next session has a better line, and looks again. */
      tack_test_session_close (self);
      tack_test_session_open (self);
      for (guint j = 1; j <= 20; j++)
        {
          tack_test_session_fail (self, "pins/create", j, "late:0");
          tack_test_session_fail (self, "boards/list_pins", j, "late:0");
        }
      tack_test_session_run (self);
      assert_all_pictures (self);
    }
}

static void
test_may_not_look (TackTestSession *self, gconstpointer data)
{
  TackJob *job;

  /* Reading boards is for business accounts: this one only stays in doubt. */
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "boards/list_pins", 1, "status:403:1:PINNER_DATA_ACCESS_DENIED");
  tack_test_session_add_pictures (self, 2);
  tack_runner_set_max_jobs (tack_test_session_get_runner (self), 1);
  tack_test_session_run (self);
  job = tack_test_session_get_job (self, 0);
  tack_test_assert_state (job, TACK_STATE_DOUBTFUL);
  tack_test_assert_state (tack_test_session_get_job (self, 1), TACK_STATE_PUBLISHED);

  /* The next session looks again. */
  tack_test_session_close (self);
  tack_test_session_open (self);
  tack_test_session_run (self);
  assert_all_pictures (self);
}

static void
test_sign_in_while_looking (TackTestSession *self, gconstpointer data)
{
  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "boards/list_pins", 1, "status:401:2:Authentication failed");
  tack_test_session_add_pictures (self, 1);
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL
                        && !tack_runner_is_busy (tack_test_session_get_runner (self)));
  tack_test_session_run (self);
  assert_all_pictures (self);
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 1);
}

static void
test_ad_only (TackTestSession *self, gconstpointer data)
{
  /* The board of ad-only Pins is made with the first of them. */
  static const char *const faults[] = { "drop", "lost" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char      *name = g_strdup_printf ("%u.png", i);
      g_autoptr (GFile)     file = tack_test_session_write_picture (self, name);
      g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, name);

      tack_draft_set_board (draft, NULL, NULL);
      tack_draft_set_ad_only (draft, TRUE);
      tack_test_session_fail (self, "pins/create", 1, faults[i]);
      tack_test_session_queue (self, draft);
      if (i == 0)
        tack_test_session_start (self);
      tack_test_session_wait_idle (self);
      tack_test_session_assert_published (self);
    }
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 3);
}

/* Cancels as soon as it is in doubt. */
static void
on_state_cancel (TackJob *job, GParamSpec *pspec, TackRunner *runner)
{
  if (tack_job_get_state (job) == TACK_STATE_DOUBTFUL)
    {
      g_signal_handlers_disconnect_by_func (job, on_state_cancel, runner);
      tack_runner_cancel (runner, job);
    }
}

static void
test_further_pages (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_picture (self, "first.png");
  TackRunner       *runner = tack_test_session_get_runner (self);
  TackJob          *job = tack_test_session_add (self, file, "First");

  /* Its Pin is not among the newest any more when it looks. */
  tack_test_session_fail (self, "pins/create", 1, "lost");
  g_signal_connect (job, "notify::state", G_CALLBACK (on_state_cancel), runner);
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_CANCELLED);
  tack_test_session_add_pictures (self, 60);
  tack_test_session_wait_idle (self);
  tack_runner_retry (runner, job);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (count_calls (self, "pins/create"), ==, 61);
}

static void
test_settle (TackTestSession *self, gconstpointer data)
{
  TackRunner *runner = tack_test_session_get_runner (self);

  /* One that the person found, and one that they have sent again. */
  for (guint i = 1; i <= 2; i++)
    {
      tack_test_session_fail (self, "pins/create", i, i == 1 ? "lost" : "drop");
      tack_test_session_fail (self, "boards/list_pins", i, "status:403:1:No");
    }
  tack_runner_set_max_jobs (runner, 1);
  tack_test_session_add_pictures (self, 2);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_DOUBTFUL), ==, 2);

  {
    g_autoptr (JsonArray) pins = tack_test_session_dup_pins (self);
    JsonObject *answer = tack_json_get_object (tack_json_get_element_object (pins, 0), "answer");

    tack_runner_settle (runner, tack_test_session_get_job (self, 0),
                        tack_json_get_string (answer, "id"));
  }
  tack_runner_settle (runner, tack_test_session_get_job (self, 1), NULL);
  tack_test_session_wait_idle (self);
  assert_all_pictures (self);

  /* The person's word is on the disk, too. */
  tack_test_session_close (self);
  tack_test_session_open (self);
  assert_all_pictures (self);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-doubt/many", test_many },
    { "/publish-doubt/alike", test_alike },
    { "/publish-doubt/alike-undecidable", test_alike_undecidable },
    { "/publish-doubt/alike-cleared", test_alike_cleared },
    { "/publish-doubt/line-that-loses-all", test_line_that_loses_all },
    { "/publish-doubt/may-not-look", test_may_not_look },
    { "/publish-doubt/sign-in-while-looking", test_sign_in_while_looking },
    { "/publish-doubt/ad-only", test_ad_only },
    { "/publish-doubt/further-pages", test_further_pages },
    { "/publish-doubt/settle", test_settle },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
