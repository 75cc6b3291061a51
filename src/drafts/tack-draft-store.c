/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-store.h"

#include "base/tack-error.h"
#include "drafts/tack-draft-table.h"

/* A burst of typing becomes one write; what a crash could cost is this much of it. */
#define SAVE_DELAY_MS 300

/* Positions stand apart, so that the pictures of a carousel find room where it was. */
#define POSITION_STEP 1024

struct _TackDraftStore
{
  GObject parent_instance;

  TackDatabase *database;
  GListStore   *drafts;
  GHashTable   *by_id; /* id → TackDraft, not owned */

  GHashTable *dirty;   /* TackDraft set: changed since the last write */
  GPtrArray  *removed; /* ids to delete with the next write */
  guint       save_id;
  gboolean    is_told; /* that nothing can be written for now */
  gint64      next_position;
};

enum
{
  DRAFT_CHANGED,
  SAVE_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Where a draft stands among all that were ever added, kept with it from 1 on: what is removed and
 * added again comes back to its place. */
static const char position_key[] = "tack-position";

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TackDraftStore,
                               tack_draft_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef struct
{
  GPtrArray *rows;    /* of TackDraftRow */
  GPtrArray *removed; /* of char* */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->rows);
  g_ptr_array_unref (batch->removed);
  g_free (batch);
}

gint64
tack_draft_store_get_position (TackDraft *draft)
{
  return (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (draft), position_key)) - 1;
}

static void
set_position (TackDraft *draft, gint64 position)
{
  g_object_set_data (G_OBJECT (draft), position_key, GSIZE_TO_POINTER ((gsize) position + 1));
}

static GType
tack_draft_store_get_item_type (GListModel *model)
{
  return TACK_TYPE_DRAFT;
}

static guint
tack_draft_store_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TACK_DRAFT_STORE (model)->drafts));
}

static gpointer
tack_draft_store_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TACK_DRAFT_STORE (model)->drafts), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tack_draft_store_get_item_type;
  iface->get_n_items = tack_draft_store_get_n_items;
  iface->get_item = tack_draft_store_get_item;
}

/* Database thread. */
static gboolean
write_batch (sqlite3 *db, gpointer data, GError **error)
{
  Batch *batch = data;

  return tack_draft_table_delete (db, batch->removed, error)
         && tack_draft_table_write (db, batch->rows, error);
}

/* Database thread. The drafts are its own until the main context takes them over. */
static gboolean
read_drafts (sqlite3 *db, gpointer data, GError **error)
{
  return tack_draft_table_read (db, data, error);
}


/* A full disk is said once, not with every word that is typed until there is space. */
static void
tell_failure (TackDraftStore *self, const GError *error)
{
  gboolean passes = g_error_matches (error, TACK_ERROR, TACK_ERROR_WAIT);

  if (passes && self->is_told)
    return;

  self->is_told = passes;
  g_signal_emit (self, signals[SAVE_FAILED], 0, error);
}

static void save (TackDraftStore *self, GTask *task);

static gboolean
on_save_due (gpointer user_data)
{
  TackDraftStore *self = user_data;

  self->save_id = 0;
  save (self, NULL);

  return G_SOURCE_REMOVE;
}

static void
schedule_save (TackDraftStore *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_DELAY_MS, on_save_due, self);
}

static gboolean
has_unwritten (TackDraftStore *self)
{
  return g_hash_table_size (self->dirty) > 0 || self->removed->len > 0;
}

static void
on_database_notify_blocked (TackDraftStore *self)
{
  if (!tack_database_is_blocked (self->database) && has_unwritten (self))
    schedule_save (self);
}

static void
on_draft_notify (TackDraft *draft, GParamSpec *pspec, gpointer user_data)
{
  TackDraftStore *self = user_data;

  /* The verdict follows from the rest and is not kept. */
  if (g_str_equal (pspec->name, "issues") || g_str_equal (pspec->name, "ready"))
    return;

  /* Nor is this, which others find out anew. */
  if (!g_str_equal (pspec->name, "duplicate"))
    {
      g_hash_table_add (self->dirty, g_object_ref (draft));
      schedule_save (self);
    }
  g_signal_emit (self, signals[DRAFT_CHANGED], 0, draft, pspec->name);
}

typedef struct
{
  TackDraftStore *store;
  GTask          *task; /* nullable: somebody waits for the write */
} Save;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Save           *pending = user_data;
  g_autoptr (TackDraftStore) self = pending->store;
  g_autoptr (GTask)          task = pending->task;
  g_autoptr (GError)         error = NULL;

  if (tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      self->is_told = FALSE;
      if (task != NULL)
        g_task_return_boolean (task, TRUE);
      return;
    }

  /* Still only in memory: the next change tries to write them again, or the database when it can.
   */
  Batch *batch = tack_database_get_run_data (result);
  for (guint i = 0; i < batch->rows->len; i++)
    {
      TackDraftRow *row = g_ptr_array_index (batch->rows, i);
      TackDraft    *draft = tack_draft_store_find (self, tack_draft_get_id (row->draft));

      if (draft != NULL)
        g_hash_table_add (self->dirty, g_object_ref (draft));
    }
  for (guint i = 0; i < batch->removed->len; i++)
    if (tack_draft_store_find (self, g_ptr_array_index (batch->removed, i)) == NULL)
      g_ptr_array_add (self->removed, g_strdup (g_ptr_array_index (batch->removed, i)));

  tell_failure (self, error);
  if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Everything unwritten, which counts as written from now on. */
static Batch *
take_unwritten (TackDraftStore *self)
{
  Batch         *batch = g_new (Batch, 1);
  GHashTableIter iter;
  gpointer       draft;

  batch->rows = tack_draft_row_array_new ();
  batch->removed = g_steal_pointer (&self->removed);
  self->removed = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &draft, NULL))
    {
      /* Plain values, so that the draft may change meanwhile. */
      TackDraft *copy = tack_draft_copy (draft);

      tack_draft_set_queued (copy, tack_draft_get_queued (draft));
      g_ptr_array_add (batch->rows,
                       tack_draft_row_new (copy, tack_draft_store_get_position (draft)));
    }
  g_hash_table_remove_all (self->dirty);

  return batch;
}

/* Hands everything unwritten to the database thread, as one transaction. */
static void
save (TackDraftStore *self, GTask *task)
{
  Save *pending = g_new (Save, 1);

  pending->store = g_object_ref (self);
  pending->task = task;
  tack_database_run_async (self->database, write_batch, take_unwritten (self), batch_free, saved_cb,
                           pending);
}

static void
attach (TackDraftStore *self, TackDraft *draft)
{
  g_hash_table_insert (self->by_id, (gpointer) tack_draft_get_id (draft), draft);
  g_signal_connect (draft, "notify", G_CALLBACK (on_draft_notify), self);
}

static void
detach (TackDraftStore *self, TackDraft *draft)
{
  g_signal_handlers_disconnect_by_func (draft, on_draft_notify, self);
  g_hash_table_remove (self->by_id, tack_draft_get_id (draft));
  g_hash_table_remove (self->dirty, draft);
}

static void
on_drafts_items_changed (GListModel *model,
                         guint       position,
                         guint       removed,
                         guint       added,
                         gpointer    user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
tack_draft_store_dispose (GObject *object)
{
  TackDraftStore *self = TACK_DRAFT_STORE (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      g_signal_handlers_disconnect_by_func (draft, on_draft_notify, self);
    }

  /* The last words before it went: nobody waits for them, but they are written. */
  if (has_unwritten (self))
    tack_database_run_async (self->database, write_batch, take_unwritten (self), batch_free, NULL,
                             NULL);

  G_OBJECT_CLASS (tack_draft_store_parent_class)->dispose (object);
}

static void
tack_draft_store_finalize (GObject *object)
{
  TackDraftStore *self = TACK_DRAFT_STORE (object);

  g_clear_object (&self->database);
  g_clear_object (&self->drafts);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->dirty);
  g_ptr_array_unref (self->removed);

  G_OBJECT_CLASS (tack_draft_store_parent_class)->finalize (object);
}

static void
tack_draft_store_class_init (TackDraftStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tack_draft_store_dispose;
  object_class->finalize = tack_draft_store_finalize;

  signals[DRAFT_CHANGED]
    = g_signal_new ("draft-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, TACK_TYPE_DRAFT, G_TYPE_STRING);
  signals[SAVE_FAILED] = g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
tack_draft_store_init (TackDraftStore *self)
{
  self->drafts = g_list_store_new (TACK_TYPE_DRAFT);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->dirty = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->drafts, "items-changed", G_CALLBACK (on_drafts_items_changed), self);
}

TackDraftStore *
tack_draft_store_new (TackDatabase *database)
{
  TackDraftStore *self = g_object_new (TACK_TYPE_DRAFT_STORE, NULL);

  self->database = g_object_ref (database);
  g_signal_connect_object (database, "notify::blocked", G_CALLBACK (on_database_notify_blocked),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/* Returns: the index of the first draft that stands behind @position. */
static guint
find_place (TackDraftStore *self, gint64 position)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));

  while (low < high)
    {
      guint                 middle = low + (high - low) / 2;
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), middle);

      if (tack_draft_store_get_position (draft) > position)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Returns: the end of the run of drafts from @start that stand before @limit, in order. */
static guint
find_run_end (GPtrArray *drafts, guint start, gint64 limit)
{
  gint64 last = tack_draft_store_get_position (g_ptr_array_index (drafts, start));
  guint  end = start + 1;

  for (; end < drafts->len; end++)
    {
      gint64 position = tack_draft_store_get_position (g_ptr_array_index (drafts, end));

      if (position <= last || position >= limit)
        break;
      last = position;
    }

  return end;
}

/* Each run goes in at once: two hundred added are one change. */
static void
insert (TackDraftStore *self, GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    attach (self, g_ptr_array_index (drafts, i));

  for (guint start = 0, end; start < drafts->len; start = end)
    {
      guint place
        = find_place (self, tack_draft_store_get_position (g_ptr_array_index (drafts, start)));
      g_autoptr (TackDraft) next = g_list_model_get_item (G_LIST_MODEL (self->drafts), place);

      end = find_run_end (drafts, start,
                          next != NULL ? tack_draft_store_get_position (next) : G_MAXINT64);
      g_list_store_splice (self->drafts, place, 0, drafts->pdata + start, end - start);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackDraftStore   *self = g_task_get_source_object (task);
  GError           *error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  GPtrArray            *rows = tack_database_get_run_data (result);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      TackDraftRow *row = g_ptr_array_index (rows, i);

      set_position (row->draft, row->position);
      self->next_position = MAX (self->next_position, row->position + POSITION_STEP);
      g_ptr_array_add (drafts, row->draft);
    }
  insert (self, drafts);
  g_task_return_boolean (task, TRUE);
}

void
tack_draft_store_load_async (TackDraftStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tack_draft_store_load_async);
  tack_database_run_async (self->database, read_drafts, tack_draft_row_array_new (),
                           (GDestroyNotify) g_ptr_array_unref, loaded_cb, task);
}

gboolean
tack_draft_store_load_finish (TackDraftStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tack_draft_store_add (TackDraftStore *self, GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (drafts, i);

      if (tack_draft_store_get_position (draft) < 0)
        {
          set_position (draft, self->next_position);
          self->next_position += POSITION_STEP;
        }
      g_hash_table_add (self->dirty, g_object_ref (draft));
    }
  insert (self, drafts);
  schedule_save (self);
}

void
tack_draft_store_remove (TackDraftStore *self, GPtrArray *drafts)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (drafts, i);

      if (tack_draft_store_find (self, tack_draft_get_id (draft)) != draft)
        continue;
      g_hash_table_add (gone, draft);
      g_ptr_array_add (self->removed, g_strdup (tack_draft_get_id (draft)));
      detach (self, draft);
    }

  /* Runs of neighbours go at once, from the end: two hundred removed are not two hundred changes.
   */
  guint end = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));
  while (end > 0)
    {
      guint start = end;

      while (start > 0)
        {
          g_autoptr (TackDraft) draft
            = g_list_model_get_item (G_LIST_MODEL (self->drafts), start - 1);
          if (!g_hash_table_contains (gone, draft))
            break;
          start--;
        }
      if (start < end)
        g_list_store_splice (self->drafts, start, end - start, NULL, 0);
      end = start > 0 ? start - 1 : 0;
    }

  schedule_save (self);
}

void
tack_draft_store_replace (TackDraftStore *self, GPtrArray *old, GPtrArray *drafts)
{
  g_return_if_fail (old->len > 0 && drafts->len > 0);

  gint64 start = G_MAXINT64;
  for (guint i = 0; i < old->len; i++)
    start = MIN (start, tack_draft_store_get_position (g_ptr_array_index (old, i)));

  tack_draft_store_remove (self, old);

  guint                 place = find_place (self, start);
  g_autoptr (TackDraft) next = g_list_model_get_item (G_LIST_MODEL (self->drafts), place);
  gint64 end = next != NULL ? tack_draft_store_get_position (next) : start + POSITION_STEP;
  for (guint i = 0; i < drafts->len; i++)
    if (tack_draft_store_get_position (g_ptr_array_index (drafts, i)) < 0)
      set_position (g_ptr_array_index (drafts, i), start + (end - start) * i / drafts->len);
  tack_draft_store_add (self, drafts);
}

TackDraft *
tack_draft_store_find (TackDraftStore *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

void
tack_draft_store_flush_async (TackDraftStore     *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tack_draft_store_flush_async);
  g_clear_handle_id (&self->save_id, g_source_remove);
  save (self, task);
}

gboolean
tack_draft_store_flush_finish (TackDraftStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

TackDatabase *
tack_draft_store_get_database (TackDraftStore *self)
{
  return self->database;
}
