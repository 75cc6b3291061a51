/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history-csv.h"

#define HEAD                                                                                       \
  "state,published_at,title,file,image_url,board,section,link,pin_id,url,class,message,reason,"    \
  "request_id\r\n"

static void
test_row (void)
{
  static const char *const full[TACK_HISTORY_CSV_N_COLUMNS] = {
    "published",  "1764000002345",
    "Grüner Tee", "file:///home/mia/gr%C3%BCn%201.jpg",
    NULL,         "Ceramics",
    NULL,         "https://example.com/",
    "8137",       "https://p/",
    NULL,         NULL,
    NULL,         NULL,
  };
  static const char *const empty[TACK_HISTORY_CSV_N_COLUMNS] = { "failed", "0" };
  GString                 *csv = tack_history_csv_new ();

  g_assert_cmpstr (csv->str, ==, HEAD);
  tack_history_csv_append (csv, full);
  tack_history_csv_append (csv, empty);
  g_assert_cmpstr (csv->str, ==,
                   HEAD "published,2025-11-24T16:00:02Z,Grüner Tee,/home/mia/grün 1.jpg,,Ceramics,,"
                        "https://example.com/,8137,https://p/,,,,\r\n"
                        "failed,,,,,,,,,,,,,\r\n");
  g_string_free (csv, TRUE);
}

static void
test_fields (void)
{
  static const struct
  {
    const char *text;
    const char *field;
  } CASES[] = {
    { "", "" },
    { "plain", "plain" },
    { " spaces ", " spaces " },
    { "a, b", "\"a, b\"" },
    { "“quotes”", "“quotes”" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"" },
    { "\"", "\"\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { "=1+1", "\"'=1+1\"" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
    { "+49 30", "\"'+49 30\"" },
    { "-20 % heute", "\"'-20 % heute\"" },
    { "@home", "\"'@home\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\r=1", "\"'\r=1\"" },
    { "1-2", "1-2" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char      *row[TACK_HISTORY_CSV_N_COLUMNS] = { "failed", NULL, CASES[i].text };
      GString         *csv = tack_history_csv_new ();
      g_autofree char *expected = g_strdup_printf ("failed,,%s,,,,,,,,,,,\r\n", CASES[i].field);

      tack_history_csv_append (csv, row);
      g_assert_cmpstr (csv->str + strlen (HEAD), ==, expected);
      g_string_free (csv, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history-csv/row", test_row);
  g_test_add_func ("/history-csv/fields", test_fields);

  return g_test_run ();
}
