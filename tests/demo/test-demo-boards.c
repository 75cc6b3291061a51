/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

#define SECTIONS "/boards/" CERAMICS "/sections"
#define SECTION SECTIONS "/" WHEEL_THROWING
#define LONG_180                                                                                                                                                                         \
  "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää" \
  "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää"

static void
test_boards (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", "/user_account", NULL, 200, 0, "Account" },
    { "GET", "/boards", NULL, 200, 0, "[Board]" },
    { "GET", "/boards?privacy=PUBLIC_AND_SECRET&ad_account_id=1", NULL, 200, 0, "[Board]" },
    { "GET", "/boards/" CERAMICS, NULL, 200, 0, "Board" },
    { "GET", "/boards/" CERAMICS "/", NULL, 200, 0, "Board" },
    { "POST", "/boards", "{\"name\":\"Ink\"}", 201, 0, "Board" },
    { "POST", "/boards?ad_account_id=549755885175", "{\"name\":\"Wood\",\"privacy\":\"PROTECTED\"}",
      201, 0, "Board" },
    { "POST", "/boards", "{\"name\":\"ink!\"}", 400, 58 },
    { "POST", "/boards", "{\"name\":\"\"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\" … \"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"Pins\"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"Ad-only Pins\"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"" LONG_180 "\"}", 201, 0, "Board" },
    { "POST", "/boards", "{\"name\":\"" LONG_180 "x\"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"A\",\"privacy\":\"ALL\"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"A\",\"is_ads_only\":null}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"A\",\"id\":\"1\"}", 400, 1 },
    { "PATCH", "/boards/" CERAMICS, "{\"name\":\"Clay\",\"privacy\":\"SECRET\"}", 200, 0, "Board" },
    { "PATCH", "/boards/" CERAMICS, "{\"name\":\"CLAY\"}", 200, 0, "Board" },
    { "PATCH", "/boards/" CERAMICS, "{\"description\":null}", 200, 0, "Board" },
    { "PATCH", "/boards/" CERAMICS, "{}", 200, 0, "Board" },
    { "PATCH", "/boards/" CERAMICS, "{\"name\":\"Ink\"}", 400, 58 },
    { "PATCH", "/boards/" CERAMICS, "{\"privacy\":\"PROTECTED\"}", 400, 1 },
    { "PATCH", "/boards/" CERAMICS, "{\"is_ads_only\":true}", 400, 1 },
    { "PATCH", "/boards/" CERAMICS, NULL, 415, 415 },
    { "PATCH", "/boards/" NO_SUCH, "{}", 404, 40 },
    { "DELETE", "/boards/" NO_SUCH, NULL, 404, 40 },
    { "DELETE", "/boards/" CERAMICS "?ad_account_id=x", NULL, 400, 1 },
    { "DELETE", "/boards/" CERAMICS, NULL, 204 },
    { "GET", "/boards/" CERAMICS, NULL, 404, 40 },
    { "GET", "/pins/" TALL_VASE, NULL, 404, 50 },
  };

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

static void
test_sections (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", SECTIONS, NULL, 200, 0, "[BoardSection]" },
    { "GET", SECTION "/pins?ad_account_id=7", NULL, 200, 0, "[Pin]" },
    { "GET", SECTION "/pins?pin_metrics=true", NULL, 400, 1 },
    { "POST", SECTIONS, "{\"name\":\"Raku\"}", 201, 0, "BoardSection" },
    { "POST", SECTIONS, "{\"name\":\"" LONG_180 "\"}", 201, 0, "BoardSection" },
    { "POST", SECTIONS, "{\"name\":\"" LONG_180 "x\"}", 400, 1 },
    { "POST", SECTIONS, "{\"name\":\"\"}", 400, 1 },
    { "POST", SECTIONS, "{\"name\":\" \"}", 400, 400 },
    { "POST", SECTIONS, "{\"name\":\"Glazes\"}", 400, 400 },
    { "POST", SECTIONS, "{}", 400, 1 },
    { "POST", "/boards/" SMALL_KITCHENS "/sections", "{\"name\":\"Glazes\"}", 201, 0,
      "BoardSection" },
    { "POST", "/boards/" NO_SUCH "/sections", "{\"name\":\"Raku\"}", 404, 40 },
    { "PATCH", SECTION, "{\"name\":\"Wheel\"}", 200, 0, "BoardSection" },
    { "PATCH", SECTION, "{\"name\":\"Wheel\"}", 200, 0, "BoardSection" },
    { "PATCH", SECTION, "{\"name\":\"Glazes\"}", 400, 400 },
    { "PATCH", SECTION, "{}", 400, 1 },
    { "PATCH", SECTIONS "/" NO_SUCH, "{\"name\":\"A\"}", 404, 2031 },
    { "PATCH", "/boards/" NO_SUCH "/sections/" WHEEL_THROWING, "{\"name\":\"A\"}", 404, 40 },
    { "PATCH", "/boards/" SMALL_KITCHENS "/sections/" WHEEL_THROWING, "{\"name\":\"A\"}", 404,
      2031 },
    { "DELETE", SECTIONS "/" NO_SUCH, NULL, 404, 2031 },
    { "DELETE", SECTION, NULL, 204 },
    { "GET", SECTION "/pins", NULL, 404, 2031 },
    { "GET", "/pins/" TALL_VASE, NULL, 404, 50 },
    { "GET", "/boards/" CERAMICS, NULL, 200, 0, "Board" },
  };

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

static void
assert_member (TackDemoFixture *fixture, const char *path, const char *expected)
{
  g_autofree char *value = tack_demo_dup_member (fixture, path);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_fields (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *cover = NULL;
  g_autofree char *thumbnail = NULL;

  tack_demo_call (fixture, "PATCH", "/boards/" CERAMICS,
                  "{\"name\":\" Clay \",\"description\":\"Wet\",\"privacy\":\"SECRET\"}");
  assert_member (fixture, "name", "Clay");
  tack_demo_call (fixture, "GET", "/boards/" CERAMICS, NULL);
  assert_member (fixture, "name", "Clay");
  assert_member (fixture, "description", "Wet");
  assert_member (fixture, "privacy", "SECRET");
  assert_member (fixture, "pin_count", "3");
  assert_member (fixture, "owner.username", "marlene");

  cover = tack_demo_dup_member (fixture, "media.image_cover_url");
  thumbnail = tack_demo_dup_member (fixture, "media.pin_thumbnail_urls.0");
  g_assert_cmpstr (cover, ==, thumbnail);
  {
    g_autoptr (SoupMessage) message = soup_message_new ("GET", cover);

    tack_demo_send (fixture, message);
  }
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Content-Type"), ==,
                   "image/jpeg");
}

static void
test_ads_only (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;

  tack_demo_call (fixture, "POST", "/boards",
                  "{\"name\":\"Mine\",\"is_ads_only\":true,\"privacy\":\"PUBLIC\"}");
  g_assert_cmpuint (fixture->status, ==, 201);
  assert_member (fixture, "name", "Ad-only Pins");
  assert_member (fixture, "privacy", "PROTECTED");
  assert_member (fixture, "is_ads_only", "true");

  id = tack_demo_dup_member (fixture, "id");
  path = g_strconcat ("/boards/", id, NULL);
  tack_demo_call (fixture, "PATCH", path, "{\"name\":\"Mine\",\"privacy\":\"PUBLIC\"}");
  assert_member (fixture, "name", "Ad-only Pins");
  assert_member (fixture, "privacy", "PROTECTED");

  /* A Pin put there is ad-only without saying so. */
  body = g_strdup_printf ("{\"board_id\":\"%s\"," GOOD "}", id);
  tack_demo_call (fixture, "POST", "/pins", body);
  assert_member (fixture, "is_removable", "true");

  tack_demo_call (fixture, "POST", "/boards", "{\"name\":\"More\",\"is_ads_only\":true}");
  g_assert_cmpuint (fixture->status, ==, 400);
  assert_member (fixture, "code", "58");
}

typedef struct
{
  guint n_done;
  guint n_refused;
} AtOnce;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AtOnce      *at_once = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GBytes) bytes
    = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_assert_nonnull (bytes);
  at_once->n_done++;
  if (soup_message_get_status (message) < 400)
    return;

  g_assert_cmpuint (soup_message_get_status (message), ==, 409);
  at_once->n_refused++;
}

/* Nothing else happens to the sections of a board while one is made, whichever comes first; what
 * happens to another board's is no matter. */
static void
test_sections_at_once (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
    guint       n_refused;
  } CASES[] = {
    { "POST", SECTIONS, "{\"name\":\"Second\"}", 1 },
    { "POST", "/boards/" SMALL_KITCHENS "/sections", "{\"name\":\"Second\"}", 0 },
    { "GET", SECTIONS, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      AtOnce                  at_once = { 0 };
      g_autofree char        *name = g_strdup_printf ("{\"name\":\"First %u\"}", i);
      g_autoptr (SoupMessage) first = tack_demo_message_new (fixture, "POST", SECTIONS, name);
      g_autoptr (SoupMessage) second
        = tack_demo_message_new (fixture, CASES[i].method, CASES[i].path, CASES[i].body);

      soup_session_send_and_read_async (fixture->session, first, 0, NULL, on_answer, &at_once);
      soup_session_send_and_read_async (fixture->session, second, 0, NULL, on_answer, &at_once);
      tack_test_wait_until (at_once.n_done == 2);
      g_assert_cmpuint (at_once.n_refused, ==, CASES[i].n_refused);
    }
}

/* A board is locked until the answer that made a section is sent, so with a late one it can be seen
 * for as long as one likes. */
static void
test_locked_board (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "POST", SECTIONS, "{\"name\":\"Second\"}", 409, 409 },
    { "PATCH", SECTION, "{\"name\":\"Wheel\"}", 409, 409 },
    { "DELETE", SECTION, NULL, 409, 409 },
    { "GET", SECTION "/pins", NULL, 200, 0, "[Pin]" },
    { "POST", "/boards/" SMALL_KITCHENS "/sections", "{\"name\":\"Second\"}", 201, 0,
      "BoardSection" },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoupMessage)  first
    = tack_demo_message_new (fixture, "POST", SECTIONS, "{\"name\":\"First\"}");
  g_autoptr (SoupSession) session = soup_session_new ();

  tack_demo_server_fail_next (fixture->server, "board_sections/create", 1, "late:600000");
  soup_session_set_proxy_resolver (session, NULL);
  soup_session_send_and_read_async (session, first, 0, NULL, tack_test_store_result, &result);
  tack_test_wait_until (tack_demo_server_count_calls (fixture->server, "board_sections/create")
                        == 1);
  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
  g_assert_null (result);

  soup_session_abort (session);
  tack_test_wait_result (result);
}

static void
test_limits (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "POST", "/boards", "{\"name\":\"The last\"}", 201, 0, "Board" },
    { "POST", "/boards", "{\"name\":\"One more\"}", 403, 403 },
    { "DELETE", "/boards/" SMALL_KITCHENS, NULL, 204 },
    { "POST", "/boards", "{\"name\":\"One more\"}", 201, 0, "Board" },
    { "POST", "/pins", "{" ON_BOARD GOOD "}", 201, 0, "Pin" },
    { "POST", "/pins", "{" ON_BOARD GOOD "}", 201, 0, "Pin" },
    { "POST", "/pins", "{" ON_BOARD GOOD "}", 201, 0, "Pin" },
    { "POST", "/pins", "{" ON_BOARD GOOD "}", 403, 403 },
    { "POST", "/pins/" TALL_VASE "/save", "{" ON_BOARD "\"board_section_id\":null}", 403, 403 },
    { "DELETE", "/pins/" TALL_VASE, NULL, 204 },
    { "POST", "/pins", "{" ON_BOARD GOOD "}", 201, 0, "Pin" },
  };

  /* Small kitchens has two Pins, which go with it. */
  tack_demo_server_set_counts (fixture->server, 1999, 199999);
  tack_demo_call (fixture, "GET", "/user_account", NULL);
  assert_member (fixture, "board_count", "1999");
  assert_member (fixture, "pin_count", "199999");
  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/boards/calls", test_boards },
    { "/demo/boards/sections", test_sections },
    { "/demo/boards/fields", test_fields },
    { "/demo/boards/ads-only", test_ads_only },
    { "/demo/boards/sections-at-once", test_sections_at_once },
    { "/demo/boards/locked-board", test_locked_board },
    { "/demo/boards/limits", test_limits },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
