/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-backoff.h"

#define FIRST 500
#define MAX_MS 60000

static void
test_bounds (void)
{
  static const double RANDOMS[] = { -1.0, 0.0, 0.3, 0.999, 1.0, 7.0 };

  for (guint attempt = 0; attempt < 200; attempt++)
    for (guint i = 0; i < G_N_ELEMENTS (RANDOMS); i++)
      {
        gint64 delay = tack_backoff_get_delay (attempt, FIRST, MAX_MS, RANDOMS[i]);
        gint64 full = tack_backoff_get_delay (attempt, FIRST, MAX_MS, 1.0);

        g_assert_cmpint (delay, >=, full / 2);
        g_assert_cmpint (delay, <=, full);
        g_assert_cmpint (full, >=, FIRST);
        g_assert_cmpint (full, <=, MAX_MS);
      }
  g_assert_cmpint (tack_backoff_get_delay (G_MAXUINT, 1, G_MAXINT64 / 2, 1.0), ==, G_MAXINT64 / 2);
}

static void
test_doubles (void)
{
  gint64 previous = tack_backoff_get_delay (1, FIRST, MAX_MS, 1.0);

  g_assert_cmpint (previous, ==, FIRST);
  for (guint attempt = 2; attempt < 20; attempt++)
    {
      gint64 delay = tack_backoff_get_delay (attempt, FIRST, MAX_MS, 1.0);

      g_assert_cmpint (delay, ==, MIN (previous * 2, MAX_MS));
      previous = delay;
    }
  g_assert_cmpint (previous, ==, MAX_MS);
}

/* Those that failed together have to come back apart. */
static void
test_spreads (void)
{
  gint64 early = tack_backoff_get_delay (5, FIRST, MAX_MS, 0.0);
  gint64 middle = tack_backoff_get_delay (5, FIRST, MAX_MS, 0.5);
  gint64 late = tack_backoff_get_delay (5, FIRST, MAX_MS, 1.0);

  g_assert_cmpint (early * 2, ==, late);
  g_assert_cmpint (middle - early, ==, late - middle);
}

static void
test_polls (void)
{
  static const gint64 SECONDS[] = { 1, 2, 4, 8, 10, 10, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (SECONDS); i++)
    g_assert_cmpint (tack_backoff_get_poll_delay (i), ==, SECONDS[i] * 1000);
  /* A day of asking stays far below Pinterest's thousand calls. */
  gint64 passed = 0;
  guint  n_polls = 0;
  while (passed < 24 * 3600 * G_GINT64_CONSTANT (1000))
    passed += tack_backoff_get_poll_delay (n_polls++);
  g_assert_cmpuint (n_polls, <, 500);
  g_assert_cmpint (tack_backoff_get_poll_delay (G_MAXUINT), ==, 300000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/backoff/bounds", test_bounds);
  g_test_add_func ("/base/backoff/doubles", test_doubles);
  g_test_add_func ("/base/backoff/spreads", test_spreads);
  g_test_add_func ("/base/backoff/polls", test_polls);

  return g_test_run ();
}
