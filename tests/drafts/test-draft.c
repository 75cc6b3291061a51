/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft.h"

#include "drafts/tack-test-store.h"

typedef struct
{
  const char *property;
  guint       n_own;    /* notifications of @property */
  guint       n_ready;  /* of `ready`, which follows every change */
  guint       n_others; /* of anything else */
} Count;

static void
on_notify (TackDraft *draft, GParamSpec *pspec, gpointer user_data)
{
  Count *count = user_data;

  if (g_str_equal (pspec->name, count->property))
    count->n_own++;
  else if (g_str_equal (pspec->name, "ready"))
    count->n_ready++;
  else if (!g_str_equal (pspec->name, "issues"))
    count->n_others++;
}

/* Sets, and asserts that exactly the change is told. */
static void
set_and_check (TackDraft *draft, const char *property, const GValue *value, gboolean is_change)
{
  Count  count = { property };
  gulong handler = g_signal_connect (draft, "notify", G_CALLBACK (on_notify), &count);

  g_object_set_property (G_OBJECT (draft), property, value);
  g_signal_handler_disconnect (draft, handler);

  g_assert_cmpuint (count.n_own, ==, is_change ? 1 : 0);
  g_assert_cmpuint (count.n_ready, ==, is_change ? 1 : 0);
  g_assert_cmpuint (count.n_others, ==, 0);
}

static void
check_both_ways (const char *property, const GValue *one, const GValue *same, const GValue *other)
{
  g_autoptr (TackDraft) draft = tack_draft_new (NULL);
  g_auto (GValue)       start = G_VALUE_INIT;

  g_test_message ("%s", property);
  g_object_get_property (G_OBJECT (draft), property, &start);
  set_and_check (draft, property, &start, FALSE);
  set_and_check (draft, property, one, TRUE);
  set_and_check (draft, property, same, FALSE);
  set_and_check (draft, property, other, TRUE);
  set_and_check (draft, property, &start, TRUE);
  set_and_check (draft, property, &start, FALSE);
}

static void
test_strings (void)
{
  static const char *const names[]
    = { "title", "description", "alt-text", "link", "note", "cover-url" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GValue) one = G_VALUE_INIT;
      g_auto (GValue) same = G_VALUE_INIT;
      g_auto (GValue) other = G_VALUE_INIT;

      g_value_init (&one, G_TYPE_STRING);
      g_value_init (&same, G_TYPE_STRING);
      g_value_init (&other, G_TYPE_STRING);
      g_value_set_string (&one, "one");
      g_value_take_string (&same, g_strdup ("one"));
      g_value_set_string (&other, "One");
      check_both_ways (names[i], &one, &same, &other);
    }
}

static void
test_booleans (void)
{
  static const char *const names[] = { "ad-only", "idea-ad", "keep-details", "shrink", "queued" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TackDraft) draft = tack_draft_new (NULL);
      g_auto (GValue)       value = G_VALUE_INIT;

      g_value_init (&value, G_TYPE_BOOLEAN);
      set_and_check (draft, names[i], &value, FALSE);
      g_value_set_boolean (&value, TRUE);
      set_and_check (draft, names[i], &value, TRUE);
      set_and_check (draft, names[i], &value, FALSE);
      g_value_set_boolean (&value, FALSE);
      set_and_check (draft, names[i], &value, TRUE);
    }
}

static void
test_cover_at (void)
{
  g_auto (GValue) one = G_VALUE_INIT;
  g_auto (GValue) other = G_VALUE_INIT;

  g_value_init (&one, G_TYPE_INT64);
  g_value_init (&other, G_TYPE_INT64);
  g_value_set_int64 (&one, 0);
  g_value_set_int64 (&other, G_GINT64_CONSTANT (5000000000));
  check_both_ways ("cover-at", &one, &one, &other);
}

static void
test_cover_key_frame (void)
{
  g_auto (GValue) one = G_VALUE_INIT;
  g_auto (GValue) other = G_VALUE_INIT;

  g_value_init (&one, G_TYPE_INT64);
  g_value_init (&other, G_TYPE_INT64);
  g_value_set_int64 (&one, 0);
  g_value_set_int64 (&other, 900);
  check_both_ways ("cover-key-frame", &one, &one, &other);
}

static void
test_cover_file (void)
{
  g_auto (GValue) one = G_VALUE_INIT;
  g_auto (GValue) same = G_VALUE_INIT;
  g_auto (GValue) other = G_VALUE_INIT;

  g_value_init (&one, G_TYPE_FILE);
  g_value_init (&same, G_TYPE_FILE);
  g_value_init (&other, G_TYPE_FILE);
  g_value_take_object (&one, g_file_new_for_path ("/a"));
  g_value_take_object (&same, g_file_new_for_path ("/a"));
  g_value_take_object (&other, g_file_new_for_path ("/b"));
  check_both_ways ("cover-file", &one, &same, &other);
}

static void
test_product_tags (void)
{
  static const char *const tags[] = { "1", "2", NULL };
  static const char *const copy[] = { "1", "2", NULL };
  static const char *const turned[] = { "2", "1", NULL };
  static const char *const none[] = { NULL };
  g_auto (GValue)          one = G_VALUE_INIT;
  g_auto (GValue)          same = G_VALUE_INIT;
  g_auto (GValue)          other = G_VALUE_INIT;
  g_auto (GValue)          empty = G_VALUE_INIT;
  g_autoptr (TackDraft)    draft = tack_draft_new (NULL);

  g_value_init (&one, G_TYPE_STRV);
  g_value_init (&same, G_TYPE_STRV);
  g_value_init (&other, G_TYPE_STRV);
  g_value_init (&empty, G_TYPE_STRV);
  g_value_set_static_boxed (&one, tags);
  g_value_set_static_boxed (&same, copy);
  g_value_set_static_boxed (&other, turned);
  g_value_set_static_boxed (&empty, none);
  check_both_ways ("product-tags", &one, &same, &other);

  /* An empty list is none. */
  set_and_check (draft, "product-tags", &empty, FALSE);
}

static void
test_info (void)
{
  g_autoptr (TackMediaInfo) first = tack_media_info_new ();
  g_autoptr (TackMediaInfo) second = tack_media_info_new ();
  g_auto (GValue)           one = G_VALUE_INIT;
  g_auto (GValue)           other = G_VALUE_INIT;

  g_value_init (&one, TACK_TYPE_MEDIA_INFO);
  g_value_init (&other, TACK_TYPE_MEDIA_INFO);
  g_value_set_boxed (&one, first);
  g_value_set_boxed (&other, second);
  check_both_ways ("info", &one, &one, &other);
}

static TackMediaInfo *
info_new (gint64 size)
{
  TackMediaInfo *info = tack_media_info_new ();

  info->kind = TACK_MEDIA_VIDEO;
  info->size = size;

  return info;
}

static void
on_notify_add (TackDraft *draft, GParamSpec *pspec, gpointer user_data)
{
  if (!g_str_equal (pspec->name, "issues") && !g_str_equal (pspec->name, "ready"))
    g_ptr_array_add (user_data, (gpointer) pspec->name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* GObject tells what was frozen in an order of its own. */
static char *
dup_sorted (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

static void
test_board (void)
{
  /* What is set, what is told, and what is there then; “-” is none. */
  static const struct
  {
    const char *board_id;
    const char *board_name;
    const char *told;
    const char *section_id;
  } CASES[] = {
    { "1", "One", "", "11" },
    { "1", "One, renamed", "board-name", "11" },
    { "2", "One, renamed", "board-id section-id section-name", "-" },
    { "2", "One, renamed", "", "-" },
    { "-", "-", "board-id board-name", "-" },
    { "-", "-", "", "-" },
  };
  g_autoptr (TackDraft) draft = tack_draft_new (NULL);

  tack_draft_set_board (draft, "1", "One");
  tack_draft_set_section (draft, "11", "Eleven");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) told = g_ptr_array_new ();
      g_autofree char      *names = NULL;
      gulong      handler = g_signal_connect (draft, "notify", G_CALLBACK (on_notify_add), told);
      gboolean    is_none = g_str_equal (CASES[i].board_id, "-");
      const char *section_id;

      tack_draft_set_board (draft, is_none ? NULL : CASES[i].board_id,
                            is_none ? NULL : CASES[i].board_name);
      g_signal_handler_disconnect (draft, handler);

      section_id = tack_draft_get_section_id (draft);
      names = dup_sorted (told);
      g_assert_cmpstr (names, ==, CASES[i].told);
      g_assert_cmpstr (section_id != NULL ? section_id : "-", ==, CASES[i].section_id);
      g_assert_cmpint (tack_draft_get_section_name (draft) == NULL, ==, section_id == NULL);
    }
}

static void
on_board_notify (TackDraft *draft, GParamSpec *pspec, gpointer user_data)
{
  /* Who listens never sees the new board with the old one's section or name. */
  g_assert_cmpstr (tack_draft_get_board_id (draft), ==, "2");
  g_assert_cmpstr (tack_draft_get_board_name (draft), ==, "Two");
  g_assert_null (tack_draft_get_section_id (draft));
}

static void
test_board_at_once (void)
{
  g_autoptr (TackDraft) draft = tack_draft_new (NULL);

  tack_draft_set_board (draft, "1", "One");
  tack_draft_set_section (draft, "11", "Eleven");
  g_signal_connect (draft, "notify", G_CALLBACK (on_board_notify), NULL);
  tack_draft_set_board (draft, "2", "Two");
}

static void
test_mended (void)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.webm");
  g_autoptr (GFile)         copy = g_file_new_for_path ("/nowhere/cache/copy.mp4");
  g_autoptr (TackMediaInfo) info = info_new (1000);
  g_autoptr (TackMediaInfo) copy_info = info_new (500);
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (TackDraft)     other = NULL;
  g_autoptr (GPtrArray)     told = g_ptr_array_new ();
  g_autofree char          *names = NULL;
  g_autofree char          *name = NULL;

  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, "video-container",
                                                 "Wrong format", "It is a webm file."));
  tack_draft_set_info (draft, info);
  tack_draft_set_board (draft, "1", "One");
  g_assert_true (tack_draft_get_media_file (draft) == file);
  g_assert_false (tack_draft_is_ready (draft));

  /* The copy is what counts; the file is what it is called, and told apart, by. */
  g_signal_connect (draft, "notify", G_CALLBACK (on_notify_add), told);
  tack_draft_set_mended_file (draft, copy, copy_info);
  tack_draft_set_mended_file (draft, copy, copy_info);
  names = dup_sorted (told);
  g_assert_cmpstr (names, ==, "info mended-file");
  g_assert_true (tack_draft_get_media_file (draft) == copy);
  g_assert_true (tack_draft_get_info (draft) == copy_info);
  g_assert_true (tack_draft_is_ready (draft));
  g_assert_true (tack_draft_get_file (draft) == file);
  g_assert_true (tack_draft_get_file_info (draft) == info);
  name = tack_draft_dup_name (draft);
  g_assert_cmpstr (name, ==, "film.webm");

  /* An edit that is undone does not take it away, for making it was none. */
  other = tack_draft_new (file);
  tack_draft_assign (draft, other);
  g_assert_true (tack_draft_get_mended_file (draft) == copy);

  tack_draft_set_mended_file (draft, NULL, NULL);
  g_assert_true (tack_draft_get_media_file (draft) == file);
  g_assert_true (tack_draft_get_info (draft) == info);
  g_assert_true (tack_test_has_issue (draft, "video-container"));
}

/* Another file: what was written stays, and what was known of the old one goes, until it is taken
 * back with all of it. */
static void
test_another_file (void)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.webm");
  g_autoptr (GFile)         copy = g_file_new_for_path ("/nowhere/cache/copy.mp4");
  g_autoptr (GFile)         other = g_file_new_for_path ("/nowhere/better.mp4");
  g_autoptr (TackMediaInfo) info = info_new (1000);
  g_autoptr (TackMediaInfo) copy_info = info_new (500);
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (GPtrArray)     told = g_ptr_array_new ();
  g_autofree char          *names = NULL;

  tack_test_draft_fill (draft);
  tack_draft_set_info (draft, info);
  tack_draft_set_mended_file (draft, copy, copy_info);
  g_autoptr (TackDraft) before = tack_draft_copy (draft);

  tack_draft_set_file (draft, file);
  tack_test_assert_same_drafts (before, draft);

  g_signal_connect (draft, "notify", G_CALLBACK (on_notify_add), told);
  tack_draft_set_file (draft, other);
  names = dup_sorted (told);
  g_assert_cmpstr (names, ==, "cover-at cover-key-frame file info mended-file");
  g_assert_true (tack_draft_get_media_file (draft) == other);
  g_assert_null (tack_draft_get_info (draft));
  g_assert_null (tack_draft_get_mended_file (draft));
  g_assert_cmpstr (tack_draft_get_title (draft), ==, tack_draft_get_title (before));
  g_assert_true (
    g_file_equal (tack_draft_get_cover_file (draft), tack_draft_get_cover_file (before)));
  /* What is found out about the old one comes too late. */
  tack_draft_set_info_of (draft, file, info);
  g_assert_null (tack_draft_get_info (draft));

  tack_draft_assign_media (draft, before);
  tack_draft_assign (draft, before);
  tack_test_assert_same_drafts (before, draft);
}

/* What is found out about the two files, and whether the copy is still of use. */
static void
test_mended_looked_at (void)
{
  static const struct
  {
    const char *looked_at;
    gint64      size;
    gboolean    is_bad;
    gboolean    is_kept;
  } CASES[] = {
    { "/nowhere/film.webm", 1000, TRUE, TRUE },
    { "/nowhere/film.webm", 1001, TRUE, FALSE }, /* another film by now */
    { "/nowhere/film.webm", 0, TRUE, TRUE },     /* gone */
    { "/nowhere/copy.mp4", 500, FALSE, TRUE },
    { "/nowhere/copy.mp4", 0, TRUE, FALSE }, /* gone */
    { "/nowhere/other.mp4", 1, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.webm");
      g_autoptr (GFile)         copy = g_file_new_for_path ("/nowhere/copy.mp4");
      g_autoptr (GFile)         looked_at = g_file_new_for_path (CASES[i].looked_at);
      g_autoptr (TackMediaInfo) info = info_new (1000);
      g_autoptr (TackMediaInfo) copy_info = info_new (500);
      g_autoptr (TackMediaInfo) new_info = info_new (CASES[i].size);
      g_autoptr (TackDraft)     draft = tack_draft_new (file);

      g_test_message ("%s, %d bytes", CASES[i].looked_at, (int) CASES[i].size);
      tack_draft_set_info (draft, info);
      tack_draft_set_mended_file (draft, copy, copy_info);
      if (CASES[i].is_bad)
        g_ptr_array_add (new_info->issues,
                         tack_issue_new (TACK_SEVERITY_ERROR, "bad", "Bad", "It is bad."));
      tack_draft_set_info_of (draft, looked_at, new_info);
      g_assert_cmpint (tack_draft_get_mended_file (draft) != NULL, ==, CASES[i].is_kept);
      g_assert_cmpint (tack_draft_get_file_info (draft) == new_info, ==,
                       g_file_equal (looked_at, file));
      g_assert_cmpint (tack_draft_get_info (draft) == new_info, ==,
                       g_file_equal (looked_at, CASES[i].is_kept ? copy : file));
    }
}

static void
test_verdict_follows (void)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("Vase");
  g_autofree char      *too_long = g_strnfill (101, 'x');

  g_assert_true (tack_draft_is_ready (draft));
  tack_draft_set_title (draft, too_long);
  g_assert_false (tack_draft_is_ready (draft));
  g_assert_true (tack_test_has_issue (draft, "title-too-long"));
  tack_draft_set_title (draft, "Vase");
  g_assert_true (tack_draft_is_ready (draft));
  tack_draft_set_board (draft, NULL, NULL);
  g_assert_false (tack_draft_is_ready (draft));
  tack_draft_set_ad_only (draft, TRUE);
  g_assert_true (tack_draft_is_ready (draft));
}

static void
test_copy (void)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.mp4");
  g_autoptr (GFile)         mended = g_file_new_for_path ("/nowhere/copy.mp4");
  g_autoptr (TackMediaInfo) info = info_new (500);
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (TackDraft)     copy = NULL;
  g_autoptr (TackDraft)     url_draft = tack_test_draft_new ("Vase");
  g_autoptr (TackDraft)     url_copy = tack_draft_copy (url_draft);

  tack_test_draft_fill (draft);
  tack_draft_set_mended_file (draft, mended, info);
  copy = tack_draft_copy (draft);
  tack_test_assert_same_drafts (draft, copy);
  tack_test_assert_same_drafts (url_draft, url_copy);

  /* A copy is a value: neither follows the other. */
  tack_draft_set_title (draft, "Changed");
  g_assert_cmpstr (tack_draft_get_title (copy), !=, "Changed");
}

static void
test_assign (void)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("Vase");
  g_autoptr (TackDraft) before = tack_draft_copy (draft);
  g_autoptr (TackDraft) full = tack_test_draft_new ("Other");
  g_autofree char      *id = g_strdup (tack_draft_get_id (draft));
  g_autoptr (GPtrArray) told = g_ptr_array_new ();

  tack_test_draft_fill (full);
  tack_draft_assign (draft, full);
  g_assert_cmpstr (tack_draft_get_id (draft), ==, id);
  g_assert_null (tack_draft_get_info (draft));
  g_assert_cmpstr (tack_draft_get_description (draft), ==, tack_draft_get_description (full));
  g_assert_cmpstr (tack_draft_get_section_id (draft), ==, tack_draft_get_section_id (full));
  g_assert_cmpint (tack_draft_get_cover_at (draft), ==, tack_draft_get_cover_at (full));

  /* Undo is an assignment of what was there before. */
  tack_draft_assign (draft, before);
  tack_test_assert_same_drafts (draft, before);

  g_signal_connect (draft, "notify", G_CALLBACK (on_notify_add), told);
  tack_draft_assign (draft, before);
  g_assert_cmpuint (told->len, ==, 0);
}

static void
test_name (void)
{
  static const struct
  {
    const char *title;
    const char *path;
    const char *name;
  } CASES[] = {
    { "A vase", "/tmp/IMG_1.jpg", "A vase" },
    { "", "/tmp/IMG_1.jpg", "IMG_1.jpg" },
    { "", "/tmp/two\nlines.jpg", "two lines.jpg" },
    { "", "/tmp/caf\xe9.jpg", "caf\xef\xbf\xbd.jpg" },
  };
  g_autoptr (TackDraft) url_draft = tack_test_draft_new ("");
  g_autofree char      *url_name = tack_draft_dup_name (url_draft);

  g_assert_cmpstr (url_name, ==, "https://example.com/picture.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GFile)     file = g_file_new_for_path (CASES[i].path);
      g_autoptr (TackDraft) draft = tack_draft_new (file);
      g_autofree char      *name = NULL;

      tack_draft_set_title (draft, CASES[i].title);
      name = tack_draft_dup_name (draft);
      g_assert_cmpstr (name, ==, CASES[i].name);
    }
}

static void
test_identity (void)
{
  g_autoptr (TackDraft) one = tack_draft_new (NULL);
  g_autoptr (TackDraft) other = tack_draft_new (NULL);

  g_assert_true (g_uuid_string_is_valid (tack_draft_get_id (one)));
  g_assert_cmpstr (tack_draft_get_id (one), !=, tack_draft_get_id (other));
  g_assert_cmpint (tack_draft_get_created_at (one), >, 0);
  g_assert_cmpint (tack_draft_get_kind (one), ==, TACK_MEDIA_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/strings", test_strings);
  g_test_add_func ("/draft/booleans", test_booleans);
  g_test_add_func ("/draft/cover-at", test_cover_at);
  g_test_add_func ("/draft/cover-key-frame", test_cover_key_frame);
  g_test_add_func ("/draft/cover-file", test_cover_file);
  g_test_add_func ("/draft/product-tags", test_product_tags);
  g_test_add_func ("/draft/info", test_info);
  g_test_add_func ("/draft/mended", test_mended);
  g_test_add_func ("/draft/mended-looked-at", test_mended_looked_at);
  g_test_add_func ("/draft/another-file", test_another_file);
  g_test_add_func ("/draft/board", test_board);
  g_test_add_func ("/draft/board-at-once", test_board_at_once);
  g_test_add_func ("/draft/verdict-follows", test_verdict_follows);
  g_test_add_func ("/draft/copy", test_copy);
  g_test_add_func ("/draft/assign", test_assign);
  g_test_add_func ("/draft/name", test_name);
  g_test_add_func ("/draft/identity", test_identity);

  return g_test_run ();
}
