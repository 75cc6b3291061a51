/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

#include "base/tack-error.h"

#include <glib/gstdio.h>

static guint
count_pins (TackDemoFixture *fixture)
{
  g_autofree char     *log = tack_demo_server_dup_pins_json (fixture->server);
  g_autoptr (GBytes)   bytes = g_bytes_new (log, strlen (log));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return json_array_get_length (json_node_get_array (node));
}

static void
test_faults (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    guint       status; /* 0 where the answer does not come, or not whole */
    const char *start;  /* of the body; NULL for any */
    gboolean    is_object;
    guint       n_pins;
  } CASES[] = {
    { "status:500", 500, "", FALSE, 0 },
    { "status:429:8:Too: „much“ \"of\" it", 429,
      "{\"code\":8,\"message\":\"Too: „much“ \\\"of\\\" it\"}", TRUE, 0 },
    { "json:{\"id\":7}", 200, "{\"id\":7}", TRUE, 0 },
    { "json:[1]", 200, "[1]", FALSE, 0 },
    { "html", 200, "<!DOCTYPE html>", FALSE, 0 },
    { "nested:1000", 200, "{\"items\":[[[", FALSE, 0 },
    { "big:3", 200, "{\"items\":[]", TRUE, 0 },
    { "drop", 0, NULL, FALSE, 0 },
    { "lost", 0, NULL, FALSE, 1 },
    { "cut", 201, NULL, FALSE, 1 },
    { "half", 201, "{\"id\":\"", FALSE, 1 },
    { "empty", 201, "", FALSE, 1 },
    { "types", 201, "{\"id\":7", TRUE, 1 },
    { "trickle:0", 201, "{\"id\":\"", TRUE, 1 },
    { "late:1", 201, "{\"id\":\"", TRUE, 1 },
  };
  guint n_pins = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      JsonObject *object;

      tack_demo_server_fail_next (fixture->server, "pins/create", 1, CASES[i].fault);
      /* A connection that broke is not used again. */
      soup_session_abort (fixture->session);
      object = tack_demo_call (fixture, "POST", "/pins", "{" ON_BOARD GOOD "}");
      g_test_message ("%s: %u %.80s", CASES[i].fault, fixture->status, fixture->text);
      g_assert_cmpuint (fixture->status, ==, CASES[i].status);
      g_assert_cmpint (fixture->error == NULL, ==, CASES[i].start != NULL);
      g_assert_cmpint (object != NULL, ==, CASES[i].is_object);
      if (CASES[i].start != NULL)
        g_assert_true (g_str_has_prefix (fixture->text, CASES[i].start));
      if (g_str_equal (CASES[i].fault, "half"))
        g_assert_false (g_str_has_suffix (fixture->text, "}"));

      n_pins += CASES[i].n_pins;
      g_assert_cmpuint (count_pins (fixture), ==, n_pins);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (fixture->server, "pins/create"), ==,
                    G_N_ELEMENTS (CASES));
}

static void
test_redirect (TackDemoFixture *fixture, gconstpointer data)
{
  g_autoptr (SoupMessage) message
    = tack_demo_message_new (fixture, "POST", "/pins", "{" ON_BOARD GOOD "}");

  tack_demo_server_fail_next (fixture->server, "pins/create", 1,
                              "redirect:http://127.0.0.2/elsewhere");
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  tack_demo_send (fixture, message);
  g_assert_cmpuint (fixture->status, ==, 302);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Location"), ==,
                   "http://127.0.0.2/elsewhere");
}

/* The bucket and the pictures fail as the API does. */
static void
test_elsewhere (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *operation;
    const char *method;
    const char *path;
    guint       status;
  } CASES[] = {
    { "picture", "GET", "/media/" TALL_VASE, 200 },
    { "page", "GET", "/pin/" TALL_VASE, 200 },
    { "bucket", "POST", "/bucket", 411 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint j = 0; j <= 1; j++)
      {
        g_autofree char        *url = g_strdup (tack_demo_server_get_url (fixture->server));
        g_autofree char        *whole = NULL;
        g_autoptr (SoupMessage) message = NULL;

        g_test_message ("%s", CASES[i].operation);
        url[strlen (url) - strlen ("/v5")] = '\0';
        whole = g_strconcat (url, CASES[i].path, NULL);
        message = soup_message_new (CASES[i].method, whole);
        if (j == 0)
          tack_demo_server_fail_next (fixture->server, CASES[i].operation, 1,
                                      "status:503 [Retry-After: 2]");
        tack_demo_send (fixture, message);
        if (j == 0)
          {
            g_assert_cmpuint (fixture->status, ==, 503);
            g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Retry-After"), ==,
                             "2");
          }
        else if (g_str_equal (CASES[i].method, "GET"))
          {
            g_assert_cmpuint (fixture->status, ==, CASES[i].status);
          }
      }
}

/* Writes @script to a file and loads it. */
static gboolean
load (TackDemoFixture *fixture, const char *script, char **path, GError **error)
{
  g_autoptr (GError) write_error = NULL;
  gboolean           is_loaded;
  int                fd = g_file_open_tmp ("faults-XXXXXX", path, &write_error);

  g_assert_no_error (write_error);
  g_close (fd, NULL);
  g_file_set_contents (*path, script, -1, &write_error);
  g_assert_no_error (write_error);
  is_loaded = tack_demo_server_load_faults (fixture->server, *path, error);
  g_unlink (*path);

  return is_loaded;
}

static void
test_script (TackDemoFixture *fixture, gconstpointer data)
{
  static const char  SCRIPT[] = "# What goes wrong\n"
                                "\n"
                                "boards/list 2-3 status:500\n"
                                "  boards/list\t3  status:503:1:Too bad. [Retry-After: 1] "
                                "[x-ratelimit-remaining: 0] [x-ratelimit-reset:]  \r\n"
                                "boards/list 6- status:404\n"
                                "user_account/get * status:401:2:Authentication failed.\n"
                                "limit write 1/3600\n";
  static const guint STATUSES[] = { 200, 500, 503, 200, 200, 404, 404 };
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;

  g_assert_true (load (fixture, SCRIPT, &path, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      tack_demo_call (fixture, "GET", "/boards", NULL);
      g_assert_cmpuint (fixture->status, ==, STATUSES[i]);
      if (fixture->status != 503)
        continue;
      g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Retry-After"), ==, "1");
      g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "x-ratelimit-remaining"), ==,
                       "0");
      g_assert_null (soup_message_headers_get_one (fixture->headers, "x-ratelimit-reset"));
      g_assert_nonnull (soup_message_headers_get_one (fixture->headers, "x-ratelimit-limit"));
      g_assert_cmpstr (fixture->text, ==, "{\"code\":1,\"message\":\"Too bad.\"}");
    }
  for (guint i = 0; i < 3; i++)
    {
      tack_demo_call (fixture, "GET", "/user_account", NULL);
      g_assert_cmpuint (fixture->status, ==, 401);
    }
  for (guint i = 0; i < 2; i++)
    {
      tack_demo_call (fixture, "POST", "/media", "{\"media_type\":\"video\"}");
      g_assert_cmpuint (fixture->status, ==, i == 0 ? 201 : 429);
    }
}

static void
test_bad_scripts (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *script;
    const char *error; /* behind the file's name */
  } CASES[] = {
    { "pins/crate 1 drop", ":1: There is no operation “pins/crate”." },
    { "# x\n\npins/create 1 drip\n", ":3: There is no fault “drip”." },
    { "pins/create 0 drop", ":1: Write “0” as in “2-4”." },
    { "pins/create 3-2 drop", ":1: Write “3-2” as in “2-4”." },
    { "pins/create -2 drop", ":1: Write “-2” as in “2-4”." },
    { "pins/create one drop", ":1: Write “one” as in “2-4”." },
    { "pins/create 1", ":1: Write “pins/create 1” as in “pins/create 2 lost”." },
    { "drop", ":1: Write “drop” as in “pins/create 2 lost”." },
    { "pins/create 1 drop:5", ":1: Write “drop:5” as in “drop”." },
    { "pins/create 1 late", ":1: Write “late” as in “late:500”." },
    { "pins/create 1 late:soon", ":1: Write “late:soon” as in “late:500”." },
    { "pins/create 1 big:-1", ":1: Write “big:-1” as in “big:50”." },
    { "pins/create 1 status:99", ":1: Write “status:99” as in “status:429:8:Too many requests”." },
    { "pins/create 1 status:500:x:y",
      ":1: Write “status:500:x:y” as in “status:429:8:Too many requests”." },
    { "pins/create 1 status:500:1",
      ":1: Write “status:500:1” as in “status:429:8:Too many requests”." },
    { "pins/create 1 redirect:", ":1: Write “redirect:” as in “redirect:http://127.0.0.2/”." },
    { "limit", ":1: Write “” as in “write 100/60 windows retry-after”." },
    { "limit all 1/1", ":1: Write “all 1/1” as in “write 100/60 windows retry-after”." },
    { "limit read 0/1", ":1: Write “read 0/1” as in “write 100/60 windows retry-after”." },
    { "limit read 1/0", ":1: Write “read 1/0” as in “write 100/60 windows retry-after”." },
    { "limit read 1/1s", ":1: Write “read 1/1s” as in “write 100/60 windows retry-after”." },
    { "limit read 1/1 slow",
      ":1: Write “read 1/1 slow” as in “write 100/60 windows retry-after”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *path = NULL;
      g_autofree char   *expected = NULL;

      g_assert_false (load (fixture, CASES[i].script, &path, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      expected = g_strconcat (path, CASES[i].error, NULL);
      g_assert_cmpstr (error->message, ==, expected);
    }
}

static void
test_no_script (TackDemoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tack_demo_server_load_faults (fixture->server, "/no/such/file", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "/no/such/file"));
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/faults/each", test_faults },
    { "/demo/faults/redirect", test_redirect },
    { "/demo/faults/elsewhere", test_elsewhere },
    { "/demo/faults/script", test_script },
    { "/demo/faults/bad-scripts", test_bad_scripts },
    { "/demo/faults/no-script", test_no_script },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
