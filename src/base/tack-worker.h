/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_WORKER (tack_worker_get_type ())
G_DECLARE_FINAL_TYPE (TackWorker, tack_worker, TACK, WORKER, GObject)

/**
 * TackWorker:
 *
 * One thread with a queue of tasks, for what must happen off the main context and in order: SQLite.
 * Created and used from one thread; the last unref waits for the queued tasks to be done.
 */
TackWorker *tack_worker_new (const char *name);

/**
 * tack_worker_push:
 * @task: (transfer full): given to @func and released on the worker thread once it has returned.
 * @func: runs on the worker thread and returns @task's result.
 *
 * Tasks run one after the other in the order they were pushed.
 */
void tack_worker_push (TackWorker *self, GTask *task, GTaskThreadFunc func);

G_END_DECLS
