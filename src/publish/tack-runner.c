/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-runner.h"

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
on_queue_items_changed (GListModel *queue,
                        guint       position,
                        guint       removed,
                        guint       added,
                        gpointer    user_data)
{
  TackRunner *self = user_data;

  if (removed == 0 && position + added == g_list_model_get_n_items (queue))
    tack_runner_take_added (self, position, added);
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

      if (tack_error_get_details (error)->no_answer)
        tack_run_hurry (run);
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
tack_runner_emit_idle (TackRunner *self)
{
  g_signal_emit (self, signals[IDLE], 0);
}

void
tack_runner_tell_stopped (TackRunner *self, const GError *error)
{
  g_signal_emit (self, signals[STOPPED], 0, error);
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

  tack_runner_clear_pending (self);
  g_hash_table_unref (self->runs);
  g_hash_table_unref (self->asked);
  g_clear_object (&self->blocked);
  tack_source_destroy (&self->blocked_timer);
  tack_source_destroy (&self->idle_source);
  g_free (self->waiting_reason);
  g_clear_object (&self->progress);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->queue);
  g_clear_object (&self->proxy);
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
  self->runs = g_hash_table_new_full (NULL, NULL, NULL, tack_run_free);
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

void
tack_runner_set_proxy (TackRunner *self, TackMediaProxy *proxy)
{
  g_set_object (&self->proxy, proxy);
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
