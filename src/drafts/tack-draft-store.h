/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-database.h"
#include "drafts/tack-draft.h"

G_BEGIN_DECLS

#define TACK_TYPE_DRAFT_STORE (tack_draft_store_get_type ())
G_DECLARE_FINAL_TYPE (TackDraftStore, tack_draft_store, TACK, DRAFT_STORE, GObject)

/**
 * TackDraftStore:
 *
 * The drafts, as a #GListModel of #TackDraft in the order they were added, queued ones included. It
 * is in memory and on the main context; every change is written to the database behind it shortly
 * after (a burst of typing is one write). Signals: `draft-changed (TackDraft, const char
 * *property)`: one of the drafts was edited or inspected, emitted for every change, so that whoever
 * counts or filters listens to one object; `save-failed (GError*)`: a change could not be written;
 * it stays in memory, and is tried again with the next one or as soon as there is space; said once
 * until then.
 */
TackDraftStore *tack_draft_store_new (TackDatabase *database);

/** tack_draft_store_load_async: reads the drafts of earlier sessions into the model. */
void     tack_draft_store_load_async (TackDraftStore     *self,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean tack_draft_store_load_finish (TackDraftStore *self, GAsyncResult *result, GError **error);

/**
 * tack_draft_store_add:
 * @drafts: (element-type TackDraft): appended with one `items-changed`; those that were removed
 * before come back to their place.
 */
void tack_draft_store_add (TackDraftStore *self, GPtrArray *drafts);

/**
 * tack_draft_store_remove:
 * @drafts: (element-type TackDraft): their files are left alone. Adding them again undoes it.
 */
void tack_draft_store_remove (TackDraftStore *self, GPtrArray *drafts);

/**
 * tack_draft_store_replace:
 * @old: (element-type TackDraft): of the store; removed.
 * @drafts: (element-type TackDraft): added where the first of @old was; those that were removed
 *   before come back to their place.
 *
 * Makes one draft of several, or several of one. The other way round undoes it.
 */
void tack_draft_store_replace (TackDraftStore *self, GPtrArray *old, GPtrArray *drafts);

/** tack_draft_store_find: Returns: (transfer none) (nullable): the draft with that id. */
TackDraft *tack_draft_store_find (TackDraftStore *self, const char *id);

/** tack_draft_store_get_position: Returns: where @draft stands among all that were ever added, -1
 * for one that never was: the smaller came first. */
gint64 tack_draft_store_get_position (TackDraft *draft);

/** tack_draft_store_flush_async: completes when all changes so far are on disk. */
void     tack_draft_store_flush_async (TackDraftStore     *self,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean tack_draft_store_flush_finish (TackDraftStore *self, GAsyncResult *result, GError **error);

TackDatabase *tack_draft_store_get_database (TackDraftStore *self);

G_END_DECLS
