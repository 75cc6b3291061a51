/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-database.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

#define DIR_VARIABLE "TACK_TEST_STORE"

static char *
dup_file (const char *dir)
{
  return g_build_filename (dir, "tackboard.db", NULL);
}

static GBytes *
read_file (const char *path)
{
  char              *contents;
  gsize              length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

/* Writes rows and closes, so that there is a file with something to lose. */
static void
make_store (const char *dir)
{
  g_autoptr (TackDatabase) database = tack_test_open (dir);

  tack_test_exec (database, "CREATE TABLE mine (number INTEGER, text TEXT);"
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 999)"
                            "INSERT INTO mine SELECT i, hex (randomblob (50)) FROM n");
}

static void
test_reopen (void)
{
  g_autofree char         *parent = tack_test_dup_dir ("parent");
  g_autofree char         *dir = g_build_filename (parent, "made", "on the way", NULL);
  g_autoptr (TackDatabase) database = NULL;

  make_store (dir);
  database = tack_test_open (dir);
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM mine"), ==, 999);
}

static void
test_opened_at_once (void)
{
  /* Window and command line, started together for the first time. */
  for (guint round = 0; round < 10; round++)
    {
      g_autofree char *name = g_strdup_printf ("store %u", round);
      g_autofree char *dir = tack_test_dup_dir (name);
      GAsyncResult    *results[4] = { NULL };

      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        tack_database_open_async (dir, NULL, tack_test_store_result, &results[i]);
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        {
          g_autoptr (TackDatabase) database = NULL;
          g_autoptr (GError)       error = NULL;

          tack_test_wait_result (results[i]);
          database = tack_database_open_finish (results[i], &error);
          g_assert_no_error (error);
          g_object_unref (results[i]);
        }
    }
}

static gboolean
insert_and_fail (sqlite3 *db, gpointer data, GError **error)
{
  g_assert_cmpint (sqlite3_exec (db, "INSERT INTO mine VALUES (-1, 'x')", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Changed my mind");

  return FALSE;
}

static void
test_roll_back (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) database = NULL;
  g_autoptr (GError)       error = NULL;

  make_store (dir);
  database = tack_test_open (dir);
  g_assert_false (tack_test_run (database, insert_and_fail, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM mine"), ==, 999);

  /* What failed leaves no transaction behind. */
  tack_test_exec (database, "INSERT INTO mine VALUES (-2, 'y')");
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM mine"), ==, 1000);
}

static gboolean
append_number (sqlite3 *db, gpointer data, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("INSERT INTO mine VALUES (%d, '')", GPOINTER_TO_INT (data));

  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK
         || tack_database_set_error (db, error);
}

static void
test_order (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) database = tack_test_open (dir);

  tack_test_exec (database, "CREATE TABLE mine (number INTEGER, text TEXT)");
  for (int i = 0; i < 100; i++)
    tack_database_run_async (database, append_number, GINT_TO_POINTER (i), NULL, NULL, NULL);

  g_assert_cmpint (tack_test_query_int (database,
                                        "SELECT count (*) FROM mine WHERE number = rowid - 1"),
                   ==, 100);
}

static void
test_left_alone (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) database = tack_test_open (dir);

  tack_test_exec (database, "CREATE TABLE mine (number INTEGER, text TEXT)");
  for (int i = 0; i < 20; i++)
    tack_database_run_async (database, append_number, GINT_TO_POINTER (i), NULL, NULL, NULL);
  g_clear_object (&database);

  /* What was begun is done although nobody holds the object any more. */
  database = tack_test_open (dir);
  tack_test_wait_until (tack_test_query_int (database, "SELECT count (*) FROM mine") == 20);
}

static void
test_lock (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) first = tack_test_open (dir);
  g_autoptr (TackDatabase) second = tack_test_open (dir);
  g_autoptr (GError)       error = NULL;

  g_assert_true (tack_database_try_lock (first, NULL));
  g_assert_true (tack_database_try_lock (first, NULL));
  g_assert_false (tack_database_try_lock (second, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);

  g_clear_object (&first);
  g_assert_true (tack_database_try_lock (second, NULL));
}

/* The other process: says whether it got the lock. */
static void
test_lock_elsewhere (void)
{
  g_autoptr (TackDatabase) database = tack_test_open (g_getenv (DIR_VARIABLE));

  g_print ("%s", tack_database_try_lock (database, NULL) ? "mine" : "taken");
}

static void
test_lock_process (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) database = tack_test_open (dir);

  g_setenv (DIR_VARIABLE, dir, TRUE);
  g_assert_true (tack_database_try_lock (database, NULL));
  g_test_trap_subprocess ("/database/lock-process/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*taken*");

  /* Both may read and write; only the queue is one process's. */
  g_clear_object (&database);
  g_test_trap_subprocess ("/database/lock-process/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*mine*");
}

/* Opening fails with a sentence that names the place, and the file is as it was. */
static void
assert_refused_and_left (const char *dir, const char *why)
{
  g_autofree char   *path = dup_file (dir);
  g_autoptr (GBytes) before = read_file (path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = tack_test_open_error (dir);

  g_test_message ("%s", error->message);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_assert_nonnull (strstr (error->message, dir));
  g_assert_nonnull (strstr (error->message, why));

  after = read_file (path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_newer (void)
{
  g_autofree char *dir = tack_test_dup_dir ("store");
  g_autofree char *path = dup_file (dir);
  sqlite3         *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE future (x); INSERT INTO future VALUES (1);"
                                 "PRAGMA user_version = 1000",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  assert_refused_and_left (dir, "newer version");
}

static void
test_foreign (void)
{
  g_autofree char *dir = tack_test_dup_dir ("store");
  g_autofree char *path = dup_file (dir);
  g_autofree char *text = g_strnfill (10000, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_refused_and_left (dir, "damaged");
}

static void
test_damaged (void)
{
  g_autofree char *dir = tack_test_dup_dir ("store");
  g_autofree char *path = dup_file (dir);
  g_autofree char *contents = NULL;
  gsize            length;

  make_store (dir);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 16384);
  memset (contents + length / 2, 0xa5, 8192);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  assert_refused_and_left (dir, "damaged");
}

static void
test_empty_file (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autofree char         *path = dup_file (dir);
  g_autoptr (TackDatabase) database = NULL;

  /* What a power cut at the first start leaves. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  database = tack_test_open (dir);
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM draft"), ==, 0);
}

static void
test_no_folder (void)
{
  g_autofree char   *parent = tack_test_dup_dir ("parent");
  g_autofree char   *file = g_build_filename (parent, "a file", NULL);
  g_autofree char   *dir = g_build_filename (file, "store", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  error = tack_test_open_error (dir);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_assert_nonnull (strstr (error->message, dir));
}

static void
test_unwritable (void)
{
  g_autofree char   *dir = tack_test_dup_dir ("store");
  g_autofree char   *path = dup_file (dir);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    /* Root may write everywhere; a folder in the place of the file is refused even to it. */
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  else
    g_assert_cmpint (g_chmod (dir, 0500), ==, 0);

  error = tack_test_open_error (dir);
  g_chmod (dir, 0700);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_assert_nonnull (strstr (error->message, dir));
}

static void
test_read_only_file (void)
{
  g_autofree char   *dir = tack_test_dup_dir ("store");
  g_autofree char   *path = dup_file (dir);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("Root may write everywhere");
      return;
    }

  make_store (dir);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  error = tack_test_open_error (dir);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_assert_nonnull (strstr (error->message, dir));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/database/reopen", test_reopen);
  g_test_add_func ("/database/opened-at-once", test_opened_at_once);
  g_test_add_func ("/database/roll-back", test_roll_back);
  g_test_add_func ("/database/order", test_order);
  g_test_add_func ("/database/left-alone", test_left_alone);
  g_test_add_func ("/database/lock", test_lock);
  g_test_add_func ("/database/lock-process", test_lock_process);
  g_test_add_func ("/database/lock-process/subprocess", test_lock_elsewhere);
  g_test_add_func ("/database/newer", test_newer);
  g_test_add_func ("/database/foreign", test_foreign);
  g_test_add_func ("/database/damaged", test_damaged);
  g_test_add_func ("/database/empty-file", test_empty_file);
  g_test_add_func ("/database/no-folder", test_no_folder);
  g_test_add_func ("/database/unwritable", test_unwritable);
  g_test_add_func ("/database/read-only-file", test_read_only_file);

  return g_test_run ();
}
