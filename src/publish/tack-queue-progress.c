/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue-progress.h"

#include "publish/tack-pace.h"

#define BYTES_WINDOW_MS 15000
#define PINS_WINDOW_MS 60000

/* While nothing is reported, speed and time left still change. */
#define IDLE_MS 1000

/* What all jobs together come to. */
typedef struct
{
  guint  pins_done;
  guint  pins_total;
  gint64 bytes_sent;
  gint64 bytes_total;
  double speed;
  double fraction;
  gint64 left_ms;
} Sum;

typedef struct
{
  gint64 sent;
  gint64 total;
} Report;

struct _TackQueueProgress
{
  GObject parent_instance;

  TackQueue  *queue;
  GHashTable *reports; /* TackJob → Report: since the last round */
  gboolean    is_touched;
  gboolean    is_running;
  guint       timer_id;
  gint64      told_at; /* monotonic ms */

  Sum      sum;
  TackPace bytes;
  TackPace pins;
};

typedef enum
{
  PROP_PINS_DONE = 1,
  PROP_PINS_TOTAL,
  PROP_BYTES_SENT,
  PROP_BYTES_TOTAL,
  PROP_SPEED,
  PROP_FRACTION,
  PROP_LEFT_MS,
  N_PROPS,
} TackQueueProgressProperty;

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackQueueProgress, tack_queue_progress, G_TYPE_OBJECT)

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
forget_pace (TackQueueProgress *self)
{
  tack_pace_init (&self->bytes, BYTES_WINDOW_MS);
  tack_pace_init (&self->pins, PINS_WINDOW_MS);
}

/* Failed and cancelled ones are no part of what is still to be waited for. */
static void
add_job (Sum *sum, TackJob *job)
{
  TackState state = tack_job_get_state (job);

  if (state == TACK_STATE_PUBLISHED)
    {
      sum->pins_done++;
      sum->bytes_sent += tack_job_get_total (job);
    }
  else if (tack_state_is_over (state))
    return;
  else
    sum->bytes_sent += tack_job_get_sent (job);

  sum->pins_total++;
  sum->bytes_total += tack_job_get_total (job);
  sum->fraction += tack_job_get_fraction (job);
}

/* The bytes have to pass, and the Pins have to be made: it takes as long as the slower of both. */
static gint64
estimate_left (TackQueueProgress *self, const Sum *sum, gint64 now)
{
  guint  n_left = sum->pins_total - sum->pins_done;
  gint64 bytes_left = sum->bytes_total - sum->bytes_sent;

  if (!self->is_running || n_left == 0)
    {
      forget_pace (self);
      return -1;
    }

  tack_pace_add (&self->bytes, now, (double) sum->bytes_sent);
  tack_pace_add (&self->pins, now, sum->pins_done);

  gint64 bytes_ms = tack_pace_get_left_ms (&self->bytes, (double) bytes_left);
  gint64 pins_ms = tack_pace_get_left_ms (&self->pins, n_left);
  if (bytes_left > 0)
    return bytes_ms < 0 ? -1 : MAX (bytes_ms, pins_ms);

  return pins_ms;
}

static Sum
sum_up (TackQueueProgress *self, gint64 now)
{
  GListModel *jobs = G_LIST_MODEL (self->queue);
  guint       n = g_list_model_get_n_items (jobs);
  Sum         sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (jobs, i);
      add_job (&sum, job);
    }
  sum.fraction = sum.pins_total > 0 ? sum.fraction / sum.pins_total : 0;
  sum.left_ms = tack_pace_smooth_left (self->sum.left_ms, estimate_left (self, &sum, now),
                                       now - self->told_at);
  sum.speed = sum.bytes_sent < sum.bytes_total ? tack_pace_get_rate (&self->bytes) : 0;

  return sum;
}

static void
tell (TackQueueProgress *self, gboolean is_changed, TackQueueProgressProperty property)
{
  if (is_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_round (TackQueueProgress *self)
{
  gint64         now = now_ms ();
  GHashTableIter iter;
  gpointer       job, report;

  g_hash_table_iter_init (&iter, self->reports);
  while (g_hash_table_iter_next (&iter, &job, &report))
    {
      g_autoptr (TackJob) kept = g_object_ref (job);
      Report              last = *(Report *) report;

      g_hash_table_iter_remove (&iter);
      tack_job_set_progress (kept, last.sent, last.total, now);
    }

  Sum old = self->sum;
  self->is_touched = FALSE;
  self->sum = sum_up (self, now);
  self->told_at = now;

  tell (self, old.pins_done != self->sum.pins_done, PROP_PINS_DONE);
  tell (self, old.pins_total != self->sum.pins_total, PROP_PINS_TOTAL);
  tell (self, old.bytes_sent != self->sum.bytes_sent, PROP_BYTES_SENT);
  tell (self, old.bytes_total != self->sum.bytes_total, PROP_BYTES_TOTAL);
  tell (self, old.speed != self->sum.speed, PROP_SPEED);
  tell (self, old.fraction != self->sum.fraction, PROP_FRACTION);
  tell (self, old.left_ms != self->sum.left_ms, PROP_LEFT_MS);
  if (memcmp (&old, &self->sum, sizeof old) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
has_news (TackQueueProgress *self)
{
  return self->is_touched || g_hash_table_size (self->reports) > 0;
}

static gboolean
on_timer (gpointer user_data)
{
  TackQueueProgress *self = user_data;

  if (!has_news (self) && now_ms () - self->told_at < IDLE_MS)
    return G_SOURCE_CONTINUE;

  g_autoptr (TackQueueProgress) kept = g_object_ref (self);
  tell_round (self);
  if (self->is_running && self->sum.pins_done < self->sum.pins_total)
    return G_SOURCE_CONTINUE;

  self->timer_id = 0;
  return G_SOURCE_REMOVE;
}

static void
tell_soon (TackQueueProgress *self)
{
  if (self->timer_id == 0)
    self->timer_id = g_timeout_add (TACK_QUEUE_PROGRESS_MS, on_timer, self);
}

static void
tack_queue_progress_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  const Sum *sum = &TACK_QUEUE_PROGRESS (object)->sum;

  switch ((TackQueueProgressProperty) prop_id)
    {
    case PROP_PINS_DONE:
      g_value_set_uint (value, sum->pins_done);
      break;
    case PROP_PINS_TOTAL:
      g_value_set_uint (value, sum->pins_total);
      break;
    case PROP_BYTES_SENT:
      g_value_set_int64 (value, sum->bytes_sent);
      break;
    case PROP_BYTES_TOTAL:
      g_value_set_int64 (value, sum->bytes_total);
      break;
    case PROP_SPEED:
      g_value_set_double (value, sum->speed);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, sum->fraction);
      break;
    case PROP_LEFT_MS:
      g_value_set_int64 (value, sum->left_ms);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_queue_progress_finalize (GObject *object)
{
  TackQueueProgress *self = TACK_QUEUE_PROGRESS (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_hash_table_unref (self->reports);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (tack_queue_progress_parent_class)->finalize (object);
}

static void
tack_queue_progress_class_init (TackQueueProgressClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_queue_progress_get_property;
  object_class->finalize = tack_queue_progress_finalize;

  properties[PROP_PINS_DONE] = g_param_spec_uint ("pins-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PINS_TOTAL]
    = g_param_spec_uint ("pins-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BYTES_SENT]
    = g_param_spec_int64 ("bytes-sent", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BYTES_TOTAL]
    = g_param_spec_int64 ("bytes-total", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_LEFT_MS] = g_param_spec_int64 ("left-ms", NULL, NULL, -1, G_MAXINT64, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_queue_progress_init (TackQueueProgress *self)
{
  self->reports = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->sum.left_ms = -1;
  forget_pace (self);
}

TackQueueProgress *
tack_queue_progress_new (TackQueue *queue)
{
  TackQueueProgress *self = g_object_new (TACK_TYPE_QUEUE_PROGRESS, NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (tack_queue_progress_touch), self,
                           G_CONNECT_SWAPPED);
  self->told_at = now_ms ();
  tack_queue_progress_touch (self);

  return self;
}

guint
tack_queue_progress_get_pins_done (TackQueueProgress *self)
{
  return self->sum.pins_done;
}

guint
tack_queue_progress_get_pins_total (TackQueueProgress *self)
{
  return self->sum.pins_total;
}

gint64
tack_queue_progress_get_bytes_sent (TackQueueProgress *self)
{
  return self->sum.bytes_sent;
}

gint64
tack_queue_progress_get_bytes_total (TackQueueProgress *self)
{
  return self->sum.bytes_total;
}

double
tack_queue_progress_get_speed (TackQueueProgress *self)
{
  return self->sum.speed;
}

double
tack_queue_progress_get_fraction (TackQueueProgress *self)
{
  return self->sum.fraction;
}

gint64
tack_queue_progress_get_left_ms (TackQueueProgress *self)
{
  return self->sum.left_ms;
}

void
tack_queue_progress_report (TackQueueProgress *self, TackJob *job, gint64 sent, gint64 total)
{
  Report *report = g_new (Report, 1);

  report->sent = sent;
  report->total = total;
  g_hash_table_replace (self->reports, g_object_ref (job), report);
  tell_soon (self);
}

void
tack_queue_progress_touch (TackQueueProgress *self)
{
  self->is_touched = TRUE;
  tell_soon (self);
}

void
tack_queue_progress_set_running (TackQueueProgress *self, gboolean running)
{
  self->is_running = running;
  tack_queue_progress_touch (self);
}
