/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft-store.h"

G_BEGIN_DECLS

#define TACK_TYPE_EDIT_HISTORY (tack_edit_history_get_type ())
G_DECLARE_FINAL_TYPE (TackEditHistory, tack_edit_history, TACK, EDIT_HISTORY, GObject)

/**
 * TackEditHistory:
 *
 * Undo and redo for edits and removals of drafts, a hundred steps deep. Properties `can-undo` and
 * `can-redo` (boolean, read-only). Main context.
 */
TackEditHistory *tack_edit_history_new (TackDraftStore *store);

/**
 * tack_edit_history_will_edit:
 * @drafts: (element-type TackDraft): copied; their values now are what undo brings back.
 * @what: a static string naming the field: going on typing in the same field of the same drafts is
 *   one step.
 *
 * Called before the drafts are changed.
 */
void tack_edit_history_will_edit (TackEditHistory *self, GPtrArray *drafts, const char *what);

/**
 * tack_edit_history_will_change_media:
 *
 * Called before @drafts get other files, or before a mended copy is given up: undo brings back
 * these too. A step of its own.
 */
void tack_edit_history_will_change_media (TackEditHistory *self, GPtrArray *drafts);

/** tack_edit_history_remove: takes @drafts out of the store, as a step that can be undone. */
void tack_edit_history_remove (TackEditHistory *self, GPtrArray *drafts);

/** tack_edit_history_undo: Returns: (transfer full) (nullable) (element-type TackDraft): the drafts
 * it touched. */
GPtrArray *tack_edit_history_undo (TackEditHistory *self);
GPtrArray *tack_edit_history_redo (TackEditHistory *self);

G_END_DECLS
