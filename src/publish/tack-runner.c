/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-runner.h"

#include "publish/tack-perform.h"

/* The loop of one job: rest as long as its step asks, write, act, write the outcome, and again. */
typedef struct
{
  TackRunner   *runner; /* not owned: it owns this */
  TackJob      *job;
  TackAction    action;
  GCancellable *cancellable; /* nullable before the first action */
  GSource      *timer;       /* nullable: resting */
  gboolean      is_cancel;   /* by the person, to be applied when the action has ended */
} Run;

struct _TackRunner
{
  GObject parent_instance;

  TackQueue     *queue;
  TackApiClient *client;
  TackClock     *clock;

  gboolean    is_running;
  guint       max_jobs;
  GQueue      pending;     /* of TackJob: to be given a place */
  GHashTable *runs;        /* TackJob → Run */
  GSource    *idle_source; /* nullable */
};

typedef enum
{
  PROP_RUNNING = 1,
  PROP_MAX_JOBS,
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
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->job);
  g_clear_object (&run->cancellable);
  if (run->timer != NULL)
    {
      g_source_destroy (run->timer);
      g_source_unref (run->timer);
    }
  g_free (run);
}

static void fill_places (TackRunner *self);
static void rest (Run *run);
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

static void
begin (TackRunner *self, TackJob *job)
{
  Run *run = g_new0 (Run, 1);

  run->runner = self;
  run->job = g_object_ref (job);
  g_hash_table_insert (self->runs, job, run);

  TackStep step
    = tack_step_next (tack_job_get_step (job), TACK_EVENT_START, TACK_ERROR_GIVE_UP, &run->action);
  tack_job_set_step (job, step);
  rest (run);
}

static gboolean
on_idle (gpointer user_data)
{
  TackRunner *self = user_data;

  g_clear_pointer (&self->idle_source, g_source_unref);
  if (g_hash_table_size (self->runs) == 0 && self->pending.length == 0)
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

static void
fill_places (TackRunner *self)
{
  guint n_taken = count_places_taken (self);

  while (self->is_running && self->pending.length > 0 && n_taken < self->max_jobs)
    {
      g_autoptr (TackJob) job = g_queue_pop_head (&self->pending);

      if (g_hash_table_contains (self->runs, job) || tack_state_is_over (tack_job_get_state (job)))
        continue;
      begin (self, job);
      n_taken++;
    }

  if (g_hash_table_size (self->runs) == 0 && self->pending.length == 0)
    tell_idle (self);
}

static void
end (Run *run)
{
  g_autoptr (TackRunner) self = g_object_ref (run->runner);

  tack_job_set_next_try_at (run->job, 0);
  g_hash_table_remove (self->runs, run->job);
  fill_places (self);
}

static void
rest (Run *run)
{
  TackRunner *self = run->runner;

  if (run->action == TACK_ACTION_NONE)
    {
      /* What stopped the queue sends its job back to wait; the queue may go on again by now. */
      if (self->is_running && tack_job_get_state (run->job) == TACK_STATE_WAITING)
        g_queue_push_tail (&self->pending, g_object_ref (run->job));
      end (run);
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
  Run        *run = user_data;
  TackRunner *self = run->runner;

  g_source_unref (g_steal_pointer (&run->timer));
  /* An old one may have been cancelled by a pause that is over. */
  g_clear_object (&run->cancellable);
  run->cancellable = g_cancellable_new ();
  tack_job_set_next_try_at (run->job, 0);
  if (run->action == TACK_ACTION_CREATE)
    tack_job_set_intent_at (run->job, tack_clock_get_unix_ms (self->clock));
  g_signal_emit (self, signals[JOB_CHANGED], 0, run->job);

  /* The runner lives as long as an action does, so that the outcome is always written. */
  g_object_ref (self);
  tack_queue_save_async (self->queue, run->job, written_before_cb, run);
}

/* The action ended, or never began, and nothing is to be learned from it. */
static void
abandon (Run *run)
{
  g_autoptr (TackRunner) self = run->runner;

  /* The pause that cut it off may be over already. */
  if (self->is_running && !tack_state_is_over (tack_job_get_state (run->job)))
    g_queue_push_tail (&self->pending, g_object_ref (run->job));
  end (run);
}

/* The person's word, when nothing is under way. */
static void
call_off (Run *run)
{
  TackStep step = tack_step_next (tack_job_get_step (run->job), TACK_EVENT_CANCEL,
                                  TACK_ERROR_GIVE_UP, &run->action);

  run->is_cancel = FALSE;
  tack_job_set_step (run->job, step);
  tack_queue_save_async (run->runner->queue, run->job, written_after_cb, run);
}

static void
written_before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run               *run = user_data;
  TackRunner        *self = run->runner;
  g_autoptr (GError) error = NULL;

  if (!tack_queue_save_finish (TACK_QUEUE (source), result, &error))
    {
      /* What cannot be written must not be done: a crash would forget it. */
      tack_job_set_error (run->job, error);
      stop (self, error);
      abandon (run);
      return;
    }
  if (run->is_cancel)
    {
      call_off (run);
      return;
    }
  if (!self->is_running)
    {
      abandon (run);
      return;
    }

  tack_perform_async (self->client, self->queue, run->job, run->action, run->cancellable,
                      performed_cb, run);
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run               *run = user_data;
  TackRunner        *self = run->runner;
  g_autoptr (GError) error = NULL;
  TackEvent          event = tack_perform_finish (result, &error);
  TackErrorClass     error_class = tack_error_get_class (error);

  if (tack_error_is_cancelled (error) && !run->is_cancel)
    {
      /* Paused: the same action again when the queue goes on. A create that was cut off is in
       * doubt. */
      if (run->action != TACK_ACTION_CREATE)
        {
          abandon (run);
          return;
        }
      event = TACK_EVENT_LOST;
    }

  TackStep step = tack_job_get_step (run->job);
  if (!tack_error_is_cancelled (error) || event == TACK_EVENT_LOST)
    step = tack_step_next (step, event, error_class, &run->action);
  if (run->is_cancel)
    step = tack_step_next (step, TACK_EVENT_CANCEL, TACK_ERROR_GIVE_UP, &run->action);
  run->is_cancel = FALSE;

  if (!tack_error_is_cancelled (error))
    tack_job_set_error (run->job, error);
  tack_job_set_step (run->job, step);

  if (event == TACK_EVENT_ERROR
      && (error_class == TACK_ERROR_SIGN_IN || error_class == TACK_ERROR_SLOW_DOWN)
      && !tack_error_is_cancelled (error))
    stop (self, error);

  tack_queue_save_async (self->queue, run->job, written_after_cb, run);
}

static void
written_after_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run               *run = user_data;
  TackRunner        *self = run->runner;
  g_autoptr (GError) error = NULL;

  if (!tack_queue_save_finish (TACK_QUEUE (source), result, &error))
    stop (self, error);

  g_signal_emit (self, signals[JOB_CHANGED], 0, run->job);
  if (run->is_cancel)
    call_off (run);
  else if (!self->is_running)
    abandon (run);
  else
    {
      rest (run);
      /* It may have left its place to another. */
      fill_places (self);
      g_object_unref (self);
    }
}

/* A doubt that ran out of tries is among them: each start looks once more, for the line may be
 * better now, and sends once more at most. */
static void
enqueue (TackRunner *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    {
      TackJob *job = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      if (!tack_state_is_over (tack_job_get_state (job))
          && !g_hash_table_contains (self->runs, job))
        g_queue_push_tail (&self->pending, job);
      else
        g_object_unref (job);
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

  /* Only over jobs are removed, and what replaces a whole list is already known. */
  if (!self->is_running || removed > 0)
    return;

  enqueue (self, position, added);
  fill_places (self);
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
    case PROP_MAX_JOBS:
      g_value_set_uint (value, self->max_jobs);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_runner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MAX_JOBS:
      tack_runner_set_max_jobs (TACK_RUNNER (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clear_pending (TackRunner *self)
{
  g_queue_clear_full (&self->pending, g_object_unref);
}

static void
tack_runner_finalize (GObject *object)
{
  TackRunner *self = TACK_RUNNER (object);

  clear_pending (self);
  g_hash_table_unref (self->runs);
  if (self->idle_source != NULL)
    {
      g_source_destroy (self->idle_source);
      g_source_unref (self->idle_source);
    }
  g_clear_object (&self->queue);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (tack_runner_parent_class)->finalize (object);
}

static void
tack_runner_class_init (TackRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_runner_get_property;
  object_class->set_property = tack_runner_set_property;
  object_class->finalize = tack_runner_finalize;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_JOBS]
    = g_param_spec_uint ("max-jobs", NULL, NULL, TACK_RUNNER_JOBS_MIN, TACK_RUNNER_JOBS_MAX,
                         TACK_RUNNER_JOBS_DEFAULT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
  g_queue_init (&self->pending);
}

TackRunner *
tack_runner_new (TackQueue *queue, TackApiClient *client, TackClock *clock)
{
  TackRunner *self = g_object_new (TACK_TYPE_RUNNER, NULL);

  self->queue = g_object_ref (queue);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (on_queue_items_changed), self, 0);

  return self;
}

gboolean
tack_runner_start (TackRunner *self, GError **error)
{
  TackDraftStore *drafts = tack_queue_get_drafts (self->queue);

  if (self->is_running)
    return TRUE;
  if (!tack_database_try_lock (tack_draft_store_get_database (drafts), error))
    return FALSE;

  self->is_running = TRUE;
  clear_pending (self);
  enqueue (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->queue)));
  fill_places (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  return TRUE;
}

void
tack_runner_pause (TackRunner *self)
{
  if (!self->is_running)
    return;

  self->is_running = FALSE;
  clear_pending (self);

  g_autoptr (GList) runs = g_hash_table_get_values (self->runs);
  for (GList *l = runs; l != NULL; l = l->next)
    {
      Run *run = l->data;

      /* A create under way is left to end: cutting it off would leave its Pin in doubt. */
      if (run->timer != NULL)
        g_hash_table_remove (self->runs, run->job);
      else if (run->action != TACK_ACTION_CREATE)
        g_cancellable_cancel (run->cancellable);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
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

/* For a job that no run has: changes its step and writes it. */
static void
apply (TackRunner *self, TackJob *job, TackEvent event)
{
  TackAction action;
  TackStep   step = tack_step_next (tack_job_get_step (job), event, TACK_ERROR_GIVE_UP, &action);

  tack_job_set_step (job, step);
  tack_queue_save_async (self->queue, job, NULL, NULL);
  g_signal_emit (self, signals[JOB_CHANGED], 0, job);
}

void
tack_runner_cancel (TackRunner *self, TackJob *job)
{
  Run *run = g_hash_table_lookup (self->runs, job);

  if (run != NULL && run->timer == NULL)
    {
      run->is_cancel = TRUE;
      if (run->action != TACK_ACTION_CREATE)
        g_cancellable_cancel (run->cancellable);
      return;
    }

  g_hash_table_remove (self->runs, job);
  tack_job_set_next_try_at (job, 0);
  apply (self, job, TACK_EVENT_CANCEL);
  fill_places (self);
}

static void
go_on (TackRunner *self, TackJob *job)
{
  if (!self->is_running)
    return;

  g_queue_push_tail (&self->pending, g_object_ref (job));
  fill_places (self);
}

void
tack_runner_retry (TackRunner *self, TackJob *job)
{
  if (g_hash_table_contains (self->runs, job))
    return;

  tack_job_set_error (job, NULL);
  apply (self, job, TACK_EVENT_RETRY);
  go_on (self, job);
}

void
tack_runner_settle (TackRunner *self, TackJob *job, const char *pin_id)
{
  if (g_hash_table_contains (self->runs, job) || tack_job_get_state (job) != TACK_STATE_DOUBTFUL)
    return;

  tack_job_set_error (job, NULL);
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
  tack_queue_save_async (self->queue, job, NULL, NULL);
  g_signal_emit (self, signals[JOB_CHANGED], 0, job);
  go_on (self, job);
}

void
tack_runner_set_max_jobs (TackRunner *self, guint max_jobs)
{
  max_jobs = CLAMP (max_jobs, TACK_RUNNER_JOBS_MIN, TACK_RUNNER_JOBS_MAX);
  if (self->max_jobs == max_jobs)
    return;

  self->max_jobs = max_jobs;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_JOBS]);
  fill_places (self);
}
