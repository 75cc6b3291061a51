/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft-store.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_MEND_QUEUE (tack_mend_queue_get_type ())
G_DECLARE_FINAL_TYPE (TackMendQueue, tack_mend_queue, TACK, MEND_QUEUE, GObject)

/**
 * TackMendQueue:
 *
 * Converts the videos of drafts in the background, one at a time, into the cache, and hands each
 * draft its copy. Signal `changed (TackDraft)`: of this draft something is to be told anew: it
 * waits, has come further, is done, was taken out, or could not be converted. A draft that is
 * removed from the store is taken out. Main context.
 */

/**
 * tack_mend_queue_new:
 * @store: of which the drafts are.
 * @proxy: (nullable): who converts.
 */
TackMendQueue *tack_mend_queue_new (TackDraftStore *store, TackMediaProxy *proxy);

/**
 * tack_mend_queue_tidy:
 *
 * Removes copies that no draft has. Only once the store has loaded its drafts, and early: the copy
 * of a draft whose removal may still be undone stays until the next start.
 */
void tack_mend_queue_tidy (TackMendQueue *self);

/**
 * tack_mend_queue_add:
 * @draft: of a video file. If it waits or is converted already, that begins anew.
 * @from_ms: where the part to keep begins; 0 for the beginning.
 * @to_ms: where it ends; -1 for the end.
 */
void tack_mend_queue_add (TackMendQueue *self, TackDraft *draft, gint64 from_ms, gint64 to_ms);

/** tack_mend_queue_cancel: takes @draft out; a conversion that has begun leaves nothing behind. */
void tack_mend_queue_cancel (TackMendQueue *self, TackDraft *draft);

/** tack_mend_queue_cancel_all: the same for all, before the program ends. */
void tack_mend_queue_cancel_all (TackMendQueue *self);

/** tack_mend_queue_is_empty: Returns: whether nothing is converted or waits for it; what was
 * cancelled counts no more. */
gboolean tack_mend_queue_is_empty (TackMendQueue *self);

/** tack_mend_queue_get_progress: Returns: 0 to 1, 0 while it waits; -1: @draft is not in it. */
double tack_mend_queue_get_progress (TackMendQueue *self, TackDraft *draft);

/** tack_mend_queue_get_failure: Returns: (transfer none) (nullable): why the last conversion of
 * @draft failed; until the next, or until its file changes. */
TackIssue *tack_mend_queue_get_failure (TackMendQueue *self, TackDraft *draft);

G_END_DECLS
