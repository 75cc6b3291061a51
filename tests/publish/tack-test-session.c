/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-test-session.h"

#include "base/tack-json.h"
#include "drafts/tack-intake.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-clip.h"
#include "tack-test.h"

/* A minute of waiting becomes some sixty milliseconds. */
#define SPEED 1000

void
tack_test_session_init (int *argc, char ***argv)
{
  /* The desktop's proxies are no matter of a test. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_test_init_media ();
}

static void
on_runner_idle (TackRunner *runner, TackTestSession *self)
{
  self->n_idle++;
}

static void
on_runner_stopped (TackRunner *runner, const GError *error, TackTestSession *self)
{
  g_clear_error (&self->stopped);
  self->stopped = g_error_copy (error);
}

static void
on_job_changed (TackRunner *runner, TackJob *changed, TackTestSession *self)
{
  guint n_acting = 0;

  for (TackState state = TACK_STATE_REGISTERING; state <= TACK_STATE_DOUBTFUL; state++)
    if (state != TACK_STATE_PROCESSING)
      n_acting += tack_test_session_count (self, state);
  self->most_at_once = MAX (self->most_at_once, n_acting);
}

void
tack_test_session_open (TackTestSession *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_session_open_async (self->account, self->store, self->clock, NULL, tack_test_store_result,
                           &result);
  tack_test_wait_result (result);
  self->session = tack_session_open_finish (result, &error);
  g_assert_no_error (error);

  TackRunner *runner = tack_session_get_runner (self->session);
  self->n_idle = 0;
  g_clear_error (&self->stopped);
  g_signal_connect (runner, "idle", G_CALLBACK (on_runner_idle), self);
  g_signal_connect (runner, "stopped", G_CALLBACK (on_runner_stopped), self);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_job_changed), self);
}

void
tack_test_session_close (TackTestSession *self)
{
  TackRunner *runner = tack_session_get_runner (self->session);

  g_signal_handlers_disconnect_by_data (runner, self);
  /* What is under way holds the store until it has ended. */
  tack_runner_pause (runner);
  tack_test_wait_until (!tack_runner_is_busy (runner));
  g_assert_true (tack_test_flush (tack_session_get_drafts (self->session)));
  g_clear_object (&self->session);
}

static void
start_server (TackTestSession *self, gint64 processing_ms)
{
  g_autoptr (GError) error = NULL;

  self->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (self->server, processing_ms);
  tack_demo_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  self->account = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->server),
                                    tack_demo_server_get_token (self->server));
}

static void
stop_server (TackTestSession *self)
{
  g_clear_object (&self->account);
  g_assert_finalize_object (g_steal_pointer (&self->server));
}

void
tack_test_session_restart_server (TackTestSession *self, gint64 processing_ms)
{
  static guint n_stores;

  if (self->session != NULL)
    tack_test_session_close (self);
  stop_server (self);
  start_server (self, processing_ms);

  g_autofree char *name = g_strdup_printf ("store %u", ++n_stores);
  g_free (self->store);
  self->store = tack_test_dup_dir (name);
  tack_test_session_open (self);
}

static void
set_up (TackTestSession *self, gconstpointer data)
{
  self->clock = tack_clock_new_with_speed (SPEED);
  self->store = tack_test_dup_dir ("store");
  self->media = tack_test_dup_dir ("media");
  start_server (self, 0);
  tack_test_session_open (self);
}

static void
tear_down (TackTestSession *self, gconstpointer data)
{
  if (self->session != NULL)
    tack_test_session_close (self);
  stop_server (self);
  g_clear_object (&self->clock);
  g_clear_error (&self->stopped);
  g_free (self->store);
  g_free (self->media);
}

void
tack_test_session_add_case (const char *path, TackTestFunc func, gconstpointer data)
{
  g_test_add (path, TackTestSession, data, set_up, func, tear_down);
}

GFile *
tack_test_session_write_picture (TackTestSession *self, const char *name)
{
  return tack_test_write_picture (self->media, name);
}

GFile *
tack_test_session_write_video (TackTestSession *self, const char *name)
{
  GBytes *clip = tack_test_clip ();

  if (clip == NULL)
    {
      g_test_skip ("No H.264 encoder (openh264enc or x264enc)");
      return NULL;
    }

  GFile             *file = g_file_new_build_filename (self->media, name, NULL);
  g_autoptr (GError) error = NULL;
  g_file_set_contents (g_file_peek_path (file), g_bytes_get_data (clip, NULL),
                       (gssize) g_bytes_get_size (clip), &error);
  g_assert_no_error (error);

  return file;
}

TackDraft *
tack_test_session_draft (TackTestSession *self, GFile *file, const char *title)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  TackDraft                *draft = tack_draft_new (file);
  g_autoptr (GPtrArray)     drafts = tack_test_list (draft, NULL);
  g_autoptr (GAsyncResult)  result = NULL;

  tack_intake_inspect_async (draft, inspector, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_intake_inspect_finish (result, NULL));
  tack_draft_set_title (draft, title);
  tack_draft_set_board (draft, TACK_TEST_BOARD, "Ceramics");
  if (!tack_draft_is_ready (draft))
    g_error ("%s", tack_issue_array_get_worst (tack_draft_get_issues (draft))->message);
  tack_draft_store_add (tack_session_get_drafts (self->session), drafts);

  return draft;
}

TackJob *
tack_test_session_queue (TackTestSession *self, TackDraft *draft)
{
  g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
  GListModel           *queue = G_LIST_MODEL (tack_session_get_queue (self->session));

  tack_queue_add (TACK_QUEUE (queue), drafts);

  return tack_test_session_get_job (self, g_list_model_get_n_items (queue) - 1);
}

TackJob *
tack_test_session_add (TackTestSession *self, GFile *file, const char *title)
{
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, title);

  return tack_test_session_queue (self, draft);
}

void
tack_test_session_add_pictures (TackTestSession *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char  *name = g_strdup_printf ("%u.png", i);
      g_autoptr (GFile) file = tack_test_session_write_picture (self, name);

      tack_test_session_add (self, file, name);
    }
}

TackRunner *
tack_test_session_get_runner (TackTestSession *self)
{
  return tack_session_get_runner (self->session);
}

TackJob *
tack_test_session_get_job (TackTestSession *self, guint position)
{
  g_autoptr (TackJob) job
    = g_list_model_get_item (G_LIST_MODEL (tack_session_get_queue (self->session)), position);

  g_assert_nonnull (job);

  return job; /* the queue's */
}

guint
tack_test_session_count (TackTestSession *self, TackState state)
{
  GListModel *queue = G_LIST_MODEL (tack_session_get_queue (self->session));
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    if (tack_job_get_state (tack_test_session_get_job (self, i)) == state)
      n++;

  return n;
}

void
tack_test_session_start (TackTestSession *self)
{
  g_autoptr (GError) error = NULL;

  tack_runner_start (tack_test_session_get_runner (self), &error);
  g_assert_no_error (error);
}

void
tack_test_session_wait_idle (TackTestSession *self)
{
  guint n_idle = self->n_idle;

  tack_test_wait_until (self->n_idle > n_idle);
}

void
tack_test_session_run (TackTestSession *self)
{
  tack_test_session_start (self);
  tack_test_session_wait_idle (self);
}

guint
tack_test_session_count_calls (TackTestSession *self, const char *operation)
{
  return tack_demo_server_count_calls (self->server, operation);
}

void
tack_test_session_fail (TackTestSession *self, const char *operation, guint nth, const char *fault)
{
  tack_demo_server_fail_next (self->server, operation, nth, fault);
}

JsonArray *
tack_test_session_dup_pins (TackTestSession *self)
{
  g_autofree char     *text = tack_demo_server_dup_pins_json (self->server);
  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return json_node_dup_array (node);
}

guint
tack_test_session_count_pins (TackTestSession *self)
{
  g_autoptr (JsonArray) pins = tack_test_session_dup_pins (self);

  return json_array_get_length (pins);
}

void
tack_test_session_assert_published (TackTestSession *self)
{
  GListModel            *queue = G_LIST_MODEL (tack_session_get_queue (self->session));
  g_autoptr (JsonArray)  pins = tack_test_session_dup_pins (self);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (pins); i++)
    {
      JsonObject *pin = tack_json_get_element_object (pins, i);
      JsonObject *answer = tack_json_get_object (pin, "answer");

      g_hash_table_add (ids, (gpointer) tack_json_get_string (answer, "id"));
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, g_list_model_get_n_items (queue));

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      TackJob *job = tack_test_session_get_job (self, i);

      tack_test_assert_state (job, TACK_STATE_PUBLISHED);
      g_assert_null (tack_job_get_error (job));
      g_assert_cmpint (tack_job_get_finished_at (job), >, 0);
      /* Each Pin is one job's. */
      g_assert_true (g_hash_table_remove (ids, tack_job_get_pin_id (job)));
      g_assert_nonnull (strstr (tack_job_get_pin_url (job), tack_job_get_pin_id (job)));
    }
}
