/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* No file may grow any more, or as before: what a full disk does to a process. */
static void
set_full (gboolean is_full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = is_full ? 0 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static TackDraft *
get_draft (TackTestSession *self, guint position)
{
  g_autoptr (TackDraft) draft
    = g_list_model_get_item (G_LIST_MODEL (tack_session_get_drafts (self->session)), position);

  g_assert_nonnull (draft);

  return draft; /* the store's */
}

static void
on_save_failed (TackDraftStore *store, const GError *error, GError **slot)
{
  g_clear_error (slot);
  *slot = g_error_copy (error);
}

static void
test_full (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GError) failure = NULL;
  TackRunner        *runner = tack_test_session_get_runner (self);

  tack_test_session_add_pictures (self, 4);
  g_assert_true (tack_test_flush (tack_session_get_drafts (self->session)));
  g_signal_connect (tack_session_get_drafts (self->session), "save-failed",
                    G_CALLBACK (on_save_failed), &failure);

  /* It stops before anything is sent, and says why. */
  set_full (TRUE);
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL);
  g_assert_error (self->stopped, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_nonnull (strstr (self->stopped->message, "disk is full"));
  g_assert_false (tack_runner_is_running (runner));
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 0);

  /* What a person does meanwhile is kept in memory. */
  tack_draft_set_note (get_draft (self, 0), "typed while the disk was full");
  tack_test_wait_until (failure != NULL);
  g_assert_nonnull (strstr (failure->message, "disk is full"));
  tack_test_session_add (self, tack_draft_get_file (get_draft (self, 0)),
                         "Queued while the disk was full");
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (self->session))),
                    ==, 5);

  /* Nobody has to start it again. */
  set_full (FALSE);
  tack_test_wait_until (tack_test_session_count (self, TACK_STATE_PUBLISHED) == 5);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 5);

  g_signal_handlers_disconnect_by_data (tack_session_get_drafts (self->session), &failure);
  tack_test_session_close (self);
  tack_test_session_open (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 5);
  g_assert_cmpstr (tack_draft_get_note (get_draft (self, 0)), ==, "typed while the disk was full");
  g_assert_cmpstr (tack_draft_get_title (get_draft (self, 4)), ==,
                   "Queued while the disk was full");
}

static void
test_full_and_paused (TackTestSession *self, gconstpointer data)
{
  /* Space comes back, but the person had said otherwise. */
  TackDatabase *database = tack_draft_store_get_database (tack_session_get_drafts (self->session));

  tack_test_session_add_pictures (self, 2);
  g_assert_true (tack_test_flush (tack_session_get_drafts (self->session)));
  set_full (TRUE);
  tack_draft_set_note (get_draft (self, 0), "typed");
  tack_test_wait_until (tack_database_is_blocked (database));
  set_full (FALSE);
  tack_test_wait_until (!tack_database_is_blocked (database));
  g_assert_false (tack_runner_is_running (tack_test_session_get_runner (self)));
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 0);

  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

static void
test_remove_while_full (TackTestSession *self, gconstpointer data)
{
  /* A job that was taken off the queue while the disk was full does not come back. */
  TackQueue            *queue = tack_session_get_queue (self->session);
  TackDatabase         *database;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  tack_test_session_add_pictures (self, 3);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_add (jobs, g_list_model_get_item (G_LIST_MODEL (queue), i));
      tack_runner_cancel (tack_test_session_get_runner (self), g_ptr_array_index (jobs, i));
    }
  g_assert_true (tack_test_flush (tack_session_get_drafts (self->session)));

  set_full (TRUE);
  tack_queue_remove (queue, jobs);
  database = tack_draft_store_get_database (tack_session_get_drafts (self->session));
  tack_test_wait_until (tack_database_is_blocked (database));
  {
    /* One of them is queued anew: that job stays. */
    g_autoptr (GPtrArray) again = tack_test_list (get_draft (self, 1), NULL);
    tack_queue_add (queue, again);
  }
  set_full (FALSE);
  tack_test_wait_until (!tack_database_is_blocked (database));

  tack_test_session_close (self);
  tack_test_session_open (self);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (self->session))),
                    ==, 2);
  g_assert_false (tack_draft_get_queued (get_draft (self, 0)));
  g_assert_true (tack_draft_get_queued (get_draft (self, 1)));
  g_assert_true (tack_draft_get_queued (get_draft (self, 2)));
}

static gint64
count_history (TackTestSession *self)
{
  return tack_test_query_int (
    tack_draft_store_get_database (tack_session_get_drafts (self->session)),
    "SELECT count (*) FROM history JOIN job USING (draft_id) WHERE state = 'published'");
}

static void
test_full_at_the_end (TackTestSession *self, gconstpointer data)
{
  /* The disk is full when the Pin is there: that it is cannot be forgotten, nor cleared away. */
  TackQueue            *queue = tack_session_get_queue (self->session);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  tack_test_session_add_pictures (self, 1);
  g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, 0)));
  tack_test_session_fail (self, "pins/create", 1, "late:200");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 1);
  set_full (TRUE);
  tack_test_wait_until (self->stopped != NULL);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, 1);
  tack_queue_remove (queue, jobs);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 1);

  set_full (FALSE);
  tack_test_wait_until (count_history (self) == 1);
  tack_queue_remove (queue, jobs);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 1);
}

static void
test_notice (TackTestSession *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->store, "tackboard.db", NULL);

  g_assert_null (tack_session_get_notice (self->session));
  tack_test_session_close (self);
  g_assert_true (
    g_file_set_contents (path, "no database, but long enough to look like one", -1, NULL));
  tack_test_session_open (self);
  g_assert_nonnull (strstr (tack_session_get_notice (self->session), "tackboard-damaged-"));

  /* It goes on with a new one. */
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

int
main (int argc, char **argv)
{
  tack_test_session_init (&argc, &argv);
  signal (SIGXFSZ, SIG_IGN);

  tack_test_session_add_case ("/publish-disk/full", test_full, NULL);
  tack_test_session_add_case ("/publish-disk/full-and-paused", test_full_and_paused, NULL);
  tack_test_session_add_case ("/publish-disk/remove-while-full", test_remove_while_full, NULL);
  tack_test_session_add_case ("/publish-disk/full-at-the-end", test_full_at_the_end, NULL);
  tack_test_session_add_case ("/publish-disk/notice", test_notice, NULL);

  return g_test_run ();
}
