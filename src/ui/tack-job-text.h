/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-step.h"

G_BEGIN_DECLS

/* What the queue says of its jobs, and what it offers: from plain facts to translated sentences,
 * without widgets. Results are (transfer full); where there is nothing to say, %NULL. */

/**
 * TackJobPlace:
 *
 * The part of the page a job stands in, in the order of the page.
 */
typedef enum
{
  TACK_JOB_PLACE_RUNNING,
  TACK_JOB_PLACE_NEEDS_YOU,
  TACK_JOB_PLACE_WAITING,
  TACK_JOB_PLACE_DONE,
} TackJobPlace;

#define TACK_JOB_PLACES 4

/**
 * TackJobFacts:
 * @is_driven: the runner has given it a place.
 * @is_cancelling: the person cancelled it, and its action still has to end.
 * @speed: bytes a second, 0 where not known yet.
 * @left_ms: until the upload is through, -1 where not known yet.
 * @next_try_ms: until it is tried again, or its wait is over; 0 when neither is due.
 * @waiting_reason: (nullable): a sentence: why the next one to go has to wait.
 * @age_ms: since it was published.
 * @board: (nullable): %NULL for an ad-only Pin, which needs none.
 * @error: (nullable)
 * @has_address: there is a page to look for a doubtful Pin on.
 *
 * All that is said of one job follows from this.
 */
typedef struct
{
  TackStep      step;
  gboolean      is_driven;
  gboolean      is_cancelling;
  gint64        sent;
  gint64        total;
  double        speed;
  gint64        left_ms;
  gint64        next_try_ms;
  const char   *waiting_reason;
  gint64        age_ms;
  const char   *board;
  const GError *error;
  gboolean      has_address;
} TackJobFacts;

TackJobPlace tack_job_text_get_place (TackState state, gboolean is_driven);

/** tack_job_text_step: the line below the title: what happens, or what happened. */
char *tack_job_text_step (const TackJobFacts *facts);

/** tack_job_text_time: the column beside the bar. */
char *tack_job_text_time (const TackJobFacts *facts);

/** tack_job_text_explanation: of a job that needs the person: the whole sentence. */
char *tack_job_text_explanation (const TackJobFacts *facts);

/** tack_job_text_details: “Error 403, code 29 · request 5148 2207”, for Pinterest's support. */
char *tack_job_text_details (const TackJobFacts *facts);

/**
 * TackJobAct:
 *
 * What a person can do to a job.
 */
typedef enum
{
  TACK_JOB_ACT_NONE,
  TACK_JOB_ACT_RESUME,
  TACK_JOB_ACT_CANCEL,
  TACK_JOB_ACT_EDIT,
  TACK_JOB_ACT_RETRY,
  TACK_JOB_ACT_SHOW,
  TACK_JOB_ACT_SEND_AGAIN,
  TACK_JOB_ACT_IS_THERE,
  TACK_JOB_ACT_OPEN,
  TACK_JOB_ACT_COPY_LINK,
} TackJobAct;

#define TACK_JOB_ACTS_MAX 3

/** tack_job_text_get_acts: @acts: (out): from mild to likely, the rest is %TACK_JOB_ACT_NONE. */
void tack_job_text_get_acts (const TackJobFacts *facts, TackJobAct acts[TACK_JOB_ACTS_MAX]);

/**
 * TackQueueFacts:
 * @n: how many jobs each place holds, cancelled ones not among the done.
 * @n_paused: of the waiting, those that the person has paused one by one.
 * @is_paused: the runner does not run.
 * @reason: (nullable): a sentence: why the runner stopped, or why it waits.
 * @wait_ms: until it goes on by itself, 0 where nobody knows.
 * @left_ms: -1 where not known yet.
 *
 * All that is said of the whole queue follows from this.
 */
typedef struct
{
  guint       n[TACK_JOB_PLACES];
  guint       n_cancelled;
  guint       n_paused;
  gboolean    is_paused;
  const char *reason;
  gint64      wait_ms;
  gint64      left_ms;
} TackQueueFacts;

/** tack_queue_facts_count_pending: Returns: how many are still to be published. */
guint tack_queue_facts_count_pending (const TackQueueFacts *facts);

/** tack_queue_facts_is_resumable: Returns: whether something is to be published, and all of it
 * waits for the person to say so. */
gboolean tack_queue_facts_is_resumable (const TackQueueFacts *facts);

char *tack_queue_text_title (const TackQueueFacts *facts);
char *tack_queue_text_line (const TackQueueFacts *facts);

/** tack_queue_text_reason: why nothing goes on, and when it does again. */
char *tack_queue_text_reason (const TackQueueFacts *facts);

/** tack_queue_text_ended: a notification's title once nothing goes on by itself any more; %NULL
 * where nothing has happened. */
char *tack_queue_text_ended (guint n_published, guint n_needs_you);

/** tack_job_text_parse_pin: @text: a Pin's number or address as people paste it. Returns:
 * (nullable): its number. */
char *tack_job_text_parse_pin (const char *text);

G_END_DECLS
