/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TackTaskQueue:
 *
 * Tasks that wait for their turn, first come, first served. One that is cancelled while it waits
 * ends at once. Lives on one main context.
 */
typedef struct _TackTaskQueue TackTaskQueue;

TackTaskQueue *tack_task_queue_new (void);
void           tack_task_queue_free (TackTaskQueue *self);

/** tack_task_queue_push: @task: (transfer full): */
void tack_task_queue_push (TackTaskQueue *self, GTask *task);

/** tack_task_queue_pop: Returns: (transfer full) (nullable): the one that waited longest. */
GTask *tack_task_queue_pop (TackTaskQueue *self);

gboolean tack_task_queue_is_empty (TackTaskQueue *self);

/**
 * tack_task_queue_take_if:
 * @func: whether a task shall wait no longer.
 *
 * Returns: (transfer full) (element-type GTask): those that @func chose, in their order.
 */
GPtrArray *tack_task_queue_take_if (TackTaskQueue *self,
                                    gboolean (*func) (GTask *task, gpointer user_data),
                                    gpointer user_data);

G_END_DECLS
