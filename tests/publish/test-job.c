/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-job.h"

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"

typedef struct
{
  TackJob *job;
  GString *told; /* the names of what was notified */
} Fixture;

static void
on_notify (TackJob *job, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("Vase");

  fixture->job = tack_job_new (draft);
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->job, "notify", G_CALLBACK (on_notify), fixture->told);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->job);
  g_string_free (fixture->told, TRUE);
}

static void
assert_told (Fixture *fixture, const char *names)
{
  g_assert_cmpstr (fixture->told->str, ==, names);
  g_string_truncate (fixture->told, 0);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)     file = g_file_new_for_path ("/nowhere/film.mp4");
  g_autoptr (TackDraft) video = tack_draft_new (file);
  g_autoptr (TackJob)   job = NULL;

  g_assert_cmpstr (tack_job_get_id (fixture->job), ==,
                   tack_draft_get_id (tack_job_get_draft (fixture->job)));
  g_assert_cmpint (tack_job_get_state (fixture->job), ==, TACK_STATE_WAITING);
  g_assert_false (tack_job_get_step (fixture->job).is_video);

  /* How much there is to send is known before it begins. */
  tack_test_draft_fill (video);
  job = tack_job_new (video);
  g_assert_true (tack_job_get_step (job).is_video);
  g_assert_cmpint (tack_job_get_total (job), ==, tack_draft_get_info (video)->size);
  g_assert_cmpint (tack_job_get_sent (job), ==, 0);
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  TackStep step = tack_job_get_step (fixture->job);

  step.tries = 1;
  tack_job_set_step (fixture->job, step);
  assert_told (fixture, "");
  g_assert_cmpuint (tack_job_get_step (fixture->job).tries, ==, 1);
  step.state = TACK_STATE_CREATING;
  tack_job_set_step (fixture->job, step);
  assert_told (fixture, "state ");
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64      sent;
    gint64      total;
    const char *told;
  } CASES[] = {
    { 0, 100, "total " },
    { 0, 100, "" },
    { 50, 100, "sent " },
    { 0, 3000000000, "total sent " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      tack_job_set_progress (fixture->job, CASES[i].sent, CASES[i].total, i);
      assert_told (fixture, CASES[i].told);
    }
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = tack_error_new (TACK_ERROR_FIX, "The title is too long.");
  g_autofree char   *message = NULL;

  tack_job_set_error (fixture->job, NULL);
  assert_told (fixture, "");
  tack_job_set_error (fixture->job, error);
  assert_told (fixture, "error-message ");
  g_object_get (fixture->job, "error-message", &message, NULL);
  g_assert_cmpstr (message, ==, "The title is too long.");

  /* Its own error may be handed back to it. */
  tack_job_set_error (fixture->job, tack_job_get_error (fixture->job));
  g_assert_error (tack_job_get_error (fixture->job), TACK_ERROR, TACK_ERROR_FIX);
  tack_job_set_error (fixture->job, NULL);
  assert_told (fixture, "error-message ");
  g_assert_null (tack_job_get_error (fixture->job));
}

static void
test_outcome (Fixture *fixture, gconstpointer data)
{
  tack_job_set_next_try_at (fixture->job, 0);
  assert_told (fixture, "");
  tack_job_set_next_try_at (fixture->job, 1764000000000);
  assert_told (fixture, "next-try-at ");

  tack_job_set_published (fixture->job, "1234", "https://example.com/pin/1234/", 1764000001000);
  assert_told (fixture, "pin-id pin-url ");
  g_assert_cmpstr (tack_job_get_pin_id (fixture->job), ==, "1234");
  g_assert_cmpint (tack_job_get_finished_at (fixture->job), ==, 1764000001000);
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  TackStep              step = tack_job_get_step (fixture->job);
  g_autoptr (TackDraft) draft = NULL;
  g_autofree char      *pin_id = NULL;
  g_autofree char      *pin_url = NULL;
  g_autofree char      *message = NULL;
  gint64                sent;
  gint64                total;
  gint64                next_try_at;
  int                   state;

  step.state = TACK_STATE_UPLOADING;
  tack_job_set_step (fixture->job, step);
  tack_job_set_progress (fixture->job, 1, 2, 0);
  tack_job_set_next_try_at (fixture->job, 3);
  tack_job_set_published (fixture->job, "4", "https://example.com/pin/4/", 5);
  g_object_get (fixture->job, "draft", &draft, "state", &state, "sent", &sent, "total", &total,
                "next-try-at", &next_try_at, "pin-id", &pin_id, "pin-url", &pin_url,
                "error-message", &message, NULL);
  g_assert_true (draft == tack_job_get_draft (fixture->job));
  g_assert_cmpint (state, ==, TACK_STATE_UPLOADING);
  g_assert_cmpint (sent, ==, 1);
  g_assert_cmpint (total, ==, 2);
  g_assert_cmpint (next_try_at, ==, 3);
  g_assert_cmpstr (pin_id, ==, "4");
  g_assert_cmpstr (pin_url, ==, "https://example.com/pin/4/");
  g_assert_null (message);
}

static void
test_fraction (Fixture *fixture, gconstpointer data)
{
  static const TackState way[] = { TACK_STATE_WAITING, TACK_STATE_UPLOADING, TACK_STATE_PROCESSING,
                                   TACK_STATE_CREATING, TACK_STATE_PUBLISHED };
  TackStep               step = tack_step_init (TRUE);
  double                 last = -1;

  /* On its way the bar only grows, bytes by bytes, and ends full. */
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    for (guint sent = 0; sent <= 100; sent += 50)
      {
        if (way[i] != TACK_STATE_UPLOADING && sent > 0)
          break;
        step.state = way[i];
        tack_job_set_step (fixture->job, step);
        tack_job_set_progress (fixture->job, sent, 100, 0);
        g_assert_cmpfloat (tack_job_get_fraction (fixture->job), >=, last);
        g_assert_cmpfloat (tack_job_get_fraction (fixture->job), <=, 1);
        last = tack_job_get_fraction (fixture->job);
      }
  g_assert_cmpfloat (last, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/job/new", test_new },           { "/job/step", test_step },
    { "/job/progress", test_progress }, { "/job/error", test_error },
    { "/job/outcome", test_outcome },   { "/job/properties", test_properties },
    { "/job/fraction", test_fraction },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
