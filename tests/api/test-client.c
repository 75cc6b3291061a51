/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-client.h"

#include "base/tack-json.h"

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

/* A token may go out only where nobody on the way can read it. */
static void
test_address (void)
{
  static const struct
  {
    const char *url;
    gboolean    is_safe;
  } CASES[] = {
    { TACK_API_URL_PRODUCTION, TRUE },
    { TACK_API_URL_SANDBOX, TRUE },
    { "https://pins.example:8443/v5/", TRUE },
    { "HTTPS://PINS.EXAMPLE", TRUE },
    { "http://127.0.0.1:8080/v5", TRUE },
    { "http://127.9.9.9", TRUE },
    { "http://localhost:1", TRUE },
    { "http://LocalHost/", TRUE },
    { "http://[::1]:8080/v5", TRUE },
    { "http://api.pinterest.com/v5", FALSE },
    { "http://192.168.1.2", FALSE },
    { "http://0.0.0.0", FALSE },
    { "http://[fe80::1]", FALSE },
    { "http://localhost.evil.example", FALSE },
    { "http://127.0.0.1.evil.example", FALSE },
    { "http://localhost@evil.example", FALSE },
    { "http://127.0.0.1:80@evil.example/", FALSE },
    { "http://evil.example/#localhost", FALSE },
    { "ftp://127.0.0.1", FALSE },
    { "file:///etc/passwd", FALSE },
    { "ws://localhost", FALSE },
    { "api.pinterest.com", FALSE },
    { "https://", FALSE },
    { "https:///v5", FALSE },
    { "http://127.0.0.1:99999", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri)   uri = tack_api_url_check (CASES[i].url, &error);

      g_test_message ("%s: %s", CASES[i].url, error != NULL ? error->message : "safe");
      g_assert_cmpint (uri != NULL, ==, CASES[i].is_safe);
      if (!CASES[i].is_safe)
        g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    }
}

static void
test_pin_url (void)
{
  static const struct
  {
    const char *api;
    const char *pin;
  } CASES[] = {
    { TACK_API_URL_PRODUCTION, "https://www.pinterest.com/pin/42/" },
    { TACK_API_URL_SANDBOX, "https://www.pinterest.com/pin/42/" },
    { "http://127.0.0.1:8080/v5", "http://127.0.0.1:8080/pin/42/" },
    { "http://[::1]:8080/v5/", "http://[::1]:8080/pin/42/" },
    { "https://notpinterest.com/v5", "https://notpinterest.com/pin/42/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackApiClient) client = tack_test_client_new (CASES[i].api, NULL);
      g_autofree char          *url = tack_api_client_dup_pin_url (client, "42");

      g_assert_cmpstr (url, ==, CASES[i].pin);
    }
}

static void
test_refused_connection (void)
{
  static const TackOperation OPERATIONS[]
    = { TACK_OPERATION_BOARDS_LIST, TACK_OPERATION_PINS_CREATE };
  g_autoptr (GSocket) socket
    = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress)   loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);

  /* Bound but not listening: nobody answers there, and nobody else gets the port. */
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);
  g_autofree char           *url
    = g_strdup_printf ("http://127.0.0.1:%u",
                       g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  g_autoptr (TackApiClient) client = tack_test_client_new (url, TACK_TEST_TOKEN);

  for (guint i = 0; i < G_N_ELEMENTS (OPERATIONS); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) node = tack_test_call (client, OPERATIONS[i], "{}", &error);

      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpstr (error->message, ==, "127.0.0.1 cannot be reached. Are you online?");
      g_assert_false (tack_error_get_details (error)->answer_lost);
      g_assert_cmpuint (tack_error_get_details (error)->status, ==, 0);
    }
}

static guint
count_in (const char *text, const char *part)
{
  g_auto (GStrv) pieces = g_strsplit (text, part, -1);

  return g_strv_length (pieces) - 1;
}

/* The server repeats the token in every way it can; it may reach neither address nor error. */
static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_server_answer (
    fixture->server, 401,
    "x-pinterest-rid: Bearer " TACK_TEST_TOKEN "\r\n"
    "WWW-Authenticate: Basic realm=\"pina\"\r\n",
    "{\"code\":2,\"message\":\"Authentication failed: Bearer " TACK_TEST_TOKEN
    ", that is " TACK_TEST_TOKEN "\"}");
  g_autoptr (JsonNode) node
    = tack_test_call (fixture->client, TACK_OPERATION_BOARDS_CREATE, "{\"name\":\"x\"}", &error);
  g_autofree char *head = tack_test_server_dup_head (fixture->server, 0);

  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, 1);
  g_assert_cmpuint (count_in (head, TACK_TEST_TOKEN), ==, 1);
  g_assert_nonnull (strstr (head, "\r\nAuthorization: Bearer " TACK_TEST_TOKEN "\r\n"));
  g_assert_true (g_str_has_prefix (head, "POST /boards HTTP/1.1\r\n"));

  const TackErrorDetails *details = tack_error_get_details (error);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_SIGN_IN);
  g_assert_null (strstr (error->message, TACK_TEST_TOKEN));
  g_assert_nonnull (strstr (details->reason, "Authentication failed"));
  g_assert_null (strstr (details->reason, "0123456789"));
  g_assert_null (strstr (details->request_id, "0123456789"));
}

static void
test_nobody_signed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TackApiClient) client
    = tack_test_client_new (tack_test_server_get_url (fixture->server), NULL);
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) node = tack_test_call (client, TACK_OPERATION_BOARDS_LIST, NULL, &error);

  g_assert_error (error, TACK_ERROR, TACK_ERROR_SIGN_IN);
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, 0);
}

static void
test_request (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (tack_test_server_get_url (fixture->server), "/v5//", NULL);
  g_autoptr (TackApiClient) client = tack_test_client_new (url, TACK_TEST_TOKEN);
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GError)        error = NULL;

  tack_test_server_answer (fixture->server, 200, NULL, "{}");
  tack_api_client_set_ad_account (client, "123");
  tack_api_client_set_ad_account (client, "4&5");
  const char *ids[] = { "a/../b?c", NULL };
  tack_api_client_call_async (client, TACK_OPERATION_BOARDS_LIST_PINS, ids, "page_size=25", NULL,
                              NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (JsonNode) node = tack_api_client_call_finish (client, result, &error);
  g_autofree char     *head = tack_test_server_dup_head (fixture->server, 0);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (head, "GET /v5/boards/a%2F..%2Fb%3Fc/pins?page_size=25"
                                         "&ad_account_id=4%265 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nUser-Agent: Tackboard/"));
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  static const guint         STATUSES[] = { 301, 302, 307, 308 };
  g_autoptr (TackTestServer) other = tack_test_server_new ();
  g_autofree char           *location
    = g_strdup_printf ("Location: %s/v5/boards\r\n", tack_test_server_get_url (other));

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_server_answer (fixture->server, STATUSES[i], location, "");
      g_autoptr (JsonNode) node
        = tack_test_call (fixture->client, TACK_OPERATION_BOARDS_LIST, NULL, &error);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
      g_assert_cmpuint (tack_error_get_details (error)->status, ==, STATUSES[i]);
    }
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, G_N_ELEMENTS (STATUSES));
  g_assert_cmpuint (tack_test_server_count (other), ==, 0);
}

/* It said yes, in words that cannot be read: whether it was done, nobody knows. */
static void
test_damaged_answers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *space = g_strnfill (17 * 1024 * 1024, ' ');
  g_autofree char *large = g_strconcat ("{\"id\":\"1\"}", space, NULL);
  const char      *raw_head = "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: ";
  const char      *bodies[] = {
         "<!DOCTYPE html><html><body>Sign in to this network</body></html>",
         "{\"id\":\"549755",
         "[{\"id\":\"1\"}]",
         "\"yes\"",
         "",
         large,
  };
  guint n_requests = G_N_ELEMENTS (bodies) + 2;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    tack_test_server_answer (fixture->server, 201, "Content-Type: application/json\r\n", bodies[i]);
  /* The connection breaks within the answer, and before it. */
  g_autofree char *cut = g_strconcat (raw_head, "999\r\n\r\n{\"id\":", NULL);
  tack_test_server_answer_raw (fixture->server, cut);
  tack_test_server_answer_raw (fixture->server, "");

  for (guint i = 0; i < n_requests; i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) node
        = tack_test_call (fixture->client, TACK_OPERATION_BOARDS_CREATE, "{}", &error);

      g_test_message ("answer %u: %s", i, error->message);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_true (tack_error_get_details (error)->answer_lost);
      g_assert_cmpuint (tack_test_server_count (fixture->server), ==, i + 1);
    }
}

static void
test_no_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_server_answer_raw (fixture->server,
                               "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  g_assert_null (tack_test_call (fixture->client, TACK_OPERATION_BOARDS_CREATE, "{}", &error));
  g_assert_no_error (error);
}

/* What may be sent twice gets two more chances, and after those a plain error. */
static void
test_resends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_server_answer_raw (fixture->server, "");
  tack_test_server_answer (fixture->server, 503, NULL, "");
  tack_test_server_answer (fixture->server, 200, NULL, "{\"items\":[]}");
  g_autoptr (JsonNode) node
    = tack_test_call (fixture->client, TACK_OPERATION_BOARDS_LIST, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, 3);

  /* A registration that nobody knows of harms nobody. */
  tack_test_server_answer (fixture->server, 200, NULL, "<html>");
  tack_test_server_answer (fixture->server, 500, NULL, "{\"code\":0,\"message\":\"No.\"}");
  tack_test_server_answer (fixture->server, 502, NULL, "");
  g_assert_null (tack_test_call (fixture->client, TACK_OPERATION_MEDIA_CREATE, "{}", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_cmpuint (tack_error_get_details (error)->status, ==, 502);
  g_assert_false (tack_error_get_details (error)->answer_lost);
  g_assert_cmpuint (tack_test_server_count (fixture->server), ==, 6);
}

static void
test_no_resend_of_refusals (Fixture *fixture, gconstpointer data)
{
  static const guint STATUSES[] = { 400, 401, 403, 404, 408, 409 };

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_server_answer (fixture->server, STATUSES[i], NULL, "");
      g_assert_null (tack_test_call (fixture->client, TACK_OPERATION_BOARDS_LIST, NULL, &error));
      g_assert_cmpuint (tack_error_get_details (error)->status, ==, STATUSES[i]);
      g_assert_cmpuint (tack_test_server_count (fixture->server), ==, i + 1);
    }
}

/* libsoup sends again by itself what breaks on a connection that was used before: not a POST. */
static void
test_no_resend_of_creations (void)
{
  static const char *const FAULTS[]
    = { "drop", "lost", "status:500", "status:502", "status:503", "half", "html" };
  TackTestDemo demo;

  tack_test_demo_set_up (&demo, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autofree char     *body = g_strdup_printf ("{\"name\":\"Board %u\"}", i);
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) before
        = tack_test_call (demo.client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, &error);

      g_assert_no_error (error);
      tack_demo_server_fail_next (demo.server, "boards/create", 1, FAULTS[i]);
      g_assert_null (tack_test_call (demo.client, TACK_OPERATION_BOARDS_CREATE, body, &error));
      g_test_message ("%s: %s", FAULTS[i], error->message);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_true (tack_error_get_details (error)->answer_lost);
      g_assert_cmpuint (tack_demo_server_count_calls (demo.server, "boards/create"), ==, i + 1);
    }
  tack_test_demo_tear_down (&demo, NULL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_test_server_hold (fixture->server);
  tack_api_client_call_async (fixture->client, TACK_OPERATION_BOARDS_LIST, NULL, NULL, NULL,
                              cancellable, tack_test_store_result, &result);
  tack_test_wait_until (tack_test_server_count (fixture->server) == 1);
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  tack_test_wait_result (result);
  g_assert_null (tack_api_client_call_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (tack_error_is_cancelled (error));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/api/client/token", test_token },
    { "/api/client/nobody-signed-in", test_nobody_signed_in },
    { "/api/client/request", test_request },
    { "/api/client/redirect", test_redirect },
    { "/api/client/damaged-answers", test_damaged_answers },
    { "/api/client/no-content", test_no_content },
    { "/api/client/resends", test_resends },
    { "/api/client/no-resend-of-refusals", test_no_resend_of_refusals },
    { "/api/client/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/client/address", test_address);
  g_test_add_func ("/api/client/pin-url", test_pin_url);
  g_test_add_func ("/api/client/refused-connection", test_refused_connection);
  g_test_add_func ("/api/client/no-resend-of-creations", test_no_resend_of_creations);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
