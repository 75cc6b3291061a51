/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-database.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sys/syscall.h>
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
fill (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db, "INSERT INTO mine VALUES (0, zeroblob (100000))", NULL, NULL, NULL)
           == SQLITE_OK
         || tack_database_set_error (db, error);
}

static gboolean
insert_stray_job (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db,
                       "INSERT INTO job (draft_id, position, state, resume, is_video, tries, polls,"
                       " intent_at, finished_at, error_status, error_code)"
                       " VALUES ('none', 0, 'waiting', 'waiting', 0, 0, 0, 0, 0, 0, 0)",
                       NULL, NULL, NULL)
           == SQLITE_OK
         || tack_database_set_error (db, error);
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

  /* What the first did to the queue, the second has not seen. */
  g_clear_object (&first);
  g_clear_error (&error);
  g_assert_false (tack_database_try_lock (second, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);

  g_autoptr (TackDatabase) third = tack_test_open (dir);
  g_assert_true (tack_database_try_lock (third, NULL));
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

static void
replace_middle (const char *path, gsize from, gsize length)
{
  g_autofree char *contents = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpuint (size, >, from + length);
  memset (contents + from, 0xa5, length);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
}

static void
spoil_header (const char *path)
{
  replace_middle (path, 0, 16);
}

static void
spoil_first_page (const char *path)
{
  replace_middle (path, 100, 2000);
}

static void
spoil_middle (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);

  replace_middle (path, g_bytes_get_size (bytes) / 2, 8192);
}

static void
cut (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);

  g_assert_cmpint (truncate (path, (off_t) g_bytes_get_size (bytes) / 2), ==, 0);
}

static void
put_text (const char *path)
{
  g_autofree char *text = g_strnfill (10000, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_database (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
put_foreign (const char *path)
{
  put_database (path, "CREATE TABLE bookmark (url); INSERT INTO bookmark VALUES ('x')");
}

static void
put_foreign_version (const char *path)
{
  put_database (path, "CREATE TABLE bookmark (url); PRAGMA user_version = 1");
}

static void
put_negative_version (const char *path)
{
  put_database (path, "CREATE TABLE draft (uri); PRAGMA user_version = -5");
}

static void
put_newer (const char *path)
{
  put_database (path, "CREATE TABLE future (x); PRAGMA user_version = 1000");
}

static void
put_folder (const char *path)
{
  g_autofree char *inside = g_build_filename (path, "kept", NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", 1, NULL));
}

/* What a crash of the file system may leave: all there is stands in the log. */
static void
empty_beside_log (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (g_file_set_contents (log_path, "the only copy", -1, NULL));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Returns: (transfer full): the sorted names of what was set aside in @dir. */
static GPtrArray *
list_kept (const char *dir, const char *reason)
{
  GPtrArray       *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *prefix = g_strdup_printf ("tackboard-%s-", reason);
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static const struct
{
  const char *name;
  void (*spoil) (const char *path);
  const char *reason;
} spoilers[] = {
  { "header", spoil_header, "damaged" },
  { "first-page", spoil_first_page, "damaged" },
  { "middle", spoil_middle, "damaged" },
  { "cut", cut, "damaged" },
  { "text", put_text, "damaged" },
  { "foreign", put_foreign, "damaged" },
  { "foreign-version", put_foreign_version, "damaged" },
  { "negative-version", put_negative_version, "damaged" },
  { "folder", put_folder, "damaged" },
  { "empty-beside-log", empty_beside_log, "damaged" },
  { "newer", put_newer, "newer" },
};

/* The file is kept as it is under a dated name that the person is told, and a new one is begun. */
static void
test_set_aside (gconstpointer data)
{
  guint                    i = GPOINTER_TO_UINT (data);
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autofree char         *path = dup_file (dir);
  gboolean                 is_folder = spoilers[i].spoil == put_folder;
  g_autoptr (TackDatabase) database = NULL;
  g_autoptr (GPtrArray)    kept = NULL;
  g_autoptr (GBytes)       before = NULL;

  make_store (dir);
  spoilers[i].spoil (path);
  if (!is_folder)
    before = read_file (path);

  database = tack_test_open (dir);
  kept = list_kept (dir, spoilers[i].reason);
  g_test_message ("%s", tack_database_get_notice (database));
  g_assert_cmpuint (kept->len, >=, 1);
  {
    g_autofree char *kept_path = g_build_filename (dir, g_ptr_array_index (kept, 0), NULL);
    g_autofree char *inside = g_build_filename (kept_path, is_folder ? "kept" : NULL, NULL);

    g_assert_nonnull (strstr (tack_database_get_notice (database), kept_path));
    if (is_folder)
      g_assert_true (g_file_test (inside, G_FILE_TEST_EXISTS));
    else
      {
        g_autoptr (GBytes) after = read_file (kept_path);
        g_assert_true (g_bytes_equal (before, after));
      }
  }

  /* The new one works, and nothing is said of it. */
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM draft"), ==, 0);
  tack_test_exec (database, "CREATE TABLE mine (number INTEGER)");
  g_clear_object (&database);
  database = tack_test_open (dir);
  g_assert_null (tack_database_get_notice (database));
  g_assert_cmpint (tack_test_query_int (database, "SELECT count (*) FROM mine"), ==, 0);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GBytes) bytes = read_file (from);

  g_assert_true (g_file_set_contents (to, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

static void
test_set_aside_log (void)
{
  /* A process that died left its last words in the log: they stay with the damaged file. */
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autofree char         *path = dup_file (dir);
  g_autofree char         *log_path = g_strconcat (path, "-wal", NULL);
  g_autofree char         *dead_dir = tack_test_dup_dir ("dead");
  g_autofree char         *dead_path = dup_file (dead_dir);
  g_autofree char         *dead_log_path = g_strconcat (dead_path, "-wal", NULL);
  g_autoptr (TackDatabase) living = NULL;
  g_autoptr (TackDatabase) database = NULL;
  g_autoptr (GPtrArray)    kept = NULL;
  g_autoptr (GBytes)       log = NULL;
  g_autoptr (GBytes)       kept_log = NULL;

  make_store (dir);
  living = tack_test_open (dir);
  tack_test_exec (living, "INSERT INTO mine VALUES (-1, 'last words')");
  copy_file (path, dead_path);
  copy_file (log_path, dead_log_path);
  spoil_middle (dead_path);
  log = read_file (dead_log_path);

  database = tack_test_open (dead_dir);
  g_assert_nonnull (tack_database_get_notice (database));
  kept = list_kept (dead_dir, "damaged");
  {
    g_autofree char *kept_path = g_build_filename (dead_dir, g_ptr_array_index (kept, 0), NULL);
    g_autofree char *kept_log_path = g_strconcat (kept_path, "-wal", NULL);

    kept_log = read_file (kept_log_path);
    g_assert_true (g_bytes_equal (log, kept_log));
  }
}

static void
test_set_aside_twice (void)
{
  /* Two on one day: the second name is another one. */
  g_autofree char      *dir = tack_test_dup_dir ("store");
  g_autofree char      *path = dup_file (dir);
  g_autoptr (GPtrArray) kept = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char         *text = g_strnfill (5000, (char) ('a' + i));
      g_autoptr (TackDatabase) database = NULL;

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      database = tack_test_open (dir);
      g_assert_nonnull (tack_database_get_notice (database));
    }

  kept = list_kept (dir, "damaged");
  g_assert_cmpuint (kept->len, ==, 3);
}

static void
test_set_aside_at_once (void)
{
  /* Window and command line find the same damage: one sets it aside, all go on with the new one. */
  for (guint round = 0; round < 10; round++)
    {
      g_autofree char      *name = g_strdup_printf ("store %u", round);
      g_autofree char      *dir = tack_test_dup_dir (name);
      g_autofree char      *path = dup_file (dir);
      TackDatabase         *databases[4] = { NULL };
      GAsyncResult         *results[4] = { NULL };
      guint                 n_notices = 0;
      g_autoptr (GPtrArray) kept = NULL;

      put_text (path);
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        tack_database_open_async (dir, NULL, tack_test_store_result, &results[i]);
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        {
          g_autoptr (GError) error = NULL;

          tack_test_wait_result (results[i]);
          databases[i] = tack_database_open_finish (results[i], &error);
          g_assert_no_error (error);
          g_object_unref (results[i]);
          n_notices += tack_database_get_notice (databases[i]) != NULL;
        }
      g_assert_cmpuint (n_notices, ==, 1);
      kept = list_kept (dir, "damaged");
      g_assert_cmpuint (kept->len, ==, 1);

      /* It is one file for all of them. */
      tack_test_exec (databases[0], "CREATE TABLE mine (number INTEGER)");
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        {
          g_assert_cmpint (tack_test_query_int (databases[i], "SELECT count (*) FROM mine"), ==, 0);
          g_object_unref (databases[i]);
        }
    }
}

static void
test_in_use (void)
{
  /* What another program has open is never taken from under it. */
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) newer = tack_test_open (dir);
  g_autoptr (GError)       error = NULL;
  g_autoptr (GPtrArray)    kept = NULL;

  tack_test_exec (newer, "PRAGMA user_version = 1000");
  error = tack_test_open_error (dir);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_nonnull (strstr (error->message, "newer version"));
  g_assert_nonnull (strstr (error->message, dir));
  kept = list_kept (dir, "newer");
  g_assert_cmpuint (kept->len, ==, 0);
  tack_test_exec (newer, "CREATE TABLE mine (number INTEGER)");
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

/* Even root is then no more than the owner of its files. */
static void
drop_rights (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct   none[2] = { 0 };

  g_assert_cmpint (syscall (SYS_capset, &header, none), ==, 0);
}

/* In a process of its own: says why the store cannot be opened. */
static void
test_forbidden_elsewhere (void)
{
  g_autoptr (GError) error = NULL;

  drop_rights ();
  error = tack_test_open_error (g_getenv (DIR_VARIABLE));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_print ("%s", error->message);
}

static void
test_forbidden (void)
{
  static const struct
  {
    const char *name;
    int         dir_mode;
    int         file_mode;
    gboolean    is_damaged;
  } CASES[] = {
    { "new", 0500, 0, FALSE },
    { "folder", 0500, 0600, FALSE },
    { "file", 0700, 0400, FALSE },
    { "damaged", 0500, 0600, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char   *dir = tack_test_dup_dir (CASES[i].name);
      g_autofree char   *path = dup_file (dir);
      g_autofree char   *pattern = g_strdup_printf ("*%s*cannot be written*", dir);
      g_autoptr (GBytes) before = NULL;

      if (CASES[i].file_mode != 0)
        {
          make_store (dir);
          if (CASES[i].is_damaged)
            put_text (path);
          before = read_file (path);
          g_assert_cmpint (g_chmod (path, (mode_t) CASES[i].file_mode), ==, 0);
        }
      g_assert_cmpint (g_chmod (dir, (mode_t) CASES[i].dir_mode), ==, 0);

      g_setenv (DIR_VARIABLE, dir, TRUE);
      g_test_trap_subprocess ("/database/forbidden/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
      g_chmod (dir, 0700);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stdout (pattern);
      if (before != NULL)
        {
          g_autoptr (GBytes) after = read_file (path);
          g_assert_true (g_bytes_equal (before, after));
        }
    }
}

static void
on_notify_blocked (TackDatabase *database, GParamSpec *pspec, GString *words)
{
  g_string_append (words, tack_database_is_blocked (database) ? "blocked " : "free ");
}

/* The pragmas answer with a row, which is none of ours. */
static gboolean
run_pragma (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db, data, NULL, NULL, NULL) == SQLITE_OK;
}

static void
test_blocked (void)
{
  g_autofree char         *dir = tack_test_dup_dir ("store");
  g_autoptr (TackDatabase) database = NULL;
  g_autoptr (GString)      words = g_string_new (NULL);
  g_autoptr (GError)       error = NULL;

  make_store (dir);
  database = tack_test_open (dir);
  g_signal_connect (database, "notify::blocked", G_CALLBACK (on_notify_blocked), words);

  /* A failure that does not pass is no reason to wait. */
  g_assert_false (tack_test_run (database, insert_and_fail, NULL, NULL));
  g_assert_false (tack_database_is_blocked (database));

  tack_test_run (database, run_pragma, (gpointer) "PRAGMA max_page_count = 1", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_false (tack_test_run (database, fill, NULL, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpstr (words->str, ==, "blocked ");
    }

  /* A job whose draft could not be written fails for the reason that the draft did. */
  g_clear_error (&error);
  g_assert_false (tack_test_run (database, insert_stray_job, NULL, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_nonnull (strstr (error->message, "full"));

  tack_test_run (database, run_pragma, (gpointer) "PRAGMA max_page_count = 99999", NULL);
  g_assert_true (tack_database_is_blocked (database));
  tack_test_wait_until (!tack_database_is_blocked (database));
  g_assert_cmpstr (words->str, ==, "blocked free ");
  g_assert_true (tack_test_run (database, fill, NULL, NULL));
  g_assert_cmpint (tack_test_query_int (database,
                                        "SELECT count (*) FROM sqlite_schema WHERE name = "
                                        "'probe'"),
                   ==, 0);
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
  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++)
    {
      g_autofree char *name = g_strconcat ("/database/set-aside/", spoilers[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_set_aside);
    }
  g_test_add_func ("/database/set-aside-log", test_set_aside_log);
  g_test_add_func ("/database/set-aside-twice", test_set_aside_twice);
  g_test_add_func ("/database/set-aside-at-once", test_set_aside_at_once);
  g_test_add_func ("/database/in-use", test_in_use);
  g_test_add_func ("/database/forbidden", test_forbidden);
  g_test_add_func ("/database/forbidden/subprocess", test_forbidden_elsewhere);
  g_test_add_func ("/database/blocked", test_blocked);
  g_test_add_func ("/database/empty-file", test_empty_file);
  g_test_add_func ("/database/no-folder", test_no_folder);

  return g_test_run ();
}
