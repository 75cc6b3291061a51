/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-csv-import.h"

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"

/* 2026-11-24T12:00:00Z */
#define NOW_MS G_GINT64_CONSTANT (1795521600000)

static TackCsvImport *
import_new (const char *text, GError **error)
{
  g_autoptr (GFile)  table = g_file_new_for_path ("/home/anna/pins/pins.csv");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tack_csv_import_new (table, bytes, NOW_MS, error);
}

/* The only row of a table. */
static TackCsvRow *
get_row (TackCsvImport *import)
{
  g_assert_cmpuint (import->rows->len, ==, 1);

  return g_ptr_array_index (import->rows, 0);
}

static void
test_template (void)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (TackCsvImport) import
    = import_new ("Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords"
                  "\r\nBlue bowl,photos/bowl.jpg,Ceramics/Glazes,,\"Two\nlines, and \"\"more\"\"\","
                  "https://example.com,,\r\n",
                  &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->warnings->len, ==, 0);
  TackCsvRow      *row = get_row (import);
  g_autofree char *path = g_file_get_path (tack_draft_get_file (row->draft));
  g_assert_no_error (row->error);
  g_assert_cmpuint (row->line, ==, 2);
  g_assert_cmpstr (path, ==, "/home/anna/pins/photos/bowl.jpg");
  g_assert_cmpstr (tack_draft_get_title (row->draft), ==, "Blue bowl");
  g_assert_cmpstr (tack_draft_get_description (row->draft), ==, "Two\nlines, and \"more\"");
  g_assert_cmpstr (tack_draft_get_link (row->draft), ==, "https://example.com");
  g_assert_cmpstr (row->board, ==, "Ceramics/Glazes");
  g_assert_null (row->section);
}

static void
test_own_columns (void)
{
  g_autoptr (TackCsvImport) import = import_new ("media_url;ALT-TEXT;section;ad only;Cover Time\n"
                                                 "film.mp4;A bowl;Glazes;Yes;1:02.5\n",
                                                 NULL);
  TackCsvRow               *row = get_row (import);

  g_assert_no_error (row->error);
  g_assert_cmpstr (tack_draft_get_alt_text (row->draft), ==, "A bowl");
  g_assert_cmpstr (row->section, ==, "Glazes");
  g_assert_true (tack_draft_get_ad_only (row->draft));
  g_assert_cmpint (tack_draft_get_cover_at (row->draft), ==, 62500);
}

/* Where the picture is, as the draft has it. */
static void
test_media (void)
{
  static const struct
  {
    const char *media;
    const char *path;    /* nullable */
    const char *address; /* nullable */
  } CASES[] = {
    { "bowl.jpg", "/home/anna/pins/bowl.jpg", NULL },
    { "../bowl.jpg", "/home/anna/bowl.jpg", NULL },
    { "/tmp/bowl.jpg", "/tmp/bowl.jpg", NULL },
    { "~/bowl.jpg", "/home/anna/pins/~/bowl.jpg", NULL },
    { "file:///tmp/a%20bowl.jpg", "/tmp/a bowl.jpg", NULL },
    { "\" 100% caf\xc3\xa9.jpg \"", "/home/anna/pins/100% caf\xc3\xa9.jpg", NULL },
    { "https://example.com/b.jpg?a=1", NULL, "https://example.com/b.jpg?a=1" },
    { "ftp://example.com/b.jpg", NULL, "ftp://example.com/b.jpg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char          *text = g_strconcat ("Media URL\n", CASES[i].media, NULL);
      g_autoptr (TackCsvImport) import = import_new (text, NULL);
      TackDraft                *draft = get_row (import)->draft;
      GFile                    *file = tack_draft_get_file (draft);
      g_autofree char          *path = file != NULL ? g_file_get_path (file) : NULL;

      g_assert_cmpstr (path, ==, CASES[i].path);
      g_assert_cmpstr (tack_draft_get_image_url (draft), ==, CASES[i].address);
    }
}

static void
test_thumbnail (void)
{
  static const struct
  {
    const char *thumbnail;
    gint64      at_ms;
    const char *path;
    const char *address;
  } CASES[] = {
    { "", TACK_COVER_AUTO, NULL, NULL },
    { "0", 0, NULL, NULL },
    { "5", 5000, NULL, NULL },
    { "0:05", 5000, NULL, NULL },
    { "00:01:05.25", 65250, NULL, NULL },
    { "https://example.com/c.jpg", TACK_COVER_AUTO, NULL, "https://example.com/c.jpg" },
    { "cover.jpg", TACK_COVER_AUTO, "/home/anna/pins/cover.jpg", NULL },
    { "1:2:3:4", TACK_COVER_AUTO, "/home/anna/pins/1:2:3:4", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text
        = g_strconcat ("Media URL,Thumbnail\nfilm.mp4,", CASES[i].thumbnail, NULL);
      g_autoptr (TackCsvImport) import = import_new (text, NULL);
      TackDraft                *draft = get_row (import)->draft;
      GFile                    *file = tack_draft_get_cover_file (draft);
      g_autofree char          *path = file != NULL ? g_file_get_path (file) : NULL;

      g_assert_cmpint (tack_draft_get_cover_at (draft), ==, CASES[i].at_ms);
      g_assert_cmpstr (path, ==, CASES[i].path);
      g_assert_cmpstr (tack_draft_get_cover_url (draft), ==, CASES[i].address);
    }
}

/* One value of one column, and what is wrong with it; %NULL: nothing. */
static void
test_values (void)
{
  static const struct
  {
    const char *column;
    const char *value;
    const char *why;
  } CASES[] = {
    { "Media URL", "", "Media URL is empty" },
    { "Cover time", "5.5", NULL },
    { "Cover time", "soon", "“soon”: Cover time takes a time" },
    { "Cover time", "-1", "Cover time takes a time" },
    { "Cover time", "1.5:3", "Cover time takes a time" },
    { "Cover time", "0x10", "Cover time takes a time" },
    { "Cover time", "nan", "Cover time takes a time" },
    { "Cover time", ":", "Cover time takes a time" },
    { "Cover time", "1e300", "Cover time takes a time" },
    { "Ad-only", "no", NULL },
    { "Ad-only", "TRUE", NULL },
    { "Ad-only", "maybe", "“maybe”: Ad-only takes yes or no" },
    { "Publish date", "2026-11-24T12:00:00", NULL },
    { "Publish date", "2026-11-24", NULL },
    { "Publish date", "2020-01-01T00:00:00Z", NULL },
    { "Publish date", "2026-11-24T13:59:00+02:00", NULL },
    { "Publish date", "2026-11-24T12:00:01", "no program schedule" },
    { "Publish date", "2026-11-25", "no program schedule" },
    { "Publish date", "2026-11-24T11:00:00-02:00", "no program schedule" },
    { "Publish date", "24.11.2026", "“24.11.2026”: Publish date takes a date" },
    { "Publish date", "2026-13-01", "Publish date takes a date" },
    { "Link", "anything", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gboolean         is_media = g_str_equal (CASES[i].column, "Media URL");
      g_autofree char *text
        = is_media ? g_strdup ("Title,Media URL\nA,\n")
                   : g_strdup_printf ("Media URL,%s\na.jpg,%s\n", CASES[i].column, CASES[i].value);
      g_autoptr (TackCsvImport) import = import_new (text, NULL);
      TackCsvRow               *row = get_row (import);

      g_test_message ("%s: %s", CASES[i].column, CASES[i].value);
      if (CASES[i].why == NULL)
        {
          g_assert_no_error (row->error);
          g_assert_nonnull (row->draft);
          continue;
        }
      g_assert_error (row->error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_true (g_str_has_prefix (row->error->message, "line 2: "));
      g_assert_nonnull (strstr (row->error->message, CASES[i].why));
      g_assert_null (row->draft);
    }
}

/* A bad row is one error that names its line; the others are as they were. */
static void
test_lines (void)
{
  static const struct
  {
    guint       line;
    const char *why; /* nullable */
  } EXPECTED[] = {
    { 2, NULL }, { 3, "closing quotation mark" }, { 5, "more fields than the first line" },
    { 6, NULL }, { 9, "exclude each other" },     { 10, "never closed" },
  };
  g_autoptr (TackCsvImport) import = import_new ("Title,Media URL,Thumbnail,Cover time\n"
                                                 "A,a.jpg\n"
                                                 "\"B\nb\"x,b.jpg\n"
                                                 "C,c.jpg,,,more\n"
                                                 "\"D\nd\",d.jpg,,,,\n"
                                                 " , ,\n"
                                                 "E,e.mp4,1,2\n"
                                                 "\"F,f.jpg\n",
                                                 NULL);

  g_assert_cmpuint (import->rows->len, ==, G_N_ELEMENTS (EXPECTED));
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      TackCsvRow      *row = g_ptr_array_index (import->rows, i);
      g_autofree char *start = g_strdup_printf ("line %u: ", EXPECTED[i].line);

      g_assert_cmpuint (row->line, ==, EXPECTED[i].line);
      g_assert_cmpint (row->draft != NULL, ==, EXPECTED[i].why == NULL);
      if (EXPECTED[i].why == NULL)
        continue;
      g_assert_true (g_str_has_prefix (row->error->message, start));
      g_assert_nonnull (strstr (row->error->message, EXPECTED[i].why));
    }
}

static void
test_warnings (void)
{
  static const struct
  {
    const char *text;
    const char *warning; /* nullable: none */
  } CASES[] = {
    { "Media URL,Keywords\na.jpg,\n", NULL },
    { "Media URL,Keywords\na.jpg,\"a, b\"\n", "Keywords are passed over" },
    { "Media URL,,\na.jpg,b\n", NULL },
    { "Media URL,Price,Sch\xc3\xb6n\na.jpg,1,2\n", "passed over: “Price”, “Sch\xc3\xb6n”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackCsvImport) import = import_new (CASES[i].text, NULL);

      g_assert_no_error (get_row (import)->error);
      g_assert_cmpuint (import->warnings->len, ==, CASES[i].warning != NULL ? 1 : 0);
      if (CASES[i].warning != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (import->warnings, 0), CASES[i].warning));
    }
}

static void
test_no_table (void)
{
  static const struct
  {
    const char *text;
    const char *why;
  } CASES[] = {
    { "", "The table is empty" },
    { "\n\n", "The table is empty" },
    { "Title,Link\nA,B\n", "“pins.csv” has no column “Media URL”" },
    { "Media URL,Title,title\na.jpg,A,B\n", "“Title” is there twice" },
    { "\"Media URL\n", "never closed" },
    { "Media URL\ncaf\xe9.jpg", "not UTF-8 text (line 2)" },
    { "\x89PNG\r\n\x1a\n", "not UTF-8 text (line 1)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import_new (CASES[i].text, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, CASES[i].why));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-import/template", test_template);
  g_test_add_func ("/csv-import/own-columns", test_own_columns);
  g_test_add_func ("/csv-import/media", test_media);
  g_test_add_func ("/csv-import/thumbnail", test_thumbnail);
  g_test_add_func ("/csv-import/values", test_values);
  g_test_add_func ("/csv-import/lines", test_lines);
  g_test_add_func ("/csv-import/warnings", test_warnings);
  g_test_add_func ("/csv-import/no-table", test_no_table);

  return g_test_run ();
}
