/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue-private.h"

/* What of the queue survives the process, and how it gets to the disk. */

static TackJob *
job_from_entry (TackQueue *self, const TackJournalEntry *entry)
{
  TackDraft *draft = tack_draft_store_find (self->drafts, entry->draft_id);
  if (draft == NULL)
    return NULL;

  TackJob *job = tack_job_new (draft);
  tack_journal_entry_apply (entry, job);

  return job;
}

/* A process that died while it queued or unqueued leaves drafts that no job has: they go back to be
 * edited. Who only looks while another process queues may think so too early: it is set right. */
static void
settle_drafts (TackQueue *self)
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
      tack_draft_set_queued (draft, g_hash_table_contains (owned, draft));
    }
}

/* The creates that count today are known without asking the disk. */
static void
note_intent (TackQueue *self, TackJob *job)
{
  gint64  at = tack_job_get_step (job).intent_at;
  gint64 *copy;

  if (at == 0)
    {
      g_hash_table_remove (self->intents, tack_job_get_id (job));
      return;
    }

  copy = g_new (gint64, 1);
  *copy = at;
  g_hash_table_replace (self->intents, g_strdup (tack_job_get_id (job)), copy);
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

  TackJournal          *journal = tack_database_get_run_data (result);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < journal->entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (journal->entries, i);
      TackJob          *job = job_from_entry (self, entry);

      if (job != NULL && entry->is_returned)
        g_hash_table_replace (self->returned, g_strdup (entry->draft_id), job);
      else if (job != NULL)
        g_ptr_array_add (jobs, job);
      self->next_position = MAX (self->next_position, entry->position + 1);
    }
  g_hash_table_unref (self->intents);
  self->intents = g_steal_pointer (&journal->intents);
  g_clear_error (&self->hold);
  self->hold = g_steal_pointer (&journal->hold);
  g_list_store_splice (self->jobs, 0, 0, jobs->pdata, jobs->len);
  settle_drafts (self);
  g_task_return_boolean (task, TRUE);
}

void
tack_queue_load_async (TackQueue *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tack_queue_load_async);
  tack_database_run_async (tack_draft_store_get_database (self->drafts), tack_journal_read,
                           tack_journal_new (), (GDestroyNotify) tack_journal_free, loaded_cb,
                           task);
}

gboolean
tack_queue_load_finish (TackQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}


static GPtrArray *
entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tack_journal_entry_free);
}

static GPtrArray *
ids_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* @entries: could not be written. */
static void
keep_unwritten (TackQueue *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (entries, i);
      g_hash_table_add (self->unwritten, g_strdup (entry->draft_id));
    }
}

/* What has become a Pin, and was not one on the disk before. */
static void
tell_published (TackQueue *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->published != NULL && tack_history_entry_get_row_id (entry->published) > 0)
        tack_queue_tell_published (self, entry->published);
    }
}

/* A write that nobody waits for. It does not hold the queue. */
typedef struct
{
  GWeakRef        queue;
  TackDraftStore *drafts;
  GPtrArray      *ids;     /* what has to be written again when this fails */
  GPtrArray      *entries; /* nullable: what is written */
} Behind;

static void
written_behind_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Behind               *behind = user_data;
  g_autoptr (TackQueue) self = g_weak_ref_get (&behind->queue);
  g_autoptr (GError)    error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      for (guint i = 0; self != NULL && i < behind->ids->len; i++)
        g_hash_table_add (self->unwritten, g_strdup (g_ptr_array_index (behind->ids, i)));
      g_signal_emit_by_name (behind->drafts, "save-failed", error);
    }
  else if (self != NULL && behind->entries != NULL)
    tell_published (self, behind->entries);

  g_clear_pointer (&behind->entries, g_ptr_array_unref);
  g_weak_ref_clear (&behind->queue);
  g_object_unref (behind->drafts);
  g_ptr_array_unref (behind->ids);
  g_free (behind);
}

/* @ids: (transfer full) */
static Behind *
write_behind (TackQueue       *self,
              TackDatabaseFunc func,
              gpointer         data,
              GDestroyNotify   destroy,
              GPtrArray       *ids)
{
  Behind *behind = g_new0 (Behind, 1);

  g_weak_ref_init (&behind->queue, self);
  behind->drafts = g_object_ref (self->drafts);
  behind->ids = ids;
  tack_database_run_async (tack_draft_store_get_database (self->drafts), func, data, destroy,
                           written_behind_cb, behind);

  return behind;
}

/* @entries: (transfer full) */
static void
write_entries (TackQueue *self, TackDatabaseFunc func, GPtrArray *entries)
{
  GPtrArray *ids = ids_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      TackJournalEntry *entry = g_ptr_array_index (entries, i);
      g_ptr_array_add (ids, g_strdup (entry->draft_id));
    }

  Behind *behind = write_behind (self, func, entries, (GDestroyNotify) g_ptr_array_unref, ids);
  behind->entries = g_ptr_array_ref (entries);
}

static GPtrArray *
entries_for (GPtrArray *jobs)
{
  GPtrArray *entries = entries_new ();

  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (entries, tack_journal_entry_new (g_ptr_array_index (jobs, i)));

  return entries;
}

/* Database thread. Some may be there already, given back before. */
static gboolean
write_with_place (sqlite3 *db, gpointer data, GError **error)
{
  return tack_journal_write (db, data, error) && tack_journal_move (db, data, error);
}

void
tack_queue_write_added (TackQueue *self, GPtrArray *jobs)
{
  /* The rows of the drafts have to be there before those of their jobs refer to them. */
  tack_draft_store_flush_async (self->drafts, NULL, NULL);
  write_entries (self, write_with_place, entries_for (jobs));
}

void
tack_queue_write_moved (TackQueue *self, GPtrArray *jobs)
{
  write_entries (self, tack_journal_move, entries_for (jobs));
}

void
tack_queue_write_removed (TackQueue *self, GPtrArray *ids)
{
  GPtrArray *kept = entries_new ();
  GPtrArray *forgotten = ids_new ();
  GPtrArray *again = ids_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      TackJob    *job = g_hash_table_lookup (self->returned, id);

      if (job != NULL)
        {
          TackJournalEntry *entry = tack_journal_entry_new (job);
          entry->is_returned = TRUE;
          g_ptr_array_add (kept, entry);
          continue;
        }
      g_ptr_array_add (forgotten, g_strdup (id));
      g_ptr_array_add (again, g_strdup (id));
    }
  write_entries (self, tack_journal_write, kept);
  write_behind (self, tack_journal_delete, forgotten, (GDestroyNotify) g_ptr_array_unref, again);
}

/* The jobs as they are now: some may have got further since, and a draft that was given back may
 * have been queued anew. */
void
tack_queue_write_unwritten (TackQueue *self)
{
  g_autoptr (GHashTable) unwritten = g_steal_pointer (&self->unwritten);
  g_autoptr (GPtrArray)  jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)  gone = g_ptr_array_new ();
  GHashTableIter         iter;
  gpointer               id;

  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (unwritten) == 0)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (g_hash_table_remove (unwritten, tack_job_get_id (job)))
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }
  g_hash_table_iter_init (&iter, unwritten);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (gone, id);
  tack_queue_write_removed (self, gone);
  tack_queue_write_added (self, jobs);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackQueue        *self = g_task_get_source_object (task);
  GError           *error = NULL;

  if (tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      tell_published (self, tack_database_get_run_data (result));
      g_task_return_boolean (task, TRUE);
      return;
    }

  keep_unwritten (self, tack_database_get_run_data (result));
  g_task_return_error (task, error);
}

void
tack_queue_save_async (TackQueue          *self,
                       TackJob            *job,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask     *task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *entries = entries_new ();

  g_task_set_source_tag (task, tack_queue_save_async);
  note_intent (self, job);
  g_ptr_array_add (entries, tack_journal_entry_new (job));
  tack_database_run_async (tack_draft_store_get_database (self->drafts), tack_journal_write,
                           entries, (GDestroyNotify) g_ptr_array_unref, saved_cb, task);
}

gboolean
tack_queue_save_finish (TackQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
      sqlite3_bind_text (find, 1, look->pin_ids[i], -1, SQLITE_STATIC);
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

void
tack_queue_save_all (TackQueue *self, GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    note_intent (self, g_ptr_array_index (jobs, i));
  write_entries (self, tack_journal_write, entries_for (jobs));
}

static void
free_hold (gpointer hold)
{
  if (hold != NULL)
    g_error_free (hold);
}

void
tack_queue_set_hold (TackQueue *self, const GError *hold)
{
  if (hold == NULL && self->hold == NULL)
    return;

  g_clear_error (&self->hold);
  self->hold = hold != NULL ? g_error_copy (hold) : NULL;
  write_behind (self, tack_journal_write_hold, hold != NULL ? g_error_copy (hold) : NULL, free_hold,
                ids_new ());
}
