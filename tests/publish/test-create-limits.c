/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-create-limits.h"

/* 2026-01-01 12:00:00 UTC */
#define NOW (G_GINT64_CONSTANT (1767268800) * 1000)
#define MIDNIGHT (G_GINT64_CONSTANT (1767225600) * 1000)
#define DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static void
test_check (void)
{
  static const struct
  {
    TackCreateLimits limits;
    guint            n_today;
    gint64           last_at;
    TackCreateWait   wait;
    gint64           until;
  } CASES[] = {
    /* Off by default. */
    { { 0, 0 }, 5000, NOW, TACK_CREATE_NOW, 0 },
    { { 30, 0 }, 29, NOW, TACK_CREATE_NOW, 0 },
    { { 30, 0 }, 30, NOW - 1, TACK_CREATE_CAPPED, MIDNIGHT + DAY },
    { { 30, 0 }, 31, 0, TACK_CREATE_CAPPED, MIDNIGHT + DAY },
    { { 0, 60 }, 0, 0, TACK_CREATE_NOW, 0 },
    { { 0, 60 }, 9, NOW, TACK_CREATE_SPACED, NOW + 60000 },
    { { 0, 60 }, 9, NOW - 59999, TACK_CREATE_SPACED, NOW + 1 },
    { { 0, 60 }, 9, NOW - 60000, TACK_CREATE_NOW, 0 },
    /* The cap lasts longer. */
    { { 9, 60 }, 9, NOW, TACK_CREATE_CAPPED, MIDNIGHT + DAY },
    /* Somebody put the clock back. */
    { { 0, 60 }, 9, NOW + DAY, TACK_CREATE_NOW, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gint64 until = -1;

      g_test_message ("%u", i);
      g_assert_cmpint (tack_create_limits_check (CASES[i].limits, CASES[i].n_today,
                                                 CASES[i].last_at, NOW, &until),
                       ==, CASES[i].wait);
      g_assert_cmpint (until, ==, CASES[i].until);
    }
}

static void
test_midnight (void)
{
  g_assert_cmpint (tack_create_limits_get_midnight (NOW, 0), ==, MIDNIGHT);
  g_assert_cmpint (tack_create_limits_get_midnight (MIDNIGHT, 0), ==, MIDNIGHT);
  g_assert_cmpint (tack_create_limits_get_midnight (MIDNIGHT - 1, 0), ==, MIDNIGHT - DAY);
  g_assert_cmpint (tack_create_limits_get_midnight (NOW, 1), ==, MIDNIGHT + DAY);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/create-limits/check", test_check);
  g_test_add_func ("/create-limits/midnight", test_midnight);

  return g_test_run ();
}
