/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-queue-look.h"

#define BYTES_WINDOW_MS 15000
#define JOBS_WINDOW_MS 60000

/* The latest first; what was cancelled stands before it. */
static int
compare_done (gconstpointer a, gconstpointer b)
{
  gint64 finished_a = tack_job_get_finished_at (*(TackJob *const *) a);
  gint64 finished_b = tack_job_get_finished_at (*(TackJob *const *) b);

  if (finished_a == 0 || finished_b == 0)
    return (finished_a != 0) - (finished_b != 0);

  return (finished_a < finished_b) - (finished_a > finished_b);
}

gboolean
tack_queue_look_can_retry (TackJob *job)
{
  TackJobFacts facts = { .step = tack_job_get_step (job), .error = tack_job_get_error (job) };
  TackJobAct   acts[TACK_JOB_ACTS_MAX];

  if (facts.step.state != TACK_STATE_FAILED)
    return FALSE;

  tack_job_text_get_acts (&facts, acts);
  for (guint i = 0; i < TACK_JOB_ACTS_MAX; i++)
    if (acts[i] == TACK_JOB_ACT_RETRY)
      return TRUE;

  return FALSE;
}

TackQueueLook
tack_queue_look (TackQueue *queue, TackRunner *runner)
{
  TackQueueLook look = { 0 };

  for (guint i = 0; i < TACK_JOB_PLACES; i++)
    look.jobs[i] = g_ptr_array_new ();
  if (queue == NULL)
    return look;

  look.summary = tack_queue_summarize (queue);
  for (guint i = 0; i < look.summary.total; i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);
      TackState           state = tack_job_get_state (job);
      TackJobPlace place = tack_job_text_get_place (state, tack_runner_is_driving (runner, job));

      look.bytes_sent += tack_job_get_sent (job);
      look.n_retryable += tack_queue_look_can_retry (job);
      look.facts.n_cancelled += state == TACK_STATE_CANCELLED;
      look.facts.n[place]++;
      g_ptr_array_add (look.jobs[place], job);
    }
  g_ptr_array_sort (look.jobs[TACK_JOB_PLACE_DONE], compare_done);
  look.facts.n[TACK_JOB_PLACE_DONE] -= look.facts.n_cancelled;
  look.facts.is_paused = !tack_runner_is_running (runner);
  look.facts.left_ms = -1;

  return look;
}

void
tack_queue_look_clear (TackQueueLook *look)
{
  for (guint i = 0; i < TACK_JOB_PLACES; i++)
    g_clear_pointer (&look->jobs[i], g_ptr_array_unref);
}

guint
tack_queue_look_count_pending (const TackQueueLook *look)
{
  return look->facts.n[TACK_JOB_PLACE_RUNNING] + look->facts.n[TACK_JOB_PLACE_WAITING];
}

void
tack_queue_pace_init (TackQueuePace *self)
{
  tack_pace_init (&self->bytes, BYTES_WINDOW_MS);
  tack_pace_init (&self->jobs, JOBS_WINDOW_MS);
}

gint64
tack_queue_pace_add (TackQueuePace *self, const TackQueueLook *look, gint64 now_ms)
{
  guint  n_pending = tack_queue_look_count_pending (look);
  gint64 bytes = look->summary.bytes_total - look->summary.bytes_sent;

  /* A pause is not slowness. */
  if (look->facts.is_paused || n_pending == 0)
    {
      tack_queue_pace_init (self);
      return -1;
    }

  tack_pace_add (&self->bytes, now_ms, (double) look->bytes_sent);
  tack_pace_add (&self->jobs, now_ms, look->summary.total - n_pending);

  /* The bytes have to pass, and the Pins have to be made: it takes as long as the slower of both.
   */
  gint64 bytes_ms = tack_pace_get_left_ms (&self->bytes, (double) bytes);
  gint64 jobs_ms = tack_pace_get_left_ms (&self->jobs, n_pending);
  if (bytes > 0)
    return bytes_ms < 0 ? -1 : MAX (bytes_ms, jobs_ms);

  return jobs_ms;
}
