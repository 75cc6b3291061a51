/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-intake.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  char           *pictures; /* a folder */
  char           *dir;
  TackDatabase   *database;
  TackDraftStore *store;
  TackInspector  *inspector;
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
  /* A write under way holds the store until it is done. */
  g_assert_true (tack_test_flush (fixture->store));
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_clear_object (&fixture->database);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  fixture->pictures = tack_test_dup_dir ("pictures");
  fixture->inspector = tack_inspector_new (NULL);
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->inspector));
  g_free (fixture->pictures);
  g_free (fixture->dir);
}

/* Makes the folders on the way; a name that ends in .png becomes a picture, another a text. */
static void
make (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->pictures, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (g_str_has_suffix (name, ".png"))
    g_object_unref (tack_test_write_picture (fixture->pictures, name));
  else
    g_assert_true (g_file_set_contents (path, "Only words.", -1, NULL));
}

/* The files of that space-separated list below the folder of pictures; “.” is the folder itself. */
static GPtrArray *
list_files (Fixture *fixture, const char *names)
{
  GPtrArray     *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_build_filename (fixture->pictures, parts[i], NULL));

  return files;
}

static GPtrArray *
add_files (Fixture *fixture, GPtrArray *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;
  GPtrArray               *drafts;

  tack_intake_add_async (fixture->store, fixture->inspector, files, NULL, tack_test_store_result,
                         &result);
  tack_test_wait_result (result);
  drafts = tack_intake_add_finish (result, &error);
  g_assert_no_error (error);

  return drafts;
}

static GPtrArray *
add (Fixture *fixture, const char *names)
{
  g_autoptr (GPtrArray) files = list_files (fixture, names);

  return add_files (fixture, files);
}

static gboolean
inspect (Fixture *fixture, TackDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_intake_inspect_async (draft, fixture->inspector, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_intake_inspect_finish (result, NULL);
}

/* What the store holds, as paths below the folder of pictures. */
static char *
dup_names (Fixture *fixture)
{
  g_autoptr (GFile)   folder = g_file_new_for_path (fixture->pictures);
  g_autoptr (GString) names = g_string_new (NULL);
  GListModel         *drafts = G_LIST_MODEL (fixture->store);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);
      g_autofree char      *name = g_file_get_relative_path (folder, tack_draft_get_file (draft));

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }

  return g_strdup (names->str);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const made[]
    = { "z.png",         "a.png",           "set/10.png",        "set/9.png",
        "set/sub/x.png", "set/.hidden.png", "set/.hidden/a.png", "set/list.txt",
        "set/README",    "words.txt" };
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char      *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    make (fixture, made[i]);
  drafts = add (fixture, "z.png set words.txt .hidden.png a.png");

  /* As given; in a folder by name as people count, its subfolders last. What was named itself is
   * kept whatever it is: the person shall learn why it is no Pin. */
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==,
                   "z.png set/9.png set/10.png set/sub/x.png words.txt .hidden.png a.png");
  g_assert_cmpuint (drafts->len, ==, 7);
  for (guint i = 0; i < drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (drafts, i);

      g_assert_true (tack_draft_store_find (fixture->store, tack_draft_get_id (draft)) == draft);
      g_assert_cmpint (tack_draft_get_kind (draft), ==,
                       i == 4 || i == 5 ? TACK_MEDIA_UNKNOWN : TACK_MEDIA_IMAGE);
    }
  g_assert_true (tack_test_has_issue (g_ptr_array_index (drafts, 4), "not-media"));
  g_assert_true (tack_test_has_issue (g_ptr_array_index (drafts, 5), "not-found"));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = add_files (fixture, files);
  g_autoptr (GPtrArray) empty_folder = add (fixture, ".");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty_folder->len, ==, 0);
}

static void
test_folder_in_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *loop = g_build_filename (fixture->pictures, "set", "loop", NULL);
  g_autofree char      *again = g_build_filename (fixture->pictures, "set", "sub", "again", NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  make (fixture, "set/a.png");
  make (fixture, "set/sub/b.png");
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("..", again), ==, 0);
  drafts = add (fixture, "set");
  g_assert_cmpuint (drafts->len, ==, 2);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_added)
{
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (position, ==, *n_added);
  *n_added += added;
}

#define N_MANY 450

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char         *first = g_build_filename (fixture->pictures, "p000.png", NULL);
  g_autofree char         *bytes = NULL;
  gsize                    size;
  g_autoptr (GPtrArray)    files = list_files (fixture, ".");
  g_autoptr (GPtrArray)    drafts = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint                    n_added = 0;

  make (fixture, "p000.png");
  g_assert_true (g_file_get_contents (first, &bytes, &size, NULL));
  for (guint i = 1; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%03u.png", i);
      g_autofree char *path = g_build_filename (fixture->pictures, name, NULL);

      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    }

  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (on_items_changed), &n_added);
  tack_intake_add_async (fixture->store, fixture->inspector, files, NULL, tack_test_store_result,
                         &result);
  tack_test_wait_result (result);
  drafts = tack_intake_add_finish (result, NULL);
  g_assert_cmpuint (n_added, ==, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    {
      TackDraft       *draft = g_ptr_array_index (drafts, i);
      g_autofree char *name = g_strdup_printf ("p%03u.png", i);
      g_autofree char *shown = tack_draft_dup_name (draft);

      g_assert_cmpstr (shown, ==, name);
      g_assert_true (tack_media_info_is_ok (tack_draft_get_info (draft)));
    }
}

typedef struct
{
  guint n_in_turn;
  guint n_most;
} Turns;

static gboolean
on_turn (gpointer user_data)
{
  Turns *turns = user_data;

  turns->n_in_turn = 0;

  return G_SOURCE_CONTINUE;
}

/* A list that builds widgets takes so long. */
static void
on_items_changed_slowly (GListModel *model,
                         guint       position,
                         guint       removed,
                         guint       added,
                         Turns      *turns)
{
  turns->n_in_turn += added;
  turns->n_most = MAX (turns->n_most, turns->n_in_turn);
  g_usleep (10 * 1000);
}

/* Whoever needs long to show them gets to draw after a few. */
static void
test_slow_list (Fixture *fixture, gconstpointer data)
{
  Turns turns = { 0, 0 };
  guint id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, 0, on_turn, &turns, NULL);

  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (on_items_changed_slowly), &turns);
  for (char name[] = "a.png"; *name <= 'l'; name[0]++)
    make (fixture, name);
  g_autoptr (GPtrArray) files = list_files (fixture, ".");
  g_autoptr (GPtrArray) drafts = add_files (fixture, files);
  g_assert_cmpuint (drafts->len, ==, 12);
  g_assert_cmpuint (turns.n_most, <=, 2);
  g_source_remove (id);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  TackDraft            *missing;
  const TackIssue      *worst;

  make (fixture, "a.png");
  drafts = add (fixture, "gone.png a.png");
  missing = g_ptr_array_index (drafts, 0);
  worst = tack_issue_array_get_worst (tack_draft_get_issues (missing));
  g_assert_false (tack_draft_is_ready (missing));
  g_assert_cmpstr (worst->code, ==, "not-found");
  g_assert_nonnull (strstr (worst->message, "gone.png"));
  g_assert_false (tack_test_has_issue (g_ptr_array_index (drafts, 1), "not-found"));

  /* It turned up. */
  make (fixture, "gone.png");
  g_assert_true (inspect (fixture, missing));
  g_assert_false (tack_test_has_issue (missing, "not-found"));
  g_assert_cmpint (tack_draft_get_kind (missing), ==, TACK_MEDIA_IMAGE);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
    = { "caf\xe9.png", "two\nlines.png", "\xf0\x9f\x8c\xbf \xd7\xa9\xd7\x9c.png", "50% #1?.png" };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) drafts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      make (fixture, names[i]);
      g_ptr_array_add (files, g_file_new_build_filename (fixture->pictures, names[i], NULL));
    }
  drafts = add_files (fixture, files);
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);

  open_store (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      g_assert_cmpstr (g_file_peek_path (tack_draft_get_file (draft)), ==,
                       g_file_peek_path (g_ptr_array_index (files, i)));
      tack_test_assert_same_drafts (draft, g_ptr_array_index (drafts, i));
      g_assert_true (inspect (fixture, draft));
      g_assert_true (tack_media_info_is_ok (tack_draft_get_info (draft)));
    }
}

static void
test_lost_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GFile)     copy = NULL;
  TackDraft            *draft;

  /* While it is there, a mended copy is looked at like the file itself. */
  make (fixture, "a.txt");
  make (fixture, "copy.png");
  drafts = add (fixture, "a.txt copy.png");
  draft = g_ptr_array_index (drafts, 0);
  copy = g_object_ref (tack_draft_get_file (g_ptr_array_index (drafts, 1)));
  g_assert_true (tack_test_has_issue (draft, "not-media"));
  tack_draft_set_mended_file (draft, copy, tack_draft_get_info (g_ptr_array_index (drafts, 1)));
  g_assert_true (inspect (fixture, draft));
  g_assert_true (tack_draft_get_media_file (draft) == copy);
  g_assert_false (tack_test_has_issue (draft, "not-media"));

  /* The cache may be emptied at any time: the file's own verdict is back. */
  g_assert_true (g_file_delete (copy, NULL, NULL));
  g_assert_true (inspect (fixture, draft));
  g_assert_null (tack_draft_get_mended_file (draft));
  g_assert_true (tack_test_has_issue (draft, "not-media"));
  g_assert_false (tack_test_has_issue (draft, "not-found"));
}

static void
test_changed_between_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (TackDraft) draft = NULL;

  make (fixture, "a.png");
  files = list_files (fixture, "a.png");
  g_ptr_array_unref (add_files (fixture, files));
  g_assert_true (tack_test_flush (fixture->store));
  close_store (fixture);

  g_assert_true (g_file_replace_contents (g_ptr_array_index (files, 0), "Only words.", 11, NULL,
                                          FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  open_store (fixture);
  draft = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_assert_cmpint (tack_draft_get_kind (draft), ==, TACK_MEDIA_IMAGE);
  g_assert_false (
    tack_media_info_is_current (tack_draft_get_info (draft), tack_draft_get_file (draft)));

  g_assert_true (inspect (fixture, draft));
  g_assert_true (tack_test_has_issue (draft, "not-media"));
  g_assert_true (
    tack_media_info_is_current (tack_draft_get_info (draft), tack_draft_get_file (draft)));

  /* The new verdict is kept like any other change. */
  g_assert_true (tack_test_flush (fixture->store));
  g_assert_cmpint (tack_test_query_int (fixture->database, "SELECT count (*) FROM draft "
                                                           "WHERE info LIKE '%not-media%'"),
                   ==, 1);
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("");

  /* Pinterest fetches it: there is nothing to look at here. */
  g_assert_true (inspect (fixture, draft));
  g_assert_true (tack_draft_is_ready (draft));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray)    files = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  make (fixture, "a.png");
  make (fixture, "b.png");
  files = list_files (fixture, ".");
  tack_intake_add_async (fixture->store, fixture->inspector, files, cancellable,
                         tack_test_store_result, &result);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (result);
  g_assert_null (tack_intake_add_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/intake/order", test_order },
    { "/intake/nothing", test_nothing },
    { "/intake/folder-in-itself", test_folder_in_itself },
    { "/intake/many", test_many },
    { "/intake/slow-list", test_slow_list },
    { "/intake/missing", test_missing },
    { "/intake/names", test_names },
    { "/intake/lost-copy", test_lost_copy },
    { "/intake/changed-between-sessions", test_changed_between_sessions },
    { "/intake/no-file", test_no_file },
    { "/intake/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_test_init_media ();
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
