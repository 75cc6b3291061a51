/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-check.h"

#include "base/tack-limits.h"
#include "drafts/tack-test-store.h"
#include "media/tack-verdict.h"

#define NONE -1

static int
find_severity (TackDraft *draft, const char *code)
{
  g_autoptr (GPtrArray) issues = tack_draft_check (draft);

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);
      if (g_str_equal (issue->code, code))
        return (int) issue->severity;
    }

  return NONE;
}

static void
test_lengths (void)
{
  /* The same for a letter of one, two and four bytes: characters count. */
  static const char *const units[] = { "a", "\xc3\xa4", "\xf0\x9f\x8c\xbf" };
  static const struct
  {
    const char *property;
    const char *start; /* what the text begins with */
    guint       length;
    const char *code;
    int         severity;
  } CASES[] = {
    { "title", "", TACK_TITLE_ADVISED, "title-long", NONE },
    { "title", "", TACK_TITLE_ADVISED + 1, "title-long", TACK_SEVERITY_HINT },
    { "title", "", TACK_TITLE_MAX, "title-long", TACK_SEVERITY_HINT },
    { "title", "", TACK_TITLE_MAX, "title-too-long", NONE },
    { "title", "", TACK_TITLE_MAX + 1, "title-too-long", TACK_SEVERITY_ERROR },
    { "description", "", TACK_DESCRIPTION_ADVISED, "description-long", NONE },
    { "description", "", TACK_DESCRIPTION_ADVISED + 1, "description-long", TACK_SEVERITY_HINT },
    { "description", "", TACK_DESCRIPTION_MAX, "description-too-long", NONE },
    { "description", "", TACK_DESCRIPTION_MAX + 1, "description-too-long", TACK_SEVERITY_ERROR },
    { "alt-text", "", TACK_ALT_TEXT_MAX, "alt-text-too-long", NONE },
    { "alt-text", "", TACK_ALT_TEXT_MAX + 1, "alt-text-too-long", TACK_SEVERITY_ERROR },
    { "link", "https://example.com/", TACK_LINK_MAX, "link-too-long", NONE },
    { "link", "https://example.com/", TACK_LINK_MAX + 1, "link-too-long", TACK_SEVERITY_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint j = 0; j < G_N_ELEMENTS (units); j++)
      {
        g_autoptr (TackDraft) draft = tack_test_draft_new ("");
        g_autoptr (GString)   text = g_string_new (CASES[i].start);
        gboolean              is_error = CASES[i].severity == (int) TACK_SEVERITY_ERROR;

        while (g_utf8_strlen (text->str, -1) < (glong) CASES[i].length)
          g_string_append (text, units[j]);
        g_test_message ("%s of %u × %s: %s", CASES[i].property, CASES[i].length, units[j],
                        CASES[i].code);
        g_object_set (draft, CASES[i].property, text->str, NULL);
        g_assert_cmpint (find_severity (draft, CASES[i].code), ==, CASES[i].severity);
        g_assert_cmpint (tack_draft_is_ready (draft), ==, !is_error);
      }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *property;
    const char *text;
    const char *code;
    int         severity;
  } CASES[] = {
    { "title", "a\x01z", "control-characters", TACK_SEVERITY_ERROR },
    { "alt-text", "a\x7fz", "control-characters", TACK_SEVERITY_ERROR },
    { "link", "https://example.com/\x1b", "control-characters", TACK_SEVERITY_ERROR },
    { "title", "caf\xe9", "control-characters", TACK_SEVERITY_ERROR },
    { "description", "one\r\n\ttwo", "control-characters", NONE },
    { "title", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\x94 \xf0\x9f\x91\xa9\xe2\x80\x8d",
      "control-characters", NONE },

    { "link", "", "link-invalid", NONE },
    { "link", "https://example.com", "link-invalid", NONE },
    { "link", "HTTP://EXAMPLE.COM:8080/a?b=c#d", "link-invalid", NONE },
    { "link", "https://m\xc3\xbcller.example/t\xc3\xb6pfe", "link-invalid", NONE },
    { "link", "example.com", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "https://", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "https:///path", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "ftp://example.com/a", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "javascript:alert(1)", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "file:///etc/passwd", "link-invalid", TACK_SEVERITY_ERROR },
    { "link", "see https://example.com", "link-invalid", TACK_SEVERITY_ERROR },
    { "cover-url", "https://example.com/cover.jpg", "cover-url-invalid", NONE },
    { "cover-url", "cover.jpg", "cover-url-invalid", TACK_SEVERITY_ERROR },

    { "alt-text", "", "no-alt-text", TACK_SEVERITY_HINT },
    { "alt-text", "A vase", "no-alt-text", NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackDraft) draft = tack_test_draft_new ("");
      g_autofree char      *shown = g_strescape (CASES[i].text, NULL);

      g_test_message ("%s: %s", CASES[i].property, shown);
      g_object_set (draft, CASES[i].property, CASES[i].text, NULL);
      g_assert_cmpint (find_severity (draft, CASES[i].code), ==, CASES[i].severity);
    }
}

static void
test_product_tags (void)
{
  static const struct
  {
    guint       n_tags;
    const char *last; /* replaces the last one */
    const char *code;
    int         severity;
  } CASES[] = {
    { 0, NULL, "product-tags-too-many", NONE },
    { TACK_PRODUCT_TAGS_MAX, NULL, "product-tags-too-many", NONE },
    { TACK_PRODUCT_TAGS_MAX + 1, NULL, "product-tags-too-many", TACK_SEVERITY_ERROR },
    { 2, "1000", "product-tag-twice", TACK_SEVERITY_ERROR },
    { 2, "1002", "product-tag-twice", NONE },
    { 1, "12a", "product-tag-invalid", TACK_SEVERITY_ERROR },
    { 1, "", "product-tag-invalid", TACK_SEVERITY_ERROR },
    { 1, "-1", "product-tag-invalid", TACK_SEVERITY_ERROR },
    { 1, "12", "product-tag-invalid", NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackDraft) draft = tack_test_draft_new ("");
      g_auto (GStrv)        tags = g_new0 (char *, CASES[i].n_tags + 1);

      for (guint j = 0; j < CASES[i].n_tags; j++)
        tags[j] = j + 1 == CASES[i].n_tags && CASES[i].last != NULL
                    ? g_strdup (CASES[i].last)
                    : g_strdup_printf ("%u", 1000 + j);
      tack_draft_set_product_tags (draft, (const char *const *) tags);
      g_assert_cmpint (find_severity (draft, CASES[i].code), ==, CASES[i].severity);
    }
}

static void
test_board (void)
{
  static const struct
  {
    const char *board_id;
    gboolean    ad_only;
    int         severity;
  } CASES[] = {
    { NULL, FALSE, TACK_SEVERITY_ERROR },
    { NULL, TRUE, NONE },
    { "1", FALSE, NONE },
    { "1", TRUE, NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackDraft) draft = tack_test_draft_new ("");

      tack_draft_set_board (draft, CASES[i].board_id, "Board");
      tack_draft_set_ad_only (draft, CASES[i].ad_only);
      g_assert_cmpint (find_severity (draft, "no-board"), ==, CASES[i].severity);
    }
}

static void
test_image_url (void)
{
  g_autoptr (TackDraft) good = tack_draft_new_for_image_url ("https://example.com/a.jpg");
  g_autoptr (TackDraft) bad = tack_draft_new_for_image_url ("a.jpg");

  g_assert_cmpint (find_severity (good, "image-url-invalid"), ==, NONE);
  g_assert_cmpint (find_severity (good, "not-inspected"), ==, NONE);
  g_assert_cmpint (find_severity (bad, "image-url-invalid"), ==, TACK_SEVERITY_ERROR);

  static const struct
  {
    const char *address;
    int         severity;
  } CASES[] = {
    { "https://example.com/film.MP4?a=b.jpg", TACK_SEVERITY_ERROR },
    { "https://example.com/film.mov", TACK_SEVERITY_ERROR },
    { "https://example.com/a.jpg?film=b.mp4", NONE },
    { "https://example.com/film.mp4/still", NONE },
    { "https://example.com", NONE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackDraft) draft = tack_draft_new_for_image_url (CASES[i].address);
      g_assert_cmpint (find_severity (draft, "image-url-video"), ==, CASES[i].severity);
    }
}

static void
test_media (void)
{
  static const struct
  {
    TackSeverity severity;
    const char  *code;
  } EXPECTED[] = {
    { TACK_SEVERITY_ERROR, "video-too-short" }, { TACK_SEVERITY_ERROR, "title-too-long" },
    { TACK_SEVERITY_ERROR, "no-board" },        { TACK_SEVERITY_WARNING, "video-small" },
    { TACK_SEVERITY_HINT, "image-shape" },      { TACK_SEVERITY_HINT, "no-alt-text" },
  };
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.mp4");
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  g_autofree char          *title = g_strnfill (TACK_TITLE_MAX + 1, 'x');
  g_autoptr (GPtrArray)     issues = NULL;

  g_assert_cmpint (find_severity (draft, "not-inspected"), ==, TACK_SEVERITY_ERROR);

  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_HINT, "image-shape", "a", "b"));
  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_WARNING, "video-small", "a", "b"));
  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, "video-too-short", "a", "b"));
  tack_draft_set_info (draft, info);
  tack_draft_set_title (draft, title);

  /* The file's findings first, most severe before all. */
  issues = tack_draft_check (draft);
  g_assert_cmpuint (issues->len, ==, G_N_ELEMENTS (EXPECTED));
  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      g_assert_cmpstr (issue->code, ==, EXPECTED[i].code);
      g_assert_cmpint (issue->severity, ==, EXPECTED[i].severity);
    }
}

/* What is done to the pictures, one or several, follows what the person chose. */
static void
test_prepared (void)
{
  static const struct
  {
    gboolean    keep_details;
    gboolean    shrink;
    int         warning; /* of its size: a severity, or NONE */
    const char *words;   /* of what will be done; nullable */
  } CASES[] = {
    { FALSE, FALSE, TACK_SEVERITY_WARNING, "without its location; " },
    { TRUE, FALSE, TACK_SEVERITY_WARNING, NULL },
    { FALSE, TRUE, NONE, "without its location, made smaller" },
    { TRUE, TRUE, NONE, "sent made smaller" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (CASES); i++)
    {
      guint                     n = i / 2;
      gboolean                  is_carousel = i % 2 == 1;
      g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/cat.jpg");
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();
      g_autoptr (GPtrArray)     slides = tack_test_slides_new ("a.jpg");
      g_autoptr (TackDraft)     draft
        = is_carousel ? tack_draft_new_carousel (slides) : tack_draft_new (file);
      g_autoptr (GPtrArray) issues = NULL;
      const char           *said = NULL;

      info->kind = TACK_MEDIA_IMAGE;
      info->container = g_strdup ("jpeg");
      info->size = 9 * 1000 * 1000;
      info->width = 4000;
      info->height = 6000;
      info->has_location = TRUE;
      tack_verdict_judge (info, "cat.jpg");
      tack_draft_set_info_of (draft, is_carousel ? tack_draft_get_file (draft) : file, info);
      tack_draft_set_keep_details (draft, CASES[n].keep_details);
      tack_draft_set_shrink (draft, CASES[n].shrink);

      g_assert_cmpint (find_severity (draft, "image-big"), ==, CASES[n].warning);
      issues = tack_draft_check (draft);
      for (guint j = 0; j < issues->len; j++)
        {
          const TackIssue *issue = g_ptr_array_index (issues, j);
          if (g_str_equal (issue->code, "image-prepared"))
            said = issue->message;
        }
      if (CASES[n].words != NULL)
        g_assert_nonnull (strstr (said, CASES[n].words));
      else
        g_assert_null (said);
    }
}

static void
test_sentences (void)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("");
  g_autofree char      *title = g_strnfill (123, 'x');
  g_autoptr (GPtrArray) issues = NULL;

  tack_draft_set_title (draft, title);
  tack_draft_set_alt_text (draft, "A vase");
  issues = tack_draft_check (draft);
  g_assert_cmpuint (issues->len, ==, 1);
  g_assert_cmpstr (tack_issue_array_get_worst (issues)->message, ==,
                   "The title has 123 characters; Pinterest takes 100.");
}

static void
test_expand (void)
{
  static const struct
  {
    const char *text;
    const char *path; /* nullable */
    const char *expanded;
  } CASES[] = {
    { "{name}", "/tmp/a vase.jpg", "a vase" },
    { "{name} \xe2\x80\x93 {name}!", "/tmp/vase.jpg", "vase \xe2\x80\x93 vase!" },
    { "{Name} {name", "/tmp/vase.jpg", "{Name} {name" },
    { "no place", "/tmp/vase.jpg", "no place" },
    { "", "/tmp/vase.jpg", "" },
    { "{name}", "/tmp/vase", "vase" },
    { "{name}", "/tmp/vase.", "vase" },
    { "{name}", "/tmp/.hidden", ".hidden" },
    { "{name}", "/tmp/vase.final.jpg", "vase.final" },
    { "{name}", "/tmp/{name}.jpg", "{name}" },
    { "{name}", "/tmp/caf\xe9.jpg", "caf\xef\xbf\xbd" },
    { "{name}", "/tmp/two\nlines.jpg", "two lines" },
    { "{name}", "/tmp/\xf0\x9f\x8c\xbf.jpg", "\xf0\x9f\x8c\xbf" },
    { "{name}", NULL, "{name}" },
    { NULL, "/tmp/vase.jpg", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GFile) file = CASES[i].path != NULL ? g_file_new_for_path (CASES[i].path) : NULL;
      g_autofree char  *expanded = tack_draft_expand (CASES[i].text, file);

      g_assert_cmpstr (expanded, ==, CASES[i].expanded);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft-check/lengths", test_lengths);
  g_test_add_func ("/draft-check/texts", test_texts);
  g_test_add_func ("/draft-check/product-tags", test_product_tags);
  g_test_add_func ("/draft-check/board", test_board);
  g_test_add_func ("/draft-check/image-url", test_image_url);
  g_test_add_func ("/draft-check/media", test_media);
  g_test_add_func ("/draft-check/prepared", test_prepared);
  g_test_add_func ("/draft-check/sentences", test_sentences);
  g_test_add_func ("/draft-check/expand", test_expand);

  return g_test_run ();
}
