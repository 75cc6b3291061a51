/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-client.h"

#include "tack-test-api.h"

/* The clock's seconds are five milliseconds. */
#define SPEED 200

typedef struct
{
  TackTestServer *server;
  TackClock      *clock;
  TackApiClient  *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = tack_test_server_new ();
  fixture->clock = tack_clock_new_with_speed (SPEED);
  fixture->client
    = tack_test_client_new (tack_test_server_get_url (fixture->server), TACK_TEST_TOKEN);
  tack_api_client_set_clock (fixture->client, fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->clock);
  g_clear_pointer (&fixture->server, tack_test_server_free);
}

static void
call_async (Fixture       *fixture,
            TackOperation  operation,
            GCancellable  *cancellable,
            GAsyncResult **result)
{
  static const char *const IDS[] = { "12", "34", NULL };

  tack_api_client_call_async (fixture->client, operation, IDS, NULL, NULL, cancellable,
                              tack_test_store_result, result);
}

/* Returns: whether the call was carried out. */
static gboolean
call (Fixture *fixture, TackOperation operation, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       call_error = NULL;

  call_async (fixture, operation, NULL, &result);
  tack_test_wait_result (result);
  g_autoptr (JsonNode) node = tack_api_client_call_finish (fixture->client, result, &call_error);
  gboolean             is_done = call_error == NULL;

  if (error != NULL)
    *error = g_steal_pointer (&call_error);
  else
    g_assert_no_error (call_error);

  return is_done;
}

static gint64
get_now (Fixture *fixture)
{
  return tack_clock_get_monotonic_ms (fixture->clock);
}

static void
answer_yes (Fixture *fixture)
{
  tack_test_server_answer (fixture->server, 200, NULL, "{\"id\":\"1\"}");
}

static void
assert_sent (Fixture *fixture, guint n)
{
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, n);
}

/* A 429 was not carried out, so even what must not be done twice is sent again. */
static void
test_waits_out_limits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *headers;
    gint64      least_ms;
  } CASES[] = {
    { NULL, 500 },
    { "Retry-After: 20\r\n", 20000 },
    { "x-ratelimit-limit: 100, 100;w=1, 1000;w=60\r\nx-ratelimit-remaining: 0\r\n"
      "x-ratelimit-reset: 30\r\n",
      30000 },
    { "x-ratelimit-reset: 10\r\n", 10000 },
  };
  guint n_sent = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gint64 began_at = get_now (fixture);

      tack_test_server_answer (fixture->server, 429, CASES[i].headers, "{\"code\":8}");
      answer_yes (fixture);
      g_assert_true (call (fixture, TACK_OPERATION_PINS_CREATE, NULL));
      assert_sent (fixture, n_sent += 2);
      g_assert_cmpint (get_now (fixture) - began_at, >=, CASES[i].least_ms);
    }
}

/* A limit of a day holds nobody silently: the call says when to come back, and so does the next one
 * without asking. Reading has a limit of its own. */
static void
test_limit_of_a_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) next_error = NULL;

  tack_test_server_answer (fixture->server, 429,
                           "x-ratelimit-limit: 300\r\nx-ratelimit-remaining: 0\r\n"
                           "x-ratelimit-reset: 40000\r\nx-pinterest-rid: 27\r\n",
                           "{\"code\":8,\"message\":\"Limit of the day\"}");
  g_assert_false (call (fixture, TACK_OPERATION_PINS_CREATE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpstr (tack_error_get_details (error)->reason, ==, "Limit of the day");
  g_assert_cmpstr (tack_error_get_details (error)->request_id, ==, "27");
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, >, 39000 * 1000);
  g_assert_false (tack_error_get_details (error)->answer_lost);

  g_assert_false (call (fixture, TACK_OPERATION_BOARDS_CREATE, &next_error));
  g_assert_error (next_error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_details (next_error)->retry_after_ms, >, 30000 * 1000);
  assert_sent (fixture, 1);

  answer_yes (fixture);
  g_assert_true (call (fixture, TACK_OPERATION_BOARDS_LIST, NULL));
}

/* The answer's headers say that nothing is left: the next call waits, and is never refused. */
static void
test_slows_down_before (Fixture *fixture, gconstpointer data)
{
  tack_test_server_answer (fixture->server, 200,
                           "x-ratelimit-limit: 100\r\nx-ratelimit-remaining: 0\r\n"
                           "x-ratelimit-reset: 60\r\n",
                           "{}");
  answer_yes (fixture);
  g_assert_true (call (fixture, TACK_OPERATION_BOARDS_LIST, NULL));
  gint64 told_at = get_now (fixture);
  g_assert_true (call (fixture, TACK_OPERATION_BOARDS_LIST, NULL));
  g_assert_cmpint (get_now (fixture) - told_at, >=, 55000);
  assert_sent (fixture, 2);
}

static void
test_spam (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_server_answer (fixture->server, 429, "Retry-After: 1\r\n",
                           "{\"code\":9,\"message\":\"This looks like spam\"}");
  g_assert_false (call (fixture, TACK_OPERATION_PINS_CREATE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_SLOW_DOWN);
  assert_sent (fixture, 1);
}

static void
test_busy_board (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TackOperation operation;
    guint         n_conflicts;
    guint         n_sent;
    gboolean      is_done;
  } CASES[] = {
    { TACK_OPERATION_BOARD_SECTIONS_CREATE, 3, 4, TRUE },
    { TACK_OPERATION_BOARD_SECTIONS_UPDATE, 1, 2, TRUE },
    { TACK_OPERATION_BOARD_SECTIONS_DELETE, 4, 5, TRUE },
    { TACK_OPERATION_BOARD_SECTIONS_CREATE, 5, 5, FALSE },
    { TACK_OPERATION_BOARDS_CREATE, 1, 1, FALSE },
    { TACK_OPERATION_PINS_CREATE, 1, 1, FALSE },
  };
  guint n_sent = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < CASES[i].n_conflicts; j++)
        tack_test_server_answer (fixture->server, 409, NULL,
                                 "{\"code\":0,\"message\":\"could not get exclusive access\"}");
      if (CASES[i].is_done)
        answer_yes (fixture);
      g_assert_cmpint (call (fixture, CASES[i].operation, &error), ==, CASES[i].is_done);
      assert_sent (fixture, n_sent += CASES[i].n_sent);
      if (!CASES[i].is_done)
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
          g_assert_cmpuint (tack_error_get_details (error)->status, ==, 409);
        }
    }
}

/* While a section of a board is being made, the next one is not even sent. */
static void
test_sections_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;

  tack_test_server_hold (fixture->server);
  call_async (fixture, TACK_OPERATION_BOARD_SECTIONS_CREATE, NULL, &first);
  tack_test_wait_until (tack_test_server_count (fixture->server) == 1);
  call_async (fixture, TACK_OPERATION_BOARD_SECTIONS_CREATE, cancellable, &second);
  call_async (fixture, TACK_OPERATION_BOARD_SECTIONS_DELETE, NULL, &third);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (second);
  g_assert_null (tack_api_client_call_finish (fixture->client, second, &error));
  g_assert_true (tack_error_is_cancelled (error));
  assert_sent (fixture, 1);

  answer_yes (fixture);
  answer_yes (fixture);
  tack_test_server_let_go (fixture->server, FALSE);
  tack_test_wait_result (first);
  tack_test_wait_result (third);
  g_autoptr (JsonNode) node = tack_api_client_call_finish (fixture->client, first, NULL);
  g_autoptr (JsonNode) other = tack_api_client_call_finish (fixture->client, third, NULL);
  g_assert_nonnull (node);
  g_assert_nonnull (other);
  assert_sent (fixture, 2);
}

/* One that ends badly gives the turn back too. */
static void
test_turn_is_given_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_server_answer_raw (fixture->server, "");
  g_assert_false (call (fixture, TACK_OPERATION_BOARD_SECTIONS_CREATE, &error));
  g_assert_true (tack_error_get_details (error)->answer_lost);
  answer_yes (fixture);
  g_assert_true (call (fixture, TACK_OPERATION_BOARD_SECTIONS_CREATE, NULL));
}

static void
test_deletions (Fixture *fixture, gconstpointer data)
{
  static const char  GONE[] = "{\"code\":50,\"message\":\"Pin not found.\"}";
  g_autoptr (GError) error = NULL;

  /* The first one was carried out, and its answer lost. */
  tack_test_server_answer_raw (fixture->server, "");
  tack_test_server_answer (fixture->server, 404, NULL, GONE);
  g_assert_true (call (fixture, TACK_OPERATION_PINS_DELETE, NULL));
  assert_sent (fixture, 2);

  /* Nothing was carried out: somebody else deleted it. */
  tack_test_server_answer (fixture->server, 404, NULL, GONE);
  g_assert_false (call (fixture, TACK_OPERATION_PINS_DELETE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
  g_clear_error (&error);
  tack_test_server_answer (fixture->server, 503, NULL, "{\"code\":1,\"message\":\"Busy\"}");
  tack_test_server_answer (fixture->server, 404, NULL, GONE);
  g_assert_false (call (fixture, TACK_OPERATION_PINS_DELETE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
  g_clear_error (&error);

  /* What was lost is only a deletion's to find. */
  tack_test_server_answer_raw (fixture->server, "");
  tack_test_server_answer (fixture->server, 404, NULL, GONE);
  g_assert_false (call (fixture, TACK_OPERATION_PINS_GET, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
}

static void
test_server_asks_for_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64             began_at = get_now (fixture);

  tack_test_server_answer (fixture->server, 503, "Retry-After: 20\r\n", "");
  answer_yes (fixture);
  g_assert_true (call (fixture, TACK_OPERATION_BOARDS_LIST, NULL));
  g_assert_cmpint (get_now (fixture) - began_at, >=, 20000);

  tack_test_server_answer (fixture->server, 503, "Retry-After: 3600\r\n", "");
  g_assert_false (call (fixture, TACK_OPERATION_BOARDS_LIST, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_details (error)->retry_after_ms, ==, 3600 * 1000);
  assert_sent (fixture, 3);
}

/* Whatever a call waits for, a person's word ends it. */
static void
test_cancelled_while_it_waits (Fixture *fixture, gconstpointer data)
{
  static const guint STATUSES[] = { 429, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError)       error = NULL;

      /* Real time: nothing but the cancellation ends the pause. */
      g_autoptr (TackClock) clock = tack_clock_new ();
      tack_api_client_set_clock (fixture->client, clock);
      tack_test_server_answer (fixture->server, STATUSES[i], "Retry-After: 200\r\n", "");
      call_async (fixture, TACK_OPERATION_BOARDS_LIST, cancellable, &result);
      tack_test_wait_until (tack_test_server_count (fixture->server) == i + 1);
      for (guint j = 0; j < 100; j++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      tack_test_wait_result (result);
      g_assert_null (tack_api_client_call_finish (fixture->client, result, &error));
      g_assert_true (tack_error_is_cancelled (error));
      assert_sent (fixture, i + 1);
    }
}

/* A server that says nothing has its deadline; what was asked of it may be done. */
static void
test_deadline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_api_client_set_deadline (fixture->client, 100);
  tack_test_server_hold (fixture->server);
  g_assert_false (call (fixture, TACK_OPERATION_PINS_CREATE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpstr (error->message, ==, "127.0.0.1 did not answer in time.");
  g_assert_true (tack_error_get_details (error)->answer_lost);
}

/* A picture is sent as often as its Pin is, whole each time. */
static void
test_picture_sent_again (void)
{
  TackTestDemo             demo;
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (SPEED);
  JsonObject              *source = json_object_new ();
  JsonObject              *object = json_object_new ();
  g_autoptr (JsonNode)     node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (TackBody)     body = tack_body_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;
  gsize                    size;
  /* A picture of two by three pixels, and behind it a megabyte that belongs to no chunk. */
  g_autofree guchar *png
    = g_base64_decode ("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAAElFTkSuQmCC", &size);
  guchar *data = g_malloc (size + 1000000);

  memcpy (data, png, size);
  for (gsize i = 0; i < 1000000; i++)
    data[size + i] = (guchar) (i * 31);
  g_autoptr (GBytes) picture = g_bytes_new_take (data, size + 1000000);
  g_autofree char   *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "board_id", "549755885175");
  json_object_set_string_member (source, "source_type", "image_base64");
  json_object_set_string_member (source, "content_type", "image/png");
  json_object_set_string_member (source, "data", tack_body_add_picture (body, picture));
  json_object_set_object_member (object, "media_source", source);
  tack_body_set_json (body, node);

  tack_test_demo_set_up (&demo, NULL);
  tack_api_client_set_clock (demo.client, clock);
  for (guint i = 1; i <= 3; i++)
    tack_demo_server_fail_next (demo.server, "pins/create", i, "status:429:8:Too many requests");
  tack_api_client_call_async (demo.client, TACK_OPERATION_PINS_CREATE, NULL, NULL, body, NULL,
                              tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (JsonNode) answer = tack_api_client_call_finish (demo.client, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);

  g_autofree char *log = tack_demo_server_dup_pins_json (demo.server);
  g_assert_nonnull (strstr (log, sum));
  g_assert_cmpuint (tack_demo_server_count_calls (demo.server, "pins/create"), ==, 4);
  g_clear_object (&result);
  tack_test_demo_tear_down (&demo, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/api/exchange/waits-out-limits", test_waits_out_limits },
    { "/api/exchange/limit-of-a-day", test_limit_of_a_day },
    { "/api/exchange/slows-down-before", test_slows_down_before },
    { "/api/exchange/spam", test_spam },
    { "/api/exchange/busy-board", test_busy_board },
    { "/api/exchange/sections-one-at-a-time", test_sections_one_at_a_time },
    { "/api/exchange/turn-is-given-back", test_turn_is_given_back },
    { "/api/exchange/deletions", test_deletions },
    { "/api/exchange/server-asks-for-time", test_server_asks_for_time },
    { "/api/exchange/cancelled-while-it-waits", test_cancelled_while_it_waits },
    { "/api/exchange/deadline", test_deadline },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/exchange/picture-sent-again", test_picture_sent_again);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
