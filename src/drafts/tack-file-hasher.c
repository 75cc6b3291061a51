/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-file-hasher.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

#define PIECE_BYTES (256 * 1024)
#define NICE 10

struct _TackFileHasher
{
  GObject parent_instance;

  TackDatabase *database;
  GThreadPool  *pool;    /* of GTask */
  GCancellable *closing; /* the hasher's own: all that is under way ends with it */
  GHashTable   *known;   /* uri → Known */
};

G_DEFINE_FINAL_TYPE (TackFileHasher, tack_file_hasher, G_TYPE_OBJECT)

typedef struct
{
  gint64 size;
  gint64 mtime_us;
  char  *sha256;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->sha256);
  g_free (known);
}

static GHashTable *
known_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
}

typedef struct
{
  GWeakRef       hasher;  /* input */
  GFile         *file;    /* input */
  TackMediaInfo *info;    /* input */
  GCancellable  *closing; /* input */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_weak_ref_clear (&request->hasher);
  g_object_unref (request->file);
  tack_media_info_unref (request->info);
  g_object_unref (request->closing);
  g_free (request);
}

static gboolean
is_called_off (Request *request, GCancellable *cancellable, GError **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error)
         || g_cancellable_set_error_if_cancelled (request->closing, error);
}

/* Returns: (transfer full) (nullable): the hash of all that can be read. */
static char *
read_hash (Request *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (request->file, cancellable, error);
  g_autoptr (GChecksum)        checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar           *piece = g_malloc (PIECE_BYTES);
  gssize                       n_read = -1;

  while (stream != NULL && !is_called_off (request, cancellable, error)
         && (n_read = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE_BYTES, cancellable,
                                           error))
              > 0)
    {
      g_checksum_update (checksum, piece, n_read);
      n_read = -1;
    }

  return n_read == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* The thread of the pool, which is nobody else's. */
static void
hash_in_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask)  task = data;
  Request           *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), NICE);

  g_autofree char *sha256 = read_hash (request, g_task_get_cancellable (task), &error);
  if (sha256 == NULL)
    g_task_return_error (task, tack_error_from_file (error, request->file));
  else if (tack_media_info_is_current (request->info, request->file))
    g_task_return_pointer (task, g_steal_pointer (&sha256), g_free);
  else
    {
      g_autofree char *name = tack_human_file (request->file);
      g_task_return_error (task, tack_error_new (TACK_ERROR_FIX,
                                                 _ ("“%s” has changed since it was drafted. Look "
                                                    "at the draft again."),
                                                 name));
    }
}

static void
tack_file_hasher_dispose (GObject *object)
{
  TackFileHasher *self = TACK_FILE_HASHER (object);

  g_cancellable_cancel (self->closing);

  G_OBJECT_CLASS (tack_file_hasher_parent_class)->dispose (object);
}

static void
tack_file_hasher_finalize (GObject *object)
{
  TackFileHasher *self = TACK_FILE_HASHER (object);

  /* Each ends at its next piece. */
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->closing);
  g_clear_object (&self->database);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (tack_file_hasher_parent_class)->finalize (object);
}

static void
tack_file_hasher_class_init (TackFileHasherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tack_file_hasher_dispose;
  object_class->finalize = tack_file_hasher_finalize;
}

static void
tack_file_hasher_init (TackFileHasher *self)
{
  /* Exclusive: a thread that is shared would be slow for others too. */
  self->pool = g_thread_pool_new (hash_in_thread, NULL, 1, TRUE, NULL);
  self->closing = g_cancellable_new ();
  self->known = known_table_new ();
}

TackFileHasher *
tack_file_hasher_new (TackDatabase *database)
{
  TackFileHasher *self = g_object_new (TACK_TYPE_FILE_HASHER, NULL);

  self->database = g_object_ref (database);

  return self;
}


/* Database thread. Files that no draft is about any more are forgotten. */
static gboolean
read_known (sqlite3 *db, gpointer data, GError **error)
{
  GHashTable              *table = data;
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (sqlite3_exec (db,
                    "DELETE FROM file_hash WHERE uri NOT IN "
                    "(SELECT uri FROM draft WHERE uri IS NOT NULL)",
                    NULL, NULL, NULL)
        != SQLITE_OK
      || sqlite3_prepare_v2 (db, "SELECT uri, size, mtime_us, sha256 FROM file_hash", -1, &rows,
                             NULL)
           != SQLITE_OK)
    return tack_database_set_error (db, error);

  int status;
  while ((status = sqlite3_step (rows)) == SQLITE_ROW)
    {
      Known *known = g_new (Known, 1);

      known->size = sqlite3_column_int64 (rows, 1);
      known->mtime_us = sqlite3_column_int64 (rows, 2);
      known->sha256 = g_strdup ((const char *) sqlite3_column_text (rows, 3));
      g_hash_table_insert (table, g_strdup ((const char *) sqlite3_column_text (rows, 0)), known);
    }

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackFileHasher   *self = g_task_get_source_object (task);
  GError           *error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_hash_table_unref (self->known);
  self->known = g_hash_table_ref (tack_database_get_run_data (result));
  g_task_return_boolean (task, TRUE);
}

void
tack_file_hasher_load_async (TackFileHasher *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tack_file_hasher_load_async);
  tack_database_run_async (self->database, read_known, known_table_new (),
                           (GDestroyNotify) g_hash_table_unref, loaded_cb, task);
}

gboolean
tack_file_hasher_load_finish (TackFileHasher *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
tack_file_hasher_find (TackFileHasher *self, GFile *file, const TackMediaInfo *info)
{
  g_autofree char *uri = g_file_get_uri (file);
  const Known     *known = g_hash_table_lookup (self->known, uri);

  return known != NULL && known->size == info->size && known->mtime_us == info->mtime_us
           ? known->sha256
           : NULL;
}


typedef struct
{
  char  *uri;
  Known *known;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->uri);
  known_free (row->known);
  g_free (row);
}

/* Database thread. */
static gboolean
write_known (sqlite3 *db, gpointer data, GError **error)
{
  static const char *const sql[] = {
    "INSERT OR REPLACE INTO file_hash (uri, size, mtime_us, sha256) VALUES (?1, ?2, ?3, ?4)",
    "UPDATE history SET sha256 = ?4 WHERE sha256 IS NULL AND uri = ?1 AND size = ?2 AND "
    "mtime_us = ?3",
  };
  const Row *row = data;

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (sqlite3_stmt) statement = NULL;

      if (sqlite3_prepare_v2 (db, sql[i], -1, &statement, NULL) != SQLITE_OK)
        return tack_database_set_error (db, error);
      sqlite3_bind_text (statement, 1, row->uri, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, row->known->size);
      sqlite3_bind_int64 (statement, 3, row->known->mtime_us);
      sqlite3_bind_text (statement, 4, row->known->sha256, -1, SQLITE_STATIC);
      if (sqlite3_step (statement) != SQLITE_DONE)
        return tack_database_set_error (db, error);
    }

  return TRUE;
}

static Known *
known_new (const TackMediaInfo *info, const char *sha256)
{
  Known *known = g_new (Known, 1);

  known->size = info->size;
  known->mtime_us = info->mtime_us;
  known->sha256 = g_strdup (sha256);

  return known;
}

/* What cannot be written is computed again one day: nobody has to hear of it. */
static void
learn (TackFileHasher *self, GFile *file, const TackMediaInfo *info, const char *sha256)
{
  Row *row = g_new (Row, 1);

  row->uri = g_file_get_uri (file);
  row->known = known_new (info, sha256);
  g_hash_table_insert (self->known, g_strdup (row->uri), known_new (info, sha256));
  tack_database_run_async (self->database, write_known, row, row_free, NULL, NULL);
}

static void
hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)          task = user_data;
  Request                   *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (TackFileHasher) self = g_weak_ref_get (&request->hasher);
  GError                    *error = NULL;
  char                      *sha256 = g_task_propagate_pointer (G_TASK (result), &error);

  if (sha256 == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self != NULL)
    learn (self, request->file, request->info, sha256);
  g_task_return_pointer (task, sha256, g_free);
}

static Request *
request_new (TackFileHasher *self, GFile *file, const TackMediaInfo *info)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->hasher, self);
  request->file = g_object_ref (file);
  request->info = tack_media_info_ref ((TackMediaInfo *) info);
  request->closing = g_object_ref (self->closing);

  return request;
}

void
tack_file_hasher_hash_async (TackFileHasher      *self,
                             GFile               *file,
                             const TackMediaInfo *info,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  /* Neither task holds the hasher: its last reference must not go on its thread. */
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GTask *work = g_task_new (NULL, cancellable, hashed_cb, task);

  g_task_set_source_tag (task, tack_file_hasher_hash_async);
  g_task_set_task_data (work, request_new (self, file, info), request_free);
  g_thread_pool_push (self->pool, work, NULL);
}

char *
tack_file_hasher_hash_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_file_hasher_hash_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
