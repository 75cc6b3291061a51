/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-worker.h"
#include "drafts/tack-schema.h"

#define DATABASE_NAME "tackboard.db"
#define LOCK_NAME "queue.lock"
/* Another process writes for milliseconds; this long only a stopped one holds the file. */
#define BUSY_TIMEOUT_MS 5000

struct _TackDatabase
{
  GObject parent_instance;

  char       *dir;
  TackWorker *worker;
  sqlite3    *db; /* the worker's */
  int         lock_fd;
};

G_DEFINE_FINAL_TYPE (TackDatabase, tack_database, G_TYPE_OBJECT)

static void
tack_database_finalize (GObject *object)
{
  TackDatabase *self = TACK_DATABASE (object);

  /* Waits for what was queued, so that closing is the last thing done with the handle. */
  g_clear_object (&self->worker);
  sqlite3_close (self->db);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->dir);

  G_OBJECT_CLASS (tack_database_parent_class)->finalize (object);
}

static void
tack_database_class_init (TackDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_database_finalize;
}

static void
tack_database_init (TackDatabase *self)
{
  self->lock_fd = -1;
  self->worker = tack_worker_new ("database");
}

gboolean
tack_database_set_error (sqlite3 *db, GError **error)
{
  int code = db != NULL ? sqlite3_errcode (db) : SQLITE_CANTOPEN;

  g_debug ("SQLite: %s", db != NULL ? sqlite3_errmsg (db) : "no memory");

  /* Growing the index of the log reports no SQLITE_FULL, only what the system said. */
  int system_code = db != NULL ? sqlite3_system_errno (db) : 0;
  if (code == SQLITE_FULL
      || (code == SQLITE_IOERR
          && (system_code == ENOSPC || system_code == EDQUOT || system_code == EFBIG)))
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_WAIT,
                         _ (
                           "The disk is full: drafts and queue cannot be saved. Free some space."));
  else if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
                         _ (
                           "The file of drafts and queue is damaged. It was left as it is: move it "
                           "away to begin anew."));
  else if (code == SQLITE_BUSY)
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_WAIT,
                         _ ("Another program uses the file of drafts and queue."));
  else
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
                         _ ("The file of drafts and queue cannot be written."));

  return FALSE;
}

/* Database thread. The sentence names the file, for the person has to find it. */
static gboolean
set_open_error (sqlite3 *db, const char *shown, GError **error)
{
  int code = sqlite3_errcode (db);

  if (code == SQLITE_FULL || code == SQLITE_BUSY)
    return tack_database_set_error (db, error);

  g_set_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
               code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_ROW
                 ? _ (
                   "“%s” is damaged, or no file of Tackboard. It was left as it is: move it away "
                   "to begin anew.")
                 : _ ("“%s” cannot be written: drafts and queue could not be kept."),
               shown);
  return FALSE;
}

/* Database thread. */
static gboolean
is_sound (sqlite3 *db, const char *shown, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, "PRAGMA quick_check (1)", -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW
      || g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0)
    return set_open_error (db, shown, error);

  return TRUE;
}

/* Database thread. SQLite gives up at once, whatever the timeout, when two programs change the
 * journal mode of a new file at the same moment. */
static gboolean
set_journal_mode (sqlite3 *db)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int    code;

  while ((code = sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) == SQLITE_BUSY
         && g_get_monotonic_time () < deadline)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);

  return code == SQLITE_OK;
}

/* Database thread. Nothing is written before it is clear that the file is ours, and of an age that
 * is understood. */
static gboolean
prepare (sqlite3 *db, const char *shown, GError **error)
{
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  if (!is_sound (db, shown, error) || !tack_schema_prepare (db, shown, error))
    return FALSE;

  /* FULL: what the runner was told is on disk must still be there after the power went. A file that
   * may only be read is opened all the same, so that is asked for by itself. */
  return (set_journal_mode (db)
          && sqlite3_exec (db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;", NULL, NULL,
                           NULL)
               == SQLITE_OK
          && sqlite3_db_readonly (db, "main") == 0)
         || set_open_error (db, shown, error);
}

/* Database thread. */
static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackDatabase    *self = task_data;
  g_autofree char *path = g_build_filename (self->dir, DATABASE_NAME, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *shown_dir = g_filename_display_name (self->dir);
  GError          *error = NULL;

  if (g_mkdir_with_parents (self->dir, 0700) != 0)
    g_task_return_new_error (task, TACK_ERROR, TACK_ERROR_GIVE_UP,
                             _ ("The folder “%s” for drafts and queue cannot be made."), shown_dir);
  else if (sqlite3_open_v2 (path, &self->db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
                            NULL)
           != SQLITE_OK)
    g_task_return_new_error (task, TACK_ERROR, TACK_ERROR_GIVE_UP,
                             _ ("The folder “%s” for drafts and queue cannot be written."),
                             shown_dir);
  else if (!prepare (self->db, shown, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
tack_database_open_async (const char         *dir,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask        *task = g_task_new (NULL, cancellable, callback, user_data);
  TackDatabase *self = g_object_new (TACK_TYPE_DATABASE, NULL);

  g_task_set_source_tag (task, tack_database_open_async);
  self->dir = g_strdup (dir);
  g_task_set_task_data (task, self, g_object_unref);
  tack_worker_push (self->worker, task, open_in_thread);
}

TackDatabase *
tack_database_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_database_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  TackDatabaseFunc func;
  gpointer         data;
  GDestroyNotify   destroy;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->destroy != NULL)
    run->destroy (run->data);
  g_free (run);
}

/* Database thread. */
static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackDatabase *self = source;
  Run          *run = task_data;
  GError       *error = NULL;

  if (sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    {
      tack_database_set_error (self->db, &error);
      g_task_return_error (task, error);
      return;
    }

  gboolean is_done = run->func (self->db, run->data, &error);
  if (is_done && sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    is_done = tack_database_set_error (self->db, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    {
      sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
      g_task_return_error (task, error);
    }
}

void
tack_database_run_async (TackDatabase       *self,
                         TackDatabaseFunc    func,
                         gpointer            data,
                         GDestroyNotify      destroy,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Run   *run = g_new (Run, 1);

  run->func = func;
  run->data = data;
  run->destroy = destroy;
  g_task_set_source_tag (task, tack_database_run_async);
  g_task_set_task_data (task, run, run_free);
  tack_worker_push (self->worker, task, run_in_thread);
}

gboolean
tack_database_run_finish (TackDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
tack_database_get_run_data (GAsyncResult *result)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  return run->data;
}

gboolean
tack_database_try_lock (TackDatabase *self, GError **error)
{
  if (self->lock_fd >= 0)
    return TRUE;

  g_autofree char *path = g_build_filename (self->dir, LOCK_NAME, NULL);
  int              fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      self->lock_fd = fd;
      return TRUE;
    }

  int code = errno;
  if (fd >= 0)
    close (fd);
  g_set_error_literal (error, TACK_ERROR,
                       code == EWOULDBLOCK ? TACK_ERROR_WAIT : TACK_ERROR_GIVE_UP,
                       code == EWOULDBLOCK
                         ? _ ("Another Tackboard is already publishing from this queue.")
                         : _ ("The folder for drafts and queue cannot be written."));
  return FALSE;
}
