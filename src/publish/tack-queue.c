/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue.h"

#include "base/tack-json.h"
#include "publish/tack-history-entry.h"

struct _TackQueue
{
  GObject parent_instance;

  TackDraftStore *drafts;
  GListStore     *jobs;
  gint64          next_position;

  /* What could not be written, to be tried again when the database can. */
  GHashTable *unwritten; /* id of a job → gint64 *position */
  GPtrArray  *undeleted; /* ids */
};

enum
{
  PUBLISHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TackQueue,
                               tack_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
tack_queue_get_item_type (GListModel *model)
{
  return TACK_TYPE_JOB;
}

static guint
tack_queue_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TACK_QUEUE (model)->jobs));
}

static gpointer
tack_queue_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TACK_QUEUE (model)->jobs), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tack_queue_get_item_type;
  iface->get_n_items = tack_queue_get_n_items;
  iface->get_item = tack_queue_get_item;
}

static void
on_jobs_items_changed (GListModel *model,
                       guint       position,
                       guint       removed,
                       guint       added,
                       gpointer    user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
tack_queue_finalize (GObject *object)
{
  TackQueue *self = TACK_QUEUE (object);

  g_clear_object (&self->drafts);
  g_clear_object (&self->jobs);
  g_hash_table_unref (self->unwritten);
  g_ptr_array_unref (self->undeleted);

  G_OBJECT_CLASS (tack_queue_parent_class)->finalize (object);
}

static void
tack_queue_class_init (TackQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_queue_finalize;

  signals[PUBLISHED]
    = g_signal_new ("published", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, TACK_TYPE_JOB, TACK_TYPE_HISTORY_ENTRY);
}

static void
tack_queue_init (TackQueue *self)
{
  self->jobs = g_list_store_new (TACK_TYPE_JOB);
  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->undeleted = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->jobs, "items-changed", G_CALLBACK (on_jobs_items_changed), self);
}

static void on_database_notify_blocked (TackQueue *self);

TackQueue *
tack_queue_new (TackDraftStore *drafts)
{
  TackQueue *self = g_object_new (TACK_TYPE_QUEUE, NULL);

  self->drafts = g_object_ref (drafts);
  g_signal_connect_object (tack_draft_store_get_database (drafts), "notify::blocked",
                           G_CALLBACK (on_database_notify_blocked), self, G_CONNECT_SWAPPED);

  return self;
}

TackDraftStore *
tack_queue_get_drafts (TackQueue *self)
{
  return self->drafts;
}


/* A job's row as plain values, for the way to and from the database thread. */
typedef struct
{
  char    *draft_id;
  TackStep step;
  char    *upload;
  gint64   intent_at;
  char    *pin_id;
  char    *pin_url;
  gint64   finished_at;
  GError  *error;
  gint64   position;

  TackHistoryEntry *entry; /* nullable: of a published one */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->draft_id);
  g_free (row->upload);
  g_free (row->pin_id);
  g_free (row->pin_url);
  g_clear_error (&row->error);
  g_clear_object (&row->entry);
  g_free (row);
}

static Row *
row_new (TackJob *job, gint64 position)
{
  Row        *row = g_new0 (Row, 1);
  TackUpload *upload = tack_job_get_upload (job);

  row->draft_id = g_strdup (tack_job_get_id (job));
  row->step = tack_job_get_step (job);
  row->upload = upload != NULL ? tack_json_object_to_string (tack_upload_get_json (upload)) : NULL;
  row->intent_at = tack_job_get_intent_at (job);
  row->pin_id = g_strdup (tack_job_get_pin_id (job));
  row->pin_url = g_strdup (tack_job_get_pin_url (job));
  row->finished_at = tack_job_get_finished_at (job);
  row->error = tack_job_get_error (job) != NULL ? g_error_copy (tack_job_get_error (job)) : NULL;
  row->position = position;
  if (row->step.state == TACK_STATE_PUBLISHED && row->pin_id != NULL)
    row->entry = tack_history_entry_new (job);

  return row;
}

#define COLUMNS                                                                                    \
  "draft_id, state, resume, is_video, tries, polls, upload, intent_at, pin_id, pin_url, "          \
  "finished_at, error_class, error_message, error_status, error_code, error_reason, "              \
  "error_request_id"

#define UPSERT                                                                                     \
  "INSERT INTO job (" COLUMNS ", position) VALUES "                                                \
  "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) "             \
  "ON CONFLICT (draft_id) DO UPDATE SET state = ?2, resume = ?3, is_video = ?4, tries = ?5, "      \
  "polls = ?6, upload = ?7, intent_at = ?8, pin_id = ?9, pin_url = ?10, finished_at = ?11, "       \
  "error_class = ?12, error_message = ?13, error_status = ?14, error_code = ?15, "                 \
  "error_reason = ?16, error_request_id = ?17"

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
bind_row (sqlite3_stmt *statement, const Row *row)
{
  const TackErrorDetails *details = tack_error_get_details (row->error);

  bind_text (statement, 1, row->draft_id);
  bind_text (statement, 2, tack_state_to_nick (row->step.state));
  bind_text (statement, 3, tack_state_to_nick (row->step.resume));
  sqlite3_bind_int (statement, 4, row->step.is_video);
  sqlite3_bind_int64 (statement, 5, row->step.tries);
  sqlite3_bind_int64 (statement, 6, row->step.polls);
  bind_text (statement, 7, row->upload);
  sqlite3_bind_int64 (statement, 8, row->intent_at);
  bind_text (statement, 9, row->pin_id);
  bind_text (statement, 10, row->pin_url);
  sqlite3_bind_int64 (statement, 11, row->finished_at);
  bind_text (statement, 12,
             row->error != NULL ? tack_error_class_to_nick (tack_error_get_class (row->error))
                                : NULL);
  bind_text (statement, 13, row->error != NULL ? row->error->message : NULL);
  sqlite3_bind_int64 (statement, 14, details->status);
  sqlite3_bind_int64 (statement, 15, details->code);
  bind_text (statement, 16, details->reason);
  bind_text (statement, 17, details->request_id);
  sqlite3_bind_int64 (statement, 18, row->position);
}

/* Database thread. A published job and its entry in the history are there together or not at all.
 */
static gboolean
write_rows (sqlite3 *db, gpointer data, GError **error)
{
  GPtrArray               *rows = data;
  g_autoptr (sqlite3_stmt) upsert = NULL;

  if (sqlite3_prepare_v2 (db, UPSERT, -1, &upsert, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      bind_row (upsert, row);
      if (sqlite3_step (upsert) != SQLITE_DONE)
        return tack_database_set_error (db, error);
      sqlite3_reset (upsert);
      if (row->entry != NULL && !tack_history_entry_insert (row->entry, db, error))
        return FALSE;
    }

  return TRUE;
}

/* Database thread. */
static gboolean
delete_rows (sqlite3 *db, gpointer data, GError **error)
{
  GPtrArray               *ids = data;
  g_autoptr (sqlite3_stmt) remove = NULL;

  if (sqlite3_prepare_v2 (db, "DELETE FROM job WHERE draft_id = ?1", -1, &remove, NULL)
      != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; i < ids->len; i++)
    {
      bind_text (remove, 1, g_ptr_array_index (ids, i));
      if (sqlite3_step (remove) != SQLITE_DONE)
        return tack_database_set_error (db, error);
      sqlite3_reset (remove);
    }

  return TRUE;
}

static char *
dup_column (sqlite3_stmt *statement, int index)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, index));
}

static GError *
error_from_row (sqlite3_stmt *row)
{
  const char *message = (const char *) sqlite3_column_text (row, 12);
  if (message == NULL)
    return NULL;

  TackErrorDetails details = {
    .status = (guint) sqlite3_column_int (row, 13),
    .code = sqlite3_column_int (row, 14),
    .reason = (char *) sqlite3_column_text (row, 15),
    .request_id = (char *) sqlite3_column_text (row, 16),
    .retry_after_ms = -1,
  };
  const char *nick = (const char *) sqlite3_column_text (row, 11);

  return tack_error_new_with_details (tack_error_class_from_nick (nick), &details, message);
}

static Row *
row_from_statement (sqlite3_stmt *statement)
{
  Row *row = g_new0 (Row, 1);

  row->draft_id = dup_column (statement, 0);
  row->step = tack_step_init (sqlite3_column_int (statement, 3));
  tack_state_from_nick ((const char *) sqlite3_column_text (statement, 1), &row->step.state);
  tack_state_from_nick ((const char *) sqlite3_column_text (statement, 2), &row->step.resume);
  row->step.tries = (guint) sqlite3_column_int (statement, 4);
  row->step.polls = (guint) sqlite3_column_int (statement, 5);
  row->upload = dup_column (statement, 6);
  row->intent_at = sqlite3_column_int64 (statement, 7);
  row->pin_id = dup_column (statement, 8);
  row->pin_url = dup_column (statement, 9);
  row->finished_at = sqlite3_column_int64 (statement, 10);
  row->error = error_from_row (statement);
  row->step.error_class = tack_error_get_class (row->error);
  row->position = sqlite3_column_int64 (statement, 17);

  return row;
}

/* Database thread. */
static gboolean
read_rows (sqlite3 *db, gpointer data, GError **error)
{
  GPtrArray               *rows = data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT " COLUMNS ", position FROM job ORDER BY position, rowid", -1,
                          &statement, NULL)
      != SQLITE_OK)
    return tack_database_set_error (db, error);

  int status;
  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (rows, row_from_statement (statement));

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

static TackJob *
job_from_row (TackQueue *self, const Row *row)
{
  TackDraft *draft = tack_draft_store_find (self->drafts, row->draft_id);
  if (draft == NULL)
    return NULL;

  TackJob *job = tack_job_new (draft);
  tack_job_set_step (job, row->step);
  tack_job_set_error (job, row->error);
  tack_job_set_intent_at (job, row->intent_at);
  if (row->pin_id != NULL)
    tack_job_set_published (job, row->pin_id, row->pin_url, row->finished_at);
  if (row->upload != NULL)
    {
      g_autoptr (GBytes)     bytes = g_bytes_new (row->upload, strlen (row->upload));
      g_autoptr (JsonNode)   node = tack_json_parse (bytes, NULL);
      g_autoptr (TackUpload) upload = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                                        ? tack_upload_new_from_json (json_node_get_object (node))
                                        : NULL;
      tack_job_set_upload (job, upload);
    }

  return job;
}

/* A process that died while it queued or unqueued leaves drafts that no job has: they go back to be
 * edited. */
static void
return_stray_drafts (TackQueue *self)
{
  GListModel            *drafts = G_LIST_MODEL (self->drafts);
  g_autoptr (GHashTable) owned = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      g_hash_table_add (owned, tack_job_get_draft (job));
    }
  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);
      if (!g_hash_table_contains (owned, draft))
        tack_draft_set_queued (draft, FALSE);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackQueue        *self = g_task_get_source_object (task);
  GError           *error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  GPtrArray            *rows = tack_database_get_run_data (result);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      Row     *row = g_ptr_array_index (rows, i);
      TackJob *job = job_from_row (self, row);

      if (job != NULL)
        g_ptr_array_add (jobs, job);
      self->next_position = MAX (self->next_position, row->position + 1);
    }
  g_list_store_splice (self->jobs, 0, 0, jobs->pdata, jobs->len);
  return_stray_drafts (self);
  g_task_return_boolean (task, TRUE);
}

void
tack_queue_load_async (TackQueue *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tack_queue_load_async);
  tack_database_run_async (tack_draft_store_get_database (self->drafts), read_rows,
                           g_ptr_array_new_with_free_func (row_free),
                           (GDestroyNotify) g_ptr_array_unref, loaded_cb, task);
}

gboolean
tack_queue_load_finish (TackQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A write that nobody waits for. It does not hold the queue. */
typedef struct
{
  GWeakRef        queue;
  TackDraftStore *drafts;
} Write;

static Write *
write_new (TackQueue *self)
{
  Write *write = g_new (Write, 1);

  g_weak_ref_init (&write->queue, self);
  write->drafts = g_object_ref (self->drafts);

  return write;
}

/* Returns: (transfer full) (nullable): the queue. */
static TackQueue *
write_end (Write *write, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  TackQueue         *self = g_weak_ref_get (&write->queue);

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    g_signal_emit_by_name (write->drafts, "save-failed", error);
  g_weak_ref_clear (&write->queue);
  g_object_unref (write->drafts);
  g_free (write);

  return self;
}

/* A job that was never written keeps the position it was to have; of another the row knows it. */
static void
keep_unwritten (TackQueue *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (!g_hash_table_contains (self->unwritten, row->draft_id))
        g_hash_table_insert (self->unwritten, g_strdup (row->draft_id),
                             g_memdup2 (&row->position, sizeof row->position));
    }
}

static void
tell_published (TackQueue *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (row->entry != NULL && tack_history_entry_get_row_id (row->entry) > 0)
        g_signal_emit (self, signals[PUBLISHED], 0, row->entry);
    }
}

static void
jobs_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean              is_written = !g_task_had_error (G_TASK (result));
  g_autoptr (TackQueue) self = write_end (user_data, source, result);
  GPtrArray            *rows = tack_database_get_run_data (result);

  if (self == NULL)
    return;
  if (is_written)
    tell_published (self, rows);
  else
    keep_unwritten (self, rows);
}

/* Writes new jobs. The rows of the drafts have to be there before those of their jobs refer to
 * them. */
static void
write_jobs (TackQueue *self, GPtrArray *rows)
{
  tack_draft_store_flush_async (self->drafts, NULL, NULL);
  tack_database_run_async (tack_draft_store_get_database (self->drafts), write_rows, rows,
                           (GDestroyNotify) g_ptr_array_unref, jobs_written_cb, write_new (self));
}

static void
jobs_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean              is_deleted = !g_task_had_error (G_TASK (result));
  g_autoptr (TackQueue) self = write_end (user_data, source, result);
  GPtrArray            *ids = tack_database_get_run_data (result);

  for (guint i = 0; self != NULL && !is_deleted && i < ids->len; i++)
    g_ptr_array_add (self->undeleted, g_strdup (g_ptr_array_index (ids, i)));
}

static void
delete_jobs (TackQueue *self, GPtrArray *ids)
{
  tack_database_run_async (tack_draft_store_get_database (self->drafts), delete_rows, ids,
                           (GDestroyNotify) g_ptr_array_unref, jobs_deleted_cb, write_new (self));
}

/* The jobs as they are now: some may have got further since, and a draft that was returned may have
 * been queued anew. */
static void
on_database_notify_blocked (TackQueue *self)
{
  if (tack_database_is_blocked (tack_draft_store_get_database (self->drafts)))
    return;

  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  GPtrArray *undeleted = self->undeleted;
  self->undeleted = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      const char         *id = tack_job_get_id (job);
      const gint64       *position = g_hash_table_lookup (self->unwritten, id);
      guint               index;

      if (position != NULL)
        g_ptr_array_add (rows, row_new (job, *position));
      if (g_ptr_array_find_with_equal_func (undeleted, id, g_str_equal, &index))
        g_ptr_array_remove_index_fast (undeleted, index);
    }
  g_hash_table_remove_all (self->unwritten);
  delete_jobs (self, undeleted);
  write_jobs (self, rows);
}

void
tack_queue_add (TackQueue *self, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray            *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (drafts, i);

      /* It has its job: a second one would be a second Pin. */
      if (tack_draft_get_queued (draft))
        continue;

      TackJob *job = tack_job_new (draft);
      tack_draft_set_queued (draft, TRUE);
      g_ptr_array_add (jobs, job);
      g_ptr_array_add (rows, row_new (job, self->next_position++));
    }

  write_jobs (self, rows);
  g_list_store_splice (self->jobs, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)), 0,
                       jobs->pdata, jobs->len);
}

void
tack_queue_remove (TackQueue *self, GPtrArray *jobs)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray)  published = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)  returned = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)  kept = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray             *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob   *job = g_ptr_array_index (jobs, i);
      TackDraft *draft = tack_job_get_draft (job);
      gboolean   is_published = tack_job_get_state (job) == TACK_STATE_PUBLISHED;

      /* The history does not have it yet: it stays until it could be written. */
      if (is_published && g_hash_table_contains (self->unwritten, tack_job_get_id (job)))
        continue;
      g_hash_table_add (gone, job);
      g_ptr_array_add (is_published ? published : returned, g_object_ref (draft));
      /* A published one's row goes with its draft's, not before it: a crash in between would leave
       * a draft that looks as if it was never published. */
      if (!is_published)
        g_ptr_array_add (ids, g_strdup (tack_job_get_id (job)));
    }

  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      if (!g_hash_table_contains (gone, job))
        g_ptr_array_add (kept, g_object_ref (job));
    }
  g_list_store_splice (self->jobs, 0, n_jobs, kept->pdata, kept->len);

  delete_jobs (self, ids);
  tack_draft_store_remove (self->drafts, published);
  for (guint i = 0; i < returned->len; i++)
    tack_draft_set_queued (g_ptr_array_index (returned, i), FALSE);
}

typedef struct
{
  GStrv       pin_ids; /* input */
  GHashTable *taken;   /* output */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_strfreev (look->pin_ids);
  g_hash_table_unref (look->taken);
  g_free (look);
}

/* Database thread. */
static gboolean
find_taken (sqlite3 *db, gpointer data, GError **error)
{
  Look                    *look = data;
  g_autoptr (sqlite3_stmt) find = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT 1 FROM history WHERE pin_id = ?1", -1, &find, NULL)
      != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; look->pin_ids[i] != NULL; i++)
    {
      bind_text (find, 1, look->pin_ids[i]);
      int status = sqlite3_step (find);
      if (status == SQLITE_ROW)
        g_hash_table_add (look->taken, g_strdup (look->pin_ids[i]));
      else if (status != SQLITE_DONE)
        return tack_database_set_error (db, error);
      sqlite3_reset (find);
    }

  return TRUE;
}

static void
taken_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackQueue        *self = g_task_get_source_object (task);
  Look             *look = tack_database_get_run_data (result);
  GError           *error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* What is published but not written yet. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (tack_job_get_pin_id (job) != NULL)
        g_hash_table_add (look->taken, g_strdup (tack_job_get_pin_id (job)));
    }
  g_task_return_pointer (task, g_hash_table_ref (look->taken), (GDestroyNotify) g_hash_table_unref);
}

void
tack_queue_find_taken_async (TackQueue          *self,
                             GStrv               pin_ids,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Look  *look = g_new (Look, 1);

  g_task_set_source_tag (task, tack_queue_find_taken_async);
  look->pin_ids = g_strdupv (pin_ids);
  look->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tack_database_run_async (tack_draft_store_get_database (self->drafts), find_taken, look,
                           look_free, taken_found_cb, task);
}

GHashTable *
tack_queue_find_taken_finish (TackQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackQueue        *self = g_task_get_source_object (task);
  GPtrArray        *rows = tack_database_get_run_data (result);
  GError           *error = NULL;

  if (tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      tell_published (self, rows);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      keep_unwritten (self, rows);
      g_task_return_error (task, error);
    }
}

void
tack_queue_save_async (TackQueue          *self,
                       TackJob            *job,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask     *task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  g_task_set_source_tag (task, tack_queue_save_async);
  g_ptr_array_add (rows, row_new (job, 0));
  tack_database_run_async (tack_draft_store_get_database (self->drafts), write_rows, rows,
                           (GDestroyNotify) g_ptr_array_unref, saved_cb, task);
}

gboolean
tack_queue_save_finish (TackQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

TackQueueSummary
tack_queue_summarize (TackQueue *self)
{
  TackQueueSummary summary = { 0 };
  double           fractions = 0;

  summary.total = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  for (guint i = 0; i < summary.total; i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      TackState           state = tack_job_get_state (job);

      fractions += tack_job_get_fraction (job);
      if (state == TACK_STATE_PUBLISHED)
        summary.published++;
      else if (state == TACK_STATE_FAILED || state == TACK_STATE_DOUBTFUL)
        summary.needs_you++;
      else if (state == TACK_STATE_WAITING || state == TACK_STATE_PAUSED)
        summary.waiting++;
      else if (state != TACK_STATE_CANCELLED)
        summary.running++;

      if (!tack_state_is_over (state))
        {
          summary.bytes_sent += tack_job_get_sent (job);
          summary.bytes_total += tack_job_get_total (job);
        }
    }
  summary.fraction = summary.total > 0 ? fractions / summary.total : 0;

  return summary;
}
