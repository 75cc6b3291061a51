/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-doubt.h"
#include "publish/tack-perform.h"
#include "publish/tack-runner-private.h"

/* The loop of one job. Each step of it is written before and after what it does. */

void
tack_run_free (gpointer data)
{
  TackRun *run = data;

  g_clear_object (&run->job);
  g_clear_object (&run->cancellable);
  tack_source_destroy (&run->timer);
  g_free (run);
}

static void
stop (TackRunner *self, const GError *error)
{
  if (!self->is_running)
    return;

  tack_runner_pause (self);
  tack_runner_set_waiting (self, error->message, 0);
  /* Going on by itself, if only with the next start, makes it worse. */
  if (tack_error_get_class (error) == TACK_ERROR_SLOW_DOWN)
    tack_queue_set_hold (self->queue, error);
  tack_runner_tell_stopped (self, error);
}

static void rest (TackRun *run);
static void act (gpointer user_data);
static void written_before_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void performed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void written_after_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
tack_run_begin (TackRunner *self, TackJob *job)
{
  TackRun *run = g_new0 (TackRun, 1);

  run->runner = self;
  run->job = g_object_ref (job);
  g_hash_table_insert (self->runs, job, run);

  TackStep step
    = tack_step_next (tack_job_get_step (job), TACK_EVENT_START, TACK_ERROR_GIVE_UP, &run->action);
  tack_job_set_step (job, step);
  rest (run);
}

static void
end (TackRun *run)
{
  g_autoptr (TackRunner) self = g_object_ref (run->runner);
  g_autoptr (TackJob)    job = g_object_ref (run->job);
  gboolean is_leaving = run->is_leaving && tack_job_get_state (job) != TACK_STATE_PUBLISHED;

  tack_job_set_next_try_at (job, 0);
  g_hash_table_remove (self->runs, job);
  if (is_leaving)
    {
      g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
      g_ptr_array_add (jobs, job);
      tack_queue_remove (self->queue, jobs);
    }
  tack_runner_fill_places (self);
  if (!self->is_running && tack_runner_is_idle (self))
    tack_runner_tell_idle (self);
}

/* Gives the place back; the job goes on when it is its turn again. */
static void
give_back (TackRun *run)
{
  run->runner->is_pending_stale = TRUE;
  end (run);
}

/* Nothing is left to do for now. */
static void
end_for_now (TackRun *run)
{
  TackRunner *self = run->runner;
  TackState   state = tack_job_get_state (run->job);

  if (state == TACK_STATE_DOUBTFUL)
    {
      g_hash_table_add (self->asked, g_object_ref (run->job));
      tack_doubt_find_page (self->client, run->job);
    }

  /* What stopped the queue, or the lost connection, sends its job back to wait; the queue may go on
   * again by now. */
  if (state == TACK_STATE_WAITING)
    give_back (run);
  else
    end (run);
}

static void
rest (TackRun *run)
{
  TackRunner *self = run->runner;

  if (run->action == TACK_ACTION_NONE)
    {
      end_for_now (run);
      return;
    }

  TackStep      step = tack_job_get_step (run->job);
  const GError *error = tack_job_get_error (run->job);
  gint64        delay = tack_step_get_delay (step, g_random_double ());
  if (step.tries > 0 && error != NULL)
    delay = MAX (delay, tack_error_get_details (error)->retry_after_ms);

  if (step.tries > 0)
    tack_job_set_next_try_at (run->job, tack_clock_get_unix_ms (self->clock) + delay);
  run->timer = tack_clock_add_timeout (self->clock, delay, act, run);
}

static void
act (gpointer user_data)
{
  TackRun    *run = user_data;
  TackRunner *self = run->runner;
  TackStep    step = tack_job_get_step (run->job);
  gint64      until;

  g_source_unref (g_steal_pointer (&run->timer));
  if (!tack_connectivity_is_online (self->connectivity)
      || (run->action == TACK_ACTION_CREATE
          && tack_runner_check_limits (self, run, &until) != TACK_CREATE_NOW))
    {
      give_back (run);
      return;
    }

  /* An old one may have been cancelled by a pause that is over. */
  g_clear_object (&run->cancellable);
  run->cancellable = g_cancellable_new ();
  tack_job_set_next_try_at (run->job, 0);
  if (run->action == TACK_ACTION_CREATE)
    tack_job_set_step (run->job, tack_step_intend (step, tack_clock_get_unix_ms (self->clock)));

  /* The runner lives as long as an action does, so that the outcome is always written. */
  g_object_ref (self);
  tack_queue_save_async (self->queue, run->job, written_before_cb, run);
}

/* The action ended, or never began, and nothing is to be learned from it. */
static void
abandon (TackRun *run)
{
  g_autoptr (TackRunner) self = run->runner; /* the action's */

  give_back (run);
}

/* A create that was not sent after all. */
static void
take_intent_back (TackRun *run)
{
  TackAction action;

  if (run->action == TACK_ACTION_CREATE)
    tack_job_set_step (run->job, tack_step_next (tack_job_get_step (run->job), TACK_EVENT_OFFLINE,
                                                 TACK_ERROR_GIVE_UP, &action));
}

/* The person's word, when nothing is under way. */
static void
obey (TackRun *run)
{
  TackStep step
    = tack_step_next (tack_job_get_step (run->job), run->word, TACK_ERROR_GIVE_UP, &run->action);

  run->word = TACK_EVENT_START;
  tack_job_set_step (run->job, step);
  tack_queue_save_async (run->runner->queue, run->job, written_after_cb, run);
}

static void
written_before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackRun           *run = user_data;
  TackRunner        *self = run->runner;
  g_autoptr (GError) error = NULL;

  if (!tack_queue_save_finish (TACK_QUEUE (source), result, &error))
    {
      /* What cannot be written must not be done: a crash would forget it. */
      take_intent_back (run);
      tack_job_set_error (run->job, error);
      stop (self, error);
      abandon (run);
      return;
    }

  tack_runner_tell_changed (self, run->job);
  if (run->word != TACK_EVENT_START || !self->is_running)
    take_intent_back (run);
  if (run->word != TACK_EVENT_START)
    obey (run);
  else if (!self->is_running)
    tack_queue_save_async (self->queue, run->job, written_after_cb, run);
  else
    tack_perform_async (self->client, self->proxy, self->queue, self->progress, run->job,
                        run->action, run->cancellable, performed_cb, run);
}

/* What the end of the action means: the event, or TACK_EVENT_START for nothing. */
static TackEvent
judge (TackRun *run, TackEvent event, const GError *error)
{
  if (tack_error_is_cancelled (error))
    {
      /* Cut off: a create is in doubt, everything else begins again. */
      return run->action == TACK_ACTION_CREATE ? TACK_EVENT_LOST : TACK_EVENT_START;
    }

  const TackErrorDetails *details = tack_error_get_details (error);
  if (event == TACK_EVENT_ERROR && details->no_answer && !details->answer_lost
      && !tack_connectivity_is_online (run->runner->connectivity))
    return TACK_EVENT_OFFLINE;

  return event;
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackRun           *run = user_data;
  TackRunner        *self = run->runner;
  TackStep           step = tack_job_get_step (run->job);
  g_autoptr (GError) error = NULL;
  TackEvent          event = tack_perform_finish (result, &error);
  TackErrorClass     error_class = tack_error_get_class (error);

  if (!tack_error_is_cancelled (error))
    tack_connectivity_report (self->connectivity, error);
  event = judge (run, event, error);
  if (event == TACK_EVENT_START && run->word == TACK_EVENT_START)
    {
      abandon (run);
      return;
    }

  if (event != TACK_EVENT_START)
    step = tack_step_next (step, event, error_class, &run->action);
  if (run->word != TACK_EVENT_START)
    step = tack_step_next (step, run->word, TACK_ERROR_GIVE_UP, &run->action);
  run->word = TACK_EVENT_START;

  if (!tack_error_is_cancelled (error) && event != TACK_EVENT_OFFLINE)
    tack_job_set_error (run->job, error);
  tack_job_set_step (run->job, step);

  if (event == TACK_EVENT_ERROR
      && (error_class == TACK_ERROR_SIGN_IN || error_class == TACK_ERROR_SLOW_DOWN))
    stop (self, error);

  tack_queue_save_async (self->queue, run->job, written_after_cb, run);
}

static void
written_after_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackRun           *run = user_data;
  TackRunner        *self = run->runner;
  g_autoptr (GError) error = NULL;

  if (!tack_queue_save_finish (TACK_QUEUE (source), result, &error))
    stop (self, error);

  tack_runner_tell_changed (self, run->job);
  if (run->word != TACK_EVENT_START)
    obey (run);
  else if (!self->is_running)
    abandon (run);
  else
    {
      rest (run);
      /* It may have left its place to another. */
      tack_runner_fill_places (self);
      g_object_unref (self);
    }
}

void
tack_run_hurry (TackRun *run)
{
  if (run->timer == NULL)
    return;

  tack_source_destroy (&run->timer);
  run->timer = tack_clock_add_timeout (run->runner->clock, 0, act, run);
}
