/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-rate-headers.h"

#include "tack-test.h"

/* Wed, 21 Oct 2015 07:28:00 GMT */
#define UNIX_MS (G_GINT64_CONSTANT (1445412480) * 1000)

static SoupMessageHeaders *
headers_new (const char *lines)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autofree char    *text = g_strconcat ("HTTP/1.1 200 OK\r\n", lines, NULL);

  g_assert_true (
    soup_headers_parse_response (text, (int) strlen (text), headers, NULL, NULL, NULL));

  return headers;
}

#define WINDOWS "100, 100;w=1;name=\"safety_net_app_id_user_id\", 1000;w=60;name=\"org, read;x\""

static void
test_windows (void)
{
  static const struct
  {
    const char    *lines;
    guint          n_windows;
    TackRateWindow windows[3];
  } CASES[] = {
    { "", 0 },
    { "x-ratelimit-limit: 100\r\nx-ratelimit-reset: 3\r\n", 0 },
    { "x-ratelimit-limit: 100\r\nx-ratelimit-remaining: 7\r\nx-ratelimit-reset: 3\r\n",
      1,
      { { 100, 7, 3000 } } },
    { "X-RateLimit-Remaining: 7\r\n", 1, { { -1, 7, -1 } } },
    /* Envoy tells what is left of the window nearest to its end. */
    { "x-ratelimit-limit: " WINDOWS "\r\nx-ratelimit-remaining: 99\r\nx-ratelimit-reset: 1\r\n",
      1,
      { { 100, 99, 1000 } } },
    /* Without a reset it is the window's length. */
    { "x-ratelimit-limit: 1000, 100;w=1, 1000;w=60\r\nx-ratelimit-remaining: 12\r\n",
      1,
      { { 1000, 12, 60000 } } },
    /* All three as lists of windows. */
    { "x-ratelimit-limit: " WINDOWS "\r\n"
      "x-ratelimit-remaining: 99, 99;w=1, 5;w=60;name=\"org, read;x\"\r\n"
      "x-ratelimit-reset: 1, 1;w=1, 42;w=60\r\n",
      3,
      { { 100, 99, 1000 }, { 100, 99, 1000 }, { 1000, 5, 42000 } } },
    { "x-ratelimit-limit: 100;w=1\r\nx-ratelimit-limit: 300;w=86400\r\n"
      "x-ratelimit-remaining: 0;w=86400\r\n",
      1,
      { { 300, 0, 86400000 } } },
    /* Nonsense says nothing. */
    { "x-ratelimit-remaining: many\r\n", 0 },
    { "x-ratelimit-remaining: -1\r\n", 0 },
    { "x-ratelimit-remaining: ,,;;=\"\r\n", 0 },
    { "x-ratelimit-remaining: 5;w=x\r\nx-ratelimit-reset: -3\r\n", 1, { { -1, 5, -1 } } },
    { "x-ratelimit-remaining: 5\r\nx-ratelimit-reset: 1700000000\r\n", 1, { { -1, 5, -1 } } },
    { "x-ratelimit-remaining: 99999999999999999999\r\n", 1, { { -1, G_MAXINT64, -1 } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = headers_new (CASES[i].lines);
      g_autoptr (GArray)             windows = tack_rate_headers_parse (headers);

      g_test_message ("%s", CASES[i].lines);
      g_assert_cmpuint (windows->len, ==, CASES[i].n_windows);
      for (guint j = 0; j < windows->len; j++)
        {
          TackRateWindow window = g_array_index (windows, TackRateWindow, j);

          g_assert_cmpint (window.limit, ==, CASES[i].windows[j].limit);
          g_assert_cmpint (window.remaining, ==, CASES[i].windows[j].remaining);
          g_assert_cmpint (window.reset_ms, ==, CASES[i].windows[j].reset_ms);
        }
    }
}

static void
test_retry_after (void)
{
  static const struct
  {
    guint       status;
    const char *lines;
    gint64      retry_after_ms;
  } CASES[] = {
    { 429, "", -1 },
    { 429, "Retry-After: 0\r\n", 0 },
    { 429, "Retry-After: 60\r\n", 60000 },
    { 429, "Retry-After: -5\r\n", -1 },
    { 429, "Retry-After: soon\r\n", -1 },
    { 429, "Retry-After: 99999999999999999999\r\n", -1 },
    { 429, "Retry-After: Wed, 21 Oct 2015 07:29:30 GMT\r\n", 90000 },
    { 429, "Retry-After: Wednesday, 21-Oct-15 07:29:30 GMT\r\n", 90000 },
    { 429, "Retry-After: Wed, 21 Oct 2015 07:00:00 GMT\r\n", 0 },
    { 429, "Retry-After: Wed, 21 Oct 2055 07:00:00 GMT\r\n", -1 },
    { 429, "Retry-After: 5\r\nx-ratelimit-reset: 43\r\n", 5000 },
    { 429, "Retry-After: soon\r\nx-ratelimit-reset: 43\r\n", 43000 },
    { 429, "x-ratelimit-reset: 43\r\n", 43000 },
    { 429, "x-ratelimit-reset: 43, 43;w=1;name=\"safety_net\", 60;w=60\r\n", 43000 },
    { 429, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 43\r\n", 43000 },
    { 429, "x-ratelimit-remaining: 0;w=1, 0;w=60, 9;w=3600\r\nx-ratelimit-reset: 1\r\n", 60000 },
    /* Another limit than the one they tell of. */
    { 429, "x-ratelimit-remaining: 999\r\nx-ratelimit-reset: 43\r\n", -1 },
    { 503, "Retry-After: 12\r\n", 12000 },
    { 503, "Retry-After: Wed, 21 Oct 2015 07:28:02 GMT\r\n", 2000 },
    /* It comes with every answer, and only a 429 says that it has to be waited for. */
    { 503, "x-ratelimit-reset: 43\r\n", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = headers_new (CASES[i].lines);

      g_test_message ("%u %s", CASES[i].status, CASES[i].lines);
      g_assert_cmpint (tack_rate_headers_get_retry_after_ms (headers, CASES[i].status, UNIX_MS), ==,
                       CASES[i].retry_after_ms);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/rate-headers/windows", test_windows);
  g_test_add_func ("/api/rate-headers/retry-after", test_retry_after);

  return g_test_run ();
}
