/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-store.h"

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  char           *dir;
  TackDatabase   *database;
  TackDraftStore *store;
  sqlite3        *other;
} Fixture;

static void
open_store (Fixture *fixture)
{
  fixture->database = tack_test_open (fixture->dir);
  fixture->store = tack_test_load (fixture->database);
}

static void
close_store (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_clear_object (&fixture->database);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  g_free (fixture->dir);
}

static TackDraft *
get (Fixture *fixture, guint position)
{
  g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (fixture->store), position);

  g_assert_nonnull (draft);

  return draft; /* the store's */
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
}

static char *
dup_titles (Fixture *fixture)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < count (fixture); i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            tack_draft_get_title (get (fixture, i)));

  return g_strdup (titles->str);
}

#define assert_titles(fixture, expected)                                                           \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *titles = dup_titles (fixture);                                              \
      g_assert_cmpstr (titles, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static void
add (Fixture *fixture, const char *titles)
{
  g_auto (GStrv)        names = g_strsplit (titles, " ", -1);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (drafts, tack_test_draft_new (names[i]));
  tack_draft_store_add (fixture->store, drafts);
}

static void
test_survive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/caf\xe9 \n\xf0\x9f\x8c\xbf.mp4");
  g_autoptr (GFile)         mended = g_file_new_for_path ("/nowhere/cache/caf\xe9.mp4");
  g_autoptr (TackMediaInfo) mended_info = tack_media_info_new ();
  g_autoptr (TackDraft)     full = tack_draft_new (file);
  g_autoptr (TackDraft)     bare = tack_draft_new_for_image_url ("https://example.com/a.jpg");
  g_autoptr (GPtrArray)     drafts = tack_test_list (full, bare, NULL);
  g_autoptr (TackDraft)     full_before = NULL;
  g_autoptr (TackDraft)     bare_before = NULL;

  tack_test_draft_fill (full);
  mended_info->width = 1080;
  tack_draft_set_mended_file (full, mended, mended_info);
  tack_draft_store_add (fixture->store, drafts);
  add (fixture, "c d");
  tack_draft_set_queued (bare, TRUE);
  full_before = tack_draft_copy (full);
  bare_before = tack_draft_copy (bare);
  tack_draft_set_queued (bare_before, TRUE);
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);

  open_store (fixture);
  g_assert_cmpuint (count (fixture), ==, 4);
  tack_test_assert_same_drafts (full_before, get (fixture, 0));
  tack_test_assert_same_drafts (bare_before, get (fixture, 1));
  g_assert_cmpstr (tack_draft_get_title (get (fixture, 2)), ==, "c");
  g_assert_cmpstr (tack_draft_get_title (get (fixture, 3)), ==, "d");
  g_assert_true (tack_draft_store_find (fixture->store, tack_draft_get_id (full))
                 == get (fixture, 0));
  g_assert_null (tack_draft_store_find (fixture->store, "unknown"));

  /* What can be set can also be cleared for good, and the file be another one. */
  {
    g_autoptr (TackDraft) nothing = tack_draft_new_for_image_url ("https://example.com");
    g_autoptr (GFile)     other = g_file_new_for_path ("/nowhere/other.mp4");
    g_autoptr (TackDraft) before = NULL;

    tack_draft_assign (get (fixture, 0), nothing);
    tack_draft_set_mended_file (get (fixture, 0), NULL, NULL);
    tack_draft_set_info (get (fixture, 0), NULL);
    tack_draft_set_file (get (fixture, 0), other);
    before = tack_draft_copy (get (fixture, 0));
    g_assert_true (tack_test_flush (fixture->store));
    close_store (fixture);
    open_store (fixture);
    tack_test_assert_same_drafts (before, get (fixture, 0));
  }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a b c");
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);

  /* Neither an edit nor a later session changes the order. */
  open_store (fixture);
  tack_draft_set_title (get (fixture, 0), "A");
  add (fixture, "d");
  g_assert_true (tack_test_flush (fixture->store));
  add (fixture, "e");
  tack_draft_set_title (get (fixture, 1), "B");
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);

  open_store (fixture);
  assert_titles (fixture, "A B c d e");
}

static int
on_commit (gpointer user_data)
{
  g_atomic_int_inc ((int *) user_data);
  return 0;
}

static gboolean
watch_commits (sqlite3 *db, gpointer data, GError **error)
{
  sqlite3_commit_hook (db, data != NULL ? on_commit : NULL, data);
  return TRUE;
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  int n_commits = 0;

  add (fixture, "a b");
  g_assert_true (tack_test_flush (fixture->store));
  g_assert_true (tack_test_run (fixture->database, watch_commits, &n_commits, NULL));
  g_atomic_int_set (&n_commits, 0);

  for (guint i = 0; i <= 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      tack_draft_set_title (get (fixture, 0), text);
      tack_draft_set_description (get (fixture, 1), text);
    }

  tack_test_wait_until (g_atomic_int_get (&n_commits) > 0);
  /* The query's own transaction is the second. */
  g_assert_cmpint (tack_test_query_int (fixture->database,
                                        "SELECT count (*) FROM draft "
                                        "WHERE title = '500' OR description = '500'"),
                   ==, 2);
  g_assert_cmpint (n_commits, ==, 2);
  g_assert_true (tack_test_run (fixture->database, watch_commits, NULL, NULL));
}

typedef struct
{
  guint n_changes;
  guint removed;
  guint added;
} Changes;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->n_changes++;
  changes->removed += removed;
  changes->added += added;
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  Changes               changes = { 0 };

  add (fixture, "first");
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (drafts, tack_test_draft_new (""));
  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (on_items_changed), &changes);

  tack_draft_store_add (fixture->store, drafts);
  g_assert_cmpuint (changes.n_changes, ==, 1);
  g_assert_cmpuint (changes.added, ==, 200);
  g_assert_cmpuint (count (fixture), ==, 201);

  changes = (Changes){ 0 };
  tack_draft_store_remove (fixture->store, drafts);
  g_assert_cmpuint (changes.n_changes, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 200);
  assert_titles (fixture, "first");
  g_assert_true (tack_test_flush (fixture->store));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (TackDraft) foreign = tack_test_draft_new ("x");

  add (fixture, "a b c d e");
  g_assert_true (tack_test_flush (fixture->store));
  removed = tack_test_list (get (fixture, 3), get (fixture, 0), foreign, NULL);
  tack_draft_store_remove (fixture->store, removed);
  assert_titles (fixture, "b c e");
  g_assert_null (
    tack_draft_store_find (fixture->store, tack_draft_get_id (g_ptr_array_index (removed, 0))));

  /* A removed draft is nobody's any more: its changes are not kept. */
  tack_draft_set_title (g_ptr_array_index (removed, 0), "D");
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);
  open_store (fixture);
  assert_titles (fixture, "b c e");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  static const gboolean flushes[] = { FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (flushes); i++)
    {
      g_autoptr (GPtrArray) removed = NULL;
      g_autoptr (TackDraft) before = NULL;
      g_autofree char      *id = NULL;

      add (fixture, "a b");
      g_assert_true (tack_test_flush (fixture->store));
      removed = tack_test_list (get (fixture, i), NULL);
      before = tack_draft_copy (get (fixture, i));
      id = g_strdup (tack_draft_get_id (before));
      tack_draft_store_remove (fixture->store, removed);
      if (flushes[i])
        g_assert_true (tack_test_flush (fixture->store));
      tack_draft_store_add (fixture->store, removed);
      g_assert_nonnull (tack_draft_store_find (fixture->store, id));
      g_assert_true (tack_test_flush (fixture->store));
      close_store (fixture);

      open_store (fixture);
      g_assert_nonnull (tack_draft_store_find (fixture->store, id));
      tack_test_assert_same_drafts (before, tack_draft_store_find (fixture->store, id));
      g_assert_cmpuint (count (fixture), ==, 2 * (i + 1));
    }
}

/* However they are brought back, in whatever order, now and in the next session. */
static void
test_undo_place (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a b c d e f");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) two = tack_test_list (get (fixture, 4), get (fixture, 0), NULL);
      g_autoptr (GPtrArray) three
        = tack_test_list (get (fixture, 1), get (fixture, 2), get (fixture, 5), NULL);

      tack_draft_store_remove (fixture->store, two);
      tack_draft_store_remove (fixture->store, three);
      assert_titles (fixture, "d");
      tack_draft_store_add (fixture->store, three);
      assert_titles (fixture, "b c d f");
      tack_draft_store_add (fixture->store, two);
      assert_titles (fixture, "a b c d e f");

      g_assert_true (tack_test_flush (fixture->store));
      close_store (fixture);
      open_store (fixture);
      assert_titles (fixture, "a b c d e f");
    }
}

/* The pragmas answer with a row, which is none of ours. */
static gboolean
run_pragma (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db, data, NULL, NULL, NULL) == SQLITE_OK;
}

static void
fill_disk (Fixture *fixture)
{
  /* No page more: as a full disk, but only for this file. */
  tack_test_run (fixture->database, run_pragma, (gpointer) "PRAGMA max_page_count = 1", NULL);
}

static void
free_disk (Fixture *fixture)
{
  tack_test_run (fixture->database, run_pragma, (gpointer) "PRAGMA max_page_count = 9999", NULL);
}

/* Another program that writes and does not come to an end. */
static void
occupy (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "tackboard.db", NULL);

  tack_test_run (fixture->database, run_pragma, (gpointer) "PRAGMA busy_timeout = 1", NULL);
  g_assert_cmpint (sqlite3_open (path, &fixture->other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (fixture->other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
                   SQLITE_OK);
}

static void
leave (Fixture *fixture)
{
  sqlite3_close (g_steal_pointer (&fixture->other));
}

static void
on_save_failed (TackDraftStore *store, const GError *error, GError **slot)
{
  g_clear_error (slot);
  *slot = g_error_copy (error);
}

static void
test_save_failed (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    void (*spoil) (Fixture *fixture);
    void (*heal) (Fixture *fixture);
    const char *word;
  } CASES[] = {
    { fill_disk, free_disk, "full" },
    { occupy, leave, "Another program" },
  };
  g_autofree char   *text = g_strnfill (700, 'x');
  g_autoptr (GError) failure = NULL;

  g_signal_connect (fixture->store, "save-failed", G_CALLBACK (on_save_failed), &failure);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) removed = NULL;
      g_autofree char      *id = NULL;

      add (fixture, "gone kept");
      g_assert_true (tack_test_flush (fixture->store));
      g_assert_no_error (failure);
      removed = tack_test_list (get (fixture, i), NULL);

      CASES[i].spoil (fixture);
      for (guint j = 0; j < 50; j++)
        add (fixture, text);
      tack_draft_store_remove (fixture->store, removed);
      tack_draft_set_title (get (fixture, i), "edited");
      id = g_strdup (tack_draft_get_id (get (fixture, i)));

      /* It fails by itself and says so, once; the person sees what they wrote all the while. */
      tack_test_wait_until (failure != NULL);
      g_assert_error (failure, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_nonnull (strstr (failure->message, CASES[i].word));
      g_clear_error (&failure);
      g_assert_false (tack_test_flush (fixture->store));
      g_assert_no_error (failure);
      g_assert_cmpuint (count (fixture), ==, 51 * (i + 1));
      g_assert_cmpstr (tack_draft_get_title (tack_draft_store_find (fixture->store, id)), ==,
                       "edited");

      /* The next change brings all that is missing, the removal included. */
      CASES[i].heal (fixture);
      tack_draft_set_note (get (fixture, i), "again");
      tack_test_wait_until (
        tack_test_query_int (fixture->database, "SELECT count (*) FROM draft WHERE note = 'again'")
        == (gint64) i + 1);
      close_store (fixture);
      g_assert_no_error (failure);

      open_store (fixture);
      g_signal_connect (fixture->store, "save-failed", G_CALLBACK (on_save_failed), &failure);
      g_assert_cmpuint (count (fixture), ==, 51 * (i + 1));
      g_assert_cmpstr (tack_draft_get_title (tack_draft_store_find (fixture->store, id)), ==,
                       "edited");
    }
}

static void
test_flush (Fixture *fixture, gconstpointer data)
{
  /* A change while the flush is under way is the next write's. */
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_true (tack_test_flush (fixture->store));
  add (fixture, "a");
  tack_draft_store_flush_async (fixture->store, tack_test_store_result, &result);
  tack_draft_set_title (get (fixture, 0), "b");
  tack_test_wait_result (result);
  g_assert_true (tack_draft_store_flush_finish (fixture->store, result, &error));
  g_assert_cmpint (tack_test_query_int (fixture->database,
                                        "SELECT count (*) FROM draft WHERE title = 'a'"),
                   ==, 1);

  tack_test_wait_until (
    tack_test_query_int (fixture->database, "SELECT count (*) FROM draft WHERE title = 'b'") == 1);
}

static void
test_closed_at_once (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a");
  g_assert_true (tack_test_flush (fixture->store));
  tack_draft_set_title (get (fixture, 0), "last words");
  close_store (fixture);

  /* The window went before the write was due. */
  fixture->database = tack_test_open (fixture->dir);
  tack_test_wait_until (tack_test_query_int (fixture->database, "SELECT count (*) FROM draft WHERE "
                                                                "title = 'last words'")
                        == 1);
  fixture->store = tack_test_load (fixture->database);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/draft-store/survive", test_survive },
    { "/draft-store/order", test_order },
    { "/draft-store/burst", test_burst },
    { "/draft-store/many", test_many },
    { "/draft-store/remove", test_remove },
    { "/draft-store/undo", test_undo },
    { "/draft-store/undo-place", test_undo_place },
    { "/draft-store/save-failed", test_save_failed },
    { "/draft-store/flush", test_flush },
    { "/draft-store/closed-at-once", test_closed_at_once },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
