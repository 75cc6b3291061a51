/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-database-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "drafts/tack-database.h"
#include "drafts/tack-schema.h"
#include "drafts/tack-search-key.h"
#include "drafts/tack-set-aside.h"

#define DATABASE_NAME "tackboard.db"
/* Held shared by all who have the database open, and alone by who sets it aside. */
#define LOCK_NAME "store.lock"
/* Another process writes for milliseconds; this long only a stopped one holds the file. */
#define BUSY_TIMEOUT_MS 5000
/* Another process that finds the same file unfit lets go of it in less; one that works with it
 * never. */
#define IN_USE_TIMEOUT_MS 1000
#define PAUSE_US (10 * G_TIME_SPAN_MILLISECOND)

typedef enum
{
  FIT,
  UNREADABLE, /* for reasons outside the file: not ours to set aside */
  DAMAGED,    /* or no file of ours */
  NEWER,
} Fitness;

/* What SQLite said last: whether it is the file's own fault. It has nothing to say against another
 * program's tables, or that they are not ours. */
static Fitness
judge_code (sqlite3 *db)
{
  int code = sqlite3_errcode (db);

  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR
             || code == SQLITE_OK
           ? DAMAGED
           : UNREADABLE;
}

/* Whether every page is where it belongs. */
static Fitness
judge_pages (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) check = NULL;

  if (sqlite3_prepare_v2 (db, "PRAGMA quick_check (1)", -1, &check, NULL) != SQLITE_OK
      || sqlite3_step (check) != SQLITE_ROW)
    return judge_code (db);

  return g_strcmp0 ((const char *) sqlite3_column_text (check, 0), "ok") == 0 ? FIT : DAMAGED;
}

/* The version comes first: a newer one may hold what this SQLite takes for damage. */
static Fitness
judge (sqlite3 *db)
{
  int version = tack_schema_get_version (db);

  if (version > tack_schema_get_latest ())
    return NEWER;
  if (version < 0)
    return judge_code (db);

  Fitness pages = judge_pages (db);
  if (pages == FIT && !tack_schema_is_ours (db))
    return judge_code (db);

  return pages;
}

/* What must not be opened at all: a folder, a pipe, or a database that lost everything but its log,
 * which SQLite would take for a new one, and delete the log. */
static gboolean
is_hopeless (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  GStatBuf         facts;
  GStatBuf         log_facts;

  if (g_stat (path, &facts) != 0)
    return FALSE;

  return !S_ISREG (facts.st_mode)
         || (facts.st_size == 0 && g_stat (log_path, &log_facts) == 0 && log_facts.st_size > 0);
}

static gboolean
set_cannot_write (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
               _ ("“%s” cannot be written: drafts and queue could not be kept."), shown);

  return FALSE;
}

/* A full disk and a busy file pass; of the rest the person has to know which file it is. */
static gboolean
set_open_error (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GError) told = NULL;

  tack_database_set_error (db, &told);
  if (tack_error_get_class (told) != TACK_ERROR_WAIT)
    return set_cannot_write (path, error);

  g_propagate_error (error, g_steal_pointer (&told));
  return FALSE;
}

static void
close_database (TackDatabaseFile *self)
{
  sqlite3_close (g_steal_pointer (&self->db));
}

/* SQLite gives up at once, whatever the timeout, when two programs change the journal mode of a new
 * file at the same moment. */
static gboolean
set_journal_mode (sqlite3 *db)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int    code;

  while ((code = sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) == SQLITE_BUSY
         && g_get_monotonic_time () < deadline)
    g_usleep (PAUSE_US);

  return code == SQLITE_OK;
}

/* Makes a fit database ready for work. */
static gboolean
prepare (sqlite3 *db, const char *path, GError **error)
{
  if (!tack_schema_migrate (db, error))
    return FALSE;

  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  /* FULL: what the runner was told is on disk must still be there after the power went. A file that
   * may only be read is opened all the same, so that is asked for by itself. */
  return (set_journal_mode (db)
          && sqlite3_exec (db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;", NULL, NULL,
                           NULL)
               == SQLITE_OK
          && sqlite3_db_readonly (db, "main") == 0)
         || set_open_error (db, path, error);
}

/* Nothing is written before it is clear that the file is ours, and of an age that is understood.
 * @error is set for UNREADABLE alone. */
static Fitness
try_open (TackDatabaseFile *self, const char *path, GError **error)
{
  if (is_hopeless (path))
    return DAMAGED;
  if (sqlite3_open_v2 (path, &self->db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, NULL)
      != SQLITE_OK)
    {
      set_cannot_write (path, error);
      close_database (self);
      return UNREADABLE;
    }

  /* Else closing would put the log into a damaged file. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  tack_search_key_register (self->db);
  Fitness fitness = judge (self->db);
  if (fitness == UNREADABLE)
    set_open_error (self->db, path, error);
  else if (fitness == FIT && !prepare (self->db, path, error))
    fitness = UNREADABLE;
  if (fitness != FIT)
    close_database (self);

  return fitness;
}

/* Nobody else has it open now. Somebody may have set it aside a moment ago. */
static Fitness
replace (TackDatabaseFile *self, const char *path, GError **error)
{
  Fitness fitness = try_open (self, path, error);
  if (fitness == FIT || fitness == UNREADABLE)
    return fitness;

  gboolean         is_newer = fitness == NEWER;
  g_autofree char *kept = tack_set_aside (path, is_newer ? "newer" : "damaged");
  if (kept == NULL)
    {
      set_cannot_write (path, error);
      return UNREADABLE;
    }

  g_autofree char *shown = g_filename_display_name (kept);
  self->notice
    = g_strdup_printf (is_newer ? _ ("The drafts and queue are from a newer version of Tackboard. "
                                     "They are kept in “%s”, and a new file was begun.")
                                : _ ("The file of drafts and queue was damaged. It is kept as "
                                     "“%s”, and a new one was begun."),
                       shown);

  return try_open (self, path, error);
}

static gboolean
set_in_use (Fitness fitness, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, TACK_ERROR, TACK_ERROR_WAIT,
               fitness == NEWER
                 ? _ ("“%s” is from a newer version of Tackboard, which has it open. "
                      "Close that one first.")
                 : _ ("“%s” is damaged, but another Tackboard has it open. Close "
                      "that one first."),
               shown);

  return FALSE;
}

static gboolean
lock (TackDatabaseFile *self, int operation)
{
  int status;

  do
    status = flock (self->lock_fd, operation);
  while (status != 0 && errno == EINTR);

  return status == 0;
}

/* Several may find the same file unfit at the same moment; one of them sets it aside, and the
 * others find what that one began. */
static gboolean
open_locked (TackDatabaseFile *self, const char *path, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + IN_USE_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;

  while (TRUE)
    {
      /* Who holds it alone only moves some files. */
      if (!lock (self, LOCK_SH))
        return set_cannot_write (path, error);

      Fitness fitness = try_open (self, path, error);
      if (fitness == FIT || fitness == UNREADABLE)
        return fitness == FIT;

      lock (self, LOCK_UN);
      if (lock (self, LOCK_EX | LOCK_NB))
        {
          fitness = replace (self, path, error);
          lock (self, LOCK_SH);
          return fitness == FIT;
        }
      if (g_get_monotonic_time () > deadline)
        return set_in_use (fitness, path, error);
      g_usleep (PAUSE_US);
    }
}

char *
tack_database_file_dup_path (const char *dir)
{
  return g_build_filename (dir, DATABASE_NAME, NULL);
}

gboolean
tack_database_file_open (TackDatabaseFile *self, const char *dir, GError **error)
{
  g_autofree char *path = tack_database_file_dup_path (dir);
  g_autofree char *lock_path = g_build_filename (dir, LOCK_NAME, NULL);
  g_autofree char *shown_dir = g_filename_display_name (dir);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
                   _ ("The folder “%s” for drafts and queue cannot be made."), shown_dir);
      return FALSE;
    }

  self->lock_fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    {
      g_set_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
                   _ ("The folder “%s” for drafts and queue cannot be written."), shown_dir);
      return FALSE;
    }

  return open_locked (self, path, error);
}

void
tack_database_file_close (TackDatabaseFile *self)
{
  close_database (self);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
  g_clear_pointer (&self->notice, g_free);
}
