/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-client.h"

#include "tack-test-api.h"

/* Every operation against every kind of answer: one error of the right class, sent as often as is
 * safe, and never a crash. */

/* The clock's seconds are a millisecond. */
#define SPEED 1000

#define SAYS(status, headers, body)                                                                \
  "HTTP/1.1 " status " Said\r\nConnection: close\r\n" headers "\r\n" body
#define JSON "Content-Type: application/json\r\n"
#define LOST TACK_ERROR_WAIT, LOSES

/* What an answer does, beside its class. */
typedef enum
{
  REFUSES,   /* nothing was done, and that is known */
  FAILS,     /* nothing was done; later it may work */
  LOSES,     /* what was done is not known */
  CONFLICTS, /* another call was in the way */
} Effect;

static const struct
{
  const char    *name;
  const char    *answer;
  TackErrorClass error_class;
  Effect         effect;
} faults[] = {
  /* The connection. */
  { "closes without a word", "", LOST },
  { "closes in the status", "HTTP/1.1 20", LOST },
  { "closes in the headers", "HTTP/1.1 200 OK\r\nContent-Ty", LOST },
  { "closes in the body", SAYS ("200", JSON "Content-Length: 100\r\n", "{\"id\":"), LOST },
  { "says to go on, and closes", "HTTP/1.1 100 Continue\r\n\r\n", LOST },
  { "is no HTTP", "220 smtp.example ESMTP\r\n", LOST },
  { "is noise", "\377\376\001\002\003 \r\n\r\n\r\n", LOST },
  { "is noise as status", SAYS ("9x9", "", ""), LOST },
  { "chunks of nonsense", SAYS ("200", "Transfer-Encoding: chunked\r\n", "ZZ\r\n{}\r\n"), LOST },
  { "chunks without an end", SAYS ("200", "Transfer-Encoding: chunked\r\n", "5\r\n{\"id\"\r\n"),
    LOST },
  { "packed nonsense", SAYS ("200", JSON "Content-Encoding: gzip\r\n", "\037\213\010nonsense"),
    LOST },
  /* A yes that nobody can read. */
  { "says nothing", SAYS ("200", JSON "Content-Length: 0\r\n", ""), LOST },
  { "says a page", SAYS ("200", "Content-Type: text/html\r\n", "<html>Sign in</html>"), LOST },
  { "says half", SAYS ("201", JSON, "{\"id\":\"54975"), LOST },
  { "says a list", SAYS ("200", JSON, "[{\"id\":\"1\"}]"), LOST },
  { "says a text", SAYS ("200", JSON, "\"yes\""), LOST },
  { "says null", SAYS ("200", JSON, "null"), LOST },
  { "says it twice", SAYS ("200", JSON, "{}{}"), LOST },
  { "says no UTF-8", SAYS ("200", JSON, "{\"id\":\"\377\"}"), LOST },
  /* Where else to ask: the token stays here. */
  { "points at another host", SAYS ("302", "Location: https://evil.example/v5\r\n", ""),
    TACK_ERROR_GIVE_UP, REFUSES },
  { "points at an open line", SAYS ("307", "Location: http://api.pinterest.com/v5\r\n", ""),
    TACK_ERROR_GIVE_UP, REFUSES },
  { "points at itself", SAYS ("308", "Location: /boards\r\n", ""), TACK_ERROR_GIVE_UP, REFUSES },
  { "points nowhere", SAYS ("301", "", ""), TACK_ERROR_GIVE_UP, REFUSES },
  /* Refusals. */
  { "bad request", SAYS ("400", JSON, "{\"code\":1,\"message\":\"Invalid\"}"), TACK_ERROR_FIX,
    REFUSES },
  { "bad request as page", SAYS ("400", "", "<html>"), TACK_ERROR_FIX, REFUSES },
  { "token", SAYS ("401", JSON, "{\"code\":2,\"message\":\"Authentication failed.\"}"),
    TACK_ERROR_SIGN_IN, REFUSES },
  { "token asked for", SAYS ("401", "WWW-Authenticate: Basic realm=\"x\"\r\n", ""),
    TACK_ERROR_SIGN_IN, REFUSES },
  { "trial", SAYS ("403", JSON, "{\"code\":29,\"message\":\"No\"}"), TACK_ERROR_ASK, REFUSES },
  { "scope", SAYS ("403", JSON, "{\"code\":3,\"message\":\"No\"}"), TACK_ERROR_ASK, REFUSES },
  { "gone", SAYS ("404", JSON, "{\"code\":40,\"message\":\"Board not found.\"}"), TACK_ERROR_GONE,
    REFUSES },
  { "gone as page", SAYS ("404", "", "<html>"), TACK_ERROR_GONE, REFUSES },
  { "teapot", SAYS ("418", "", ""), TACK_ERROR_GIVE_UP, REFUSES },
  { "busy", SAYS ("409", JSON, "{\"code\":0,\"message\":\"could not get exclusive access\"}"),
    TACK_ERROR_WAIT, CONFLICTS },
  { "used up for today", SAYS ("429", "Retry-After: 40000\r\n", ""), TACK_ERROR_WAIT, REFUSES },
  { "spam", SAYS ("429", JSON, "{\"code\":9,\"message\":\"Spam\"}"), TACK_ERROR_SLOW_DOWN,
    REFUSES },
  /* Its own troubles. */
  { "trouble in its own words", SAYS ("500", JSON, "{\"code\":11,\"message\":\"Oops\"}"),
    TACK_ERROR_WAIT, FAILS },
  { "busy in its own words", SAYS ("503", JSON, "{\"code\":11,\"message\":\"Busy\"}"),
    TACK_ERROR_WAIT, FAILS },
  { "trouble as page", SAYS ("500", "", "<html>"), LOST },
  { "gateway", SAYS ("502", "", ""), LOST },
  { "late gateway", SAYS ("504", JSON, "{\"code\":1,\"message\":\"Timeout\"}"), LOST },
};

static guint
count_sendings (Effect effect, const TackOperationInfo *info)
{
  if (effect == CONFLICTS)
    return info->changes_sections ? 5 : 1;

  return effect != REFUSES && info->is_idempotent ? 3 : 1;
}

static void
test_fault (gconstpointer data)
{
  guint                      fault = GPOINTER_TO_UINT (data);
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackClock)      clock = tack_clock_new_with_speed (SPEED);
  guint                      n_sent = 0;

  for (TackOperation operation = 0; operation < TACK_N_OPERATIONS; operation++)
    {
      static const char *const  IDS[] = { "12", "34", NULL };
      const TackOperationInfo  *info = tack_operation_get_info (operation);
      Effect                    effect = faults[fault].effect;
      g_autoptr (TackApiClient) client
        = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
      g_autoptr (JsonNode)     node = tack_test_parse ("{\"name\":\"x\"}");
      gboolean                 is_get = g_str_equal (info->method, "GET");
      g_autoptr (TackBody)     body = is_get ? NULL : tack_body_new_from_json (node);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError)       error = NULL;
      guint                    n_expected = count_sendings (effect, info);

      for (guint i = 0; i < n_expected; i++)
        tack_test_server_answer_raw (server, faults[fault].answer);
      tack_api_client_set_clock (client, clock);
      tack_api_client_call_async (client, operation, IDS, NULL, body, NULL, tack_test_store_result,
                                  &result);
      tack_test_wait_result (result);

      g_assert_null (tack_api_client_call_finish (client, result, &error));
      g_test_message ("%s: %s", info->name, error->message);
      g_assert_error (error, TACK_ERROR, (int) faults[fault].error_class);
      g_assert_cmpint (tack_error_get_details (error)->answer_lost, ==,
                       effect == LOSES && !info->is_idempotent);
      g_assert_cmpuint (tack_test_server_count (server), ==, n_sent += n_expected);
      g_assert_null (strstr (error->message, TACK_TEST_TOKEN));
    }
}

/* Headers without an end. */
static void
test_huge_header (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autofree char   *filler = g_strnfill (4 * 1000 * 1000, 'x');
  g_autofree char   *answer = g_strconcat ("HTTP/1.1 200 OK\r\nX-Filler: ", filler, NULL);
  g_autoptr (GError) error = NULL;

  tack_test_server_answer_raw (server, answer);
  g_assert_null (tack_test_call (client, TACK_OPERATION_BOARDS_CREATE, "{}", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_true (tack_error_get_details (error)->answer_lost);
}

/* What only the stand-in can do: many levels, 50 megabytes, a byte now and then. */
static void
test_endless_answers (void)
{
  static const char *const FAULTS[] = { "nested:100000", "big:50", "trickle:100", "late:30000" };
  TackTestDemo             demo;

  tack_test_demo_set_up (&demo, NULL);
  tack_api_client_set_deadline (demo.client, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_demo_server_fail_next (demo.server, "boards/create", 1, FAULTS[i]);
      g_assert_null (
        tack_test_call (demo.client, TACK_OPERATION_BOARDS_CREATE, "{\"name\":\"Odd\"}", &error));
      g_test_message ("%s: %s", FAULTS[i], error->message);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_true (tack_error_get_details (error)->answer_lost);
    }
  tack_test_demo_tear_down (&demo, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/faults/%s", faults[i].name);
      g_strdelimit (path, " ,", '-');
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/api/faults/huge-header", test_huge_header);
  g_test_add_func ("/api/faults/endless-answers", test_endless_answers);

  return g_test_run ();
}
