/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-database.h"
#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/* The drafts as rows of the tables `draft` and `slide`. All of it on the database's thread, inside
 * a transaction of its own. */

/**
 * TackDraftRow:
 * @draft: the row's alone: a copy on the way there, a new one on the way back.
 * @position: where it stands among all that were ever added.
 */
typedef struct
{
  TackDraft *draft;
  gint64     position;
} TackDraftRow;

/** tack_draft_row_new: @draft: (transfer full): Returns: (transfer full): */
TackDraftRow *tack_draft_row_new (TackDraft *draft, gint64 position);

/** tack_draft_row_array_new: Returns: (transfer full) (element-type TackDraftRow): */
GPtrArray *tack_draft_row_array_new (void);

/** tack_draft_table_delete: @ids: (element-type utf8): what else belongs to them goes too. */
gboolean tack_draft_table_delete (sqlite3 *db, GPtrArray *ids, GError **error);

/** tack_draft_table_write: an old row keeps its position: only what a person edits is replaced. */
gboolean tack_draft_table_write (sqlite3 *db, GPtrArray *rows, GError **error);

/** tack_draft_table_read: adds all that are there to @rows, by position. */
gboolean tack_draft_table_read (sqlite3 *db, GPtrArray *rows, GError **error);

G_END_DECLS
