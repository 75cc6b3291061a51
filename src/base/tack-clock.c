/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-clock.h"

#include <math.h>

struct _TackClock
{
  GObject parent_instance;

  double speed;
};

G_DEFINE_FINAL_TYPE (TackClock, tack_clock, G_TYPE_OBJECT)

static void
tack_clock_class_init (TackClockClass *klass)
{
}

static void
tack_clock_init (TackClock *self)
{
  self->speed = 1.0;
}

TackClock *
tack_clock_new (void)
{
  return g_object_new (TACK_TYPE_CLOCK, NULL);
}

TackClock *
tack_clock_new_with_speed (double speed)
{
  g_return_val_if_fail (speed > 0, NULL);

  TackClock *self = tack_clock_new ();
  self->speed = speed;

  return self;
}

gint64
tack_clock_get_unix_ms (TackClock *self)
{
  return g_get_real_time () / 1000;
}

gint64
tack_clock_get_monotonic_ms (TackClock *self)
{
  return (gint64) ((double) g_get_monotonic_time () / 1000.0 * self->speed);
}

typedef struct
{
  GSourceOnceFunc callback;
  gpointer        user_data;
} Wake;

static gboolean
on_wake (gpointer user_data)
{
  Wake *wake = user_data;

  wake->callback (wake->user_data);

  return G_SOURCE_REMOVE;
}

GSource *
tack_clock_add_timeout (TackClock      *self,
                        gint64          delay_ms,
                        GSourceOnceFunc callback,
                        gpointer        user_data)
{
  double   real_ms = ceil ((double) MAX (delay_ms, 0) / self->speed);
  GSource *source = g_timeout_source_new ((guint) MIN (real_ms, (double) G_MAXUINT));

  Wake *wake = g_new (Wake, 1);
  wake->callback = callback;
  wake->user_data = user_data;
  g_source_set_callback (source, on_wake, wake, g_free);
  g_source_set_static_name (source, "[tackboard] clock");
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}
