/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-queue-look.h"

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

      look.n_retryable
        += tack_step_is_worth_retrying (tack_job_get_step (job), tack_job_get_error (job));
      look.facts.n_cancelled += state == TACK_STATE_CANCELLED;
      look.facts.n_paused += place == TACK_JOB_PLACE_WAITING && state == TACK_STATE_PAUSED;
      look.facts.n[place]++;
      g_ptr_array_add (look.jobs[place], job);
    }
  g_ptr_array_sort (look.jobs[TACK_JOB_PLACE_DONE], compare_done);
  look.facts.n[TACK_JOB_PLACE_DONE] -= look.facts.n_cancelled;
  look.facts.is_paused = !tack_runner_is_running (runner);
  look.facts.reason = tack_runner_get_waiting_reason (runner);
  if (tack_runner_get_waiting_until (runner) > 0)
    look.facts.wait_ms
      = MAX (0, tack_runner_get_waiting_until (runner) - g_get_real_time () / 1000);
  look.facts.left_ms = look.facts.is_paused
                         ? -1
                         : tack_queue_progress_get_left_ms (tack_runner_get_progress (runner));

  return look;
}

void
tack_queue_look_clear (TackQueueLook *look)
{
  for (guint i = 0; i < TACK_JOB_PLACES; i++)
    g_clear_pointer (&look->jobs[i], g_ptr_array_unref);
}
