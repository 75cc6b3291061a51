/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-table.h"

#include "base/tack-json.h"

TackDraftRow *
tack_draft_row_new (TackDraft *draft, gint64 position)
{
  TackDraftRow *row = g_new (TackDraftRow, 1);

  row->draft = draft;
  row->position = position;

  return row;
}

static void
row_free (gpointer data)
{
  TackDraftRow *row = data;

  g_object_unref (row->draft);
  g_free (row);
}

GPtrArray *
tack_draft_row_array_new (void)
{
  return g_ptr_array_new_with_free_func (row_free);
}

static gboolean
prepare (sqlite3 *db, const char *sql, sqlite3_stmt **statement, GError **error)
{
  return sqlite3_prepare_v2 (db, sql, -1, statement, NULL) == SQLITE_OK
         || tack_database_set_error (db, error);
}

/* Runs a statement that brings nothing, and makes it ready for the next. */
static gboolean
run (sqlite3 *db, sqlite3_stmt *statement, GError **error)
{
  gboolean is_done = sqlite3_step (statement) == SQLITE_DONE || tack_database_set_error (db, error);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return is_done;
}

gboolean
tack_draft_table_delete (sqlite3 *db, GPtrArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) remove = NULL;

  if (!prepare (db, "DELETE FROM draft WHERE id = ?1", &remove, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      sqlite3_bind_text (remove, 1, g_ptr_array_index (ids, i), -1, SQLITE_STATIC);
      if (!run (db, remove, error))
        return FALSE;
    }

  return TRUE;
}

static void
bind_file (sqlite3_stmt *statement, int index, GFile *file)
{
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  sqlite3_bind_text (statement, index, uri, -1, SQLITE_TRANSIENT);
}

static void
bind_info (sqlite3_stmt *statement, int index, TackMediaInfo *info)
{
  if (info == NULL)
    return;

  g_autoptr (JsonObject) object = tack_media_info_to_json (info);
  g_autofree char       *text = tack_json_object_to_string (object);
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

#define COLUMNS                                                                                    \
  "id, uri, image_url, created_at, info, title, description, alt_text, link, note, board_id, "     \
  "board_name, section_id, section_name, ad_only, idea_ad, product_tags, cover_at, cover_uri, "    \
  "cover_url, queued, first_slide, cover_key_frame, mended_uri, mended_info, keep_details, shrink"

#define SLIDE_COLUMNS "uri, image_url, info, title, description, link"

#define UPSERT                                                                                     \
  "INSERT INTO draft (" COLUMNS ", position) VALUES "                                              \
  "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "   \
  "?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28) "                                                       \
  "ON CONFLICT (id) DO UPDATE SET uri = ?2, info = ?5, title = ?6, description = ?7, "             \
  "alt_text = ?8, link = ?9, note = ?10, board_id = ?11, board_name = ?12, section_id = ?13, "     \
  "section_name = ?14, ad_only = ?15, idea_ad = ?16, product_tags = ?17, cover_at = ?18, "         \
  "cover_uri = ?19, cover_url = ?20, queued = ?21, first_slide = ?22, cover_key_frame = ?23, "     \
  "mended_uri = ?24, mended_info = ?25, keep_details = ?26, shrink = ?27"

static void
bind_row (sqlite3_stmt *statement, const TackDraftRow *row)
{
  TackDraft         *draft = row->draft;
  const char *const *tags = tack_draft_get_product_tags (draft);
  g_autofree char   *joined = tags != NULL ? g_strjoinv ("\n", (char **) tags) : NULL;
  const char        *texts[] = {
           tack_draft_get_title (draft),        tack_draft_get_description (draft),
           tack_draft_get_alt_text (draft),     tack_draft_get_link (draft),
           tack_draft_get_note (draft),         tack_draft_get_board_id (draft),
           tack_draft_get_board_name (draft),   tack_draft_get_section_id (draft),
           tack_draft_get_section_name (draft),
  };

  sqlite3_bind_text (statement, 1, tack_draft_get_id (draft), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, tack_draft_get_created_at (draft));
  /* Those of a carousel are its slides'. */
  if (tack_draft_get_slides (draft) == NULL)
    {
      bind_file (statement, 2, tack_draft_get_file (draft));
      sqlite3_bind_text (statement, 3, tack_draft_get_image_url (draft), -1, SQLITE_TRANSIENT);
      bind_info (statement, 5, tack_draft_get_file_info (draft));
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, 6 + (int) i, texts[i], -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 15, tack_draft_get_ad_only (draft));
  sqlite3_bind_int (statement, 16, tack_draft_get_idea_ad (draft));
  sqlite3_bind_text (statement, 17, joined, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 18, tack_draft_get_cover_at (draft));
  bind_file (statement, 19, tack_draft_get_cover_file (draft));
  sqlite3_bind_text (statement, 20, tack_draft_get_cover_url (draft), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 21, tack_draft_get_queued (draft));
  sqlite3_bind_int64 (statement, 22, tack_draft_get_first_slide (draft));
  sqlite3_bind_int64 (statement, 23, tack_draft_get_cover_key_frame (draft));
  if (tack_draft_get_mended_file (draft) != NULL)
    {
      bind_file (statement, 24, tack_draft_get_mended_file (draft));
      bind_info (statement, 25, tack_draft_get_info (draft));
    }
  sqlite3_bind_int (statement, 26, tack_draft_get_keep_details (draft));
  sqlite3_bind_int (statement, 27, tack_draft_get_shrink (draft));
  sqlite3_bind_int64 (statement, 28, row->position);
}

/* The slides of a draft are one value to whoever edits them, so they are written anew as one. */
static gboolean
write_slides (sqlite3 *db, sqlite3_stmt *clear, sqlite3_stmt *add, TackDraft *draft, GError **error)
{
  GPtrArray *slides = tack_draft_get_slides (draft);
  guint      n_slides = slides != NULL ? slides->len : 0;

  sqlite3_bind_text (clear, 1, tack_draft_get_id (draft), -1, SQLITE_TRANSIENT);
  if (!run (db, clear, error))
    return FALSE;

  for (guint i = 0; i < n_slides; i++)
    {
      const TackSlide *slide = g_ptr_array_index (slides, i);

      sqlite3_bind_text (add, 1, tack_draft_get_id (draft), -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (add, 2, i);
      bind_file (add, 3, slide->file);
      sqlite3_bind_text (add, 4, slide->image_url, -1, SQLITE_TRANSIENT);
      bind_info (add, 5, slide->info);
      sqlite3_bind_text (add, 6, slide->title, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (add, 7, slide->description, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (add, 8, slide->link, -1, SQLITE_TRANSIENT);
      if (!run (db, add, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tack_draft_table_write (sqlite3 *db, GPtrArray *rows, GError **error)
{
  g_autoptr (sqlite3_stmt) upsert = NULL;
  g_autoptr (sqlite3_stmt) clear_slides = NULL;
  g_autoptr (sqlite3_stmt) add_slide = NULL;

  if (!prepare (db, UPSERT, &upsert, error)
      || !prepare (db, "DELETE FROM slide WHERE draft_id = ?1", &clear_slides, error)
      || !prepare (db,
                   "INSERT INTO slide (draft_id, position, " SLIDE_COLUMNS ") "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   &add_slide, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TackDraftRow *row = g_ptr_array_index (rows, i);

      bind_row (upsert, row);
      if (!run (db, upsert, error)
          || !write_slides (db, clear_slides, add_slide, row->draft, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
column (sqlite3_stmt *statement, int index)
{
  return (const char *) sqlite3_column_text (statement, index);
}

static TackMediaInfo *
info_from_text (const char *text)
{
  if (text == NULL)
    return NULL;

  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? tack_media_info_from_json (json_node_get_object (node))
           : NULL;
}

static GFile *
file_from_text (const char *uri)
{
  return uri != NULL ? g_file_new_for_uri (uri) : NULL;
}

static TackSlide *
slide_from_row (sqlite3_stmt *row)
{
  g_autoptr (GFile)         file = file_from_text (column (row, 0));
  g_autoptr (TackMediaInfo) info = info_from_text (column (row, 2));
  TackSlide                *slide = tack_slide_new (file, column (row, 1));

  tack_slide_set_info (slide, info);
  tack_slide_set_title (slide, column (row, 3));
  tack_slide_set_description (slide, column (row, 4));
  tack_slide_set_link (slide, column (row, 5));

  return slide;
}

static gboolean
read_slides (sqlite3 *db, sqlite3_stmt *statement, TackDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) slides = tack_slide_array_new ();
  int                   status;

  sqlite3_bind_text (statement, 1, tack_draft_get_id (draft), -1, SQLITE_TRANSIENT);
  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (slides, slide_from_row (statement));
  if (slides->len > 0)
    tack_draft_set_slides (draft, slides);
  sqlite3_reset (statement);

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}

static TackDraft *
draft_from_row (sqlite3_stmt *row)
{
  g_autoptr (GFile)         file = file_from_text (column (row, 1));
  g_autoptr (GFile)         cover = file_from_text (column (row, 18));
  g_autoptr (GFile)         mended = file_from_text (column (row, 23));
  g_autoptr (TackMediaInfo) info = info_from_text (column (row, 4));
  g_autoptr (TackMediaInfo) mended_info = info_from_text (column (row, 24));
  TackDraft                *draft
    = g_object_new (TACK_TYPE_DRAFT, "id", column (row, 0), "file", file, "image-url",
                    column (row, 2), "created-at", sqlite3_column_int64 (row, 3), NULL);

  tack_draft_set_info (draft, info);
  if (mended_info != NULL)
    tack_draft_set_mended_file (draft, mended, mended_info);
  tack_draft_set_title (draft, column (row, 5));
  tack_draft_set_description (draft, column (row, 6));
  tack_draft_set_alt_text (draft, column (row, 7));
  tack_draft_set_link (draft, column (row, 8));
  tack_draft_set_note (draft, column (row, 9));
  tack_draft_set_board (draft, column (row, 10), column (row, 11));
  tack_draft_set_section (draft, column (row, 12), column (row, 13));
  tack_draft_set_ad_only (draft, sqlite3_column_int (row, 14));
  tack_draft_set_idea_ad (draft, sqlite3_column_int (row, 15));
  if (column (row, 16) != NULL && *column (row, 16) != '\0')
    {
      g_auto (GStrv) tags = g_strsplit (column (row, 16), "\n", -1);
      tack_draft_set_product_tags (draft, (const char *const *) tags);
    }
  tack_draft_set_cover_at (draft, sqlite3_column_int64 (row, 17));
  tack_draft_set_cover_file (draft, cover);
  tack_draft_set_cover_url (draft, column (row, 19));
  tack_draft_set_queued (draft, sqlite3_column_int (row, 20));
  tack_draft_set_first_slide (draft, (guint) sqlite3_column_int64 (row, 21));
  tack_draft_set_cover_key_frame (draft, sqlite3_column_int64 (row, 22));
  tack_draft_set_keep_details (draft, sqlite3_column_int (row, 25));
  tack_draft_set_shrink (draft, sqlite3_column_int (row, 26));

  return draft;
}

/* A carousel has neither file nor address of its own. */
static gboolean
is_carousel (sqlite3_stmt *row)
{
  return column (row, 1) == NULL && column (row, 2) == NULL;
}

gboolean
tack_draft_table_read (sqlite3 *db, GPtrArray *rows, GError **error)
{
  g_autoptr (sqlite3_stmt) drafts = NULL;
  g_autoptr (sqlite3_stmt) slides = NULL;

  if (!prepare (db, "SELECT " COLUMNS ", position FROM draft ORDER BY position, rowid", &drafts,
                error)
      || !prepare (db, "SELECT " SLIDE_COLUMNS " FROM slide WHERE draft_id = ?1 ORDER BY position",
                   &slides, error))
    return FALSE;

  int status;
  while ((status = sqlite3_step (drafts)) == SQLITE_ROW)
    {
      TackDraftRow *row
        = tack_draft_row_new (draft_from_row (drafts), sqlite3_column_int64 (drafts, 27));

      g_ptr_array_add (rows, row);
      if (is_carousel (drafts) && !read_slides (db, slides, row->draft, error))
        return FALSE;
    }

  return status == SQLITE_DONE || tack_database_set_error (db, error);
}
