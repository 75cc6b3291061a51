/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-error.h"

#include "tack-test-api.h"

typedef struct
{
  TackTestServer *server;
  TackApiClient  *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = tack_test_server_new ();
  fixture->client
    = tack_test_client_new (tack_test_server_get_url (fixture->server), TACK_TEST_TOKEN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->server, tack_test_server_free);
}

/* A limit that is used up for a day, which no call waits out. */
#define TOMORROW "Retry-After: 86400\r\n"

static GError *
get_error (Fixture *fixture, guint status, const char *headers, const char *body)
{
  GError *error = NULL;

  /* A client that was refused for a day does not ask again. */
  g_clear_object (&fixture->client);
  fixture->client
    = tack_test_client_new (tack_test_server_get_url (fixture->server), TACK_TEST_TOKEN);

  tack_test_server_answer (fixture->server, status, headers, body);
  g_assert_null (tack_test_call (fixture->client, TACK_OPERATION_PINS_CREATE, "{}", &error));
  g_assert_nonnull (error);
  g_test_message ("%u %s: %s", status, body, error->message);

  return error;
}

#define SAID(code, message) "{\"code\":" #code ",\"message\":\"" message "\"}"
#define HTML "<html><body>Error</body></html>"

static void
test_classes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint          status;
    const char    *body;
    TackErrorClass error_class;
    gboolean       answer_lost;
  } CASES[] = {
    { 401, SAID (2, "Authentication failed."), TACK_ERROR_SIGN_IN },
    { 401, "", TACK_ERROR_SIGN_IN },
    { 403, SAID (2, "Authentication failed."), TACK_ERROR_SIGN_IN },
    { 403, SAID (3, "Authorization failed."), TACK_ERROR_ASK },
    { 403, SAID (29, "You are not permitted to access that resource."), TACK_ERROR_ASK },
    { 403, SAID (7, "PINNER_DATA_ACCESS_DENIED"), TACK_ERROR_ASK },
    { 403, SAID (999, "Not allowed."), TACK_ERROR_ASK },
    { 403, HTML, TACK_ERROR_ASK },
    { 404, SAID (40, "Board not found."), TACK_ERROR_GONE },
    { 404, SAID (50, "Pin not found."), TACK_ERROR_GONE },
    { 404, SAID (2031, "Board section not found."), TACK_ERROR_GONE },
    { 400, SAID (40, "Board not found."), TACK_ERROR_GONE },
    { 404, "", TACK_ERROR_GONE },
    { 400, SAID (1, "Invalid request: 'title' is too long."), TACK_ERROR_FIX },
    { 400, SAID (235, "Sorry, could not fetch the image."), TACK_ERROR_WAIT },
    { 400, "", TACK_ERROR_FIX },
    { 413, "", TACK_ERROR_FIX },
    { 408, "", TACK_ERROR_WAIT },
    { 409, SAID (0, "Could not get exclusive access."), TACK_ERROR_WAIT },
    { 429, SAID (8, "You have exceeded your rate limit."), TACK_ERROR_WAIT },
    { 429, SAID (9, "This looks like Spam to us."), TACK_ERROR_SLOW_DOWN },
    { 429, "", TACK_ERROR_WAIT },
    { 302, "", TACK_ERROR_GIVE_UP },
    { 418, SAID (1, "Teapot."), TACK_ERROR_GIVE_UP },
    /* In Pinterest's own words a failure is one; a gateway only lost the answer. */
    { 500, SAID (11, "Something went wrong."), TACK_ERROR_WAIT, FALSE },
    { 503, SAID (0, "Busy."), TACK_ERROR_WAIT, FALSE },
    { 500, HTML, TACK_ERROR_WAIT, TRUE },
    { 500, "{\"code\":11,\"mess", TACK_ERROR_WAIT, TRUE },
    { 503, "", TACK_ERROR_WAIT, TRUE },
    { 502, SAID (0, "Bad gateway."), TACK_ERROR_WAIT, TRUE },
    { 504, SAID (0, "Gateway timeout."), TACK_ERROR_WAIT, TRUE },
    { 599, "[]", TACK_ERROR_WAIT, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = get_error (fixture, CASES[i].status, TOMORROW, CASES[i].body);

      g_assert_error (error, TACK_ERROR, (int) CASES[i].error_class);
      g_assert_cmpuint (tack_error_get_details (error)->status, ==, CASES[i].status);
      g_assert_cmpint (tack_error_get_details (error)->answer_lost, ==, CASES[i].answer_lost);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, G_N_ELEMENTS (CASES));
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error
    = get_error (fixture, 404, "x-pinterest-rid: 3141592653589793\r\nRetry-After: 7\r\n",
                 SAID (40, "Board not found."));
  const TackErrorDetails *details = tack_error_get_details (error);

  g_assert_cmpuint (details->status, ==, 404);
  g_assert_cmpint (details->code, ==, 40);
  g_assert_cmpstr (details->reason, ==, "Board not found.");
  g_assert_cmpstr (details->request_id, ==, "3141592653589793");
  g_assert_cmpint (details->retry_after_ms, ==, 7000);
}

/* Pinterest's words become one line of a window and of a terminal, whatever they hold. */
static void
test_reason (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    int         code;
    const char *reason;
  } CASES[] = {
    { "{\"code\":1,\"message\":\"two\\nlines \\u001b[31m\\u009b1m\\u2028end \"}", 1,
      "two lines  [31m  1m   end" },
    { "{\"code\":1,\"message\":\"token pina_abcdef is wrong\"}", 1, "token pina_••• is wrong" },
    { "{\"code\":\"1\",\"message\":7}", 0, NULL },
    { "{\"code\":-3,\"message\":null}", 0, NULL },
    { "{\"code\":99999999999,\"message\":\"\"}", G_MAXINT, NULL },
    { "[]", 0, NULL },
    { "", 0, NULL },
    { HTML, 0, NULL },
  };
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *long_body = g_strdup_printf ("{\"message\":\"%s\"}", long_text);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = get_error (fixture, 400, NULL, CASES[i].body);

      g_assert_cmpint (tack_error_get_details (error)->code, ==, CASES[i].code);
      g_assert_cmpstr (tack_error_get_details (error)->reason, ==, CASES[i].reason);
    }

  g_autoptr (GError) error = get_error (fixture, 400, NULL, long_body);
  g_assert_cmpint (g_utf8_strlen (tack_error_get_details (error)->reason, -1), <=, 301);
  g_assert_true (g_str_has_suffix (tack_error_get_details (error)->reason, "…"));
}

static void
test_transport (void)
{
  const struct
  {
    GQuark      domain;
    int         code;
    gboolean    was_sent;
    const char *sentence;
  } CASES[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FALSE,
      "pins.example cannot be reached. Are you online?" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FALSE,
      "pins.example cannot be reached. Are you online?" },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, TRUE, "The connection to pins.example was lost." },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, TRUE, "pins.example did not answer in time." },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, FALSE,
      "The connection to pins.example is not safe: its certificate is not valid." },
    /* How a broken line looks under TLS. */
    { G_TLS_ERROR, G_TLS_ERROR_EOF, TRUE, "The connection to pins.example was lost." },
  };
  g_autoptr (GUri) uri
    = g_uri_parse ("https://pins.example/v5/pins?a=b", SOUP_HTTP_URI_FLAGS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) io_error = g_error_new_literal (CASES[i].domain, CASES[i].code, "x");
      g_autoptr (GError) error = tack_api_error_from_transport (io_error, uri, CASES[i].was_sent);

      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpstr (error->message, ==, CASES[i].sentence);
      g_assert_cmpint (tack_error_get_details (error)->answer_lost, ==, CASES[i].was_sent);
    }

  g_autoptr (GError) stop = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) error = tack_api_error_from_transport (stop, uri, TRUE);
  g_assert_true (tack_error_is_cancelled (error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/api/error/classes", Fixture, NULL, set_up, test_classes, tear_down);
  g_test_add ("/api/error/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add ("/api/error/reason", Fixture, NULL, set_up, test_reason, tear_down);
  g_test_add_func ("/api/error/transport", test_transport);

  return g_test_run ();
}
