/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

static void
set_up (TackDemoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (fixture->server, 0);
  tack_demo_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
  /* The desktop's proxy settings are no matter of a test. */
  soup_session_set_proxy_resolver (fixture->session, NULL);
}

static void
forget_answer (TackDemoFixture *fixture)
{
  g_clear_pointer (&fixture->answer, json_node_unref);
  g_clear_pointer (&fixture->headers, soup_message_headers_unref);
  g_clear_pointer (&fixture->text, g_free);
  g_clear_error (&fixture->error);
}

static void
tear_down (TackDemoFixture *fixture, gconstpointer data)
{
  forget_answer (fixture);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->server);
}

int
tack_demo_run (int argc, char **argv, const TackDemoTest *tests, guint n_tests)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, TackDemoFixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}

JsonObject *
tack_demo_send (TackDemoFixture *fixture, SoupMessage *message)
{
  g_autoptr (GBytes) bytes = NULL;

  forget_answer (fixture);
  bytes = soup_session_send_and_read (fixture->session, message, NULL, &fixture->error);
  fixture->status = soup_message_get_status (message);
  fixture->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (bytes == NULL)
    return NULL;

  if (g_bytes_get_size (bytes) == 0)
    fixture->text = g_strdup ("");
  else
    fixture->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  fixture->answer = tack_json_parse (bytes, NULL);

  return fixture->answer != NULL && JSON_NODE_HOLDS_OBJECT (fixture->answer)
           ? json_node_get_object (fixture->answer)
           : NULL;
}

SoupMessage *
tack_demo_message_new (TackDemoFixture *fixture,
                       const char      *method,
                       const char      *path,
                       const char      *body)
{
  g_autofree char *url = g_strconcat (tack_demo_server_get_url (fixture->server), path, NULL);
  g_autofree char *bearer
    = g_strconcat ("Bearer ", tack_demo_server_get_token (fixture->server), NULL);
  SoupMessage *message = soup_message_new (method, url);

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return message;
}

JsonObject *
tack_demo_call (TackDemoFixture *fixture, const char *method, const char *path, const char *body)
{
  g_autoptr (SoupMessage) message = tack_demo_message_new (fixture, method, path, body);
  JsonObject             *object = tack_demo_send (fixture, message);

  if (fixture->error == NULL && fixture->status != 0)
    g_assert_nonnull (soup_message_headers_get_one (fixture->headers, "x-pinterest-rid"));

  return object;
}

void
tack_demo_check_cases (TackDemoFixture *fixture, const TackDemoCase *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      JsonObject *object = tack_demo_call (fixture, cases[i].method, cases[i].path, cases[i].body);

      g_test_message ("%s %s %s: %u %s", cases[i].method, cases[i].path, cases[i].body,
                      fixture->status, fixture->text);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (fixture->status, ==, cases[i].status);
      g_assert_cmpint (tack_json_get_int (object, "code", 0), ==, cases[i].code);
      if (cases[i].status >= 400)
        tack_demo_assert_shape (object, "Error");
      else if (cases[i].shape != NULL)
        tack_demo_assert_shape (object, cases[i].shape);
      else
        g_assert_cmpstr (fixture->text, ==, "");
    }
}

char *
tack_demo_dup_member (TackDemoFixture *fixture, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode      *node = fixture->answer;

  for (guint i = 0; node != NULL && names[i] != NULL; i++)
    if (JSON_NODE_HOLDS_ARRAY (node))
      node = json_array_get_element (json_node_get_array (node), (guint) atoi (names[i]));
    else
      node = json_object_get_member (json_node_get_object (node), names[i]);

  if (node == NULL)
    return NULL;

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_dup_string (node)
           : tack_json_to_string (node);
}
