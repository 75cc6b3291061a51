/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft-store.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

#define TACK_TYPE_QUEUE (tack_queue_get_type ())
G_DECLARE_FINAL_TYPE (TackQueue, tack_queue, TACK, QUEUE, GObject)

/**
 * TackQueue:
 *
 * The jobs, as a #GListModel of #TackJob in the order they were added, done ones included until
 * they are cleared. The journal: what it has written survives the process. Main context. Signal:
 * `published (TackHistoryEntry)`: a job has become a Pin, and both are on the disk.
 */
TackQueue *tack_queue_new (TackDraftStore *drafts);

/** tack_queue_load_async: reads the jobs of earlier sessions; after the drafts were loaded. */
void     tack_queue_load_async (TackQueue *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean tack_queue_load_finish (TackQueue *self, GAsyncResult *result, GError **error);

/**
 * tack_queue_add:
 * @drafts: (element-type TackDraft): ready ones; each becomes `queued`, and those that are it
 *   already are passed over. They are appended with one `items-changed`.
 */
void tack_queue_add (TackQueue *self, GPtrArray *drafts);

/**
 * tack_queue_remove:
 * @jobs: (element-type TackJob): jobs that nothing is under way for. A published one takes its
 * draft with it; the draft of another goes back to be edited. When that is added again, an upload
 * of the same file is used again, and a Pin that may be there is looked for first.
 */
void tack_queue_remove (TackQueue *self, GPtrArray *jobs);

/**
 * TackMove:
 *
 * Where a person moves a job to, among those that have not begun.
 */
typedef enum
{
  TACK_MOVE_UP,
  TACK_MOVE_DOWN,
  TACK_MOVE_FRONT,
  TACK_MOVE_END,
} TackMove;

/** tack_queue_can_move: Returns: whether @job waits, and has others before or behind it. */
gboolean tack_queue_can_move (TackQueue *self, TackJob *job, TackMove move);

/** tack_queue_move: at once here, and in one transaction on the disk. */
void tack_queue_move (TackQueue *self, TackJob *job, TackMove move);

/**
 * tack_queue_save_async:
 *
 * Writes one job's state; completes when it is on the disk, which is when the runner may act on it.
 */
void     tack_queue_save_async (TackQueue          *self,
                                TackJob            *job,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gboolean tack_queue_save_finish (TackQueue *self, GAsyncResult *result, GError **error);

/** tack_queue_save_all: @jobs: (element-type TackJob): in one transaction that nobody waits for. */
void tack_queue_save_all (TackQueue *self, GPtrArray *jobs);

/**
 * tack_queue_find_taken_async:
 * @pin_ids: of Pins that may be the one of a job in doubt.
 *
 * Looks which of them are known to be another job's, by the history or by a job that is about to be
 * written: one Pin is never two jobs'.
 */
void tack_queue_find_taken_async (TackQueue          *self,
                                  GStrv               pin_ids,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/** tack_queue_find_taken_finish: Returns: (transfer full) (element-type utf8 utf8): a set of ids.
 */
GHashTable *tack_queue_find_taken_finish (TackQueue *self, GAsyncResult *result, GError **error);

/** tack_queue_count_creates: Returns: how many Pins were, or may have been, made since @since (Unix
 * ms, at most a day ago), those of cleared jobs and of earlier processes included. */
guint tack_queue_count_creates (TackQueue *self, gint64 since);

/** tack_queue_get_last_create_at: Returns: Unix ms, 0 where it was longer ago than two days. */
gint64 tack_queue_get_last_create_at (TackQueue *self);

/** tack_queue_get_hold: Returns: (transfer none) (nullable): why nothing may begin until the person
 * says so. */
const GError *tack_queue_get_hold (TackQueue *self);

/** tack_queue_set_hold: kept over restarts; @hold: (nullable): %NULL to let go. */
void tack_queue_set_hold (TackQueue *self, const GError *hold);

TackDraftStore *tack_queue_get_drafts (TackQueue *self);

/**
 * TackQueueSummary:
 * @bytes_sent: of all running and waiting uploads.
 * @fraction: 0 to 1 over all jobs that are not cleared.
 *
 * The queue in numbers, for headings and badges.
 */
typedef struct
{
  guint  running;
  guint  waiting;
  guint  needs_you;
  guint  published;
  guint  total;
  gint64 bytes_sent;
  gint64 bytes_total;
  double fraction;
} TackQueueSummary;

/** tack_queue_summarize: counts the jobs: linear in their number, call it on a timer, not on a
 * notify. */
TackQueueSummary tack_queue_summarize (TackQueue *self);

G_END_DECLS
