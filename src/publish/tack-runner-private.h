/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-runner.h"

G_BEGIN_DECLS

/* What the files of the runner share: the object (tack-runner.c), which job may begin
 * (tack-runner-places.c), the loop of one job (tack-run.c), and what a person does to them
 * (tack-runner-control.c). */

/**
 * TackRun:
 * @runner: not owned: it owns this.
 * @cancellable: (nullable): %NULL before the first action.
 * @timer: (nullable): resting; else its action is under way.
 * @word: what the person said meanwhile, to be applied when the action has ended;
 *   %TACK_EVENT_START for nothing.
 * @is_leaving: it is to be removed when it has ended.
 *
 * The loop of one job: rest as long as its step asks, write, act, write the outcome, and again.
 */
typedef struct
{
  TackRunner   *runner;
  TackJob      *job;
  TackAction    action;
  GCancellable *cancellable;
  GSource      *timer;
  TackEvent     word;
  gboolean      is_leaving;
} TackRun;

struct _TackRunner
{
  GObject parent_instance;

  TackQueue         *queue;
  TackApiClient     *client;
  TackMediaProxy    *proxy; /* nullable */
  TackClock         *clock;
  TackConnectivity  *connectivity;
  TackQueueProgress *progress;

  gboolean         is_running;
  guint            max_jobs;
  TackCreateLimits limits;

  GHashTable *runs;             /* TackJob → TackRun */
  GQueue      pending;          /* of TackJob: to be given a place, in the queue's order */
  gboolean    is_pending_stale; /* it has to be made anew from the queue */
  GPtrArray  *frozen;           /* nullable: of TackJob: changed, to be written together */
  GHashTable *asked;            /* set of TackJob: doubtful, and the person has to settle them */

  TackJob *blocked;       /* nullable: the next one to go, which has to wait */
  GSource *blocked_timer; /* nullable */
  char    *waiting_reason;
  gint64   waiting_until;
  GSource *idle_source; /* nullable */
};

/** tack_source_destroy: destroys a source that may be none, and forgets it. */
static inline void
tack_source_destroy (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* tack-run.c */

/** tack_run_begin: gives @job a place. */
void tack_run_begin (TackRunner *self, TackJob *job);

/** tack_run_hurry: what rests acts now. */
void tack_run_hurry (TackRun *run);
void tack_run_free (gpointer run);

/* tack-runner-places.c */

/** tack_runner_fill_places: gives free places to pending jobs, the queue's first one first. */
void tack_runner_fill_places (TackRunner *self);

/** tack_runner_refill: the same after the queue or a job in it was changed by the person. */
void tack_runner_refill (TackRunner *self);

/** tack_runner_take_added: the same after jobs were added at the queue's end. */
void tack_runner_take_added (TackRunner *self, guint position, guint added);
void tack_runner_clear_pending (TackRunner *self);

/**
 * tack_runner_check_limits:
 * @run: (nullable): the one that asks.
 * @until: (out): Unix ms at which it can ask again.
 *
 * Returns: whether the limits allow another create.
 */
TackCreateWait tack_runner_check_limits (TackRunner *self, const TackRun *run, gint64 *until);

/** tack_runner_is_idle: Returns: whether nothing is under way, and nothing would begin. */
gboolean tack_runner_is_idle (TackRunner *self);

/** tack_runner_tell_idle: from the main loop, never from within the call that ended the last job.
 */
void tack_runner_tell_idle (TackRunner *self);

/* tack-runner.c */

/** tack_runner_tell_changed: @job has another state, and it is written. */
void tack_runner_tell_changed (TackRunner *self, TackJob *job);

/** tack_runner_tell_stopped: it paused by itself. */
void tack_runner_tell_stopped (TackRunner *self, const GError *error);
void tack_runner_emit_idle (TackRunner *self);

/** tack_runner_set_waiting: @reason: (nullable): why nothing goes on. */
void tack_runner_set_waiting (TackRunner *self, const char *reason, gint64 until);

void tack_runner_notify_running (TackRunner *self);

G_END_DECLS
