/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-database.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY_ENTRY (tack_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (TackHistoryEntry, tack_history_entry, TACK, HISTORY_ENTRY, GObject)

/**
 * TackHistoryEntry:
 *
 * One Pin that was published, and from what: kept when its job and draft are long gone. Immutable
 * once it is written, so that it may go to the database thread and back.
 */

/** tack_history_entry_new: Returns: what there is to be kept of a job that has become a Pin. */
TackHistoryEntry *tack_history_entry_new (TackJob *job);

const char *tack_history_entry_get_draft_id (TackHistoryEntry *self);
const char *tack_history_entry_get_pin_id (TackHistoryEntry *self);

/** tack_history_entry_get_pin_url: Returns: (transfer none): where the Pin is seen, may be empty.
 */
const char *tack_history_entry_get_pin_url (TackHistoryEntry *self);

/** tack_history_entry_get_published_at: Returns: Unix ms. */
gint64   tack_history_entry_get_published_at (TackHistoryEntry *self);
gboolean tack_history_entry_is_video (TackHistoryEntry *self);

/** tack_history_entry_get_file: Returns: (transfer none) (nullable): what it was published from. */
GFile *tack_history_entry_get_file (TackHistoryEntry *self);

/** tack_history_entry_get_image_url: Returns: (transfer none) (nullable): where Pinterest fetched
 * the picture. */
const char *tack_history_entry_get_image_url (TackHistoryEntry *self);
const char *tack_history_entry_get_title (TackHistoryEntry *self);
const char *tack_history_entry_get_link (TackHistoryEntry *self);

/** tack_history_entry_get_board_name: Returns: (transfer none) (nullable): as it was called then.
 */
const char *tack_history_entry_get_board_name (TackHistoryEntry *self);
const char *tack_history_entry_get_section_name (TackHistoryEntry *self);

/** tack_history_entry_dup_name: Returns: (transfer full): its title, else the name of its file. */
char *tack_history_entry_dup_name (TackHistoryEntry *self);

/** tack_history_entry_matches: @words: of tack_search_key_split(). */
gboolean tack_history_entry_matches (TackHistoryEntry *self, const char *const *words);

/* Its row, on the database thread. */

/** TACK_HISTORY_ENTRY_COLUMNS: what tack_history_entry_new_from_row() wants selected. */
#define TACK_HISTORY_ENTRY_COLUMNS                                                                 \
  "id, draft_id, pin_id, pin_url, published_at, is_video, uri, image_url, size, mtime_us, title, " \
  "link, board_name, section_name, search_key"

TackHistoryEntry *tack_history_entry_new_from_row (sqlite3_stmt *row);

/** tack_history_entry_get_row_id: Returns: its number, larger the later; 0 when it was neither read
 * nor written. */
gint64 tack_history_entry_get_row_id (TackHistoryEntry *self);

/** tack_history_entry_insert: writes it and gives it its number; nothing of that when its job has
 * an entry already. */
gboolean tack_history_entry_insert (TackHistoryEntry *self, sqlite3 *db, GError **error);

G_END_DECLS
