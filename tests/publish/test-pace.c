/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-pace.h"

#define SECOND G_GINT64_CONSTANT (1000)

static void
test_pace (void)
{
  TackPace pace;

  /* One unit each 100 ms: unknown at first, then steady, whatever came long before. */
  tack_pace_init (&pace, 8 * SECOND);
  g_assert_cmpint (tack_pace_get_left_ms (&pace, 1), ==, -1);
  for (gint64 ms = 0; ms <= 30 * SECOND; ms += 100)
    {
      tack_pace_add (&pace, ms, (double) ms / 100);
      if (ms < 2 * SECOND)
        g_assert_cmpint (tack_pace_get_left_ms (&pace, 50), ==, -1);
      else
        g_assert_cmpfloat_with_epsilon (tack_pace_get_rate (&pace), 10, 0.001);
    }
  g_assert_cmpint (tack_pace_get_left_ms (&pace, 50), ==, 5 * SECOND);

  /* Twice as quick: after the window nothing remembers the old pace. */
  for (gint64 ms = 100; ms <= 10 * SECOND; ms += 100)
    tack_pace_add (&pace, 30 * SECOND + ms, 300 + (double) ms / 50);
  g_assert_cmpfloat_with_epsilon (tack_pace_get_rate (&pace), 20, 0.001);

  /* Stalled: no time left is made up. */
  for (gint64 ms = 100; ms <= 10 * SECOND; ms += 100)
    tack_pace_add (&pace, 40 * SECOND + ms, 500);
  g_assert_cmpint (tack_pace_get_left_ms (&pace, 50), ==, -1);

  /* Begun anew: the fall is no speed. */
  tack_pace_add (&pace, 51 * SECOND, 0);
  g_assert_cmpfloat (tack_pace_get_rate (&pace), ==, 0);

  /* Asked seldom, as for processing videos, it still answers. */
  tack_pace_init (&pace, 8 * SECOND);
  for (gint64 s = 0; s <= 100; s += 20)
    tack_pace_add (&pace, s * SECOND, (double) s);
  g_assert_cmpfloat_with_epsilon (tack_pace_get_rate (&pace), 1, 0.001);
}

static void
test_smooth (void)
{
  gint64 shown = tack_pace_smooth_left (-1, 60 * SECOND, 1000);
  gint64 last = shown;

  /* The first word is said as it is, and none when nothing is known. */
  g_assert_cmpint (shown, ==, 60 * SECOND);
  g_assert_cmpint (tack_pace_smooth_left (shown, -1, 100), ==, -1);

  /* A right estimate counts down evenly. */
  g_assert_cmpint (tack_pace_smooth_left (60 * SECOND, 59 * SECOND, SECOND), ==, 59 * SECOND);

  /* Estimates that jump between half and double hardly move it. */
  for (gint64 ms = 100; ms <= 20 * SECOND; ms += 100)
    {
      gint64 left = 60 * SECOND - ms;

      shown = tack_pace_smooth_left (shown, ms / 100 % 2 == 0 ? left / 2 : left * 3 / 2, 100);
      g_assert_cmpint (ABS (shown - last), <, SECOND);
      last = shown;
    }
  g_assert_cmpint (ABS (shown - 40 * SECOND), <, 2 * SECOND);

  /* One that stays is believed in the end, but for what passes meanwhile. */
  for (gint64 ms = 0; ms < 60 * SECOND; ms += 100)
    shown = tack_pace_smooth_left (shown, 100 * SECOND, 100);
  g_assert_cmpint (ABS (shown - 100 * SECOND), <, 10 * SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pace/pace", test_pace);
  g_test_add_func ("/pace/smooth", test_smooth);

  return g_test_run ();
}
