/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-schema.h"

#include "drafts/tack-database.h"

/* migrations[n] leads from version n to version n + 1. One that has been released is never changed.
 */
static const char *const migrations[] = {
  "CREATE TABLE draft ("
  "  id TEXT PRIMARY KEY,"
  "  position INTEGER NOT NULL,"
  "  uri TEXT," /* of the file; NULL where image_url is set */
  "  image_url TEXT,"
  "  created_at INTEGER NOT NULL," /* Unix ms */
  "  info TEXT,"                   /* JSON of the file's verdict */
  "  title TEXT NOT NULL,"
  "  description TEXT NOT NULL,"
  "  alt_text TEXT NOT NULL,"
  "  link TEXT NOT NULL,"
  "  note TEXT NOT NULL,"
  "  board_id TEXT,"
  "  board_name TEXT,"
  "  section_id TEXT,"
  "  section_name TEXT,"
  "  ad_only INTEGER NOT NULL,"
  "  idea_ad INTEGER NOT NULL,"
  "  product_tags TEXT,"         /* ids, one a line */
  "  cover_at INTEGER NOT NULL," /* ms, -1: chosen by the program */
  "  cover_uri TEXT,"
  "  cover_url TEXT,"
  "  queued INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE job ("
  "  draft_id TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  state TEXT NOT NULL,"
  "  resume TEXT NOT NULL," /* the last good state */
  "  is_video INTEGER NOT NULL,"
  "  tries INTEGER NOT NULL,"
  "  polls INTEGER NOT NULL,"
  "  upload TEXT,"                /* JSON: what registering brought */
  "  intent_at INTEGER NOT NULL," /* Unix ms, 0: never sent */
  "  pin_id TEXT,"
  "  pin_url TEXT,"
  "  finished_at INTEGER NOT NULL,"
  "  error_class TEXT,"
  "  error_message TEXT,"
  "  error_status INTEGER NOT NULL,"
  "  error_code INTEGER NOT NULL,"
  "  error_reason TEXT,"
  "  error_request_id TEXT"
  ") STRICT;",

  "CREATE TABLE history ("
  "  id INTEGER PRIMARY KEY,"
  "  draft_id TEXT NOT NULL UNIQUE,"
  "  pin_id TEXT NOT NULL,"
  "  pin_url TEXT NOT NULL,"
  "  published_at INTEGER NOT NULL," /* Unix ms */
  "  is_video INTEGER NOT NULL,"
  "  uri TEXT,"
  "  image_url TEXT,"
  "  size INTEGER NOT NULL," /* of the file as it was published, with the next */
  "  mtime_us INTEGER NOT NULL,"
  "  title TEXT NOT NULL,"
  "  link TEXT NOT NULL,"
  "  board_name TEXT,"
  "  section_name TEXT,"
  "  search_key TEXT NOT NULL,"
  "  sha256 TEXT" /* of the file's content, once it is known */
  ") STRICT;"
  "CREATE INDEX history_pin ON history (pin_id);"
  "CREATE INDEX history_content ON history (sha256) WHERE sha256 IS NOT NULL;"
  "CREATE INDEX history_file ON history (uri) WHERE sha256 IS NULL;"
  "CREATE TABLE file_hash ("
  "  uri TEXT PRIMARY KEY,"
  "  size INTEGER NOT NULL,"
  "  mtime_us INTEGER NOT NULL,"
  "  sha256 TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO history (draft_id, pin_id, pin_url, published_at, is_video, uri, image_url, size,"
  "  mtime_us, title, link, board_name, section_name, search_key)"
  "  SELECT draft.id, pin_id, coalesce (pin_url, ''), finished_at, is_video, uri, image_url,"
  "    iif (json_valid (info), coalesce (json_extract (info, '$.size'), 0), 0),"
  "    iif (json_valid (info), coalesce (json_extract (info, '$.mtime_us'), 0), 0),"
  "    title, link, board_name, section_name,"
  "    tack_search_key (uri, title, board_name, section_name, link, image_url, pin_id)"
  "  FROM job JOIN draft ON draft.id = job.draft_id"
  "  WHERE state = 'published' AND pin_id IS NOT NULL ORDER BY finished_at;",

  "CREATE TABLE slide (" /* a picture of a carousel, whose draft has neither uri nor image_url */
  "  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  uri TEXT,"
  "  image_url TEXT,"
  "  info TEXT,"
  "  title TEXT NOT NULL,"
  "  description TEXT NOT NULL,"
  "  link TEXT NOT NULL,"
  "  PRIMARY KEY (draft_id, position)"
  ") STRICT, WITHOUT ROWID;"
  "ALTER TABLE draft ADD COLUMN first_slide INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE draft ADD COLUMN cover_key_frame INTEGER NOT NULL DEFAULT -1;" /* seconds */
  "UPDATE draft SET position = position * 1024;" /* room for what a carousel is split into */,

  "ALTER TABLE job ADD COLUMN uploaded_at INTEGER NOT NULL DEFAULT 0;" /* Unix ms */
  "ALTER TABLE job ADD COLUMN upload_size INTEGER NOT NULL DEFAULT 0;" /* of the file sent */
  "ALTER TABLE job ADD COLUMN upload_mtime_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN is_returned INTEGER NOT NULL DEFAULT 0;" /* given back to be edited */
  /* An intent used to outlive its create. */
  "UPDATE job SET intent_at = 0"
  "  WHERE state NOT IN ('creating', 'doubtful', 'published') AND resume <> 'doubtful';"
  /* Creates that may have made a Pin, those of cleared jobs too: what a daily cap counts. */
  "CREATE TABLE create_intent (draft_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;"
  /* At most one row: why nothing may begin until the person says so. */
  "CREATE TABLE hold (error_class TEXT NOT NULL, error_message TEXT NOT NULL) STRICT;",

  "ALTER TABLE draft ADD COLUMN mended_uri TEXT;" /* of the copy that is sent in its place */
  "ALTER TABLE draft ADD COLUMN mended_info TEXT;"
  "ALTER TABLE draft ADD COLUMN keep_details INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE draft ADD COLUMN shrink INTEGER NOT NULL DEFAULT 0;",
};

int
tack_schema_get_latest (void)
{
  return G_N_ELEMENTS (migrations);
}

int
tack_schema_get_version (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    return -1;

  return sqlite3_column_int (statement, 0);
}

gboolean
tack_schema_is_ours (sqlite3 *db)
{
  const char              *sql = tack_schema_get_version (db) > 0
                                   ? "SELECT draft.uri, job.draft_id FROM draft, job LIMIT 0"
                                   : "SELECT 1 FROM sqlite_schema";
  g_autoptr (sqlite3_stmt) statement = NULL;

  /* Either it has our tables, or it is new and has none at all. */
  return sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
         && sqlite3_step (statement) == SQLITE_DONE;
}

/* Another process may bring the same new store up to date at this very moment, so the version
 * counts that is read once nobody else can write. */
static gboolean
migrate_within (sqlite3 *db)
{
  int      version = tack_schema_get_version (db);
  gboolean is_done = version >= 0;

  for (; is_done && version < tack_schema_get_latest (); version++)
    {
      g_autofree char *sql
        = g_strdup_printf ("%s PRAGMA user_version = %d;", migrations[version], version + 1);

      is_done = sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;
    }

  return is_done;
}

gboolean
tack_schema_migrate (sqlite3 *db, GError **error)
{
  if (tack_schema_get_version (db) == tack_schema_get_latest ())
    return TRUE;

  if (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK && migrate_within (db)
      && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  tack_database_set_error (db, error);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}
