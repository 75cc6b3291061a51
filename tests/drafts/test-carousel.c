/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-carousel.h"

#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "drafts/tack-draft-check.h"
#include "drafts/tack-intake.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

/* The names of the pictures, or their addresses, with blanks. */
static char *
dup_names (TackDraft *draft)
{
  GPtrArray          *slides = tack_draft_get_slides (draft);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < slides->len; i++)
    {
      g_autofree char *name = tack_slide_dup_name (g_ptr_array_index (slides, i));
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }

  return g_strdup (names->str);
}

static TackDraft *
carousel_new (const char *names)
{
  g_autoptr (GPtrArray) slides = tack_test_slides_new (names);

  return tack_draft_new_carousel (slides);
}

/* What can be shown of a carousel without knowing that it is one. */
static void
test_shown (void)
{
  g_autoptr (TackDraft) draft = carousel_new ("a.jpg b.jpg c.jpg");
  GPtrArray            *slides = tack_draft_get_slides (draft);
  const TackSlide      *third = g_ptr_array_index (slides, 2);
  g_autofree char      *name = NULL;

  g_assert_cmpuint (tack_draft_get_n_pictures (draft), ==, 3);
  g_assert_cmpint (tack_draft_get_kind (draft), ==, TACK_MEDIA_IMAGE);
  name = tack_draft_dup_name (draft);
  g_assert_cmpstr (name, ==, "a.jpg");

  tack_draft_set_first_slide (draft, 2);
  g_assert_true (tack_draft_get_file (draft) == third->file);
  g_assert_true (tack_draft_get_info (draft) == third->info);

  /* One that is not there (any more) is the first. */
  tack_draft_set_first_slide (draft, 3);
  g_assert_cmpuint (tack_draft_get_first_slide (draft), ==, 0);
}

static void
on_notify (TackDraft *draft, GParamSpec *pspec, gpointer user_data)
{
  g_hash_table_add (user_data, (gpointer) pspec->name);
}

/* Each change tells what it changes and nothing else. */
static void
test_notify (void)
{
  g_autoptr (TackDraft)  draft = carousel_new ("a.jpg b.jpg");
  GPtrArray             *first = tack_draft_get_slides (draft);
  g_autoptr (GPtrArray)  same = tack_slide_array_new ();
  g_autoptr (GPtrArray)  titled = tack_slide_array_new ();
  g_autoptr (GPtrArray)  more = tack_slide_array_new ();
  g_autoptr (GPtrArray)  other = tack_test_slides_new ("c.jpg https://example.com/d.jpg");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < first->len; i++)
    {
      g_ptr_array_add (same, tack_slide_copy (g_ptr_array_index (first, i)));
      g_ptr_array_add (titled, tack_slide_copy (g_ptr_array_index (first, i)));
      g_ptr_array_add (more, tack_slide_copy (g_ptr_array_index (first, i)));
    }
  tack_slide_set_title (g_ptr_array_index (titled, 0), "A");
  g_ptr_array_add (more, tack_test_slide_new ("c.jpg", 1000, 1500));
  g_signal_connect (draft, "notify", G_CALLBACK (on_notify), names);

  const struct
  {
    GPtrArray  *slides; /* nullable: the other slide is shown first */
    const char *told;
  } cases[] = {
    { same, "" },
    { titled, "issues ready slides" },
    { more, "issues n-pictures ready slides" },
    { other, "file info issues n-pictures ready slides" },
    { NULL, "file first-slide image-url info issues ready" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_hash_table_remove_all (names);
      if (cases[i].slides != NULL)
        tack_draft_set_slides (draft, cases[i].slides);
      else
        tack_draft_set_first_slide (draft, 1);

      g_autoptr (GList)   told = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);
      g_autoptr (GString) text = g_string_new (NULL);
      for (GList *l = told; l != NULL; l = l->next)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) l->data);
      g_assert_cmpstr (text->str, ==, cases[i].told);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *names;
    const char *code; /* nullable: nothing at all */
  } CASES[] = {
    { "a.jpg b.jpg", NULL },
    { "a.jpg b.jpg c.jpg d.jpg e.jpg", NULL },
    { "https://example.com/a.jpg https://example.com/b.jpg", NULL },
    { "", "carousel-count" },
    { "a.jpg", "carousel-count" },
    { "a.jpg b.jpg c.jpg d.jpg e.jpg f.jpg", "carousel-count" },
    { "a.jpg film.mp4", "carousel-video" },
    { "a.jpg https://example.com/b.jpg", "carousel-mixed" },
    { "https://example.com/a.jpg https://", "image-url-invalid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) slides = tack_test_slides_new (CASES[i].names);
      g_autoptr (GPtrArray) issues = tack_draft_check_slides (slides, 0);
      const TackIssue      *worst = tack_issue_array_get_worst (issues);

      g_test_message ("%s", CASES[i].names);
      g_assert_cmpstr (worst != NULL ? worst->code : NULL, ==, CASES[i].code);
      g_assert_true (worst == NULL || worst->severity == TACK_SEVERITY_ERROR);
    }
}

static void
test_check_together (void)
{
  g_autoptr (GPtrArray) slides = tack_slide_array_new ();
  g_autoptr (TackDraft) draft = tack_draft_new_carousel (slides);

  tack_draft_set_board (draft, "1", "Board");
  g_ptr_array_add (slides, tack_test_slide_new ("a.jpg", 1000, 1500));
  g_ptr_array_add (slides, tack_test_slide_new ("b.jpg", 1000, 1499));
  tack_draft_set_alt_text (draft, "Two");
  g_assert_true (tack_test_has_issue (draft, "carousel-sizes"));
  g_assert_true (tack_draft_is_ready (draft));

  tack_draft_set_idea_ad (draft, TRUE);
  g_assert_true (tack_test_has_issue (draft, "carousel-idea-ad"));
  g_assert_false (tack_draft_is_ready (draft));
}

static void
test_check_texts (void)
{
  static const struct
  {
    void (*set) (TackSlide *slide, const char *text);
    guint       length;
    const char *text; /* nullable: @length letters */
    const char *message;
  } CASES[] = {
    { tack_slide_set_title, TACK_TITLE_MAX + 1, NULL,
      "The title of picture 2 has 101 characters; Pinterest takes 100." },
    { tack_slide_set_description, TACK_DESCRIPTION_MAX + 1, NULL,
      "The description of picture 2 has 801 characters; Pinterest takes 800." },
    { tack_slide_set_title, 0, "a\x01", "The title of picture 2 " },
    { tack_slide_set_link, 0, "example.com", "“example.com” is no web address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) slides = tack_test_slides_new ("a.jpg b.jpg");
      g_autofree char      *text
        = CASES[i].text != NULL ? g_strdup (CASES[i].text) : g_strnfill (CASES[i].length, 'x');
      CASES[i].set (g_ptr_array_index (slides, 1), text);
      g_autoptr (GPtrArray) issues = tack_draft_check_slides (slides, 0);
      const TackIssue      *worst = tack_issue_array_get_worst (issues);

      g_assert_nonnull (worst);
      g_assert_nonnull (strstr (worst->message, CASES[i].message));
    }
}

static TackDraft *
picture_new (const char *name, const char *title)
{
  g_autoptr (TackSlide) slide = tack_test_slide_new (name, 1000, 1500);
  TackDraft            *draft = slide->file != NULL ? tack_draft_new (slide->file)
                                                    : tack_draft_new_for_image_url (slide->image_url);

  tack_draft_set_info (draft, slide->info);
  tack_draft_set_title (draft, title);
  tack_draft_set_board (draft, "1", "Board");

  return draft;
}

static void
test_join (void)
{
  g_autoptr (TackDraft) a = picture_new ("a.jpg", "A");
  g_autoptr (TackDraft) b = picture_new ("b.jpg", "B");
  g_autoptr (TackDraft) more = carousel_new ("c.jpg d.jpg");
  g_autoptr (GPtrArray) drafts = tack_test_list (a, more, b, NULL);
  g_autoptr (GPtrArray) turned = tack_test_list (more, a, NULL);
  g_autoptr (GError)    error = NULL;

  tack_draft_set_link (b, "https://example.com/b");
  tack_draft_set_alt_text (a, "Four");
  tack_draft_set_keep_details (a, TRUE);
  g_assert_true (tack_carousel_can_join (drafts, &error));
  g_assert_no_error (error);
  g_autoptr (TackDraft) joined = tack_carousel_join (drafts);
  g_autofree char      *names = dup_names (joined);
  const TackSlide      *last = g_ptr_array_index (tack_draft_get_slides (joined), 3);

  g_assert_cmpstr (names, ==, "a.jpg c.jpg d.jpg b.jpg");
  g_assert_cmpstr (tack_draft_get_title (joined), ==, "A");
  g_assert_cmpstr (tack_draft_get_alt_text (joined), ==, "Four");
  g_assert_cmpstr (tack_draft_get_board_id (joined), ==, "1");
  g_assert_cmpstr (last->title, ==, "B");
  g_assert_cmpstr (last->link, ==, "https://example.com/b");
  g_assert_true (tack_draft_is_ready (joined));
  /* What one of them keeps to itself does not get out. */
  g_assert_false (tack_draft_get_keep_details (joined));

  /* A carousel in front brings no fewer. */
  g_autoptr (TackDraft) other = tack_carousel_join (turned);
  g_autofree char      *other_names = dup_names (other);
  g_assert_cmpstr (other_names, ==, "c.jpg d.jpg a.jpg");
}

static void
test_cannot_join (void)
{
  static const struct
  {
    const char *names;
    const char *why;
  } CASES[] = {
    { "a.jpg", "2 to 5 pictures; this one has 1" },
    { "a.jpg b.jpg c.jpg d.jpg e.jpg f.jpg", "this one has 6" },
    { "a.jpg film.mp4", "“film.mp4” is a video" },
    { "a.jpg https://example.com/b.jpg", "all files or all addresses" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto (GStrv)        names = g_strsplit (CASES[i].names, " ", -1);
      g_autoptr (GError)    error = NULL;

      for (guint j = 0; names[j] != NULL; j++)
        g_ptr_array_add (drafts, picture_new (names[j], ""));
      g_assert_false (tack_carousel_can_join (drafts, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, CASES[i].why));
    }
}

static void
test_split (void)
{
  g_autoptr (TackDraft) a = picture_new ("a.jpg", "A");
  g_autoptr (TackDraft) b = picture_new ("b.jpg", "");
  g_autoptr (GPtrArray) drafts = tack_test_list (a, b, NULL);
  g_autoptr (TackDraft) joined = tack_carousel_join (drafts);
  g_autoptr (GPtrArray) parts = NULL;

  tack_draft_set_title (joined, "Both");
  tack_draft_set_alt_text (joined, "Two");
  parts = tack_carousel_split (joined);
  g_assert_cmpuint (parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
    {
      TackDraft *part = g_ptr_array_index (parts, i);

      g_assert_cmpstr (tack_draft_get_title (part), ==, i == 0 ? "A" : "Both");
      g_assert_cmpstr (tack_draft_get_alt_text (part), ==, "Two");
      g_assert_cmpstr (tack_draft_get_board_id (part), ==, "1");
      g_assert_true (g_file_equal (tack_draft_get_file (part),
                                   tack_draft_get_file (g_ptr_array_index (drafts, i))));
      g_assert_null (tack_draft_get_slides (part));
      g_assert_true (tack_draft_is_ready (part));
    }
}

static void
test_move (void)
{
  static const struct
  {
    guint       first;
    guint       from;
    guint       to;
    const char *names;
    guint       first_then;
  } CASES[] = {
    { 0, 0, 0, "a b c", 0 }, { 0, 0, 2, "b c a", 2 }, { 0, 2, 0, "c a b", 1 },
    { 1, 0, 1, "b a c", 0 }, { 2, 1, 2, "a c b", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackDraft) draft = carousel_new ("a b c");
      g_autofree char      *names = NULL;

      tack_draft_set_first_slide (draft, CASES[i].first);
      tack_carousel_move (draft, CASES[i].from, CASES[i].to);
      names = dup_names (draft);
      g_assert_cmpstr (names, ==, CASES[i].names);
      g_assert_cmpuint (tack_draft_get_first_slide (draft), ==, CASES[i].first_then);
    }
}

/* What was found out reaches every slide of that file and no other. */
static void
test_inspect (void)
{
  g_autofree char          *dir = tack_test_dup_dir ("pictures");
  g_autoptr (GFile)         a = tack_test_write_picture (dir, "a.png");
  g_autoptr (GFile)         b = tack_test_write_picture (dir, "b.png");
  g_autoptr (GFile)         none = g_file_new_build_filename (dir, "none.png", NULL);
  GFile                    *files[] = { a, b, none, a };
  g_autoptr (GPtrArray)     slides = tack_slide_array_new ();
  g_autoptr (TackDraft)     draft = NULL;
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GAsyncResult)  result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_ptr_array_add (slides, tack_slide_new (files[i], NULL));
  draft = tack_draft_new_carousel (slides);
  g_assert_true (tack_test_has_issue (draft, "not-inspected"));

  tack_intake_inspect_async (draft, inspector, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_intake_inspect_finish (result, NULL));
  g_assert_false (tack_test_has_issue (draft, "not-inspected"));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const TackSlide *slide = g_ptr_array_index (tack_draft_get_slides (draft), i);

      g_assert_nonnull (slide->info);
      g_assert_cmpint (slide->info->width, ==, files[i] == none ? 0 : 200);
    }
}

typedef struct
{
  char           *dir;
  TackDatabase   *database;
  TackDraftStore *store;
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
  g_assert_true (tack_test_flush (fixture->store));
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

static void
test_survive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) slides = tack_test_slides_new ("a.jpg b.jpg https://example.com/c.jpg");
  g_autoptr (TackDraft) draft = NULL;
  g_autoptr (TackDraft) before = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) fewer = tack_test_slides_new ("b.jpg d.jpg");

  tack_slide_set_title (g_ptr_array_index (slides, 1), "“B” 'n' more");
  tack_slide_set_description (g_ptr_array_index (slides, 1), "Two\nlines");
  tack_slide_set_link (g_ptr_array_index (slides, 1), "https://example.com/b");
  draft = tack_draft_new_carousel (slides);
  tack_draft_set_first_slide (draft, 1);
  tack_draft_set_title (draft, "All");
  drafts = tack_test_list (draft, NULL);
  tack_draft_store_add (fixture->store, drafts);

  for (guint i = 0; i < 2; i++)
    {
      g_set_object (&before, tack_draft_copy (draft));
      g_object_unref (before);
      close_store (fixture);
      open_store (fixture);
      g_set_object (&draft, tack_draft_store_find (fixture->store, tack_draft_get_id (before)));
      g_assert_nonnull (draft);
      tack_test_assert_same_drafts (before, draft);

      /* And once more with other pictures, none of the old ones left. */
      tack_draft_set_slides (draft, fewer);
    }

  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = tack_test_list (draft, NULL);
  tack_draft_store_remove (fixture->store, drafts);
  g_assert_true (tack_test_flush (fixture->store));
  g_assert_cmpint (tack_test_query_int (fixture->database, "SELECT count (*) FROM slide"), ==, 0);
}

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

/* Now, and in the next session. */
static void
assert_titles (Fixture *fixture, const char *expected)
{
  g_autofree char *now = dup_titles (fixture);
  g_assert_cmpstr (now, ==, expected);

  g_assert_true (tack_test_flush (fixture->store));
  g_autoptr (TackDatabase) database = tack_test_open (fixture->dir);
  Fixture                  again = { fixture->dir, database, tack_test_load (database) };
  g_autofree char         *later = dup_titles (&again);
  g_assert_cmpstr (later, ==, expected);
  g_object_unref (again.store);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  for (const char *p = "abcde"; *p != '\0'; p++)
    {
      const char title[] = { *p, '\0' };
      g_ptr_array_add (all, picture_new (title, title));
    }
  tack_draft_store_add (fixture->store, all);
  picked = tack_test_list (g_ptr_array_index (all, 3), g_ptr_array_index (all, 1),
                           g_ptr_array_index (all, 4), NULL);
  {
    g_autoptr (TackDraft) carousel = tack_carousel_join (picked);
    made = tack_test_list (carousel, NULL);
  }

  /* Made, undone, and made again. */
  for (guint i = 0; i < 2; i++)
    {
      tack_draft_store_replace (fixture->store, picked, made);
      assert_titles (fixture, "adc");
      tack_draft_store_replace (fixture->store, made, picked);
      assert_titles (fixture, "abcde");
    }
  tack_draft_store_replace (fixture->store, picked, made);

  /* Taken apart, the pictures stand where it was, in its order. */
  parts = tack_carousel_split (g_ptr_array_index (made, 0));
  tack_draft_store_replace (fixture->store, made, parts);
  assert_titles (fixture, "adbec");
  tack_draft_store_replace (fixture->store, parts, made);
  assert_titles (fixture, "adc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_test_init_media ();

  g_test_add_func ("/carousel/shown", test_shown);
  g_test_add_func ("/carousel/notify", test_notify);
  g_test_add_func ("/carousel/check", test_check);
  g_test_add_func ("/carousel/check-together", test_check_together);
  g_test_add_func ("/carousel/check-texts", test_check_texts);
  g_test_add_func ("/carousel/join", test_join);
  g_test_add_func ("/carousel/cannot-join", test_cannot_join);
  g_test_add_func ("/carousel/split", test_split);
  g_test_add_func ("/carousel/move", test_move);
  g_test_add_func ("/carousel/inspect", test_inspect);
  g_test_add ("/carousel/survive", Fixture, NULL, set_up, test_survive, tear_down);
  g_test_add ("/carousel/replace", Fixture, NULL, set_up, test_replace, tear_down);

  return g_test_run ();
}
