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
#include "drafts/tack-database-file.h"

#define LOCK_NAME "queue.lock"
#define PROBE_INTERVAL_MS 2000

struct _TackDatabase
{
  GObject parent_instance;

  char       *dir;
  TackWorker *worker;
  int         lock_fd; /* of the queue */
  gint64      turn;    /* of the queue, when its file was opened or taken */

  GMainContext *context;
  gboolean      is_blocked;

  GError          *block; /* the worker's, nullable: why a write failed that may work later */
  TackDatabaseFile file;  /* the worker's; its notice is anybody's once it is open */
};

typedef enum
{
  PROP_BLOCKED = 1,
  N_PROPS,
} TackDatabaseProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackDatabase, tack_database, G_TYPE_OBJECT)

static void
tack_database_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((TackDatabaseProperty) prop_id)
    {
    case PROP_BLOCKED:
      g_value_set_boolean (value, tack_database_is_blocked (TACK_DATABASE (object)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_database_finalize (GObject *object)
{
  TackDatabase *self = TACK_DATABASE (object);

  /* Waits for what was queued, so that closing is the last thing done with the handle. */
  g_clear_object (&self->worker);
  tack_database_file_close (&self->file);
  g_clear_error (&self->block);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_main_context_unref (self->context);
  g_free (self->dir);

  G_OBJECT_CLASS (tack_database_parent_class)->finalize (object);
}

static void
tack_database_class_init (TackDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_database_get_property;
  object_class->finalize = tack_database_finalize;

  properties[PROP_BLOCKED] = g_param_spec_boolean ("blocked", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tack_database_init (TackDatabase *self)
{
  self->lock_fd = -1;
  self->file = (TackDatabaseFile) TACK_DATABASE_FILE_INIT;
  self->context = g_main_context_ref_thread_default ();
  self->worker = tack_worker_new ("database");
}

/* What the system said of the last read or write. SQLite forgets it on its own way out, but the
 * file remembers: the log, for that is where changes go first. */
static int
get_system_code (sqlite3 *db)
{
  int           code = sqlite3_system_errno (db);
  sqlite3_file *log = NULL;

  if (code == 0
      && sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK
      && log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &code);

  return code;
}

/* A full disk has many names: only ENOSPC in the middle of a write is SQLITE_FULL. */
static gboolean
is_full (sqlite3 *db)
{
  int code = sqlite3_errcode (db);
  int system_code = code == SQLITE_IOERR ? get_system_code (db) : 0;

  return code == SQLITE_FULL || tack_error_is_full_disk (system_code);
}

gboolean
tack_database_set_error (sqlite3 *db, GError **error)
{
  int code = db != NULL ? sqlite3_errcode (db) : SQLITE_CANTOPEN;

  g_debug ("SQLite: %s", db != NULL ? sqlite3_errmsg (db) : "no memory");

  if (db != NULL && is_full (db))
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_WAIT,
                         _ (
                           "The disk is full: drafts and queue cannot be saved. Free some space."));
  else if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    g_set_error_literal (
      error, TACK_ERROR, TACK_ERROR_GIVE_UP,
      _ ("The file of drafts and queue is damaged. Start Tackboard again: it sets "
         "the file aside and begins a new one."));
  else if (code == SQLITE_BUSY)
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_WAIT,
                         _ ("Another program uses the file of drafts and queue."));
  else
    g_set_error_literal (error, TACK_ERROR, TACK_ERROR_GIVE_UP,
                         _ ("The file of drafts and queue cannot be written."));

  return FALSE;
}

static char *
dup_lock_path (TackDatabase *self)
{
  return g_build_filename (self->dir, LOCK_NAME, NULL);
}

/* How often the queue was taken so far, by whichever process: 0 before the first time. */
static gint64
read_turn (int fd)
{
  gint64 turn = 0;

  return pread (fd, &turn, sizeof turn, 0) == sizeof turn ? turn : 0;
}

/* Database thread. */
static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackDatabase    *self = task_data;
  g_autofree char *path = dup_lock_path (self);
  int              fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  GError          *error = NULL;

  /* Before anything is read: who takes the queue later must have seen what others did to it. */
  if (fd >= 0)
    {
      self->turn = read_turn (fd);
      close (fd);
    }

  if (tack_database_file_open (&self->file, self->dir, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
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

static void probed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
set_blocked (TackDatabase *self, gboolean is_blocked)
{
  if (self->is_blocked == is_blocked)
    return;

  self->is_blocked = is_blocked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLOCKED]);
}

/* Database thread. What a person types fits beside it, so that it is not full again at once; a mere
 * look at the disk would know nothing of quotas. */
static gboolean
fill_probe (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db,
                       "CREATE TABLE IF NOT EXISTS probe (room BLOB) STRICT; DELETE FROM probe;"
                       "INSERT INTO probe VALUES (zeroblob (256 * 1024))",
                       NULL, NULL, NULL)
           == SQLITE_OK
         || tack_database_set_error (db, error);
}

/* Database thread. */
static gboolean
drop_probe (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db, "DROP TABLE IF EXISTS probe", NULL, NULL, NULL) == SQLITE_OK
         || tack_database_set_error (db, error);
}

static gboolean
on_probe_due (gpointer user_data)
{
  g_autoptr (TackDatabase) self = g_weak_ref_get (user_data);

  if (self != NULL)
    tack_database_run_async (self, fill_probe, NULL, NULL, probed_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
schedule_probe (TackDatabase *self)
{
  g_autoptr (GSource) timer = g_timeout_source_new (PROBE_INTERVAL_MS);
  GWeakRef           *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_source_set_callback (timer, on_probe_due, weak, weak_ref_free);
  g_source_attach (timer, self->context);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackDatabase *self = TACK_DATABASE (source);

  if (!tack_database_run_finish (self, result, NULL))
    {
      schedule_probe (self);
      return;
    }

  tack_database_run_async (self, drop_probe, NULL, NULL, NULL, NULL);
  set_blocked (self, FALSE);
}

static gboolean
on_blocked (gpointer user_data)
{
  TackDatabase *self = user_data;

  if (!self->is_blocked)
    schedule_probe (self);
  set_blocked (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* Database thread. The main context hears of it before it hears of the failure itself. */
static void
tell_blocked (TackDatabase *self)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, on_blocked, g_object_ref (self), g_object_unref);
  g_source_attach (idle, self->context);
}

/* Database thread. A job whose draft could not be written before it fails for the same reason. */
static void
return_failure (TackDatabase *self, GTask *task, GError *error)
{
  if (self->block != NULL
      && sqlite3_extended_errcode (self->file.db) == SQLITE_CONSTRAINT_FOREIGNKEY)
    {
      g_error_free (error);
      error = g_error_copy (self->block);
    }
  if (g_error_matches (error, TACK_ERROR, TACK_ERROR_WAIT))
    {
      g_clear_error (&self->block);
      self->block = g_error_copy (error);
      tell_blocked (self);
    }
  g_task_return_error (task, error);
}

/* Database thread. */
static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackDatabase *self = source;
  Run          *run = task_data;
  GError       *error = NULL;

  if (sqlite3_exec (self->file.db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    {
      tack_database_set_error (self->file.db, &error);
      return_failure (self, task, error);
      return;
    }

  gboolean is_done = run->func (self->file.db, run->data, &error);
  if (is_done && sqlite3_exec (self->file.db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    is_done = tack_database_set_error (self->file.db, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    {
      return_failure (self, task, error);
      sqlite3_exec (self->file.db, "ROLLBACK", NULL, NULL, NULL);
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

const char *
tack_database_get_dir (TackDatabase *self)
{
  return self->dir;
}

const char *
tack_database_get_notice (TackDatabase *self)
{
  return self->file.notice;
}

gboolean
tack_database_is_blocked (TackDatabase *self)
{
  return self->is_blocked;
}

/* Returns: 0, or a number of errno. */
static int
take_turn (TackDatabase *self, int fd)
{
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    return errno;

  gint64 turn = read_turn (fd);
  if (turn != self->turn)
    return ESTALE;

  /* On a full disk the queue could not be changed either: nobody need learn of this turn. */
  turn++;
  if (pwrite (fd, &turn, sizeof turn, 0) == sizeof turn)
    self->turn = turn;

  return 0;
}

gboolean
tack_database_try_lock (TackDatabase *self, GError **error)
{
  static const struct
  {
    int            code;
    TackErrorClass error_class;
    const char    *sentence;
  } failures[] = {
    { EWOULDBLOCK, TACK_ERROR_WAIT,
      N_ ("Another Tackboard is already publishing from this queue.") },
    { ESTALE, TACK_ERROR_WAIT,
      N_ ("Another Tackboard has worked on this queue meanwhile. Start this one again to see it as "
          "it is now.") },
    { 0, TACK_ERROR_GIVE_UP, N_ ("The folder for drafts and queue cannot be written.") },
  };

  if (self->lock_fd >= 0)
    return TRUE;

  g_autofree char *path = dup_lock_path (self);
  int              fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int              code = fd >= 0 ? take_turn (self, fd) : errno;

  if (code == 0)
    {
      self->lock_fd = fd;
      return TRUE;
    }

  if (fd >= 0)
    close (fd);
  guint i = 0;
  while (failures[i].code != 0 && failures[i].code != code)
    i++;
  g_set_error_literal (error, TACK_ERROR, (int) failures[i].error_class, _ (failures[i].sentence));

  return FALSE;
}
