/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/tack-runner-private.h"

/* Which job may begin: places, the queue's order, and the limits a person has set. */

/* What only asks now and then holds no place: a video that Pinterest processes, a doubt that others
 * have to end first. */
static gboolean
holds_place (TackJob *job)
{
  TackStep step = tack_job_get_step (job);

  return step.state != TACK_STATE_PROCESSING
         && !(step.state == TACK_STATE_DOUBTFUL && step.polls > 0);
}

static guint
count_places_taken (TackRunner *self)
{
  GHashTableIter iter;
  gpointer       job;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    if (holds_place (job))
      n++;

  return n;
}

/* Those that are about to create and have not said so on the disk yet, but for @but. */
static guint
count_creates_begun (TackRunner *self, const TackRun *but)
{
  GHashTableIter iter;
  gpointer       run;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    if (run != but && ((TackRun *) run)->action == TACK_ACTION_CREATE
        && tack_job_get_step (((TackRun *) run)->job).intent_at == 0)
      n++;

  return n;
}

TackCreateWait
tack_runner_check_limits (TackRunner *self, const TackRun *run, gint64 *until)
{
  *until = 0;
  if (self->limits.daily_cap == 0 && self->limits.spacing_s == 0)
    return TACK_CREATE_NOW;

  gint64 now = tack_clock_get_unix_ms (self->clock);
  gint64 midnight = tack_create_limits_get_midnight (now, 0);
  guint  n_begun = count_creates_begun (self, run);
  gint64 last_at = n_begun > 0 ? now : tack_queue_get_last_create_at (self->queue);

  return tack_create_limits_check (self->limits,
                                   tack_queue_count_creates (self->queue, midnight) + n_begun,
                                   last_at, now, until);
}

static char *
dup_limit_reason (TackRunner *self, TackCreateWait wait)
{
  if (wait == TACK_CREATE_CAPPED)
    return g_strdup_printf (ngettext ("The daily cap of %u Pin is reached. It goes on tomorrow.",
                                      "The daily cap of %u Pins is reached. It goes on tomorrow.",
                                      self->limits.daily_cap),
                            self->limits.daily_cap);

  return g_strdup_printf (ngettext ("Pins are created at least %u second apart.",
                                    "Pins are created at least %u seconds apart.",
                                    self->limits.spacing_s),
                          self->limits.spacing_s);
}

static void
unblock (TackRunner *self)
{
  g_autoptr (TackJob) job = g_steal_pointer (&self->blocked);

  tack_source_destroy (&self->blocked_timer);
  if (job == NULL)
    return;

  tack_job_set_waiting_reason (job, NULL);
  if (!g_hash_table_contains (self->runs, job))
    tack_job_set_next_try_at (job, 0);
}

static void
on_blocked_timer (gpointer user_data)
{
  TackRunner *self = user_data;

  g_clear_pointer (&self->blocked_timer, g_source_unref);
  tack_runner_fill_places (self);
}

/* The limits let no Pin be created before @until: @job, the next one, says so. */
static void
block (TackRunner *self, TackJob *job, TackCreateWait wait, gint64 until)
{
  g_autofree char *reason = dup_limit_reason (self, wait);

  unblock (self);
  self->blocked = g_object_ref (job);
  self->blocked_timer
    = tack_clock_add_timeout (self->clock, until - tack_clock_get_unix_ms (self->clock),
                              on_blocked_timer, self);
  tack_job_set_waiting_reason (job, reason);
  tack_job_set_next_try_at (job, until);
  tack_runner_set_waiting (self, reason, until);
}

/* What nothing is under way for, and what the person need not decide first. */
static gboolean
is_pending (TackRunner *self, TackJob *job)
{
  return !tack_state_is_over (tack_job_get_state (job)) && !g_hash_table_contains (self->runs, job)
         && !g_hash_table_contains (self->asked, job);
}

void
tack_runner_clear_pending (TackRunner *self)
{
  g_queue_clear_full (&self->pending, g_object_unref);
}

static void
enqueue (TackRunner *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    {
      TackJob *job = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      if (is_pending (self, job))
        g_queue_push_tail (&self->pending, job);
      else
        g_object_unref (job);
    }
}

static void
refresh_pending (TackRunner *self)
{
  if (!self->is_pending_stale)
    return;

  self->is_pending_stale = FALSE;
  tack_runner_clear_pending (self);
  enqueue (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->queue)));
}

static gboolean
begins_with_create (TackJob *job)
{
  TackAction action;

  tack_step_next (tack_job_get_step (job), TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);

  return action == TACK_ACTION_CREATE;
}

gboolean
tack_runner_is_idle (TackRunner *self)
{
  if (g_hash_table_size (self->runs) > 0)
    return FALSE;

  refresh_pending (self);
  return !self->is_running || self->pending.length == 0;
}

static gboolean
on_idle (gpointer user_data)
{
  TackRunner *self = user_data;

  g_clear_pointer (&self->idle_source, g_source_unref);
  if (tack_runner_is_idle (self))
    tack_runner_emit_idle (self);

  return G_SOURCE_REMOVE;
}

void
tack_runner_tell_idle (TackRunner *self)
{
  if (self->idle_source != NULL)
    return;

  self->idle_source = g_idle_source_new ();
  g_source_set_callback (self->idle_source, on_idle, self, NULL);
  g_source_attach (self->idle_source, g_main_context_get_thread_default ());
}

/* Begins pending jobs in the queue's order. While the limits let no Pin be created, those that
 * would are passed over, and what has to be uploaded first goes on. */
static void
begin_pending (TackRunner *self)
{
  guint          n_taken = count_places_taken (self);
  gint64         until = 0;
  TackCreateWait wait = tack_runner_check_limits (self, NULL, &until);
  TackJob       *blocked = NULL;

  for (GList *l = self->pending.head, *next; l != NULL && n_taken < self->max_jobs; l = next)
    {
      TackJob *job = l->data;

      next = l->next;
      if (is_pending (self, job) && wait != TACK_CREATE_NOW && begins_with_create (job))
        {
          blocked = blocked != NULL ? blocked : job;
          continue;
        }

      g_autoptr (TackJob) taken = job;
      g_queue_delete_link (&self->pending, l);
      if (!is_pending (self, taken))
        continue;
      tack_run_begin (self, taken);
      n_taken += holds_place (taken) ? 1 : 0;
      wait = tack_runner_check_limits (self, NULL, &until);
    }

  if (blocked != NULL)
    block (self, blocked, wait, until);
}

void
tack_runner_fill_places (TackRunner *self)
{
  if (self->frozen != NULL)
    return;

  refresh_pending (self);
  unblock (self);
  if (!self->is_running)
    {
      /* Why it does not run has been said. */
    }
  else if (tack_connectivity_is_online (self->connectivity))
    {
      tack_runner_set_waiting (self, NULL, 0);
      begin_pending (self);
    }
  else if (!tack_runner_is_idle (self))
    tack_runner_set_waiting (self,
                             _ ("There is no connection. Publishing goes on by itself when "
                                "it is back."),
                             0);

  if (self->is_running && tack_runner_is_idle (self))
    tack_runner_tell_idle (self);
}

void
tack_runner_refill (TackRunner *self)
{
  self->is_pending_stale = TRUE;
  tack_runner_fill_places (self);
}

void
tack_runner_take_added (TackRunner *self, guint position, guint added)
{
  /* What is added to the end need not look at all of them. */
  if (!self->is_pending_stale)
    enqueue (self, position, added);
  tack_runner_fill_places (self);
}
