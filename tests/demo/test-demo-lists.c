/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

/* Turns the pages of @path to the end. Returns: (transfer full): the ids as they came. */
static GPtrArray *
list_all (TackDemoFixture *fixture, const char *path, const char *id_name)
{
  GPtrArray       *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bookmark = NULL;

  do
    {
      const char      *separator = strchr (path, '?') == NULL ? "?" : "&";
      g_autofree char *escaped
        = bookmark == NULL ? NULL : g_uri_escape_string (bookmark, NULL, FALSE);
      g_autofree char *page = bookmark == NULL
                                ? g_strdup (path)
                                : g_strconcat (path, separator, "bookmark=", escaped, NULL);
      JsonObject      *object = tack_demo_call (fixture, "GET", page, NULL);
      JsonArray       *items = tack_json_get_array (object, "items");

      g_assert_cmpuint (fixture->status, ==, 200);
      for (guint i = 0; i < json_array_get_length (items); i++)
        g_ptr_array_add (ids,
                         g_strdup (tack_json_get_string (tack_json_get_element_object (items, i),
                                                         id_name)));
      g_free (bookmark);
      bookmark = g_strdup (tack_json_get_string (object, "bookmark"));
    }
  while (bookmark != NULL);

  return ids;
}

static void
assert_sorted (GPtrArray *ids, gboolean is_rising)
{
  for (guint i = 1; i < ids->len; i++)
    {
      gint64 before = g_ascii_strtoll (g_ptr_array_index (ids, i - 1), NULL, 10);
      gint64 after = g_ascii_strtoll (g_ptr_array_index (ids, i), NULL, 10);

      g_assert_cmpint (before < after, ==, is_rising);
      g_assert_cmpint (before, !=, after);
    }
}

static void
test_pages (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *id_name;
    guint       n_items;
    gboolean    is_rising;
  } CASES[] = {
    { "/boards?page_size=3", "id", N_BOARDS, TRUE },
    { "/boards?page_size=4", "id", N_BOARDS, TRUE },
    { "/boards/" CERAMICS "/sections?page_size=1", "id", 2, TRUE },
    { "/boards/" SMALL_KITCHENS "/sections", "id", 0, TRUE },
    { "/boards/" CERAMICS "/pins?page_size=2", "id", 3, FALSE },
    { "/boards/" CERAMICS "/sections/" GLAZES "/pins", "id", 1, FALSE },
    { "/pins?page_size=5&include_protected_pins=true", "id", N_PINS, FALSE },
    { "/media?page_size=2", "media_id", 3, FALSE },
  };

  for (guint i = 0; i < 3; i++)
    tack_demo_call (fixture, "POST", "/media", "{\"media_type\":\"video\"}");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) ids = list_all (fixture, CASES[i].path, CASES[i].id_name);

      g_test_message ("%s", CASES[i].path);
      g_assert_cmpuint (ids->len, ==, CASES[i].n_items);
      assert_sorted (ids, CASES[i].is_rising);
    }
}

static void
test_filters (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    guint       n_items;
  } CASES[] = {
    { "/boards?privacy=ALL", 8 },
    { "/boards?privacy=PUBLIC&page_size=1", 6 },
    { "/boards?privacy=SECRET", 1 },
    { "/boards?privacy=PROTECTED", 1 },
    { "/boards?privacy=PUBLIC_AND_SECRET&page_size=7", 7 },
    { "/pins", 20 },
    { "/pins?include_protected_pins=true", 22 },
    { "/pins?include_protected_pins=false", 20 },
    { "/pins?pin_type=PRIVATE&page_size=1", 4 },
    { "/pins?pin_filter=exclude_repins", 19 },
    { "/pins?pin_filter=exclude_native", 1 },
    { "/pins?pin_filter=has_been_promoted", 0 },
    { "/pins?creative_types=REGULAR", 20 },
    { "/pins?creative_types=VIDEO&creative_types=IDEA", 0 },
    { "/pins?creative_types=VIDEO&creative_types=REGULAR&ad_account_id=5&pin_metrics=true", 20 },
    { "/boards/" CERAMICS "/pins?creative_types=CAROUSEL", 0 },
    { "/boards/" CERAMICS "/pins?pin_metrics=false", 4 },
  };

  tack_demo_call (fixture, "POST", "/pins/" TALL_VASE "/save", "{\"board_id\":\"" CERAMICS "\"}");
  g_assert_cmpuint (fixture->status, ==, 201);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) ids = list_all (fixture, CASES[i].path, "id");

      g_test_message ("%s", CASES[i].path);
      g_assert_cmpuint (ids->len, ==, CASES[i].n_items);
    }
}

static void
test_refusals (TackDemoFixture *fixture, gconstpointer data)
{
  static const char *const LISTS[] = { "/boards",
                                       "/pins",
                                       "/media",
                                       "/boards/" CERAMICS "/pins",
                                       "/boards/" CERAMICS "/sections",
                                       "/boards/" CERAMICS "/sections/" GLAZES "/pins" };
  static const char *const QUERIES[] = { "page_size=0",
                                         "page_size=251",
                                         "page_size=ten",
                                         "page_size=",
                                         "bookmark=x",
                                         "bookmark=",
                                         "bookmark=NTQ5",

                                         "page_size=1&page_size=2",
                                         "pagesize=1",
                                         "creative_types=regular",
                                         "ad_account_id=x",
                                         "ad_account_id=",
                                         "ad_account_id=1234567890123456789",
                                         "pin_type=PUBLIC",
                                         "privacy=public",
                                         "include_protected_pins=1",
                                         "pin_metrics=yes",
                                         "pin_filter=all" };

  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    for (guint j = 0; j < G_N_ELEMENTS (QUERIES); j++)
      {
        g_autofree char *path = g_strconcat (LISTS[i], "?", QUERIES[j], NULL);
        JsonObject      *object = tack_demo_call (fixture, "GET", path, NULL);

        g_test_message ("%s: %s", path, fixture->text);
        g_assert_cmpuint (fixture->status, ==, 400);
        tack_demo_assert_shape (object, "Error");
      }
}

/* A page begins behind the item that ended the one before, though that is gone by then. */
static void
test_deleted_bookmark (TackDemoFixture *fixture, gconstpointer data)
{
  JsonObject      *object = tack_demo_call (fixture, "GET", "/pins?page_size=1", NULL);
  g_autofree char *id = tack_demo_dup_member (fixture, "items.0.id");
  g_autofree char *escaped
    = g_uri_escape_string (tack_json_get_string (object, "bookmark"), NULL, FALSE);
  g_autofree char *path = g_strconcat ("/pins/", id, NULL);
  g_autofree char *page = g_strconcat ("/pins?page_size=1&bookmark=", escaped, NULL);
  g_autofree char *next = NULL;
  g_autofree char *expected
    = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (id, NULL, 10) - 1);

  tack_demo_call (fixture, "DELETE", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 204);
  tack_demo_call (fixture, "GET", page, NULL);
  next = tack_demo_dup_member (fixture, "items.0.id");
  g_assert_cmpstr (next, ==, expected);
}

static void
test_many (TackDemoFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) boards = NULL;
  g_autoptr (GPtrArray) pins = NULL;
  g_autoptr (GPtrArray) sections = NULL;

  tack_demo_server_add_boards (fixture->server, 2000 - N_BOARDS);
  tack_demo_server_add_pins (fixture->server, SMALL_KITCHENS, 10000);
  tack_demo_server_add_sections (fixture->server, SMALL_KITCHENS, 500);

  boards = list_all (fixture, "/boards?page_size=250", "id");
  g_assert_cmpuint (boards->len, ==, 2000);
  assert_sorted (boards, TRUE);
  pins = list_all (fixture, "/boards/" SMALL_KITCHENS "/pins?page_size=250", "id");
  g_assert_cmpuint (pins->len, ==, 10002);
  assert_sorted (pins, FALSE);
  sections = list_all (fixture, "/boards/" SMALL_KITCHENS "/sections?page_size=250", "id");
  g_assert_cmpuint (sections->len, ==, 500);
  assert_sorted (sections, TRUE);
  g_assert_cmpuint (tack_demo_server_count_calls (fixture->server, "boards/list"), ==, 8);

  tack_demo_call (fixture, "POST", "/boards", "{\"name\":\"One more\"}");
  g_assert_cmpuint (fixture->status, ==, 403);
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/lists/pages", test_pages },
    { "/demo/lists/filters", test_filters },
    { "/demo/lists/refusals", test_refusals },
    { "/demo/lists/deleted-bookmark", test_deleted_bookmark },
    { "/demo/lists/many", test_many },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
