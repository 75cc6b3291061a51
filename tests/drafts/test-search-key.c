/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-search-key.h"

static gboolean
matches (const char *key, const char *typed)
{
  g_auto (GStrv) words = tack_search_key_split (typed);

  return tack_search_key_matches (key, (const char *const *) words);
}

static void
test_matches (void)
{
  static const struct
  {
    const char *typed;
    gboolean    is_match;
  } CASES[] = {
    { "", TRUE },
    { "   ", TRUE },
    { "ärmel", TRUE },
    { "ÄRMEL", TRUE },
    { "A\xcc\x88rmel", TRUE }, /* the accent as a character of its own */
    { "armel", FALSE },
    { "STRASSE", TRUE },
    { "straße", TRUE },
    { "Strasse  kleid", TRUE },
    { "kleid strasse", TRUE },
    { "kleid schuhe", FALSE },
    { "öl", TRUE },
    { "öl.jpg", TRUE },
    { "100%", TRUE },
    { "1%0", FALSE }, /* no wildcards */
    { "_", FALSE },
    { "table;'\"", FALSE },
    { "\xff", FALSE }, /* no text, but no crash either */
    { "seide\nkleid", FALSE },
  };
  const char       *texts[] = { "Ärmel am Kleid", NULL, "", "Hauptstraße 100%" };
  g_autoptr (GFile) file = g_file_new_for_path ("/home/mia/O\xcc\x88l.jpg");
  g_autofree char  *key = tack_search_key_new (file, texts, G_N_ELEMENTS (texts));

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    if (matches (key, CASES[i].typed) != CASES[i].is_match)
      g_error ("“%s” in “%s”", CASES[i].typed, key);
}

static void
test_in_sql (void)
{
  /* The migration makes the keys that the program makes. */
  const char       *texts[] = { "Ärmel", NULL, "Straße" };
  g_autoptr (GFile) file = g_file_new_for_path ("/home/mia/Öl.jpg");
  g_autofree char  *key = tack_search_key_new (file, texts, G_N_ELEMENTS (texts));
  sqlite3          *db = NULL;
  sqlite3_stmt     *statement = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  tack_search_key_register (db);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT tack_search_key ('file:///home/mia/%C3%96l.jpg', "
                                       "'Ärmel', NULL, 'Straße'), tack_search_key (NULL, NULL), "
                                       "tack_search_key ()",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, key);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 1), ==, "");
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 2), ==, "");
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search-key/matches", test_matches);
  g_test_add_func ("/search-key/in-sql", test_in_sql);

  return g_test_run ();
}
