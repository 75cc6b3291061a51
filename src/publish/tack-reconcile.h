/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-pin.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

/* Which Pin a doubtful job has become. All of it is pure. */

/**
 * tack_reconcile_collect:
 * @pins: (element-type TackPin): a page of the board's Pins, newest first.
 * @taken: (nullable) (element-type utf8 utf8): a set of ids of Pins that other jobs own.
 * @found: (element-type TackPin): what earlier pages brought; it is added to.
 *
 * Looks for the Pins that a doubtful job may have made: same texts, same kind of media, made since
 * the intent (less a minute, for clocks that differ).
 *
 * Returns: whether the page reaches back beyond the job's intent, so that no further page can hold
 *   its Pin.
 */
gboolean tack_reconcile_collect (TackJob    *job,
                                 GPtrArray  *pins,
                                 GHashTable *taken,
                                 GPtrArray  *found);

/**
 * tack_reconcile_count_rivals:
 * @jobs: (element-type TackJob): the queue.
 * @is_under_way: (out): whether one of them is being created at this moment.
 *
 * A Pin that could be @job's could as well be that of another job in doubt that reads the same:
 * only when there are more Pins than such jobs one of them is surely @job's.
 *
 * Returns: how many other jobs may have made a Pin that cannot be told from @job's.
 */
guint tack_reconcile_count_rivals (TackJob *job, GListModel *jobs, gboolean *is_under_way);

G_END_DECLS
