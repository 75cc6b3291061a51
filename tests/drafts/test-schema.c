/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-schema.h"

#include "drafts/tack-database-file.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

/* A store of each version that ever was, with drafts and jobs in it, is in `stores/version-N.sql`.
 * Who adds a migration adds the store of the version that it brings: the last file and what is new
 * since. They all tell the same of drafts and jobs. */

static char *
dup_sql (int version)
{
  g_autofree char   *name = g_strdup_printf ("version-%d.sql", version);
  g_autofree char   *path = g_test_build_filename (G_TEST_DIST, "drafts", "stores", name, NULL);
  g_autoptr (GError) error = NULL;
  char              *sql = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);

  return sql;
}

static void
make_old (const char *dir, const char *sql)
{
  g_autofree char *path = tack_database_file_dup_path (dir);
  sqlite3         *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_migrate (void)
{
  for (int version = 1; version <= tack_schema_get_latest (); version++)
    {
      g_autofree char           *name = g_strdup_printf ("store %d", version);
      g_autofree char           *dir = tack_test_dup_dir (name);
      g_autofree char           *sql = dup_sql (version);
      g_autoptr (TackDatabase)   database = NULL;
      g_autoptr (TackDraftStore) store = NULL;
      g_autoptr (TackDraft)      draft = NULL;

      make_old (dir, sql);
      database = tack_test_open (dir);
      g_assert_null (tack_database_get_notice (database));
      g_assert_cmpint (tack_test_query_int (database, "PRAGMA user_version"), ==,
                       tack_schema_get_latest ());

      store = tack_test_load (database);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 3);
      draft = g_list_model_get_item (G_LIST_MODEL (store), 0);
      g_assert_cmpstr (tack_draft_get_title (draft), ==, "Grüner Tee “Sencha”");
      g_assert_cmpstr (tack_draft_get_description (draft), ==, "Two\nlines");
      g_assert_cmpstr (tack_draft_get_board_name (draft), ==, "Ceramics");
      g_assert_cmpint (tack_draft_get_kind (draft), ==, TACK_MEDIA_IMAGE);
      g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM job"), ==, 2);
      g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM job WHERE intent_at = "
                                                      "1764000000000 AND state = 'doubtful'"),
                       ==, 1);

      /* What was published before there was a history is in it. */
      g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM history"), ==, 1);
      g_assert_cmpint (tack_test_query_int (database,
                                            "SELECT count (*) FROM history WHERE "
                                            "pin_id = '813744226420795884' AND title = 'ÄRMEL' AND "
                                            "size = 12345 AND published_at = 1764000002000 AND "
                                            "instr (search_key, 'ärmel') AND "
                                            "instr (search_key, 'öl.jpg') AND "
                                            "instr (search_key, 'glazes')"),
                       ==, 1);

      /* Drafts that stood next to each other have room between them. */
      g_assert_cmpint (tack_test_query_int (database,
                                            "SELECT position FROM draft WHERE id = 'd-3'"),
                       ==, 2048);
      g_assert_cmpint (tack_draft_get_cover_key_frame (draft), ==, -1);
      g_assert_null (tack_draft_get_slides (draft));
      g_assert_null (tack_draft_get_mended_file (draft));
      g_assert_false (tack_draft_get_keep_details (draft));

      /* A migrated store takes what a new one takes. */
      tack_draft_set_title (draft, "Edited");
      g_assert_true (tack_test_flush (store));
    }
}

static gboolean
read_tables (sqlite3 *db, gpointer data, GError **error)
{
  GString                 *text = data;
  g_autoptr (sqlite3_stmt) rows = NULL;

  g_assert_cmpint (
    sqlite3_prepare_v2 (db,
                        "SELECT m.type, m.name, c.name, c.type, c.\"notnull\", c.pk "
                        "FROM sqlite_schema m LEFT JOIN pragma_table_info (m.name) c "
                        "ORDER BY 1, 2, 3",
                        -1, &rows, NULL),
    ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      for (int i = 0; i < 6; i++)
        g_string_append_printf (text, "%s ", (const char *) sqlite3_column_text (rows, i));
      g_string_append_c (text, '\n');
    }

  return TRUE;
}

static void
test_same_tables (void)
{
  /* However old a store is, it ends with the tables of a new one. */
  g_autofree char         *dir = tack_test_dup_dir ("new");
  g_autoptr (TackDatabase) fresh = tack_test_open (dir);
  g_autoptr (GString)      expected = g_string_new (NULL);

  tack_test_run (fresh, read_tables, expected, NULL);
  for (int version = 1; version <= tack_schema_get_latest (); version++)
    {
      g_autofree char         *name = g_strdup_printf ("store %d", version);
      g_autofree char         *old_dir = tack_test_dup_dir (name);
      g_autofree char         *sql = dup_sql (version);
      g_autoptr (TackDatabase) database = NULL;
      g_autoptr (GString)      tables = g_string_new (NULL);

      make_old (old_dir, sql);
      database = tack_test_open (old_dir);
      tack_test_run (database, read_tables, tables, NULL);
      g_assert_cmpstr (tables->str, ==, expected->str);
    }
}

static void
test_cut_short (void)
{
  /* A migration that cannot end leaves the old store, which is whole. */
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autofree char         *sql = dup_sql (1);
  g_autofree char         *path = tack_database_file_dup_path (dir);
  g_autoptr (GError)       error = NULL;
  g_autoptr (TackDatabase) database = NULL;
  sqlite3                 *other = NULL;

  make_old (dir, sql);
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA journal_mode = WAL; PRAGMA max_page_count = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_false (tack_schema_migrate (other, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (tack_schema_get_version (other), ==, 1);
  g_assert_true (tack_schema_is_ours (other));
  sqlite3_close (other);

  database = tack_test_open (dir);
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM draft"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/schema/migrate", test_migrate);
  g_test_add_func ("/schema/same-tables", test_same_tables);
  g_test_add_func ("/schema/cut-short", test_cut_short);

  return g_test_run ();
}
