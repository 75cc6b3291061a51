/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-clock.h"

#include "tack-test.h"

#define HOUR_MS (60 * 60 * 1000)

/* An hour in 36 milliseconds. */
#define SPEED 100000.0

static void
on_due (gpointer user_data)
{
  guint *n_calls = user_data;

  (*n_calls)++;
}

static void
test_speed (void)
{
  g_autoptr (TackClock) clock = tack_clock_new_with_speed (SPEED);
  guint                 n_calls = 0;
  gint64                written = tack_clock_get_unix_ms (clock);
  gint64                start = tack_clock_get_monotonic_ms (clock);
  g_autoptr (GSource)   source = tack_clock_add_timeout (clock, HOUR_MS, on_due, &n_calls);

  tack_test_wait_until (n_calls > 0);
  /* A timeout may come a real millisecond early, as GLib rounds. */
  g_assert_cmpint (tack_clock_get_monotonic_ms (clock) - start, >=, HOUR_MS - 2 * (gint64) SPEED);
  g_assert_true (g_source_is_destroyed (source));
  g_assert_cmpuint (n_calls, ==, 1);

  /* What is written down is the world's time: the hour has not passed there. */
  g_assert_cmpint (tack_clock_get_unix_ms (clock) - written, <, HOUR_MS);
  g_assert_cmpint (ABS (tack_clock_get_unix_ms (clock) - g_get_real_time () / 1000), <, HOUR_MS);
}

static void
test_real_time (void)
{
  g_autoptr (TackClock) clock = tack_clock_new ();
  gint64                before = g_get_monotonic_time () / 1000;
  gint64                now = tack_clock_get_monotonic_ms (clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_monotonic_time () / 1000);
}

/* What is due at once or was due long ago runs too, and in order. */
static void
test_called_off (void)
{
  g_autoptr (TackClock) clock = tack_clock_new_with_speed (SPEED);
  guint                 n_off = 0;
  guint                 n_calls = 0;
  g_autoptr (GSource)   off = tack_clock_add_timeout (clock, 0, on_due, &n_off);
  g_autoptr (GSource)   past = tack_clock_add_timeout (clock, -HOUR_MS, on_due, &n_calls);

  g_source_destroy (off);
  tack_test_wait_until (n_calls == 1);
  g_assert_cmpuint (n_off, ==, 0);
}

/* The stand-in waits on a thread of its own: its timeouts belong to that thread's context. */
static void
test_own_context (void)
{
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (SPEED);
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint                    n_calls = 0;

  g_main_context_push_thread_default (context);
  g_autoptr (GSource) source = tack_clock_add_timeout (clock, 0, on_due, &n_calls);
  g_main_context_pop_thread_default (context);

  g_assert_true (g_source_get_context (source) == context);
  while (n_calls == 0)
    g_main_context_iteration (context, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/speed", test_speed);
  g_test_add_func ("/base/clock/real-time", test_real_time);
  g_test_add_func ("/base/clock/called-off", test_called_off);
  g_test_add_func ("/base/clock/own-context", test_own_context);

  return g_test_run ();
}
