/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

static const char *
get_header (TackDemoFixture *fixture, const char *name)
{
  return soup_message_headers_get_one (fixture->headers, name);
}

static void
test_off (TackDemoFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      tack_demo_call (fixture, "GET", "/user_account", NULL);
      g_assert_cmpuint (fixture->status, ==, 200);
      g_assert_cmpstr (get_header (fixture, "x-ratelimit-remaining"), ==, "999");
    }
}

static void
test_forms (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *limit;
    const char *header;
    const char *retry_after;
    const char *message;
  } CASES[] = {
    { "read 2/3600", "2", NULL, "rate limit" },
    { "read 2/3600 windows",
      "2, 2;w=3600;name=\"demo_read\", 2000;w=216000;name=\"demo_read_total\"", NULL,
      "rate limit" },
    { "read 2/3600 retry-after", "2", "3600", "rate limit" },
    { "read 2/3600 spam", "2", NULL, "spam" },
    { "read 2/3600 spam retry-after", "2", "3600", "spam" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      tack_demo_server_set_limit (fixture->server, CASES[i].limit);
      for (guint used = 1; used <= 3; used++)
        {
          g_autofree char *remaining = g_strdup_printf ("%u", used < 2 ? 2 - used : 0);
          JsonObject      *object = tack_demo_call (fixture, "GET", "/user_account", NULL);

          g_test_message ("%s: %s", CASES[i].limit, fixture->text);
          g_assert_cmpuint (fixture->status, ==, used <= 2 ? 200 : 429);
          g_assert_cmpstr (get_header (fixture, "x-ratelimit-limit"), ==, CASES[i].header);
          g_assert_cmpstr (get_header (fixture, "x-ratelimit-remaining"), ==, remaining);
          /* Seconds pass while a test runs. */
          g_assert_cmpint (atoi (get_header (fixture, "x-ratelimit-reset")), >, 3500);
          g_assert_cmpint (atoi (get_header (fixture, "x-ratelimit-reset")), <=, 3600);
          if (used <= 2)
            continue;
          g_assert_cmpint (get_header (fixture, "Retry-After") != NULL, ==,
                           CASES[i].retry_after != NULL);
          tack_demo_assert_shape (object, "Error");
          g_assert_nonnull (strstr (tack_json_get_string (object, "message"), CASES[i].message));
        }
    }
}

/* What is read does not use up what can be written, and pictures use up nothing. */
static void
test_classes (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", "/user_account", NULL, 200, 0, "Account" },
    { "POST", "/boards", "{\"name\":\"Ink\"}", 201, 0, "Board" },
    { "POST", "/boards", "{\"name\":\"Wood\"}", 429, 8 },
    { "DELETE", "/boards/" CERAMICS, NULL, 429, 8 },
    { "GET", "/boards/" CERAMICS, NULL, 200, 0, "Board" },
    { "GET", "/boards/" CERAMICS, NULL, 429, 8 },
  };

  tack_demo_server_set_limit (fixture->server, "write 1/3600");
  tack_demo_server_set_limit (fixture->server, "read 2/3600");
  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

/* Who is refused and comes back later finds room, again and again. */
static void
test_window (TackDemoFixture *fixture, gconstpointer data)
{
  tack_demo_server_set_limit (fixture->server, "read 2/0.2 retry-after");
  for (guint i = 0; i < 3; i++)
    {
      tack_test_wait_until (tack_demo_call (fixture, "GET", "/user_account", NULL) != NULL
                            && fixture->status == 429);
      g_assert_cmpstr (get_header (fixture, "x-ratelimit-remaining"), ==, "0");
      g_assert_cmpstr (get_header (fixture, "Retry-After"), ==, "1");
      tack_test_wait_until (tack_demo_call (fixture, "GET", "/user_account", NULL) != NULL
                            && fixture->status == 200);
      g_assert_cmpstr (get_header (fixture, "x-ratelimit-remaining"), ==, "1");
      g_assert_null (get_header (fixture, "Retry-After"));
    }
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/limits/off", test_off },
    { "/demo/limits/forms", test_forms },
    { "/demo/limits/classes", test_classes },
    { "/demo/limits/window", test_window },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
