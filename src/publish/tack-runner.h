/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "base/tack-clock.h"
#include "media/tack-media-proxy.h"
#include "publish/tack-connectivity.h"
#include "publish/tack-create-limits.h"
#include "publish/tack-queue-progress.h"
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
 * Properties: `running` (boolean, read-only: started and not paused), `online` (boolean,
 * read-only), `waiting-reason` (string, nullable, read-only: a sentence: why nothing goes on, or
 * why no Pin is created now: offline, daily cap, spacing, or what stopped the queue),
 * `waiting-until` (int64, Unix ms, read-only, 0 where nobody knows), `progress`
 * (TackQueueProgress, read-only), and read-write `max-jobs` (uint), `daily-cap` (uint, Pins a day,
 * 0 for any number), `create-spacing` (uint, seconds between two creates, 0 for none). The next job
 * to go says the same with its own `waiting-reason` and `next-try-at`. All notify.
 *
 * Signals: `job-changed (TackJob)` after every written change of state, `idle ()` when no job is
 * left that it could drive by itself, `stopped (GError)` when it paused by itself, and why.
 */

/**
 * tack_runner_new:
 * @monitor: (nullable): %NULL where the client's host is on this computer.
 */
TackRunner *tack_runner_new (TackQueue       *queue,
                             TackApiClient   *client,
                             TackClock       *clock,
                             GNetworkMonitor *monitor);

/** tack_runner_set_proxy: @proxy: (nullable): who reads the files from now on; %NULL for the
 * threads of this process. */
void tack_runner_set_proxy (TackRunner *self, TackMediaProxy *proxy);

/**
 * tack_runner_start:
 * @error: `TACK_ERROR_WAIT`: another process runs this store's queue.
 *
 * By the person: begins, or goes on, with whatever the queue holds now and later.
 */
gboolean tack_runner_start (TackRunner *self, GError **error);

/**
 * tack_runner_go_on:
 * @error: as of tack_runner_start(); or `TACK_ERROR_SLOW_DOWN`: Pinterest stopped this queue, and
 *   only the person may start it again.
 *
 * By the program: goes on with what an earlier session did not finish.
 */
gboolean tack_runner_go_on (TackRunner *self, GError **error);

/** tack_runner_pause: no new action begins; uploads under way stop, and go on later. */
void     tack_runner_pause (TackRunner *self);
gboolean tack_runner_is_running (TackRunner *self);

/** tack_runner_is_busy: Returns: whether any action is under way. */
gboolean tack_runner_is_busy (TackRunner *self);

/** tack_runner_is_driving: Returns: whether @job has a place: it acts, or rests before it acts
 * again. */
gboolean tack_runner_is_driving (TackRunner *self, TackJob *job);

gboolean           tack_runner_is_online (TackRunner *self);
const char        *tack_runner_get_waiting_reason (TackRunner *self);
gint64             tack_runner_get_waiting_until (TackRunner *self);
TackQueueProgress *tack_runner_get_progress (TackRunner *self);

/* What a person does to a job. What makes no sense in its state changes nothing. An upload under
 * way stops at once; a create under way is left to end, for cutting it off would leave its Pin in
 * doubt. */

void tack_runner_cancel (TackRunner *self, TackJob *job);
void tack_runner_cancel_all (TackRunner *self);

/** tack_runner_pause_job: it waits until tack_runner_resume_job(), over restarts too. */
void tack_runner_pause_job (TackRunner *self, TackJob *job);
void tack_runner_resume_job (TackRunner *self, TackJob *job);

/** tack_runner_retry: a failed or cancelled one goes on from its last good state; for a doubtful
 * one that waits for the person, it looks again. */
void tack_runner_retry (TackRunner *self, TackJob *job);

/** tack_runner_retry_all: of all that failed, those that another try can mend: see
 * tack_step_is_worth_retrying(). */
void tack_runner_retry_all (TackRunner *self);

/**
 * tack_runner_remove:
 * @jobs: (element-type TackJob): in any state; those under way are cancelled first, and go when
 * they have ended: see tack_queue_remove(). One whose create turns out to have succeeded stays.
 *
 * A person who edits a failed Pin has it removed, which gives the draft back, and adds the draft to
 * the queue again.
 */
void tack_runner_remove (TackRunner *self, GPtrArray *jobs);

/**
 * tack_runner_settle:
 * @pin_id: (nullable): the Pin that the person found, or %NULL to send again.
 *
 * The person's answer for a doubtful job that the program could not settle.
 */
void tack_runner_settle (TackRunner *self, TackJob *job, const char *pin_id);

void tack_runner_set_max_jobs (TackRunner *self, guint max_jobs);

/** tack_runner_set_limits: from now on; what is under way is not called back. */
void             tack_runner_set_limits (TackRunner *self, TackCreateLimits limits);
TackCreateLimits tack_runner_get_limits (TackRunner *self);

G_END_DECLS
