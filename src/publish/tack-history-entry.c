/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history-entry.h"

#include "base/tack-human.h"
#include "drafts/tack-search-key.h"

struct _TackHistoryEntry
{
  GObject parent_instance;

  gint64   row_id;
  char    *draft_id;
  char    *pin_id;
  char    *pin_url;
  gint64   published_at;
  gboolean is_video;
  GFile   *file;      /* nullable */
  char    *image_url; /* nullable */
  gint64   size;      /* with the next, which state of the file it was */
  gint64   mtime_us;
  char    *title;
  char    *link;
  char    *board_name;   /* nullable */
  char    *section_name; /* nullable */
  char    *search_key;
};

G_DEFINE_FINAL_TYPE (TackHistoryEntry, tack_history_entry, G_TYPE_OBJECT)

static void
tack_history_entry_finalize (GObject *object)
{
  TackHistoryEntry *self = TACK_HISTORY_ENTRY (object);

  g_free (self->draft_id);
  g_free (self->pin_id);
  g_free (self->pin_url);
  g_clear_object (&self->file);
  g_free (self->image_url);
  g_free (self->title);
  g_free (self->link);
  g_free (self->board_name);
  g_free (self->section_name);
  g_free (self->search_key);

  G_OBJECT_CLASS (tack_history_entry_parent_class)->finalize (object);
}

static void
tack_history_entry_class_init (TackHistoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_history_entry_finalize;
}

static void
tack_history_entry_init (TackHistoryEntry *self)
{
}

/* The same texts as in the migration that brought the table. */
static char *
make_search_key (TackHistoryEntry *self)
{
  const char *texts[] = { self->title, self->board_name, self->section_name,
                          self->link,  self->image_url,  self->pin_id };

  return tack_search_key_new (self->file, texts, G_N_ELEMENTS (texts));
}

TackHistoryEntry *
tack_history_entry_new (TackJob *job)
{
  TackHistoryEntry    *self = g_object_new (TACK_TYPE_HISTORY_ENTRY, NULL);
  TackDraft           *draft = tack_job_get_draft (job);
  const TackMediaInfo *info = tack_draft_get_file_info (draft);

  self->draft_id = g_strdup (tack_draft_get_id (draft));
  self->pin_id = g_strdup (tack_job_get_pin_id (job));
  self->pin_url = g_strdup (tack_job_get_pin_url (job) != NULL ? tack_job_get_pin_url (job) : "");
  self->published_at = tack_job_get_finished_at (job);
  self->is_video = tack_job_get_step (job).is_video;
  g_set_object (&self->file, tack_draft_get_file (draft));
  self->image_url = g_strdup (tack_draft_get_image_url (draft));
  self->size = info != NULL ? info->size : 0;
  self->mtime_us = info != NULL ? info->mtime_us : 0;
  self->title = g_strdup (tack_draft_get_title (draft));
  self->link = g_strdup (tack_draft_get_link (draft));
  self->board_name = g_strdup (tack_draft_get_board_name (draft));
  self->section_name = g_strdup (tack_draft_get_section_name (draft));
  self->search_key = make_search_key (self);

  return self;
}

const char *
tack_history_entry_get_draft_id (TackHistoryEntry *self)
{
  return self->draft_id;
}

const char *
tack_history_entry_get_pin_id (TackHistoryEntry *self)
{
  return self->pin_id;
}

const char *
tack_history_entry_get_pin_url (TackHistoryEntry *self)
{
  return self->pin_url;
}

gint64
tack_history_entry_get_published_at (TackHistoryEntry *self)
{
  return self->published_at;
}

gboolean
tack_history_entry_is_video (TackHistoryEntry *self)
{
  return self->is_video;
}

GFile *
tack_history_entry_get_file (TackHistoryEntry *self)
{
  return self->file;
}

const char *
tack_history_entry_get_image_url (TackHistoryEntry *self)
{
  return self->image_url;
}

const char *
tack_history_entry_get_title (TackHistoryEntry *self)
{
  return self->title;
}

const char *
tack_history_entry_get_link (TackHistoryEntry *self)
{
  return self->link;
}

const char *
tack_history_entry_get_board_name (TackHistoryEntry *self)
{
  return self->board_name;
}

const char *
tack_history_entry_get_section_name (TackHistoryEntry *self)
{
  return self->section_name;
}

char *
tack_history_entry_dup_name (TackHistoryEntry *self)
{
  if (*self->title != '\0')
    return g_strdup (self->title);

  return self->file != NULL ? tack_human_file (self->file) : g_strdup (self->image_url);
}

gboolean
tack_history_entry_matches (TackHistoryEntry *self, const char *const *words)
{
  return tack_search_key_matches (self->search_key, words);
}

static char *
dup_text (sqlite3_stmt *row, int index)
{
  return g_strdup ((const char *) sqlite3_column_text (row, index));
}

TackHistoryEntry *
tack_history_entry_new_from_row (sqlite3_stmt *row)
{
  TackHistoryEntry *self = g_object_new (TACK_TYPE_HISTORY_ENTRY, NULL);
  const char       *uri = (const char *) sqlite3_column_text (row, 6);

  self->row_id = sqlite3_column_int64 (row, 0);
  self->draft_id = dup_text (row, 1);
  self->pin_id = dup_text (row, 2);
  self->pin_url = dup_text (row, 3);
  self->published_at = sqlite3_column_int64 (row, 4);
  self->is_video = sqlite3_column_int (row, 5);
  self->file = uri != NULL ? g_file_new_for_uri (uri) : NULL;
  self->image_url = dup_text (row, 7);
  self->size = sqlite3_column_int64 (row, 8);
  self->mtime_us = sqlite3_column_int64 (row, 9);
  self->title = dup_text (row, 10);
  self->link = dup_text (row, 11);
  self->board_name = dup_text (row, 12);
  self->section_name = dup_text (row, 13);
  self->search_key = dup_text (row, 14);

  return self;
}

gint64
tack_history_entry_get_row_id (TackHistoryEntry *self)
{
  return self->row_id;
}

/* Whoever hashed the file did it for the very state of it that was published. */
#define INSERT                                                                                     \
  "INSERT INTO history (draft_id, pin_id, pin_url, published_at, is_video, uri, image_url, size, " \
  "mtime_us, title, link, board_name, section_name, search_key, sha256) "                          \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "                          \
  "(SELECT sha256 FROM file_hash WHERE uri = ?6 AND size = ?8 AND mtime_us = ?9)) "                \
  "ON CONFLICT (draft_id) DO NOTHING"

gboolean
tack_history_entry_insert (TackHistoryEntry *self, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = NULL;
  g_autofree char         *uri = self->file != NULL ? g_file_get_uri (self->file) : NULL;
  const char              *texts[] = {
                 [1] = self->draft_id,      [2] = self->pin_id,
                 [3] = self->pin_url,       [6] = uri,
                 [7] = self->image_url,     [10] = self->title,
                 [11] = self->link,         [12] = self->board_name,
                 [13] = self->section_name, [14] = self->search_key,
  };

  if (sqlite3_prepare_v2 (db, INSERT, -1, &insert, NULL) != SQLITE_OK)
    return tack_database_set_error (db, error);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      sqlite3_bind_text (insert, (int) i, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 4, self->published_at);
  sqlite3_bind_int (insert, 5, self->is_video);
  sqlite3_bind_int64 (insert, 8, self->size);
  sqlite3_bind_int64 (insert, 9, self->mtime_us);

  if (sqlite3_step (insert) != SQLITE_DONE)
    return tack_database_set_error (db, error);

  if (sqlite3_changes (db) > 0)
    self->row_id = sqlite3_last_insert_rowid (db);

  return TRUE;
}
