/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-rate-gate.h"

#include "base/tack-error.h"

#include "tack-test.h"

/* The clock's seconds are five milliseconds. */
#define SPEED 200
#define MINUTE_MS 60000

typedef struct
{
  TackClock    *clock;
  TackRateGate *gate;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = tack_clock_new_with_speed (SPEED);
  fixture->gate = tack_rate_gate_new (fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->gate);
  g_assert_finalize_object (fixture->clock);
}

static gint64
get_now (Fixture *fixture)
{
  return tack_clock_get_monotonic_ms (fixture->clock);
}

static void
enter_async (Fixture *fixture, gint64 patience_ms, GCancellable *cancellable, GAsyncResult **result)
{
  tack_rate_gate_enter_async (fixture->gate, get_now (fixture) + patience_ms, cancellable,
                              tack_test_store_result, result);
}

static gboolean
enter (Fixture *fixture, gint64 patience_ms, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  enter_async (fixture, patience_ms, NULL, &result);
  tack_test_wait_result (result);

  return tack_rate_gate_enter_finish (fixture->gate, result, error);
}

static void
leave (Fixture *fixture, const char *lines)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autofree char               *text = g_strconcat ("HTTP/1.1 200 OK\r\n", lines, NULL);

  g_assert_true (
    soup_headers_parse_response (text, (int) strlen (text), headers, NULL, NULL, NULL));
  tack_rate_gate_leave (fixture->gate, headers);
}

/* While nothing is scarce it is no gate at all. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[50] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    enter_async (fixture, MINUTE_MS, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      tack_test_wait_result (results[i]);
      g_assert_true (tack_rate_gate_enter_finish (fixture->gate, results[i], NULL));
      g_object_unref (results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    leave (fixture, "x-ratelimit-limit: 100\r\nx-ratelimit-remaining: 80\r\n"
                    "x-ratelimit-reset: 60\r\n");
}

/* What a refusal asks for, all wait for. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const gint64 PAUSES[] = { 20000, 0, -1, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (PAUSES); i++)
    {
      g_assert_true (enter (fixture, MINUTE_MS, NULL));
      gint64 refused_at = get_now (fixture);
      tack_rate_gate_refuse (fixture->gate, PAUSES[i]);
      g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
      /* Where it does not say, half of the first pause is the least. */
      g_assert_cmpint (get_now (fixture) - refused_at, >=, PAUSES[i] < 0 ? 500 : PAUSES[i]);
      leave (fixture, "");
    }
}

/* A server that always asks for no pause at all gets one all the same. */
static void
test_refused_in_a_row (Fixture *fixture, gconstpointer data)
{
  gint64 began_at = get_now (fixture);

  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
      tack_rate_gate_refuse (fixture->gate, 0);
    }
  g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
  g_assert_cmpint (get_now (fixture) - began_at, >=, (2 + 4 + 8 + 16 + 32) * 1000 / 2);
  leave (fixture, "");
}

static guint
count_inside (GAsyncResult *const *results, guint n)
{
  guint n_inside = 0;

  for (guint i = 0; i < n; i++)
    n_inside += results[i] != NULL;

  return n_inside;
}

/* After a refusal one goes ahead, then two, then four. */
static void
test_opens_gently (Fixture *fixture, gconstpointer data)
{
  static const guint WAVES[] = { 1, 3, 7, 15 };
  GAsyncResult      *results[15] = { NULL };
  guint              n_out = 0;

  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  tack_rate_gate_refuse (fixture->gate, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    enter_async (fixture, 5 * MINUTE_MS, NULL, &results[i]);

  for (guint i = 0; i < G_N_ELEMENTS (WAVES); i++)
    {
      tack_test_wait_until (count_inside (results, G_N_ELEMENTS (results)) == WAVES[i]);
      /* Nobody else follows, however long those inside take. */
      g_autoptr (GAsyncResult) later = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      enter_async (fixture, 5 * MINUTE_MS, cancellable, &later);
      g_cancellable_cancel (cancellable);
      tack_test_wait_result (later);
      g_assert_cmpuint (count_inside (results, G_N_ELEMENTS (results)), ==, WAVES[i]);
      for (; n_out < WAVES[i]; n_out++)
        {
          g_assert_true (tack_rate_gate_enter_finish (fixture->gate, results[n_out], NULL));
          g_object_unref (results[n_out]);
          if (n_out + 1 == WAVES[i] || i == 0)
            leave (fixture, "");
          else
            tack_rate_gate_leave (fixture->gate, NULL);
        }
    }
}

/* Whoever cannot wait so long is told at once when to come back. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) patient = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  tack_rate_gate_refuse (fixture->gate, 10000);
  enter_async (fixture, MINUTE_MS, NULL, &patient);
  /* It waits for the ten seconds, until another refusal asks for a day. */
  tack_rate_gate_refuse (fixture->gate, 24 * 60 * MINUTE_MS);
  tack_test_wait_result (patient);
  g_assert_false (tack_rate_gate_enter_finish (fixture->gate, patient, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, >, 23 * 60 * MINUTE_MS);
  g_clear_error (&error);

  g_assert_false (enter (fixture, 5 * MINUTE_MS, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, >, 23 * 60 * MINUTE_MS);
}

/* Before it is refused: what is left is spread over the time until there is more. */
static void
test_spreads_what_is_left (Fixture *fixture, gconstpointer data)
{
  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  gint64 told_at = get_now (fixture);
  leave (fixture, "x-ratelimit-limit: 100\r\nx-ratelimit-remaining: 3\r\n"
                  "x-ratelimit-reset: 60\r\n");

  /* Three go in within the minute, the fourth only after it. */
  for (guint i = 1; i <= 3; i++)
    {
      g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
      g_assert_cmpint (get_now (fixture) - told_at, >=, i * 14000);
    }
  g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
  g_assert_cmpint (get_now (fixture) - told_at, >=, 59000);
  for (guint i = 0; i < 4; i++)
    leave (fixture, "");
}

static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  gint64 told_at = get_now (fixture);
  leave (fixture, "x-ratelimit-limit: 100, 100;w=1, 1000;w=60\r\n"
                  "x-ratelimit-remaining: 50;w=1, 0;w=60\r\n");
  g_assert_true (enter (fixture, 5 * MINUTE_MS, NULL));
  g_assert_cmpint (get_now (fixture) - told_at, >=, 59000);

  /* A day's limit: its last calls are made, not spread over hours. */
  leave (fixture, "x-ratelimit-limit: 1000\r\nx-ratelimit-remaining: 2\r\n"
                  "x-ratelimit-reset: 40000\r\n");
  g_assert_true (enter (fixture, 1000, NULL));
  g_assert_true (enter (fixture, 1000, NULL));
  g_assert_false (enter (fixture, 5 * MINUTE_MS, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, >, 30000 * 1000);
  tack_rate_gate_leave (fixture->gate, NULL);
  tack_rate_gate_leave (fixture->gate, NULL);
}

/* What was told of a day may be wrong, or the computer slept: now and then one asks. */
static void
test_asks_again (void)
{
  Fixture            fixture = { 0 };
  g_autoptr (GError) error = NULL;

  fixture.clock = tack_clock_new_with_speed (10000);
  fixture.gate = tack_rate_gate_new (fixture.clock);
  g_assert_true (enter (&fixture, MINUTE_MS, NULL));
  tack_rate_gate_refuse (fixture.gate, 24 * 60 * MINUTE_MS);
  gint64 refused_at = get_now (&fixture);

  while (enter (&fixture, MINUTE_MS, NULL) == FALSE)
    g_usleep (500);
  g_assert_cmpint (get_now (&fixture) - refused_at, >=, 15 * MINUTE_MS);
  /* One asks, not all. */
  g_assert_false (enter (&fixture, MINUTE_MS, &error));
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, >, 60 * MINUTE_MS);

  /* It is let through: so are the others. */
  leave (&fixture, "");
  g_assert_true (enter (&fixture, MINUTE_MS, NULL));
  leave (&fixture, "");
  tear_down (&fixture, NULL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_true (enter (fixture, MINUTE_MS, NULL));
  tack_rate_gate_refuse (fixture->gate, MINUTE_MS);
  enter_async (fixture, 5 * MINUTE_MS, cancellable, &cancelled);
  enter_async (fixture, 5 * MINUTE_MS, NULL, &other);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (cancelled);
  g_assert_false (tack_rate_gate_enter_finish (fixture->gate, cancelled, &error));
  g_assert_true (tack_error_is_cancelled (error));
  g_assert_null (other);

  tack_test_wait_result (other);
  g_assert_true (tack_rate_gate_enter_finish (fixture->gate, other, NULL));
  leave (fixture, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/api/rate-gate/open", test_open },
    { "/api/rate-gate/refused", test_refused },
    { "/api/rate-gate/refused-in-a-row", test_refused_in_a_row },
    { "/api/rate-gate/opens-gently", test_opens_gently },
    { "/api/rate-gate/too-long", test_too_long },
    { "/api/rate-gate/spreads-what-is-left", test_spreads_what_is_left },
    { "/api/rate-gate/nothing-left", test_nothing_left },
    { "/api/rate-gate/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/rate-gate/asks-again", test_asks_again);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
