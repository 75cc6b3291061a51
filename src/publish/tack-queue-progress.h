/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-queue.h"

G_BEGIN_DECLS

#define TACK_TYPE_QUEUE_PROGRESS (tack_queue_progress_get_type ())
G_DECLARE_FINAL_TYPE (TackQueueProgress, tack_queue_progress, TACK, QUEUE_PROGRESS, GObject)

/** How often anything about progress is told at most, however many jobs run. */
#define TACK_QUEUE_PROGRESS_MS 100

/**
 * TackQueueProgress:
 *
 * How far the whole queue has come, for a bar and a line of text. What the uploads report goes
 * through here, so that the jobs' `sent` and `speed` and everything below change together, ten
 * times a second at most. Main context.
 *
 * Properties (all read-only, all notifying): `pins-done` and `pins-total` (uint: published, and
 * those that will be by themselves), `bytes-sent` and `bytes-total` (int64: of their videos),
 * `speed` (double, bytes a second, 0 where not known), `fraction` (double, 0 to 1), `left-ms`
 * (int64, -1 where not known; counts down evenly). Signal: `changed ()` after any of them did.
 */
TackQueueProgress *tack_queue_progress_new (TackQueue *queue);

guint  tack_queue_progress_get_pins_done (TackQueueProgress *self);
guint  tack_queue_progress_get_pins_total (TackQueueProgress *self);
gint64 tack_queue_progress_get_bytes_sent (TackQueueProgress *self);
gint64 tack_queue_progress_get_bytes_total (TackQueueProgress *self);
double tack_queue_progress_get_speed (TackQueueProgress *self);
double tack_queue_progress_get_fraction (TackQueueProgress *self);
gint64 tack_queue_progress_get_left_ms (TackQueueProgress *self);

/* For the runner. */

/** tack_queue_progress_report: an upload's bytes; told with the next round. */
void tack_queue_progress_report (TackQueueProgress *self, TackJob *job, gint64 sent, gint64 total);

/** tack_queue_progress_touch: some job's state has changed. */
void tack_queue_progress_touch (TackQueueProgress *self);

/** tack_queue_progress_set_running: a pause is not slowness. */
void tack_queue_progress_set_running (TackQueueProgress *self, gboolean running);

G_END_DECLS
