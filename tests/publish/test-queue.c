/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue.h"

#include "base/tack-error.h"
#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  char           *dir;
  TackDatabase   *database;
  TackDraftStore *store;
  TackQueue      *queue;
} Fixture;

static void
open_queue (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  fixture->database = tack_test_open (fixture->dir);
  fixture->store = tack_test_load (fixture->database);
  fixture->queue = tack_queue_new (fixture->store);
  tack_queue_load_async (fixture->queue, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_queue_load_finish (fixture->queue, result, &error);
  g_assert_no_error (error);
}

static void
close_queue (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->queue));
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->database);
}

/* Closes it like a crash a moment later: what was handed to the disk is there, and nothing else. */
static void
reopen (Fixture *fixture)
{
  tack_test_query_int (fixture->database, "SELECT 1");
  close_queue (fixture);
  open_queue (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  open_queue (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_queue (fixture);
  g_free (fixture->dir);
}

/* Puts drafts of these titles into the store and the queue. */
static void
add (Fixture *fixture, const char *titles)
{
  g_auto (GStrv)        names = g_strsplit (titles, " ", -1);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (drafts, tack_test_draft_new (names[i]));
  tack_draft_store_add (fixture->store, drafts);
  tack_queue_add (fixture->queue, drafts);
}

static TackJob *
get (Fixture *fixture, guint position)
{
  g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), position);

  g_assert_nonnull (job);

  return job; /* the queue's */
}

static void
set_state (TackJob *job, TackState state)
{
  TackStep step = tack_job_get_step (job);

  step.state = state;
  tack_job_set_step (job, step);
}

static void
save (Fixture *fixture, TackJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_queue_save_async (fixture->queue, job, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_queue_save_finish (fixture->queue, result, &error);
  g_assert_no_error (error);
}

static char *
dup_titles (GListModel *model)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      TackDraft          *draft
        = TACK_IS_JOB (item) ? tack_job_get_draft (TACK_JOB (item)) : TACK_DRAFT (item);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", tack_draft_get_title (draft));
    }

  return g_strdup (titles->str);
}

#define assert_titles(model, expected)                                                             \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *titles = dup_titles (G_LIST_MODEL (model));                                 \
      g_assert_cmpstr (titles, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static TackUpload *
upload_new (void)
{
  static const char text[]
    = "{\"media_id\":\"77\",\"upload_url\":\"https://bucket.example/\","
      "\"upload_parameters\":{\"b\":\"2\",\"a\":\"1\",\"policy\":\"eyJ\\\"x\\\":1}\"}}";
  g_autoptr (GBytes)   bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return tack_upload_new_from_json (json_node_get_object (node));
}

static void
test_journal (Fixture *fixture, gconstpointer data)
{
  static const TackErrorDetails details
    = { .status = 400, .code = 7, .reason = (char *) "Title: ‘no’", .request_id = (char *) "r-1" };
  g_autoptr (TackUpload) upload = upload_new ();
  g_autoptr (GError)     error
    = tack_error_new_with_details (TACK_ERROR_FIX, &details, "Pinterest did not accept the Pin.");

  add (fixture, "0 1 2 3 4 5 6 7 8 9 10");
  for (guint state = 0; state <= TACK_STATE_CANCELLED; state++)
    {
      TackJob *job = get (fixture, state);

      tack_job_set_step (job, (TackStep){ .state = (TackState) state,
                                          .resume = (TackState) ((state + 3) % 5),
                                          .is_video = state % 2 == 0,
                                          .tries = state,
                                          .polls = 2 * state,
                                          .intent_at = 1764000000000 + state,
                                          .error_class = TACK_ERROR_FIX });
      tack_job_set_upload (job, upload);
      tack_job_set_error (job, error);
      if (state == TACK_STATE_PUBLISHED)
        tack_job_set_published (job, "1234", "https://example.com/pin/1234/", 1764000001000);
      save (fixture, job);
    }

  reopen (fixture);
  assert_titles (fixture->queue, "0 1 2 3 4 5 6 7 8 9 10");
  for (guint state = 0; state <= TACK_STATE_CANCELLED; state++)
    {
      TackJob                *job = get (fixture, state);
      TackStep                step = tack_job_get_step (job);
      const TackErrorDetails *kept = tack_error_get_details (tack_job_get_error (job));
      g_autofree char        *before = tack_json_object_to_string (tack_upload_get_json (upload));
      g_autofree char        *after
        = tack_json_object_to_string (tack_upload_get_json (tack_job_get_upload (job)));

      g_assert_cmpint (step.state, ==, state);
      g_assert_cmpint (step.resume, ==, (state + 3) % 5);
      g_assert_cmpint (step.is_video, ==, state % 2 == 0);
      g_assert_cmpuint (step.tries, ==, state);
      g_assert_cmpuint (step.polls, ==, 2 * state);
      g_assert_cmpint (step.error_class, ==, TACK_ERROR_FIX);
      g_assert_cmpint (step.intent_at, ==, 1764000000000 + state);
      g_assert_cmpstr (before, ==, after);
      g_assert_error (tack_job_get_error (job), TACK_ERROR, TACK_ERROR_FIX);
      g_assert_cmpstr (tack_job_get_error (job)->message, ==, error->message);
      g_assert_cmpuint (kept->status, ==, 400);
      g_assert_cmpint (kept->code, ==, 7);
      g_assert_cmpstr (kept->reason, ==, details.reason);
      g_assert_cmpstr (kept->request_id, ==, "r-1");
      g_assert_cmpstr (tack_job_get_pin_id (job), ==,
                       state == TACK_STATE_PUBLISHED ? "1234" : NULL);
      g_assert_cmpint (tack_job_get_finished_at (job), ==,
                       state == TACK_STATE_PUBLISHED ? 1764000001000 : 0);
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a b");
  reopen (fixture);
  add (fixture, "c");
  save (fixture, get (fixture, 0));
  reopen (fixture);
  assert_titles (fixture->queue, "a b c");
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  (*n_changes)++;
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  guint                 n_changes = 0;

  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (drafts, tack_test_draft_new (""));
  tack_draft_store_add (fixture->store, drafts);
  g_signal_connect (fixture->queue, "items-changed", G_CALLBACK (on_items_changed), &n_changes);
  tack_queue_add (fixture->queue, drafts);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (tack_queue_summarize (fixture->queue).waiting, ==, 200);
  for (guint i = 0; i < 200; i++)
    g_assert_true (tack_draft_get_queued (g_ptr_array_index (drafts, i)));

  reopen (fixture);
  g_assert_cmpuint (tack_queue_summarize (fixture->queue).waiting, ==, 200);
}

static void
test_add_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;

  /* A second click on “Publish” is no second Pin. */
  add (fixture, "a b");
  drafts = tack_test_list (tack_job_get_draft (get (fixture, 0)),
                           tack_job_get_draft (get (fixture, 1)), NULL);
  tack_queue_add (fixture->queue, drafts);
  assert_titles (fixture->queue, "a b");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  static const TackState states[]
    = { TACK_STATE_PUBLISHED, TACK_STATE_FAILED, TACK_STATE_CANCELLED, TACK_STATE_WAITING };
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  add (fixture, "published failed cancelled waiting");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      set_state (get (fixture, i), states[i]);
      save (fixture, get (fixture, i));
      if (states[i] != TACK_STATE_WAITING)
        g_ptr_array_add (jobs, g_object_ref (get (fixture, i)));
    }
  tack_queue_remove (fixture->queue, jobs);

  for (guint i = 0; i < 2; i++)
    {
      assert_titles (fixture->queue, "waiting");
      assert_titles (fixture->store, "failed cancelled waiting");
      for (guint j = 0; j < 3; j++)
        {
          g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (fixture->store), j);
          g_assert_cmpint (tack_draft_get_queued (draft), ==, j == 2);
        }
      g_assert_true (tack_test_flush (fixture->store));
      reopen (fixture);
    }
}

static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  /* At no moment is there a draft on the disk that was published but looks as if it was not. */
  add (fixture, "published");
  set_state (get (fixture, 0), TACK_STATE_PUBLISHED);
  save (fixture, get (fixture, 0));
  g_ptr_array_add (jobs, g_object_ref (get (fixture, 0)));
  tack_queue_remove (fixture->queue, jobs);
  g_assert_cmpint (tack_test_query_int (fixture->database,
                                        "SELECT count (*) FROM draft WHERE id NOT IN "
                                        "(SELECT draft_id FROM job WHERE state = 'published')"),
                   ==, 0);

  /* A draft that was being queued when the power went is still there to be edited. */
  {
    g_autoptr (TackDraft) draft = tack_test_draft_new ("half queued");
    g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
    g_autoptr (TackDraft) again = NULL;

    tack_draft_store_add (fixture->store, drafts);
    tack_draft_set_queued (draft, TRUE);
    g_assert_true (tack_test_flush (fixture->store));
    reopen (fixture);
    assert_titles (fixture->store, "half queued");
    again = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
    g_assert_false (tack_draft_get_queued (again));
  }
}

static void
test_stored_by_another (Fixture *fixture, gconstpointer data)
{
  /* A row that cannot be understood does not stop the others. */
  add (fixture, "a b");
  tack_test_exec (fixture->database,
                  "UPDATE job SET state = 'levitating', resume = 'floating', upload = 'no JSON', "
                  "error_class = 'odd', error_message = 'Odd.' WHERE position = 0");
  reopen (fixture);
  assert_titles (fixture->queue, "a b");
  g_assert_null (tack_job_get_upload (get (fixture, 0)));
  g_assert_error (tack_job_get_error (get (fixture, 0)), TACK_ERROR, TACK_ERROR_GIVE_UP);
}

static void
test_summarize (Fixture *fixture, gconstpointer data)
{
  TackQueueSummary summary = tack_queue_summarize (fixture->queue);

  g_assert_cmpuint (summary.total, ==, 0);
  g_assert_cmpfloat (summary.fraction, ==, 0);

  add (fixture, "0 1 2 3 4 5 6 7 8 9 10");
  for (guint state = 0; state <= TACK_STATE_CANCELLED; state++)
    {
      set_state (get (fixture, state), (TackState) state);
      tack_job_set_progress (get (fixture, state), 1 << state, 2 << state, 0);
    }

  summary = tack_queue_summarize (fixture->queue);
  g_assert_cmpuint (summary.total, ==, 11);
  g_assert_cmpuint (summary.published, ==, 1);
  g_assert_cmpuint (summary.needs_you, ==, 2); /* failed, doubtful */
  g_assert_cmpuint (summary.waiting, ==, 2);   /* waiting, paused */
  g_assert_cmpuint (summary.running, ==, 5);   /* registering to creating */
  /* Bytes are those of the jobs that may still send them. */
  g_assert_cmpint (summary.bytes_sent, ==, (1 << (TACK_STATE_DOUBTFUL + 1)) - 1);
  g_assert_cmpint (summary.bytes_total, ==, 2 * summary.bytes_sent);
  g_assert_cmpfloat (summary.fraction, >, 0);
  g_assert_cmpfloat (summary.fraction, <, 1);

  for (guint i = 0; i < 11; i++)
    set_state (get (fixture, i), TACK_STATE_PUBLISHED);
  g_assert_cmpfloat (tack_queue_summarize (fixture->queue).fraction, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/queue/journal", test_journal },
    { "/queue/order", test_order },
    { "/queue/many", test_many },
    { "/queue/add-twice", test_add_twice },
    { "/queue/remove", test_remove },
    { "/queue/cut-short", test_cut_short },
    { "/queue/stored-by-another", test_stored_by_another },
    { "/queue/summarize", test_summarize },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
