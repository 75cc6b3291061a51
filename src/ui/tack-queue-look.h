/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-runner.h"
#include "ui/tack-job-text.h"
#include "ui/tack-pace.h"

G_BEGIN_DECLS

/**
 * TackQueueLook:
 * @jobs: (element-type TackJob): by their place; not owned, the queue keeps them.
 * @facts: but for the time left, which one look cannot tell.
 * @n_retryable: failed ones that may be tried again.
 * @bytes_sent: of all jobs, the done ones included, so that it only grows.
 *
 * What one look at every job of the queue brings.
 */
typedef struct
{
  GPtrArray       *jobs[TACK_JOB_PLACES];
  TackQueueFacts   facts;
  TackQueueSummary summary;
  guint            n_retryable;
  gint64           bytes_sent;
} TackQueueLook;

/** tack_queue_look: @queue: (nullable): %NULL counts as empty. */
TackQueueLook tack_queue_look (TackQueue *queue, TackRunner *runner);
void          tack_queue_look_clear (TackQueueLook *look);

/** tack_queue_look_count_pending: Returns: how many are still to be published by themselves. */
guint tack_queue_look_count_pending (const TackQueueLook *look);

/** tack_queue_look_can_retry: Returns: whether @job failed and the person may try it again. */
gboolean tack_queue_look_can_retry (TackJob *job);

/**
 * TackQueuePace:
 *
 * What the time left of the whole queue is learned from, look by look.
 */
typedef struct
{
  TackPace bytes;
  TackPace jobs;
} TackQueuePace;

void tack_queue_pace_init (TackQueuePace *self);

/** tack_queue_pace_add: Returns: how long the queue still takes, -1 where not known yet. */
gint64 tack_queue_pace_add (TackQueuePace *self, const TackQueueLook *look, gint64 now_ms);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackQueueLook, tack_queue_look_clear)

G_END_DECLS
