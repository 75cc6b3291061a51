/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-runner.h"
#include "ui/tack-job-text.h"

G_BEGIN_DECLS

/**
 * TackQueueLook:
 * @jobs: (element-type TackJob): by their place; not owned, the queue keeps them.
 * @n_retryable: failed ones that may be tried again.
 *
 * What one look at every job of the queue brings.
 */
typedef struct
{
  GPtrArray       *jobs[TACK_JOB_PLACES];
  TackQueueFacts   facts;
  TackQueueSummary summary;
  guint            n_retryable;
} TackQueueLook;

/** tack_queue_look: @queue: (nullable): %NULL counts as empty. */
TackQueueLook tack_queue_look (TackQueue *queue, TackRunner *runner);
void          tack_queue_look_clear (TackQueueLook *look);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackQueueLook, tack_queue_look_clear)

G_END_DECLS
