/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history.h"

#include "base/tack-error.h"
#include "drafts/tack-search-key.h"
#include "publish/tack-history-csv.h"
#include "publish/tack-history-thumbnails.h"

struct _TackHistory
{
  GObject parent_instance;

  TackDraftStore        *drafts;
  TackDatabase          *database; /* of the drafts */
  TackHistoryThumbnails *thumbnails;
};

enum
{
  ADDED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackHistory, tack_history, G_TYPE_OBJECT)

static void
tack_history_finalize (GObject *object)
{
  TackHistory *self = TACK_HISTORY (object);

  g_clear_object (&self->thumbnails);
  g_clear_object (&self->drafts);

  G_OBJECT_CLASS (tack_history_parent_class)->finalize (object);
}

static void
tack_history_class_init (TackHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_history_finalize;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, TACK_TYPE_HISTORY_ENTRY);
}

static void
tack_history_init (TackHistory *self)
{
}

static void
on_queue_published (TackHistory *self, TackHistoryEntry *entry)
{
  TackDraft *draft = tack_draft_store_find (self->drafts, tack_history_entry_get_draft_id (entry));

  if (draft != NULL)
    tack_history_thumbnails_make (self->thumbnails, draft);
  g_signal_emit (self, signals[ADDED], 0, entry);
}

TackHistory *
tack_history_new (TackQueue *queue)
{
  TackHistory *self = g_object_new (TACK_TYPE_HISTORY, NULL);

  self->drafts = g_object_ref (tack_queue_get_drafts (queue));
  self->database = tack_draft_store_get_database (self->drafts);
  self->thumbnails = tack_history_thumbnails_new (tack_database_get_dir (self->database));
  g_signal_connect_object (queue, "published", G_CALLBACK (on_queue_published), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
tack_history_set_proxy (TackHistory *self, TackMediaProxy *proxy)
{
  tack_history_thumbnails_set_proxy (self->thumbnails, proxy);
}


typedef struct
{
  GStrv         words;       /* input */
  gint64        before;      /* input, row id */
  guint         limit;       /* input */
  GCancellable *cancellable; /* input, nullable */
  GPtrArray    *entries;     /* output */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_strfreev (search->words);
  g_clear_object (&search->cancellable);
  g_ptr_array_unref (search->entries);
  g_free (search);
}

/* Database thread. A page is read in order of publication, however many match. */
static gboolean
read_page (sqlite3 *db, gpointer data, GError **error)
{
  Search             *search = data;
  g_autoptr (GString) sql
    = g_string_new ("SELECT " TACK_HISTORY_ENTRY_COLUMNS " FROM history WHERE id < ?1");
  g_autoptr (sqlite3_stmt) rows = NULL;
  guint                    n_words = g_strv_length (search->words);

  /* Who types on has another search by now. */
  if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return FALSE;

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (sql, " AND instr (search_key, ?%u)", i + 3);
  g_string_append (sql, " ORDER BY id DESC LIMIT ?2");

  if (sqlite3_prepare_v2 (db, sql->str, -1, &rows, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);
  sqlite3_bind_int64 (rows, 1, search->before);
  sqlite3_bind_int64 (rows, 2, search->limit);
  for (guint i = 0; i < n_words; i++)
    sqlite3_bind_text (rows, (int) i + 3, search->words[i], -1, SQLITE_STATIC);

  int status;
  while ((status = sqlite3_step (rows)) == SQLITE_ROW)
    g_ptr_array_add (search->entries, tack_history_entry_new_from_row (rows));

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search           *search = tack_database_get_run_data (result);
  GError           *error = NULL;

  if (tack_database_run_finish (TACK_DATABASE (source), result, &error))
    g_task_return_pointer (task, g_ptr_array_ref (search->entries),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
tack_history_search_async (TackHistory        *self,
                           const char         *text,
                           TackHistoryEntry   *before,
                           guint               limit,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask  *task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, tack_history_search_async);
  search->words = tack_search_key_split (text != NULL ? text : "");
  search->before = before != NULL ? tack_history_entry_get_row_id (before) : G_MAXINT64;
  search->limit = limit;
  g_set_object (&search->cancellable, cancellable);
  search->entries = g_ptr_array_new_with_free_func (g_object_unref);
  tack_database_run_async (self->database, read_page, search, search_free, page_read_cb, task);
}

GPtrArray *
tack_history_search_finish (TackHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}


typedef struct
{
  GPtrArray  *hashes; /* input */
  GHashTable *found;  /* output */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->hashes);
  g_hash_table_unref (look->found);
  g_free (look);
}

/* Database thread. */
static gboolean
find_hashes (sqlite3 *db, gpointer data, GError **error)
{
  Look                    *look = data;
  g_autoptr (sqlite3_stmt) find = NULL;

  if (sqlite3_prepare_v2 (db,
                          "SELECT " TACK_HISTORY_ENTRY_COLUMNS
                          " FROM history WHERE sha256 = ?1 ORDER BY id DESC LIMIT 1",
                          -1, &find, NULL)
      != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; i < look->hashes->len; i++)
    {
      const char *hash = g_ptr_array_index (look->hashes, i);

      sqlite3_bind_text (find, 1, hash, -1, SQLITE_STATIC);
      int status = sqlite3_step (find);
      if (status == SQLITE_ROW)
        g_hash_table_insert (look->found, g_strdup (hash), tack_history_entry_new_from_row (find));
      else if (status != SQLITE_DONE)
        return tack_database_set_error (db, error);
      sqlite3_reset (find);
    }

  return TRUE;
}

static void
hashes_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look             *look = tack_database_get_run_data (result);
  GError           *error = NULL;

  if (tack_database_run_finish (TACK_DATABASE (source), result, &error))
    g_task_return_pointer (task, g_hash_table_ref (look->found),
                           (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

void
tack_history_find_hashes_async (TackHistory        *self,
                                GPtrArray          *hashes,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Look  *look = g_new (Look, 1);

  g_task_set_source_tag (task, tack_history_find_hashes_async);
  look->hashes = g_ptr_array_ref (hashes);
  look->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  tack_database_run_async (self->database, find_hashes, look, look_free, hashes_found_cb, task);
}

GHashTable *
tack_history_find_hashes_finish (TackHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
tack_history_dup_thumbnail (TackHistory *self, TackHistoryEntry *entry)
{
  return tack_history_thumbnails_dup_file (self->thumbnails,
                                           tack_history_entry_get_draft_id (entry));
}


static void csv_made_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void csv_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Database thread. The columns of tack_history_csv_append(), in its order. */
static gboolean
make_csv (sqlite3 *db, gpointer data, GError **error)
{
  static const char sql[]
    = "SELECT state, at, title, uri, image_url, board_name, section_name, link, pin_id, pin_url, "
      "error_class, error_message, error_reason, error_request_id FROM ("
      "SELECT 0 AS part, id AS place, 'published' AS state, published_at AS at, title, uri, "
      "image_url, board_name, section_name, link, pin_id, pin_url, NULL AS error_class, "
      "NULL AS error_message, NULL AS error_reason, NULL AS error_request_id FROM history "
      "UNION ALL "
      "SELECT 1, job.position, job.state, job.intent_at, title, uri, image_url, board_name, "
      "section_name, link, NULL, NULL, error_class, error_message, error_reason, error_request_id "
      "FROM job JOIN draft ON draft.id = job.draft_id "
      "WHERE job.state IN ('failed', 'doubtful')) ORDER BY part, place";
  GString                 *csv = data;
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);

  int status;
  while ((status = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const char *texts[TACK_HISTORY_CSV_N_COLUMNS];

      for (int i = 0; i < TACK_HISTORY_CSV_N_COLUMNS; i++)
        texts[i] = (const char *) sqlite3_column_text (rows, i);
      tack_history_csv_append (csv, texts);
    }

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

void
tack_history_export_async (TackHistory        *self,
                           GFile              *file,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_history_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  tack_database_run_async (self->database, make_csv, tack_history_csv_new (), string_free,
                           csv_made_cb, task);
}

static void
csv_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile            *file = g_task_get_task_data (task);
  GCancellable     *cancellable = g_task_get_cancellable (task);
  GString          *csv = tack_database_get_run_data (result);
  GError           *error = NULL;

  if (!tack_database_run_finish (TACK_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_autoptr (GBytes) bytes = g_bytes_new (csv->str, csv->len);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                       csv_written_cb, g_steal_pointer (&task));
}

static void
csv_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)  task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, tack_error_from_file (error, G_FILE (source)));
}

gboolean
tack_history_export_finish (TackHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
