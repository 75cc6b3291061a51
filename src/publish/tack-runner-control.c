/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-runner-private.h"

/* What a person does to the queue while it runs. */

gboolean
tack_runner_start (TackRunner *self, GError **error)
{
  TackDraftStore *drafts = tack_queue_get_drafts (self->queue);

  if (self->is_running)
    return TRUE;
  if (!tack_database_try_lock (tack_draft_store_get_database (drafts), error))
    return FALSE;

  self->is_running = TRUE;
  tack_queue_set_hold (self->queue, NULL);
  tack_runner_set_waiting (self, NULL, 0);
  tack_queue_progress_set_running (self->progress, TRUE);
  /* A doubt that the person had to settle is among what goes on: each start looks once more, for
   * the line may be better now, and sends once more at most. */
  g_hash_table_remove_all (self->asked);
  tack_runner_refill (self);
  tack_runner_notify_running (self);

  return TRUE;
}

gboolean
tack_runner_go_on (TackRunner *self, GError **error)
{
  const GError *hold = tack_queue_get_hold (self->queue);

  if (hold == NULL)
    return tack_runner_start (self, error);

  tack_runner_set_waiting (self, hold->message, 0);
  g_propagate_error (error, g_error_copy (hold));

  return FALSE;
}

void
tack_runner_pause (TackRunner *self)
{
  if (!self->is_running)
    return;

  self->is_running = FALSE;
  tack_runner_set_waiting (self, NULL, 0);
  tack_queue_progress_set_running (self->progress, FALSE);

  g_autoptr (GList) runs = g_hash_table_get_values (self->runs);
  for (GList *l = runs; l != NULL; l = l->next)
    {
      TackRun *run = l->data;

      if (run->timer != NULL)
        {
          tack_job_set_next_try_at (run->job, 0);
          g_hash_table_remove (self->runs, run->job);
        }
      else if (run->action != TACK_ACTION_CREATE)
        g_cancellable_cancel (run->cancellable);
    }

  tack_runner_notify_running (self);
}

static void
save (TackRunner *self, TackJob *job)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, job);
  tack_queue_save_all (self->queue, jobs);
}

/* For a job that no run has: changes its step and writes it. */
static void
apply (TackRunner *self, TackJob *job, TackEvent event)
{
  TackAction action;
  TackStep   step = tack_step_next (tack_job_get_step (job), event, TACK_ERROR_GIVE_UP, &action);

  tack_job_set_step (job, step);
  if (self->frozen != NULL)
    g_ptr_array_add (self->frozen, g_object_ref (job));
  else
    save (self, job);
  tack_runner_tell_changed (self, job);
}

/* Between both, what is changed is written together, and no place is given away. */
static void
freeze (TackRunner *self)
{
  self->frozen = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
thaw (TackRunner *self)
{
  g_autoptr (GPtrArray) changed = g_steal_pointer (&self->frozen);

  tack_queue_save_all (self->queue, changed);
  tack_runner_refill (self);
}

/* Takes a job out of the loop: at once where nothing is under way, else when that has ended. */
static void
say (TackRunner *self, TackJob *job, TackEvent word)
{
  TackRun *run = g_hash_table_lookup (self->runs, job);

  if (run != NULL && run->timer == NULL)
    {
      run->word = word;
      if (run->action != TACK_ACTION_CREATE)
        g_cancellable_cancel (run->cancellable);
      return;
    }

  g_hash_table_remove (self->runs, job);
  g_hash_table_remove (self->asked, job);
  tack_job_set_next_try_at (job, 0);
  apply (self, job, word);
  tack_runner_refill (self);
}

/* The jobs of this moment: what is done to one may change the list. */
static GPtrArray *
dup_jobs (TackRunner *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queue)); i++)
    g_ptr_array_add (jobs, g_list_model_get_item (G_LIST_MODEL (self->queue), i));

  return jobs;
}

void
tack_runner_cancel (TackRunner *self, TackJob *job)
{
  say (self, job, TACK_EVENT_CANCEL);
}

void
tack_runner_cancel_all (TackRunner *self)
{
  g_autoptr (GPtrArray) jobs = dup_jobs (self);

  freeze (self);
  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob *job = g_ptr_array_index (jobs, i);

      if (!tack_state_is_over (tack_job_get_state (job))
          || tack_job_get_state (job) == TACK_STATE_PAUSED)
        tack_runner_cancel (self, job);
    }
  thaw (self);
}

void
tack_runner_pause_job (TackRunner *self, TackJob *job)
{
  say (self, job, TACK_EVENT_PAUSE);
}

static void
go_on (TackRunner *self, TackJob *job, TackEvent event)
{
  TackRun *run = g_hash_table_lookup (self->runs, job);

  if (run != NULL)
    {
      /* Its end is just being written. */
      if (run->timer == NULL)
        run->word = event;
      return;
    }

  if (event == TACK_EVENT_RETRY)
    tack_job_set_error (job, NULL);
  g_hash_table_remove (self->asked, job);
  apply (self, job, event);
  tack_runner_refill (self);
}

void
tack_runner_resume_job (TackRunner *self, TackJob *job)
{
  go_on (self, job, TACK_EVENT_RESUME);
}

void
tack_runner_retry (TackRunner *self, TackJob *job)
{
  go_on (self, job, TACK_EVENT_RETRY);
}

void
tack_runner_retry_all (TackRunner *self)
{
  g_autoptr (GPtrArray) jobs = dup_jobs (self);

  freeze (self);
  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob *job = g_ptr_array_index (jobs, i);

      if (tack_step_is_worth_retrying (tack_job_get_step (job), tack_job_get_error (job)))
        tack_runner_retry (self, job);
    }
  thaw (self);
}

void
tack_runner_remove (TackRunner *self, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) at_once = g_ptr_array_new_with_free_func (g_object_unref);

  freeze (self);
  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob *job = g_ptr_array_index (jobs, i);
      TackRun *run = g_hash_table_lookup (self->runs, job);

      if (run != NULL && run->timer == NULL)
        {
          run->is_leaving = TRUE;
          tack_runner_cancel (self, job);
          continue;
        }
      if (!tack_state_is_over (tack_job_get_state (job)))
        tack_runner_cancel (self, job);
      g_ptr_array_add (at_once, g_object_ref (job));
    }

  thaw (self);
  tack_queue_remove (self->queue, at_once);
}

void
tack_runner_settle (TackRunner *self, TackJob *job, const char *pin_id)
{
  if (g_hash_table_contains (self->runs, job) || tack_job_get_state (job) != TACK_STATE_DOUBTFUL)
    return;

  g_hash_table_remove (self->asked, job);
  tack_job_set_error (job, NULL);
  tack_job_set_look_url (job, NULL);
  if (pin_id != NULL)
    {
      g_autofree char *url = tack_api_client_dup_pin_url (self->client, pin_id);
      tack_job_set_published (job, pin_id, url, tack_clock_get_unix_ms (self->clock));
      apply (self, job, TACK_EVENT_FOUND);
      return;
    }

  /* “Send again” is the person's word that the Pin is not there: it goes on by creating, not
   * looking. */
  TackStep step = tack_step_init (tack_job_get_step (job).is_video);
  step.resume = TACK_STATE_CREATING;
  tack_job_set_step (job, step);
  save (self, job);
  tack_runner_tell_changed (self, job);
  tack_runner_refill (self);
}
