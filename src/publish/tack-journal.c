/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-journal.h"

#include "base/tack-json.h"

/* The queue in SQL. What stands here survives the process, and nothing else does. */

/* A daily cap looks back to midnight, wherever the clock of the computer has been moved to. */
#define INTENT_AGE_MAX_MS (48 * 3600 * G_GINT64_CONSTANT (1000))

TackJournalEntry *
tack_journal_entry_new (TackJob *job)
{
  TackJournalEntry *self = g_new0 (TackJournalEntry, 1);
  TackUpload       *upload = tack_job_get_upload (job);

  self->draft_id = g_strdup (tack_job_get_id (job));
  self->position = tack_job_get_position (job);
  self->step = tack_job_get_step (job);
  self->upload = upload != NULL ? tack_json_object_to_string (tack_upload_get_json (upload)) : NULL;
  self->upload_file = tack_job_get_upload_file (job);
  self->uploaded_at = tack_job_get_uploaded_at (job);
  self->pin_id = g_strdup (tack_job_get_pin_id (job));
  self->pin_url = g_strdup (tack_job_get_pin_url (job));
  self->finished_at = tack_job_get_finished_at (job);
  if (tack_job_get_error (job) != NULL)
    self->error = g_error_copy (tack_job_get_error (job));
  if (self->step.state == TACK_STATE_PUBLISHED && self->pin_id != NULL)
    self->published = tack_history_entry_new (job);

  return self;
}

void
tack_journal_entry_free (TackJournalEntry *self)
{
  g_free (self->draft_id);
  g_free (self->upload);
  g_free (self->pin_id);
  g_free (self->pin_url);
  g_clear_error (&self->error);
  g_clear_object (&self->published);
  g_free (self);
}

static TackUpload *
upload_from_text (const char *text)
{
  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? tack_upload_new_from_json (json_node_get_object (node))
           : NULL;
}

void
tack_journal_entry_apply (const TackJournalEntry *self, TackJob *job)
{
  tack_job_set_position (job, self->position);
  tack_job_set_step (job, self->step);
  tack_job_set_error (job, self->error);
  if (self->pin_id != NULL)
    tack_job_set_published (job, self->pin_id, self->pin_url, self->finished_at);
  if (self->upload == NULL)
    return;

  g_autoptr (TackUpload) upload = upload_from_text (self->upload);
  tack_job_set_upload (job, upload);
  /* One of an earlier version is taken for the file's. */
  if (self->upload_file.size > 0)
    tack_job_set_upload_file (job, self->upload_file);
  tack_job_set_uploaded_at (job, self->uploaded_at);
}

TackJournal *
tack_journal_new (void)
{
  TackJournal *self = g_new0 (TackJournal, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tack_journal_entry_free);
  self->intents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
tack_journal_free (TackJournal *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_hash_table_unref);
  g_clear_error (&self->hold);
  g_free (self);
}


#define COLUMNS                                                                                    \
  "draft_id, state, resume, is_video, tries, polls, upload, intent_at, pin_id, pin_url, "          \
  "finished_at, error_class, error_message, error_status, error_code, error_reason, "              \
  "error_request_id, uploaded_at, upload_size, upload_mtime_us, is_returned, position"

#define UPSERT                                                                                     \
  "INSERT INTO job (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "      \
  "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) "                                             \
  "ON CONFLICT (draft_id) DO UPDATE SET state = ?2, resume = ?3, is_video = ?4, tries = ?5, "      \
  "polls = ?6, upload = ?7, intent_at = ?8, pin_id = ?9, pin_url = ?10, finished_at = ?11, "       \
  "error_class = ?12, error_message = ?13, error_status = ?14, error_code = ?15, "                 \
  "error_reason = ?16, error_request_id = ?17, uploaded_at = ?18, upload_size = ?19, "             \
  "upload_mtime_us = ?20, is_returned = ?21"

/* Steps through each of @items with what @bind makes of it. */
static gboolean
run_for_each (sqlite3    *db,
              const char *sql,
              GPtrArray  *items,
              void (*bind) (sqlite3_stmt *statement, gconstpointer item),
              GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; i < items->len; i++)
    {
      bind (statement, g_ptr_array_index (items, i));
      if (sqlite3_step (statement) != SQLITE_DONE)
        return tack_database_set_error (db, error);
      sqlite3_reset (statement);
    }

  return TRUE;
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
bind_entry (sqlite3_stmt *statement, gconstpointer item)
{
  const TackJournalEntry *entry = item;
  const TackErrorDetails *details = tack_error_get_details (entry->error);
  const GError           *error = entry->error;

  bind_text (statement, 1, entry->draft_id);
  bind_text (statement, 2, tack_state_to_nick (entry->step.state));
  bind_text (statement, 3, tack_state_to_nick (entry->step.resume));
  sqlite3_bind_int (statement, 4, entry->step.is_video);
  sqlite3_bind_int64 (statement, 5, entry->step.tries);
  sqlite3_bind_int64 (statement, 6, entry->step.polls);
  bind_text (statement, 7, entry->upload);
  sqlite3_bind_int64 (statement, 8, entry->step.intent_at);
  bind_text (statement, 9, entry->pin_id);
  bind_text (statement, 10, entry->pin_url);
  sqlite3_bind_int64 (statement, 11, entry->finished_at);
  bind_text (statement, 12,
             error != NULL ? tack_error_class_to_nick (tack_error_get_class (error)) : NULL);
  bind_text (statement, 13, error != NULL ? error->message : NULL);
  sqlite3_bind_int64 (statement, 14, details->status);
  sqlite3_bind_int64 (statement, 15, details->code);
  bind_text (statement, 16, details->reason);
  bind_text (statement, 17, details->request_id);
  sqlite3_bind_int64 (statement, 18, entry->uploaded_at);
  sqlite3_bind_int64 (statement, 19, entry->upload_file.size);
  sqlite3_bind_int64 (statement, 20, entry->upload_file.mtime_us);
  sqlite3_bind_int (statement, 21, entry->is_returned);
  sqlite3_bind_int64 (statement, 22, entry->position);
}

static void
bind_intent (sqlite3_stmt *statement, gconstpointer item)
{
  const TackJournalEntry *entry = item;

  bind_text (statement, 1, entry->draft_id);
  sqlite3_bind_int64 (statement, 2, entry->step.intent_at);
}

/* Kept apart from the jobs: a job that is cleared has made its Pin today all the same. */
static gboolean
write_intents (sqlite3 *db, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) intended = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (entries, i);
      g_ptr_array_add (entry->step.intent_at != 0 ? intended : others, entry);
    }

  return run_for_each (db,
                       "INSERT INTO create_intent (draft_id, at) VALUES (?1, ?2) "
                       "ON CONFLICT (draft_id) DO UPDATE SET at = ?2",
                       intended, bind_intent, error)
         && run_for_each (db, "DELETE FROM create_intent WHERE draft_id = ?1 AND ?2 = 0", others,
                          bind_intent, error);
}

static gboolean
write_history (sqlite3 *db, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->published != NULL && !tack_history_entry_insert (entry->published, db, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tack_journal_write (sqlite3 *db, gpointer data, GError **error)
{
  return run_for_each (db, UPSERT, data, bind_entry, error) && write_intents (db, data, error)
         && write_history (db, data, error);
}

static void
bind_position (sqlite3_stmt *statement, gconstpointer item)
{
  const TackJournalEntry *entry = item;

  bind_text (statement, 1, entry->draft_id);
  sqlite3_bind_int64 (statement, 2, entry->position);
}

gboolean
tack_journal_move (sqlite3 *db, gpointer data, GError **error)
{
  return run_for_each (db, "UPDATE job SET position = ?2 WHERE draft_id = ?1", data, bind_position,
                       error);
}

static void
bind_id (sqlite3_stmt *statement, gconstpointer item)
{
  bind_text (statement, 1, item);
}

gboolean
tack_journal_delete (sqlite3 *db, gpointer data, GError **error)
{
  return run_for_each (db, "DELETE FROM job WHERE draft_id = ?1", data, bind_id, error);
}

static void
bind_hold (sqlite3_stmt *statement, gconstpointer item)
{
  const GError *hold = item;

  bind_text (statement, 1, tack_error_class_to_nick (tack_error_get_class (hold)));
  bind_text (statement, 2, hold->message);
}

gboolean
tack_journal_write_hold (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) holds = g_ptr_array_new ();

  if (data != NULL)
    g_ptr_array_add (holds, data);

  return (sqlite3_exec (db, "DELETE FROM hold", NULL, NULL, NULL) == SQLITE_OK
          || tack_database_set_error (db, error))
         && run_for_each (db, "INSERT INTO hold (error_class, error_message) VALUES (?1, ?2)",
                          holds, bind_hold, error);
}


static char *
dup_column (sqlite3_stmt *row, int index)
{
  return g_strdup ((const char *) sqlite3_column_text (row, index));
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

static void
read_entry (sqlite3_stmt *row, TackJournal *journal)
{
  TackJournalEntry *entry = g_new0 (TackJournalEntry, 1);

  entry->draft_id = dup_column (row, 0);
  entry->step = tack_step_init (sqlite3_column_int (row, 3));
  tack_state_from_nick ((const char *) sqlite3_column_text (row, 1), &entry->step.state);
  tack_state_from_nick ((const char *) sqlite3_column_text (row, 2), &entry->step.resume);
  entry->step.tries = (guint) sqlite3_column_int (row, 4);
  entry->step.polls = (guint) sqlite3_column_int (row, 5);
  entry->upload = dup_column (row, 6);
  entry->step.intent_at = sqlite3_column_int64 (row, 7);
  entry->pin_id = dup_column (row, 8);
  entry->pin_url = dup_column (row, 9);
  entry->finished_at = sqlite3_column_int64 (row, 10);
  entry->error = error_from_row (row);
  entry->step.error_class = tack_error_get_class (entry->error);
  entry->uploaded_at = sqlite3_column_int64 (row, 17);
  entry->upload_file.size = sqlite3_column_int64 (row, 18);
  entry->upload_file.mtime_us = sqlite3_column_int64 (row, 19);
  entry->is_returned = sqlite3_column_int (row, 20);
  entry->position = sqlite3_column_int64 (row, 21);
  g_ptr_array_add (journal->entries, entry);
}

static void
read_intent (sqlite3_stmt *row, TackJournal *journal)
{
  gint64 *at = g_new (gint64, 1);

  *at = sqlite3_column_int64 (row, 1);
  g_hash_table_replace (journal->intents, dup_column (row, 0), at);
}

static void
read_hold (sqlite3_stmt *row, TackJournal *journal)
{
  const char *nick = (const char *) sqlite3_column_text (row, 0);

  g_clear_error (&journal->hold);
  journal->hold = tack_error_new (tack_error_class_from_nick (nick), "%s",
                                  (const char *) sqlite3_column_text (row, 1));
}

static gboolean
read_each (sqlite3    *db,
           const char *sql,
           void (*read) (sqlite3_stmt *row, TackJournal *journal),
           TackJournal *journal,
           GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);

  int status;
  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    read (statement, journal);

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

gboolean
tack_journal_read (sqlite3 *db, gpointer data, GError **error)
{
  gint64           oldest = g_get_real_time () / 1000 - INTENT_AGE_MAX_MS;
  g_autofree char *prune
    = g_strdup_printf ("DELETE FROM create_intent WHERE at < %" G_GINT64_FORMAT, oldest);

  return (sqlite3_exec (db, prune, NULL, NULL, NULL) == SQLITE_OK
          || tack_database_set_error (db, error))
         && read_each (db, "SELECT " COLUMNS " FROM job ORDER BY position, rowid", read_entry, data,
                       error)
         && read_each (db, "SELECT draft_id, at FROM create_intent", read_intent, data, error)
         && read_each (db, "SELECT error_class, error_message FROM hold", read_hold, data, error);
}
