/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-history-list.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

static TackHistory *
get_history (TackTestSession *self)
{
  return tack_session_get_history (self->session);
}

static TackDatabase *
get_database (TackTestSession *self)
{
  return tack_draft_store_get_database (tack_session_get_drafts (self->session));
}

/* Returns: (transfer full): a page of what matches. */
static GPtrArray *
search (TackTestSession *self, const char *text, TackHistoryEntry *before, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;
  GPtrArray               *entries;

  tack_history_search_async (get_history (self), text, before, limit, NULL, tack_test_store_result,
                             &result);
  tack_test_wait_result (result);
  entries = tack_history_search_finish (get_history (self), result, &error);
  g_assert_no_error (error);

  return entries;
}

/* The titles of entries, newest first. */
static char *
dup_titles (GPtrArray *entries)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "",
                            tack_history_entry_get_title (g_ptr_array_index (entries, i)));

  return g_strdup (titles->str);
}

static void
assert_found (TackTestSession *self, const char *text, const char *titles)
{
  g_autoptr (GPtrArray) entries = search (self, text, NULL, 100);
  g_autofree char      *found = dup_titles (entries);

  g_assert_cmpstr (found, ==, titles);
}

/* What was published long ago, straight into the table. */
static void
add_old (TackTestSession *self, guint n)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT %u) INSERT INTO history "
    "(draft_id, pin_id, pin_url, published_at, is_video, size, mtime_us, title, link, board_name, "
    "search_key) SELECT 'old-' || i, 'pin-' || i, '', 1700000000000 + i, 0, 0, 0, 'Old ' || i, '', "
    "'Attic', tack_search_key (NULL, 'Old ' || i, 'Attic') FROM n",
    n);

  tack_test_exec (get_database (self), sql);
}

static void
test_published (TackTestSession *self, gconstpointer data)
{
  TackQueue            *queue = tack_session_get_queue (self->session);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "Grüner Tee.png");
  g_autofree char      *pin_id = NULL;
  TackHistoryEntry     *entry;
  gint64                before = g_get_real_time () / 1000;

  tack_test_session_add (self, file, "Sencha");
  assert_found (self, NULL, "");
  tack_test_session_run (self);

  /* What, when, from which file, with id, address and picture. */
  entries = search (self, NULL, NULL, 10);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_ptr_array_add (jobs, g_object_ref (tack_test_session_get_job (self, 0)));
  pin_id = g_strdup (tack_job_get_pin_id (g_ptr_array_index (jobs, 0)));
  g_assert_cmpstr (tack_history_entry_get_title (entry), ==, "Sencha");
  g_assert_cmpstr (tack_history_entry_get_pin_id (entry), ==, pin_id);
  g_assert_cmpstr (tack_history_entry_get_pin_url (entry), ==,
                   tack_job_get_pin_url (g_ptr_array_index (jobs, 0)));
  g_assert_cmpint (tack_history_entry_get_published_at (entry), >=, before);
  g_assert_true (g_file_equal (tack_history_entry_get_file (entry), file));
  g_assert_nonnull (tack_history_entry_get_board_name (entry));
  g_assert_false (tack_history_entry_is_video (entry));

  /* It is kept when the queue is cleared, and over a restart. */
  tack_queue_remove (queue, jobs);
  g_clear_pointer (&jobs, g_ptr_array_unref);
  tack_test_session_close (self);
  tack_test_session_open (self);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (self->session))),
                    ==, 0);
  assert_found (self, NULL, "Sencha");
  assert_found (self, "GRÜNER", "Sencha");
  assert_found (self, pin_id, "Sencha");
}

static void
test_thumbnail (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "photo.png");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GFile)     thumbnail = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autofree char      *path = NULL;
  g_autofree char      *photo = g_file_get_path (file);

  tack_test_session_add (self, file, "Photo");
  tack_test_session_run (self);
  /* Closing waits for it: the photo may be gone tomorrow. */
  tack_test_session_close (self);
  g_assert_cmpint (g_remove (photo), ==, 0);

  tack_test_session_open (self);
  entries = search (self, NULL, NULL, 1);
  thumbnail = tack_history_dup_thumbnail (get_history (self), g_ptr_array_index (entries, 0));
  path = g_file_get_path (thumbnail);
  picture = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_nonnull (picture);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, TACK_HISTORY_THUMBNAIL_SIDE);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), <=, TACK_HISTORY_THUMBNAIL_SIDE);
}

static void
test_together (TackTestSession *self, gconstpointer data)
{
  /* The entry and the job's state are one transaction: where one cannot be written, neither is. */
  tack_test_session_add_pictures (self, 1);
  tack_test_exec (get_database (self), "CREATE TRIGGER no BEFORE INSERT ON history BEGIN "
                                       "SELECT RAISE (ABORT, 'no'); END");
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL
                        && !tack_runner_is_busy (tack_test_session_get_runner (self)));
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 1);
  g_assert_cmpint (tack_test_query_int (get_database (self),
                                        "SELECT count (*) FROM job WHERE state = 'published'"),
                   ==, 0);
  tack_test_exec (get_database (self), "DROP TRIGGER no");

  /* The next start finds the Pin, and now both are there. */
  tack_test_session_close (self);
  tack_test_session_open (self);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  assert_found (self, NULL, "0.png");
  g_assert_cmpuint (tack_test_session_count_pins (self), ==, 1);
}

static void
test_search (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char      *titles = NULL;

  add_old (self, 250);
  assert_found (self, "old 250", "Old 250");
  assert_found (self, "ATTIC oLd 11",
                "Old 211|Old 119|Old 118|Old 117|Old 116|Old 115|Old 114|"
                "Old 113|Old 112|Old 111|Old 110|Old 11");
  assert_found (self, "attic cellar", "");
  assert_found (self, "%", "");

  first = search (self, "attic", NULL, 3);
  second = search (self, "attic", g_ptr_array_index (first, 2), 3);
  titles = dup_titles (second);
  g_assert_cmpstr (titles, ==, "Old 247|Old 246|Old 245");
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  (*n_changes)++;
}

static const char *
get_title (TackHistoryList *list, guint position)
{
  g_autoptr (TackHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), position);

  return tack_history_entry_get_title (entry); /* the list's */
}

static void
test_list (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackHistoryList) list = NULL;
  GListModel                 *model;
  guint                       n_changes = 0;

  add_old (self, 250);
  list = tack_history_list_new (get_history (self));
  model = G_LIST_MODEL (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &n_changes);
  g_assert_true (tack_history_list_is_loading (list));

  /* A page is one change; asking twice for it is asking once. */
  tack_history_list_load_more (list);
  tack_test_wait_until (!tack_history_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 100);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (get_title (list, 0), ==, "Old 250");

  /* What is published meanwhile comes on top, once. */
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 101);
  g_assert_cmpstr (get_title (list, 0), ==, "0.png");

  while (!tack_history_list_is_complete (list))
    {
      tack_history_list_load_more (list);
      tack_test_wait_until (!tack_history_list_is_loading (list));
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 251);
  g_assert_cmpstr (get_title (list, 250), ==, "Old 1");

  /* Typing on: only the last word counts. */
  tack_history_list_set_text (list, "o");
  tack_history_list_set_text (list, "old 25");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  tack_test_wait_until (!tack_history_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  g_assert_true (tack_history_list_is_complete (list));

  /* What does not match stays out. */
  tack_test_session_add_pictures (self, 1);
  tack_test_session_run (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);

  tack_history_list_set_text (list, NULL);
  tack_test_wait_until (!tack_history_list_is_loading (list));
  g_assert_cmpstr (get_title (list, 1), ==, "0.png");

  /* It may go while a page is on its way. */
  tack_history_list_load_more (list);
  g_assert_finalize_object (g_steal_pointer (&list));
}

static void
test_added_while_loading (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackHistoryList) list = NULL;
  g_autoptr (GPtrArray)       newest = NULL;

  /* The page that is on its way holds the Pin that was told of already. */
  tack_test_session_add_pictures (self, 3);
  tack_test_session_run (self);
  newest = search (self, NULL, NULL, 1);
  list = tack_history_list_new (get_history (self));
  g_signal_emit_by_name (get_history (self), "added", g_ptr_array_index (newest, 0));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  tack_test_wait_until (!tack_history_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

static char *
export_to (TackTestSession *self, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  char                    *contents = NULL;

  tack_history_export_async (get_history (self), file, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  if (tack_history_export_finish (get_history (self), result, error))
    g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));

  return contents;
}

static void
test_export (TackTestSession *self, gconstpointer data)
{
  g_autofree char   *path = g_build_filename (self->media, "history.csv", NULL);
  g_autoptr (GFile)  target = g_file_new_for_path (path);
  g_autoptr (GFile)  good = tack_test_session_write_picture (self, "good.png");
  g_autoptr (GFile)  bad = tack_test_session_write_picture (self, "bad.png");
  g_autofree char   *csv = NULL;
  g_auto (GStrv)     lines = NULL;
  g_autoptr (GError) error = NULL;

  tack_test_session_add (self, good, "=Good, \"really\"");
  tack_test_session_run (self);
  tack_test_session_fail (self, "pins/create", 1, "status:400:7:Title: no, \"never\"");
  tack_test_session_add (self, bad, "Bad");
  tack_test_session_run (self);

  /* What stood there is replaced. */
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  csv = export_to (self, target, &error);
  g_assert_no_error (error);
  g_test_message ("%s", csv);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "state,published_at,title,file,"));
  g_assert_true (g_str_has_prefix (lines[1], "published,20"));
  g_assert_nonnull (strstr (lines[1], "Z,\"'=Good, \"\"really\"\"\","));
  g_assert_nonnull (strstr (lines[1], "good.png,"));
  g_assert_true (g_str_has_prefix (lines[2], "failed,"));
  g_assert_nonnull (strstr (lines[2], ",Bad,"));
  g_assert_nonnull (
    strstr (lines[2], tack_job_get_error (tack_test_session_get_job (self, 1))->message));
  g_assert_nonnull (
    strstr (lines[2], tack_error_class_to_nick (tack_error_get_class (
                        tack_job_get_error (tack_test_session_get_job (self, 1))))));
  g_assert_cmpstr (lines[3], ==, "");
}

static void
test_export_failed (TackTestSession *self, gconstpointer data)
{
  g_autofree char   *path = g_build_filename (self->media, "nowhere", "history.csv", NULL);
  g_autoptr (GFile)  target = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (export_to (self, target, &error));
  g_assert_cmpint (error->domain, ==, TACK_ERROR);
  g_assert_nonnull (strstr (error->message, "history.csv"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/history/published", test_published },
    { "/history/thumbnail", test_thumbnail },
    { "/history/together", test_together },
    { "/history/search", test_search },
    { "/history/list", test_list },
    { "/history/added-while-loading", test_added_while_loading },
    { "/history/export", test_export },
    { "/history/export-failed", test_export_failed },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
