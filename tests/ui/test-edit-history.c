/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-edit-history.h"

#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  char            *dir;
  TackDatabase    *database;
  TackDraftStore  *store;
  TackEditHistory *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  fixture->database = tack_test_open (fixture->dir);
  fixture->store = tack_test_load (fixture->database);
  fixture->history = tack_edit_history_new (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->store);
  g_clear_object (&fixture->database);
  g_free (fixture->dir);
}

/* Drafts of these titles, letter by letter. */
static GPtrArray *
add (Fixture *fixture, const char *titles)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *p = titles; *p != '\0'; p++)
    {
      const char title[] = { *p, '\0' };

      g_ptr_array_add (drafts, tack_test_draft_new (title));
    }
  tack_draft_store_add (fixture->store, drafts);

  return drafts;
}

static void
edit (Fixture *fixture, GPtrArray *drafts, const char *property, const char *text)
{
  tack_edit_history_will_edit (fixture->history, drafts, property);
  for (guint i = 0; i < drafts->len; i++)
    g_object_set (g_ptr_array_index (drafts, i), property, text, NULL);
}

#define assert_titles(fixture, expected)                                                           \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *titles = dup_titles (fixture);                                              \
      g_assert_cmpstr (titles, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static char *
dup_titles (Fixture *fixture)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->store)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);
      g_string_append (titles, tack_draft_get_title (draft));
    }

  return g_strdup (titles->str);
}

static void
assert_can (Fixture *fixture, gboolean can_undo, gboolean can_redo)
{
  gboolean undo, redo;

  g_object_get (fixture->history, "can-undo", &undo, "can-redo", &redo, NULL);
  g_assert_cmpint (undo, ==, can_undo);
  g_assert_cmpint (redo, ==, can_redo);
}

/* Takes one step back or forth, and says how many drafts it touched. */
static guint
undo (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = tack_edit_history_undo (fixture->history);

  return drafts != NULL ? drafts->len : 0;
}

static guint
redo (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = tack_edit_history_redo (fixture->history);

  return drafts != NULL ? drafts->len : 0;
}

/* A word that is typed is one step, whatever the number of its letters; another field is another.
 */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = add (fixture, "ab");
  TackDraft            *first = g_ptr_array_index (drafts, 0);

  assert_can (fixture, FALSE, FALSE);
  g_assert_cmpuint (undo (fixture), ==, 0);

  edit (fixture, drafts, "title", "c");
  edit (fixture, drafts, "title", "cu");
  edit (fixture, drafts, "title", "cup");
  edit (fixture, drafts, "note", "n");
  edit (fixture, drafts, "title", "cups");
  assert_can (fixture, TRUE, FALSE);
  assert_titles (fixture, "cupscups");

  g_assert_cmpuint (undo (fixture), ==, 2);
  assert_titles (fixture, "cupcup");
  g_assert_cmpstr (tack_draft_get_note (first), ==, "n");
  undo (fixture);
  g_assert_cmpstr (tack_draft_get_note (first), ==, "");
  undo (fixture);
  assert_titles (fixture, "ab");
  assert_can (fixture, FALSE, TRUE);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (redo (fixture), ==, 2);
  assert_titles (fixture, "cupscups");
  g_assert_cmpstr (tack_draft_get_note (first), ==, "n");
  assert_can (fixture, TRUE, FALSE);
}

/* What was undone is gone once something else was written, and typing on after an undo does not
 * melt into the step before. */
static void
test_typing_after_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = add (fixture, "a");

  edit (fixture, drafts, "title", "one");
  edit (fixture, drafts, "note", "n");
  undo (fixture);
  edit (fixture, drafts, "title", "two");
  assert_can (fixture, TRUE, FALSE);
  g_assert_cmpuint (redo (fixture), ==, 0);

  undo (fixture);
  assert_titles (fixture, "one");
  undo (fixture);
  assert_titles (fixture, "a");
}

static void
test_other_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) some = add (fixture, "ab");
  g_autoptr (GPtrArray) others = add (fixture, "cd");

  edit (fixture, some, "title", "x");
  edit (fixture, others, "title", "y");
  undo (fixture);
  assert_titles (fixture, "xxcd");
  undo (fixture);
  assert_titles (fixture, "abcd");
}

/* Every value comes back, not only the one that was written last. */
static void
test_all_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = add (fixture, "a");
  TackDraft            *draft = g_ptr_array_index (drafts, 0);
  g_autoptr (TackDraft) filled = NULL;

  tack_test_draft_fill (draft);
  filled = tack_draft_copy (draft);
  tack_edit_history_will_edit (fixture->history, drafts, "board");
  tack_draft_set_board (draft, "1", "Another");
  tack_draft_set_ad_only (draft, FALSE);
  tack_draft_set_product_tags (draft, NULL);
  tack_draft_set_cover_at (draft, 1);
  tack_draft_set_cover_file (draft, NULL);

  undo (fixture);
  tack_test_assert_same_drafts (draft, filled);
  g_assert_cmpstr (tack_draft_get_section_name (draft), ==, "Wheel throwing");
}

static void
test_removal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = add (fixture, "abcd");
  g_autoptr (GPtrArray) middle
    = tack_test_list (g_ptr_array_index (drafts, 1), g_ptr_array_index (drafts, 2), NULL);

  tack_edit_history_remove (fixture->history, middle);
  assert_titles (fixture, "ad");
  g_assert_cmpuint (undo (fixture), ==, 2);
  assert_titles (fixture, "abcd");
  g_assert_cmpuint (redo (fixture), ==, 2);
  assert_titles (fixture, "ad");
  undo (fixture);

  /* They are the same drafts: they can be edited, and that undone, as before. */
  edit (fixture, middle, "title", "x");
  assert_titles (fixture, "axxd");
  undo (fixture);
  assert_titles (fixture, "abcd");
}

/* Whoever publishes a draft counts on its staying as it is. */
static void
test_queued (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = add (fixture, "ab");
  TackDraft            *queued = g_ptr_array_index (drafts, 1);
  g_autoptr (GPtrArray) published = tack_test_list (queued, NULL);

  edit (fixture, drafts, "title", "x");
  tack_draft_set_queued (queued, TRUE);
  undo (fixture);
  assert_titles (fixture, "ax");
  redo (fixture);
  assert_titles (fixture, "xx");
  tack_draft_set_queued (queued, FALSE);

  tack_edit_history_remove (fixture->history, drafts);
  undo (fixture);
  tack_draft_set_queued (queued, TRUE);
  g_assert_cmpuint (redo (fixture), ==, 1);
  assert_titles (fixture, "x");
  g_assert_true (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) == 1
                 && tack_draft_store_find (fixture->store, tack_draft_get_id (queued)) == queued);

  /* Published and cleared away: undo brings back the other, and not what is a Pin by now. */
  tack_draft_store_remove (fixture->store, published);
  g_assert_cmpuint (undo (fixture), ==, 1);
  assert_titles (fixture, "x");
  g_assert_null (tack_draft_store_find (fixture->store, tack_draft_get_id (queued)));
}

/* A hundred steps, the latest. */
/* That a copy was made of a video is no edit; to give it up, or to choose another file, is one. */
static void
test_media (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.webm");
  g_autoptr (GFile)         copy = g_file_new_for_path ("/nowhere/cache/copy.mp4");
  g_autoptr (GFile)         other = g_file_new_for_path ("/nowhere/other.mp4");
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (GPtrArray)     drafts = tack_test_list (draft, NULL);

  tack_draft_store_add (fixture->store, drafts);
  edit (fixture, drafts, "title", "a");
  tack_draft_set_mended_file (draft, copy, info);
  tack_edit_history_will_change_media (fixture->history, drafts);
  tack_draft_set_mended_file (draft, NULL, NULL);
  tack_edit_history_will_change_media (fixture->history, drafts);
  tack_draft_set_file (draft, other);
  edit (fixture, drafts, "title", "b");

  g_assert_cmpuint (undo (fixture), ==, 1);
  g_assert_true (g_file_equal (tack_draft_get_file (draft), other));
  assert_titles (fixture, "a");
  g_assert_cmpuint (undo (fixture), ==, 1);
  g_assert_true (g_file_equal (tack_draft_get_media_file (draft), file));
  g_assert_cmpuint (undo (fixture), ==, 1);
  g_assert_true (g_file_equal (tack_draft_get_media_file (draft), copy));
  assert_titles (fixture, "a");
  g_assert_cmpuint (undo (fixture), ==, 1);
  g_assert_true (g_file_equal (tack_draft_get_media_file (draft), copy));
  assert_titles (fixture, "");

  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (redo (fixture), ==, 1);
  g_assert_true (g_file_equal (tack_draft_get_media_file (draft), other));
  assert_titles (fixture, "b");
  assert_can (fixture, TRUE, FALSE);
}

static void
test_depth (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "title", "note" };
  g_autoptr (GPtrArray)    drafts = add (fixture, "a");
  guint                    n_steps = 0;

  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      edit (fixture, drafts, fields[i % 2], text);
    }
  while (undo (fixture) > 0)
    n_steps++;

  g_assert_cmpuint (n_steps, ==, 100);
  assert_titles (fixture, "20");
  while (redo (fixture) > 0)
    n_steps--;
  g_assert_cmpuint (n_steps, ==, 0);
  assert_titles (fixture, "120");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } cases[] = {
    { "/edit-history/typing", test_typing },
    { "/edit-history/typing-after-undo", test_typing_after_undo },
    { "/edit-history/other-drafts", test_other_drafts },
    { "/edit-history/all-values", test_all_values },
    { "/edit-history/removal", test_removal },
    { "/edit-history/queued", test_queued },
    { "/edit-history/media", test_media },
    { "/edit-history/depth", test_depth },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);

  return g_test_run ();
}
