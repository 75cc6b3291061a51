/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "base/tack-clock.h"
#include "publish/tack-queue.h"

G_BEGIN_DECLS

#define TACK_TYPE_RUNNER (tack_runner_get_type ())
G_DECLARE_FINAL_TYPE (TackRunner, tack_runner, TACK, RUNNER, GObject)

#define TACK_RUNNER_JOBS_MIN 1
#define TACK_RUNNER_JOBS_MAX 6
#define TACK_RUNNER_JOBS_DEFAULT 3

/**
 * TackRunner:
 *
 * Drives the queue: gives jobs a place, performs one action of each at a time, feeds the outcome to
 * the step machine and has the queue write it before and after. Main context.
 *
 * Properties: `running` (boolean: started and not paused), `max-jobs` (uint). Signals:
 * `job-changed (TackJob)` after every written change of state, `idle ()` when no job is left that
 * it could drive by itself, `stopped (GError)` when it paused by itself, and why.
 */
TackRunner *tack_runner_new (TackQueue *queue, TackApiClient *client, TackClock *clock);

/**
 * tack_runner_start:
 * @error: `TACK_ERROR_WAIT`: another process runs this store's queue.
 *
 * Begins, or goes on, with whatever the queue holds now and later.
 */
gboolean tack_runner_start (TackRunner *self, GError **error);

/** tack_runner_pause: no new action begins; uploads under way stop, and go on later. */
void     tack_runner_pause (TackRunner *self);
gboolean tack_runner_is_running (TackRunner *self);

/** tack_runner_is_busy: Returns: whether any action is under way. */
gboolean tack_runner_is_busy (TackRunner *self);

/** tack_runner_is_driving: Returns: whether @job has a place: it acts, or rests before it acts
 * again. */
gboolean tack_runner_is_driving (TackRunner *self, TackJob *job);

void tack_runner_cancel (TackRunner *self, TackJob *job);
void tack_runner_retry (TackRunner *self, TackJob *job);

/**
 * tack_runner_settle:
 * @pin_id: (nullable): the Pin that the person found, or %NULL to send again.
 *
 * The person's answer for a doubtful job that the program could not settle.
 */
void tack_runner_settle (TackRunner *self, TackJob *job, const char *pin_id);

void tack_runner_set_max_jobs (TackRunner *self, guint max_jobs);

G_END_DECLS
