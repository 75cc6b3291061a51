/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-runner.h"

#include <glib/gi18n-lib.h>

#include "publish/tack-doubt.h"
#include "publish/tack-perform.h"
#include "publish/tack-runner-private.h"

typedef enum
{
  PROP_RUNNING = 1,
  PROP_ONLINE,
  PROP_WAITING_REASON,
  PROP_WAITING_UNTIL,
  PROP_PROGRESS,
  PROP_MAX_JOBS,
  PROP_DAILY_CAP,
  PROP_CREATE_SPACING,
  N_PROPS,
} TackRunnerProperty;

enum
{
  JOB_CHANGED,
  IDLE,
  STOPPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackRunner, tack_runner, G_TYPE_OBJECT)

static void
destroy_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
run_free (gpointer data)
{
  TackRun *run = data;

  g_clear_object (&run->job);
  g_clear_object (&run->cancellable);
  destroy_source (&run->timer);
  g_free (run);
}

static void rest (TackRun *run);
static void act (gpointer user_data);
static void written_before_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void performed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void written_after_cb (GObject *source, GAsyncResult *result, gpointer user_data);

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
  g_signal_emit (self, signals[STOPPED], 0, error);
}

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

/* Whether the limits allow another create; @run: (nullable): the one that asks. */
static TackCreateWait
check_limits (TackRunner *self, const TackRun *run, gint64 *until)
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

  destroy_source (&self->blocked_timer);
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

static void
begin (TackRunner *self, TackJob *job)
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

/* What nothing is under way for, and what the person need not decide first. */
static gboolean
is_pending (TackRunner *self, TackJob *job)
{
  return !tack_state_is_over (tack_job_get_state (job)) && !g_hash_table_contains (self->runs, job)
         && !g_hash_table_contains (self->asked, job);
}

static void
clear_pending (TackRunner *self)
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
  clear_pending (self);
  enqueue (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->queue)));
}

static gboolean
begins_with_create (TackJob *job)
{
  TackAction action;

  tack_step_next (tack_job_get_step (job), TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);

  return action == TACK_ACTION_CREATE;
}

/* Nothing is under way, and nothing would begin. */
static gboolean
is_idle (TackRunner *self)
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
  if (is_idle (self))
    g_signal_emit (self, signals[IDLE], 0);

  return G_SOURCE_REMOVE;
}

/* Told from the main loop, never from within the call that ended the last job. */
static void
tell_idle (TackRunner *self)
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
  TackCreateWait wait = check_limits (self, NULL, &until);
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
      begin (self, taken);
      n_taken += holds_place (taken) ? 1 : 0;
      wait = check_limits (self, NULL, &until);
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
  else if (!is_idle (self))
    tack_runner_set_waiting (self,
                             _ ("There is no connection. Publishing goes on by itself when "
                                "it is back."),
                             0);

  if (self->is_running && is_idle (self))
    tell_idle (self);
}

void
tack_runner_refill (TackRunner *self)
{
  self->is_pending_stale = TRUE;
  tack_runner_fill_places (self);
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
  if (!self->is_running && is_idle (self))
    tell_idle (self);
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
      || (run->action == TACK_ACTION_CREATE && check_limits (self, run, &until) != TACK_CREATE_NOW))
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
    tack_perform_async (self->client, self->queue, self->progress, run->job, run->action,
                        run->cancellable, performed_cb, run);
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

static void
on_queue_items_changed (GListModel *queue,
                        guint       position,
                        guint       removed,
                        guint       added,
                        gpointer    user_data)
{
  TackRunner *self = user_data;

  /* What is added to the end need not look at all of them. */
  if (removed == 0 && position + added == g_list_model_get_n_items (queue)
      && !self->is_pending_stale)
    {
      enqueue (self, position, added);
      tack_runner_fill_places (self);
    }
  else
    tack_runner_refill (self);
}

/* Those that rest because nothing came back try again on the new network. */
static void
on_network_changed (TackRunner *self)
{
  g_autoptr (GList) runs = g_hash_table_get_values (self->runs);

  for (GList *l = runs; l != NULL; l = l->next)
    {
      TackRun      *run = l->data;
      const GError *error = tack_job_get_error (run->job);

      if (run->timer == NULL || !tack_error_get_details (error)->no_answer)
        continue;
      destroy_source (&run->timer);
      run->timer = tack_clock_add_timeout (self->clock, 0, act, run);
    }
}

static void
on_online (TackRunner *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
  tack_runner_refill (self);
}

void
tack_runner_tell_changed (TackRunner *self, TackJob *job)
{
  tack_queue_progress_touch (self->progress);
  g_signal_emit (self, signals[JOB_CHANGED], 0, job);
}

void
tack_runner_set_waiting (TackRunner *self, const char *reason, gint64 until)
{
  if (g_strcmp0 (self->waiting_reason, reason) != 0)
    {
      g_free (self->waiting_reason);
      self->waiting_reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_REASON]);
    }
  if (self->waiting_until != until)
    {
      self->waiting_until = until;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
    }
}

void
tack_runner_notify_running (TackRunner *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
tack_runner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackRunner *self = TACK_RUNNER (object);

  switch ((TackRunnerProperty) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, tack_runner_is_online (self));
      break;
    case PROP_WAITING_REASON:
      g_value_set_string (value, self->waiting_reason);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, self->waiting_until);
      break;
    case PROP_PROGRESS:
      g_value_set_object (value, self->progress);
      break;
    case PROP_MAX_JOBS:
      g_value_set_uint (value, self->max_jobs);
      break;
    case PROP_DAILY_CAP:
      g_value_set_uint (value, self->limits.daily_cap);
      break;
    case PROP_CREATE_SPACING:
      g_value_set_uint (value, self->limits.spacing_s);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_runner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackRunner      *self = TACK_RUNNER (object);
  TackCreateLimits limits = self->limits;

  switch (prop_id)
    {
    case PROP_MAX_JOBS:
      tack_runner_set_max_jobs (self, g_value_get_uint (value));
      break;
    case PROP_DAILY_CAP:
      limits.daily_cap = g_value_get_uint (value);
      tack_runner_set_limits (self, limits);
      break;
    case PROP_CREATE_SPACING:
      limits.spacing_s = g_value_get_uint (value);
      tack_runner_set_limits (self, limits);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_runner_finalize (GObject *object)
{
  TackRunner *self = TACK_RUNNER (object);

  clear_pending (self);
  g_hash_table_unref (self->runs);
  g_hash_table_unref (self->asked);
  g_clear_object (&self->blocked);
  destroy_source (&self->blocked_timer);
  destroy_source (&self->idle_source);
  g_free (self->waiting_reason);
  g_clear_object (&self->progress);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->queue);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (tack_runner_parent_class)->finalize (object);
}

static void
tack_runner_class_init (TackRunnerClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_runner_get_property;
  object_class->set_property = tack_runner_set_property;
  object_class->finalize = tack_runner_finalize;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, readable);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, readable);
  properties[PROP_WAITING_REASON]
    = g_param_spec_string ("waiting-reason", NULL, NULL, NULL, readable);
  properties[PROP_WAITING_UNTIL]
    = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_PROGRESS]
    = g_param_spec_object ("progress", NULL, NULL, TACK_TYPE_QUEUE_PROGRESS, readable);
  properties[PROP_MAX_JOBS]
    = g_param_spec_uint ("max-jobs", NULL, NULL, TACK_RUNNER_JOBS_MIN, TACK_RUNNER_JOBS_MAX,
                         TACK_RUNNER_JOBS_DEFAULT, writable);
  properties[PROP_DAILY_CAP]
    = g_param_spec_uint ("daily-cap", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_CREATE_SPACING]
    = g_param_spec_uint ("create-spacing", NULL, NULL, 0, G_MAXUINT, 0, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[JOB_CHANGED] = g_signal_new ("job-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, TACK_TYPE_JOB);
  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
tack_runner_init (TackRunner *self)
{
  self->max_jobs = TACK_RUNNER_JOBS_DEFAULT;
  self->runs = g_hash_table_new_full (NULL, NULL, NULL, run_free);
  self->asked = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_queue_init (&self->pending);
}

TackRunner *
tack_runner_new (TackQueue       *queue,
                 TackApiClient   *client,
                 TackClock       *clock,
                 GNetworkMonitor *monitor)
{
  TackRunner *self = g_object_new (TACK_TYPE_RUNNER, NULL);

  self->queue = g_object_ref (queue);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->progress = tack_queue_progress_new (queue);
  self->connectivity = tack_connectivity_new (monitor, clock);
  self->is_pending_stale = TRUE;
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (on_queue_items_changed), self, 0);
  g_signal_connect_object (self->connectivity, "notify::online", G_CALLBACK (on_online), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connectivity, "network-changed", G_CALLBACK (on_network_changed),
                           self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
tack_runner_is_running (TackRunner *self)
{
  return self->is_running;
}

gboolean
tack_runner_is_busy (TackRunner *self)
{
  return g_hash_table_size (self->runs) > 0;
}

gboolean
tack_runner_is_driving (TackRunner *self, TackJob *job)
{
  return g_hash_table_contains (self->runs, job);
}

gboolean
tack_runner_is_online (TackRunner *self)
{
  return tack_connectivity_is_online (self->connectivity);
}

const char *
tack_runner_get_waiting_reason (TackRunner *self)
{
  return self->waiting_reason;
}

gint64
tack_runner_get_waiting_until (TackRunner *self)
{
  return self->waiting_until;
}

TackQueueProgress *
tack_runner_get_progress (TackRunner *self)
{
  return self->progress;
}

void
tack_runner_set_max_jobs (TackRunner *self, guint max_jobs)
{
  max_jobs = CLAMP (max_jobs, TACK_RUNNER_JOBS_MIN, TACK_RUNNER_JOBS_MAX);
  if (self->max_jobs == max_jobs)
    return;

  self->max_jobs = max_jobs;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_JOBS]);
  tack_runner_fill_places (self);
}

void
tack_runner_set_limits (TackRunner *self, TackCreateLimits limits)
{
  TackCreateLimits old = self->limits;

  self->limits = limits;
  if (old.daily_cap != limits.daily_cap)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAILY_CAP]);
  if (old.spacing_s != limits.spacing_s)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATE_SPACING]);
  tack_runner_fill_places (self);
}

TackCreateLimits
tack_runner_get_limits (TackRunner *self)
{
  return self->limits;
}
