/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

#define PIN "/pins/" TALL_VASE
#define SOURCE(type, rest) "{" ON_BOARD "\"media_source\":{\"source_type\":\"" type "\"" rest "}}"
#define DATA "\"content_type\":\"image/png\",\"data\":\"" PNG "\""
#define BASE64_ITEM "{" DATA "}"
#define URL_ITEM "{\"url\":\"https://example.com/a.jpg\"}"
#define FULL_ITEM                                                                                  \
  "{\"url\":\"https://example.com/b.jpg\",\"title\":\"T\",\"description\":\"D\","                  \
  "\"link\":\"https://example.com/\"}"
#define BASE64_ITEMS(items, rest) SOURCE ("multiple_image_base64", ",\"items\":[" items "]" rest)
#define URL_ITEMS(items, rest) SOURCE ("multiple_image_urls", ",\"items\":[" items "]" rest)
#define SLOT(text)                                                                                 \
  "{" ON_BOARD "\"media_source\":{\"source_type\":\"multiple_image_urls\",\"items\":[" URL_ITEM    \
  ",{\"url\":\"https://a.b/\",\"" text "\":\""
#define SLOT_END "\"}]}}"
#define WITH(field) "{" ON_BOARD field "," GOOD "}"

static void
test_create (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "POST", "/pins?ad_account_id=1", WITH ("\"title\":null"), 201, 0, "Pin" },
    { "POST", "/pins?ad_account_id=one", WITH ("\"title\":null"), 400, 1 },
    { "POST", "/pins?pin_metrics=true", WITH ("\"title\":null"), 400, 1 },
    { "POST", "/pins",
      WITH ("\"title\":\"T\",\"description\":\"D\",\"alt_text\":\"A\",\"note\":\"N\","
            "\"link\":\"https://example.com/\",\"dominant_color\":\"#6E7874\","
            "\"parent_pin_id\":\"5\",\"sponsor_id\":\"6\",\"is_removable\":false,"
            "\"board_section_id\":\"" GLAZES "\",\"product_tags\":[{\"pin_id\":\"7\"}]"),
      201, 0, "Pin" },
    { "POST", "/pins", WITH ("\"dominant_color\":\"#6e787\""), 400, 1 },
    { "POST", "/pins", WITH ("\"dominant_color\":\"6E78744\""), 400, 1 },
    { "POST", "/pins", WITH ("\"dominant_color\":\"#6E787G\""), 400, 1 },
    { "POST", "/pins", WITH ("\"parent_pin_id\":\"five\""), 400, 1 },
    { "POST", "/pins", WITH ("\"note\":5"), 400, 1 },
    { "POST", "/pins", WITH ("\"product_tags\":[\"7\"]"), 400, 1 },
    { "POST", "/pins", WITH ("\"product_tags\":[{\"pin_id\":\"7\",\"x\":1}]"), 400, 1 },
    { "POST", "/pins", WITH ("\"carousel_slots\":[]"), 400, 1 },
    { "POST", "/pins", SOURCE ("image_base64", "," DATA ",\"is_standard\":false"), 201, 0, "Pin" },
    { "POST", "/pins", SOURCE ("image_base64", "," DATA ",\"url\":\"https://a.b\""), 400, 1 },
    { "POST", "/pins", SOURCE ("image_url", ",\"url\":\"https://example.com/a.jpg\""), 201, 0,
      "Pin" },
    { "POST", "/pins", SOURCE ("image_url", ",\"url\":\"https:///a.jpg\""), 400, 1 },
    { "POST", "/pins", SOURCE ("image_url", ""), 400, 1 },
    { "POST", "/pins", SOURCE ("image_file", ""), 400, 1 },
    { "POST", "/pins", SOURCE ("pin_url", ""), 403, 29 },
    { "POST", "/pins", BASE64_ITEMS (BASE64_ITEM "," BASE64_ITEM, ""), 201, 0, "Pin" },
    { "POST", "/pins", BASE64_ITEMS (BASE64_ITEM "," URL_ITEM, ""), 400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM "," FULL_ITEM, ",\"index\":1"), 201, 0, "Pin" },
    { "POST", "/pins", URL_ITEMS (URL_ITEM "," FULL_ITEM, ",\"index\":2"), 400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM "," FULL_ITEM, ",\"index\":-1"), 400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM, ""), 400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM "," URL_ITEM "," URL_ITEM "," URL_ITEM "," URL_ITEM, ""),
      201, 0, "Pin" },
    { "POST", "/pins",
      URL_ITEMS (URL_ITEM "," URL_ITEM "," URL_ITEM "," URL_ITEM "," URL_ITEM "," URL_ITEM, ""),
      400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM ",{\"url\":\"https://a.b/\",\"title\":null}", ""), 400,
      1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM ",{\"url\":\"https://a.b/\",\"link\":\"a.b\"}", ""), 400,
      1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM ",{\"title\":\"T\"}", ""), 400, 1 },
    { "POST", "/pins", URL_ITEMS (URL_ITEM ",7", ""), 400, 1 },
  };
  g_autofree char *log = NULL;

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));

  /* What was refused has left nothing behind. */
  tack_demo_call (fixture, "GET", "/user_account", NULL);
  log = tack_demo_dup_member (fixture, "pin_count");
  g_assert_cmpint (atoi (log), ==, N_PINS + 7);
}

static void
assert_members (TackDemoFixture *fixture, const char *const (*members)[2], guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *value = tack_demo_dup_member (fixture, members[i][0]);

      g_test_message ("%s", members[i][0]);
      g_assert_cmpstr (value, ==, members[i][1]);
    }
}

static void
test_fields (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *members[8][2];
  } CASES[] = {
    { WITH ("\"title\":\"T\",\"alt_text\":\"A\",\"note\":\"N\",\"dominant_color\":\"#6E7874\","
            "\"parent_pin_id\":\"5\",\"board_section_id\":\"" GLAZES
            "\",\"product_tags\":[{\"pin_id\":\"7\"}]"),
      { { "title", "T" },
        { "alt_text", "A" },
        { "note", "N" },
        { "dominant_color", "#6E7874" },
        { "parent_pin_id", "5" },
        { "board_section_id", GLAZES },
        { "product_tags.0.pin_id", "7" },
        { "media.images.600x.height", "900" } } },
    { SOURCE ("image_url", ",\"url\":\"https://example.com/a.jpg\",\"is_standard\":false"),
      { { "is_standard", "false" },
        { "creative_type", "REGULAR" },
        { "media.images.1200x.url", "https://example.com/a.jpg" },
        { "media.images.1200x.height", "null" },
        { "pin_metrics", "null" },
        { "link", "null" },
        { "is_removable", "false" },
        { "board_id", CERAMICS } } },
    { URL_ITEMS (URL_ITEM "," FULL_ITEM, ",\"index\":1"),
      { { "creative_type", "CAROUSEL" },
        { "media.media_type", "multiple_images" },
        { "media.items.0.title", "null" },
        { "media.items.1.title", "T" },
        { "media.items.1.description", "D" },
        { "media.items.1.link", "https://example.com/" },
        { "media.items.1.images.150x150.url", "https://example.com/b.jpg" },
        { "media.items.0.item_type", "image" } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *id = NULL;

      tack_demo_call (fixture, "POST", "/pins", CASES[i].body);
      assert_members (fixture, CASES[i].members, G_N_ELEMENTS (CASES[i].members));
      id = tack_demo_dup_member (fixture, "id");
      path = g_strconcat ("/pins/", id, NULL);
      tack_demo_call (fixture, "GET", path, NULL);
      assert_members (fixture, CASES[i].members, G_N_ELEMENTS (CASES[i].members));
    }
}

static void
test_carousel_pictures (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char        *url = NULL;
  g_autoptr (SoupMessage) message = NULL;

  tack_demo_call (fixture, "POST", "/pins", BASE64_ITEMS (BASE64_ITEM "," BASE64_ITEM, ""));
  url = tack_demo_dup_member (fixture, "media.items.1.images.600x.url");
  message = soup_message_new ("GET", url);
  tack_demo_send (fixture, message);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (fixture->text, "\x89PNG"));

  url[strlen (url) - 1] = '2';
  g_clear_object (&message);
  message = soup_message_new ("GET", url);
  tack_demo_send (fixture, message);
  g_assert_cmpuint (fixture->status, ==, 404);
}

static void
test_read_update_delete (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", PIN, NULL, 200, 0, "Pin" },
    { "GET", PIN "?pin_metrics=true&ad_account_id=1", NULL, 200, 0, "Pin" },
    { "GET", PIN "?include_protected_pins=true", NULL, 400, 1 },
    { "GET", "/pins/" NO_SUCH, NULL, 404, 50 },
    { "GET", "/pins/vase", NULL, 400, 1 },
    { "PATCH", PIN, "{\"title\":\"T\",\"description\":null,\"alt_text\":\"A\"}", 200, 0, "Pin" },
    { "PATCH", PIN, "{\"link\":\"https://example.com/\",\"product_tags\":null}", 200, 0, "Pin" },
    { "PATCH", PIN, "{\"board_section_id\":null}", 200, 0, "Pin" },
    { "PATCH", PIN, "{\"board_section_id\":\"" GLAZES "\"}", 200, 0, "Pin" },
    { "PATCH", PIN, "{\"board_section_id\":\"" NO_SUCH "\"}", 404, 2031 },
    { "PATCH", PIN, "{\"board_id\":\"" NO_SUCH "\"}", 404, 40 },
    { "PATCH", PIN, "{\"board_id\":\"" SMALL_KITCHENS "\"}", 200, 0, "Pin" },
    { "PATCH", PIN, "{\"board_id\":null}", 400, 1 },
    { "PATCH", PIN, "{\"note\":\"N\"}", 400, 1 },
    { "PATCH", PIN, "{\"dominant_color\":\"#6E7874\"}", 400, 1 },
    { "PATCH", PIN, "{\"carousel_slots\":[{\"title\":\"T\"}]}", 400, 1 },
    { "PATCH", PIN, "{\"product_tags\":[{\"pin_id\":\"1\"},{\"pin_id\":\"1\"}]}", 400, 1 },
    { "PATCH", "/pins/" NO_SUCH, "{}", 404, 50 },
    { "DELETE", "/pins/" NO_SUCH, NULL, 404, 50 },
    { "DELETE", PIN "?ad_account_id=1", NULL, 204 },
    { "DELETE", PIN, NULL, 404, 50 },
    { "PATCH", PIN, "{}", 404, 50 },
    { "POST", PIN "/save", "{}", 404, 50 },
  };

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

static void
test_update (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *members[3][2];
  } CASES[] = {
    { "{\"title\":\"New\"}",
      { { "title", "New" }, { "board_id", CERAMICS }, { "board_section_id", WHEEL_THROWING } } },
    { "{\"board_section_id\":\"" GLAZES "\"}",
      { { "title", "New" }, { "board_id", CERAMICS }, { "board_section_id", GLAZES } } },
    { "{\"board_id\":\"" SMALL_KITCHENS "\",\"title\":null}",
      { { "title", "null" }, { "board_id", SMALL_KITCHENS }, { "board_section_id", "null" } } },
    { "{\"board_id\":\"" CERAMICS "\",\"board_section_id\":\"" GLAZES "\"}",
      { { "title", "null" }, { "board_id", CERAMICS }, { "board_section_id", GLAZES } } },
    { "{\"is_removable\":true}",
      { { "is_removable", "true" }, { "board_section_id", "null" }, { "title", "null" } } },
    { "{\"is_removable\":false,\"board_id\":\"" CERAMICS "\"}",
      { { "is_removable", "false" }, { "board_id", CERAMICS }, { "title", "null" } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      tack_demo_call (fixture, "PATCH", PIN, CASES[i].body);
      g_test_message ("%s: %s", CASES[i].body, fixture->text);
      g_assert_cmpuint (fixture->status, ==, 200);
      tack_demo_call (fixture, "GET", PIN, NULL);
      assert_members (fixture, CASES[i].members, G_N_ELEMENTS (CASES[i].members));
    }
}

static void
test_carousel_slots (TackDemoFixture *fixture, gconstpointer data)
{
  static const char *const MEMBERS[][2]
    = { { "media.items.0.title", "A" }, { "media.items.1.link", "https://b.c/" } };
  static const char *const REFUSED[] = { "{\"carousel_slots\":[]}", "{\"carousel_slots\":[{}]}",
                                         "{\"carousel_slots\":[{},{\"url\":\"x\"}]}" };
  g_autofree char         *id = NULL;
  g_autofree char         *path = NULL;

  tack_demo_call (fixture, "POST", "/pins", URL_ITEMS (URL_ITEM "," FULL_ITEM, ""));
  id = tack_demo_dup_member (fixture, "id");
  path = g_strconcat ("/pins/", id, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    {
      tack_demo_call (fixture, "PATCH", path, REFUSED[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
  tack_demo_call (fixture, "PATCH", path,
                  "{\"carousel_slots\":[{\"title\":\"A\"},{\"link\":\"https://b.c/\"}]}");
  g_assert_cmpuint (fixture->status, ==, 200);
  assert_members (fixture, MEMBERS, G_N_ELEMENTS (MEMBERS));
}

static void
test_save (TackDemoFixture *fixture, gconstpointer data)
{
  static const char *const MEMBERS[][2] = {
    { "parent_pin_id", TALL_VASE },
    { "title", "Throwing a tall vase" },
    { "board_id", CERAMICS },
    { "board_section_id", GLAZES },
    { "note", "null" },
  };
  static const TackDemoCase CASES[] = {
    { "POST", PIN "/save?ad_account_id=1", "{\"board_id\":\"" SMALL_KITCHENS "\"}", 201, 0, "Pin" },
    { "POST", PIN "/save", "{}", 404, 40 },
    { "POST", PIN "/save", "{\"board_id\":null}", 404, 40 },
    { "POST", PIN "/save", "{\"board_id\":\"" NO_SUCH "\"}", 404, 40 },
    { "POST", PIN "/save", "{" ON_BOARD "\"board_section_id\":\"" NO_SUCH "\"}", 404, 2031 },
    { "POST", PIN "/save",
      "{\"board_id\":\"" SMALL_KITCHENS "\",\"board_section_id\":\"" GLAZES "\"}", 404, 2031 },
    { "POST", PIN "/save", "{\"board_section_id\":\"" GLAZES "\"}", 404, 2031 },
    { "POST", PIN "/save", "{" ON_BOARD "\"title\":\"T\"}", 400, 1 },
    { "POST", "/pins/vase/save", "{\"board_id\":\"" CERAMICS "\"}", 404, 50 },
    { "GET", PIN "/save", NULL, 405, 405 },
  };
  g_autofree char        *id = NULL;
  g_autofree char        *url = NULL;
  g_autoptr (SoupMessage) message = NULL;

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
  tack_demo_call (fixture, "POST", PIN "/save",
                  "{" ON_BOARD "\"board_section_id\":\"" GLAZES "\"}");
  assert_members (fixture, MEMBERS, G_N_ELEMENTS (MEMBERS));
  id = tack_demo_dup_member (fixture, "id");
  g_assert_cmpstr (id, !=, TALL_VASE);

  /* The copy has its own picture to show, though it is the same. */
  url = tack_demo_dup_member (fixture, "media.images.600x.url");
  tack_demo_call (fixture, "DELETE", PIN, NULL);
  message = soup_message_new ("GET", url);
  tack_demo_send (fixture, message);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_ad_only (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *board_id = NULL;
  g_autofree char *again = NULL;
  g_autofree char *path = NULL;
  g_autofree char *save = NULL;

  tack_demo_call (fixture, "POST", "/pins",
                  "{\"is_removable\":true," ON_BOARD "\"board_section_id\":\"" GLAZES "\"," GOOD
                  "}");
  g_assert_cmpuint (fixture->status, ==, 201);
  id = tack_demo_dup_member (fixture, "id");
  board_id = tack_demo_dup_member (fixture, "board_id");
  g_assert_cmpstr (board_id, !=, CERAMICS);

  {
    static const char *const MEMBERS[][2]
      = { { "name", "Ad-only Pins" }, { "privacy", "PROTECTED" }, { "is_ads_only", "true" } };
    g_autofree char *board = g_strconcat ("/boards/", board_id, NULL);

    tack_demo_call (fixture, "GET", board, NULL);
    assert_members (fixture, MEMBERS, G_N_ELEMENTS (MEMBERS));
  }
  tack_demo_call (fixture, "POST", "/pins", "{\"is_removable\":true," GOOD "}");
  again = tack_demo_dup_member (fixture, "board_id");
  g_assert_cmpstr (again, ==, board_id);
  tack_demo_call (fixture, "POST", "/pins",
                  "{\"is_removable\":true,\"board_id\":\"" NO_SUCH "\"," GOOD "}");
  g_assert_cmpuint (fixture->status, ==, 404);

  path = g_strconcat ("/pins/", id, NULL);
  save = g_strconcat (path, "/save", NULL);
  {
    const TackDemoCase CASES[] = {
      { "POST", save, "{\"board_id\":\"" CERAMICS "\"}", 403, 29 },
      { "PATCH", path, "{\"board_id\":\"" CERAMICS "\"}", 400, 1 },
      { "PATCH", path, "{\"is_removable\":false}", 400, 1 },
      { "PATCH", path, "{\"title\":\"T\"}", 200, 0, "Pin" },
    };

    tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
  }
}

/* As many as can be, and one more: product tags, and the texts of a carousel's pictures. */
static void
test_most (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *repeated;
    const char *after;
    guint       max;
  } CASES[] = {
    { "{" ON_BOARD "\"product_tags\":[", "{\"pin_id\":\"%u\"},", "{\"pin_id\":\"0\"}]," GOOD "}",
      23 },
    { "{" ON_BOARD "\"link\":\"https://a.b/", "a", "\"," GOOD "}", 2048 - 12 },
    { SLOT ("title"), "a", SLOT_END, 100 },
    { SLOT ("description"), "ä", SLOT_END, 800 },
    { SLOT ("link") "https://a.b/", "a", SLOT_END, 2048 - 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint extra = 0; extra <= 1; extra++)
      {
        g_autoptr (GString) body = g_string_new (CASES[i].before);

        for (guint j = 1; j <= CASES[i].max + extra; j++)
          {
            g_autofree char *number = g_strdup_printf ("%u", j);
            g_auto (GStrv)   parts = g_strsplit (CASES[i].repeated, "%u", -1);
            g_autofree char *part = g_strjoinv (number, parts);

            g_string_append (body, part);
          }
        g_string_append (body, CASES[i].after);
        tack_demo_call (fixture, "POST", "/pins", body->str);
        g_test_message ("%s: %.200s", CASES[i].before, fixture->text);
        g_assert_cmpuint (fixture->status, ==, extra == 0 ? 201 : 400);
      }
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/pins/create", test_create },
    { "/demo/pins/fields", test_fields },
    { "/demo/pins/carousel-pictures", test_carousel_pictures },
    { "/demo/pins/read-update-delete", test_read_update_delete },
    { "/demo/pins/update", test_update },
    { "/demo/pins/carousel-slots", test_carousel_slots },
    { "/demo/pins/save", test_save },
    { "/demo/pins/ad-only", test_ad_only },
    { "/demo/pins/most", test_most },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
