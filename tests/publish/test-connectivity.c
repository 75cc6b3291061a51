/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-connectivity.h"

#include "publish/tack-test-monitor.h"
#include "tack-test.h"

typedef struct
{
  TackTestMonitor  *monitor;
  TackConnectivity *connectivity;
  guint             n_told;
  guint             n_changes;
} Fixture;

static void
on_online (TackConnectivity *connectivity, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_told++;
}

static void
on_network_changed (TackConnectivity *connectivity, Fixture *fixture)
{
  fixture->n_changes++;
}

/* @data: the speed of its clock. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TackClock) clock = tack_clock_new_with_speed (GPOINTER_TO_INT (data));

  fixture->monitor = tack_test_monitor_new ();
  fixture->connectivity = tack_connectivity_new (G_NETWORK_MONITOR (fixture->monitor), clock);
  g_signal_connect (fixture->connectivity, "notify::online", G_CALLBACK (on_online), fixture);
  g_signal_connect (fixture->connectivity, "network-changed", G_CALLBACK (on_network_changed),
                    fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->connectivity);
  g_assert_finalize_object (fixture->monitor);
}

/* @no_answer: else Pinterest refused. */
static void
report (Fixture *fixture, gboolean no_answer)
{
  TackErrorDetails   details = { .status = no_answer ? 0 : 503, .no_answer = no_answer };
  g_autoptr (GError) error = tack_error_new_with_details (TACK_ERROR_WAIT, &details, "No.");

  tack_connectivity_report (fixture->connectivity, error);
}

static void
assert_online (Fixture *fixture, gboolean is_online, guint n_told)
{
  g_assert_cmpint (tack_connectivity_is_online (fixture->connectivity), ==, is_online);
  g_assert_cmpuint (fixture->n_told, ==, n_told);
}

static void
test_monitor (Fixture *fixture, gconstpointer data)
{
  assert_online (fixture, TRUE, 0);
  tack_test_monitor_set_available (fixture->monitor, FALSE);
  assert_online (fixture, FALSE, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  tack_test_monitor_set_available (fixture->monitor, TRUE);
  assert_online (fixture, TRUE, 2);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  /* One failure is bad luck; any answer, even a refusal, shows that there is a line. */
  report (fixture, TRUE);
  report (fixture, FALSE);
  report (fixture, TRUE);
  tack_connectivity_report (fixture->connectivity, NULL);
  report (fixture, TRUE);
  assert_online (fixture, TRUE, 0);

  report (fixture, TRUE);
  assert_online (fixture, FALSE, 1);

  /* A call that was on its way comes back. */
  tack_connectivity_report (fixture->connectivity, NULL);
  assert_online (fixture, TRUE, 2);
}

static void
test_tries_again (Fixture *fixture, gconstpointer data)
{
  /* It is tried again by itself; then one failure is enough. */
  report (fixture, TRUE);
  report (fixture, TRUE);
  assert_online (fixture, FALSE, 1);
  tack_test_wait_until (tack_connectivity_is_online (fixture->connectivity));
  assert_online (fixture, TRUE, 2);
  report (fixture, TRUE);
  assert_online (fixture, FALSE, 3);
}

static void
test_new_network (Fixture *fixture, gconstpointer data)
{
  /* Another network says nothing about the old one's failures. */
  report (fixture, TRUE);
  report (fixture, TRUE);
  assert_online (fixture, FALSE, 1);
  tack_test_monitor_set_available (fixture->monitor, TRUE);
  assert_online (fixture, TRUE, 2);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  report (fixture, TRUE);
  assert_online (fixture, TRUE, 2);
}

static void
test_no_monitor (void)
{
  g_autoptr (TackClock)        clock = tack_clock_new ();
  g_autoptr (TackConnectivity) connectivity = tack_connectivity_new (NULL, clock);

  g_assert_true (tack_connectivity_is_online (connectivity));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/connectivity/monitor", Fixture, GINT_TO_POINTER (1), set_up, test_monitor,
              tear_down);
  g_test_add ("/connectivity/failing", Fixture, GINT_TO_POINTER (1), set_up, test_failing,
              tear_down);
  g_test_add ("/connectivity/tries-again", Fixture, GINT_TO_POINTER (1000), set_up,
              test_tries_again, tear_down);
  g_test_add ("/connectivity/new-network", Fixture, GINT_TO_POINTER (1), set_up, test_new_network,
              tear_down);
  g_test_add_func ("/connectivity/no-monitor", test_no_monitor);

  return g_test_run ();
}
