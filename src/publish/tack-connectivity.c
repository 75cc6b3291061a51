/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-connectivity.h"

#include "base/tack-backoff.h"

/* One call that comes to nothing is bad luck. */
#define FAILURES_MAX 2
#define PAUSE_FIRST_MS 5000
#define PAUSE_MAX_MS 60000

struct _TackConnectivity
{
  GObject parent_instance;

  GNetworkMonitor *monitor; /* nullable */
  TackClock       *clock;
  GSource         *pause; /* nullable: calls come to nothing, and none is made */
  guint            n_failures;
  guint            n_pauses;
  gboolean         was_online;
};

typedef enum
{
  PROP_ONLINE = 1,
  N_PROPS,
} TackConnectivityProperty;

enum
{
  NETWORK_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackConnectivity, tack_connectivity, G_TYPE_OBJECT)

static void
tell (TackConnectivity *self)
{
  gboolean is_online = tack_connectivity_is_online (self);

  if (is_online == self->was_online)
    return;

  self->was_online = is_online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

static void
end_pause (TackConnectivity *self)
{
  if (self->pause == NULL)
    return;

  g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
}

static void
on_pause_over (gpointer user_data)
{
  TackConnectivity *self = user_data;

  /* The next failure, by itself, begins a longer pause. */
  self->n_failures = FAILURES_MAX - 1;
  end_pause (self);
  tell (self);
}

static void
on_monitor_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer user_data)
{
  g_autoptr (TackConnectivity) self = g_object_ref (user_data);

  self->n_failures = 0;
  self->n_pauses = 0;
  end_pause (self);
  tell (self);
  if (available)
    g_signal_emit (self, signals[NETWORK_CHANGED], 0);
}

static void
tack_connectivity_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((TackConnectivityProperty) prop_id)
    {
    case PROP_ONLINE:
      g_value_set_boolean (value, tack_connectivity_is_online (TACK_CONNECTIVITY (object)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_connectivity_finalize (GObject *object)
{
  TackConnectivity *self = TACK_CONNECTIVITY (object);

  end_pause (self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (tack_connectivity_parent_class)->finalize (object);
}

static void
tack_connectivity_class_init (TackConnectivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_connectivity_get_property;
  object_class->finalize = tack_connectivity_finalize;

  properties[PROP_ONLINE]
    = g_param_spec_boolean ("online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[NETWORK_CHANGED] = g_signal_new ("network-changed", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_connectivity_init (TackConnectivity *self)
{
}

TackConnectivity *
tack_connectivity_new (GNetworkMonitor *monitor, TackClock *clock)
{
  TackConnectivity *self = g_object_new (TACK_TYPE_CONNECTIVITY, NULL);

  self->clock = g_object_ref (clock);
  if (monitor != NULL)
    {
      self->monitor = g_object_ref (monitor);
      g_signal_connect_object (monitor, "network-changed", G_CALLBACK (on_monitor_network_changed),
                               self, 0);
    }
  self->was_online = tack_connectivity_is_online (self);

  return self;
}

gboolean
tack_connectivity_is_online (TackConnectivity *self)
{
  return self->pause == NULL
         && (self->monitor == NULL || g_network_monitor_get_network_available (self->monitor));
}

void
tack_connectivity_report (TackConnectivity *self, const GError *error)
{
  if (!tack_error_get_details (error)->no_answer)
    {
      self->n_failures = 0;
      self->n_pauses = 0;
      end_pause (self);
      tell (self);
      return;
    }
  if (++self->n_failures < FAILURES_MAX || self->pause != NULL)
    return;

  self->n_pauses++;
  self->pause = tack_clock_add_timeout (self->clock,
                                        tack_backoff_get_delay (self->n_pauses, PAUSE_FIRST_MS,
                                                                PAUSE_MAX_MS, g_random_double ()),
                                        on_pause_over, self);
  tell (self);
}
