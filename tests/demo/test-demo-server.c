/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

#include "base/tack-error.h"

static void
test_token (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (tack_demo_server_get_url (fixture->server), "/boards", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  JsonObject             *object = tack_demo_send (fixture, message);

  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_cmpuint (fixture->status, ==, 401);
  g_assert_cmpint (tack_json_get_int (object, "code", 0), ==, 2);
}

static void
test_refusals (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", "/nothing", NULL, 404, 404 },
    { "DELETE", "/boards", NULL, 405, 405 },
    { "GET", "/boards?page_size=251", NULL, 400, 1 },
    { "GET", "/boards?page_size=0", NULL, 400, 1 },
    { "GET", "/boards?bookmark=x", NULL, 400, 1 },
    { "GET", "/boards?privacy=HIDDEN", NULL, 400, 1 },
    { "GET", "/boards/Ceramics", NULL, 400, 1 },
    { "GET", "/boards/1", NULL, 404, 40 },
    { "GET", "/boards/" CERAMICS "/sections/1/pins", NULL, 404, 2031 },
    { "GET", "/pins/1", NULL, 404, 50 },
    { "GET", "/media/1", NULL, 404, 404 },
    { "POST", "/media", "{\"media_type\":\"image\"}", 400, 1 },
    { "POST", "/boards", "{}", 400, 1 },
    { "POST", "/boards", "{\"name\":\" \"}", 400, 1 },
    { "POST", "/boards", "{\"name\":\"Ceramics\"}", 400, 58 },
    { "POST", "/boards", "{\"name\":3}", 400, 1 },
    { "POST", "/pins", "half", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD "\"title\":\"x\"}", 400, 1 },
    { "POST", "/pins", "{" GOOD "}", 400, 1 },
    { "POST", "/pins", "{\"board_id\":\"Ceramics\"," GOOD "}", 400, 1 },
    { "POST", "/pins", "{\"board_id\":\"1\"," GOOD "}", 404, 40 },
    { "POST", "/pins", "{" ON_BOARD "\"board_section_id\":\"1\"," GOOD "}", 404, 2031 },
    { "POST", "/pins", "{" ON_BOARD "\"titel\":\"x\"," GOOD "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD "\"link\":\"ftp://a.b\"," GOOD "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD "\"is_removable\":\"yes\"," GOOD "}", 400, 1 },
    { "POST", "/pins",
      "{" ON_BOARD "\"product_tags\":[{\"pin_id\":\"1\"},{\"pin_id\":\"1\"}]," GOOD "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD "\"product_tags\":[{\"pin_id\":\"a\"}]," GOOD "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD IMAGE ("image/jpeg", PNG) "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD IMAGE ("image/png", "data:x") "}", 400, 1 },
    { "POST", "/pins", "{" ON_BOARD IMAGE ("image/png", "AAAA") "}", 400, 1 },
    { "POST", "/pins",
      "{" ON_BOARD "\"media_source\":{\"source_type\":\"image_url\",\"url\":\"file:///x\"}}", 400,
      1 },
    { "POST", "/pins",
      "{" ON_BOARD "\"media_source\":{\"source_type\":\"video_id\",\"media_id\":\"1\"}}", 400, 1 },
  };

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
}

static void
test_text_limits (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    guint       max;
  } CASES[] = { { "title", 100 }, { "description", 800 }, { "alt_text", 500 } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint extra = 0; extra <= 1; extra++)
      {
        g_autofree char *text = g_strnfill ((CASES[i].max + extra) * 2, '\xa4');
        g_autofree char *body = NULL;

        for (guint j = 0; text[j] != '\0'; j += 2)
          text[j] = '\xc3';
        body = g_strdup_printf ("{" ON_BOARD "\"%s\":\"%s\"," GOOD "}", CASES[i].field, text);
        tack_demo_call (fixture, "POST", "/pins", body);
        g_assert_cmpuint (fixture->status, ==, extra == 0 ? 201 : 400);
      }
}

/* The log tells what was asked, and a picture by its checksum. */
static void
test_log (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  tack_demo_call (fixture, "POST", "/pins", "{" ON_BOARD "\"title\":\"T\"," GOOD "}");
  g_assert_cmpuint (fixture->status, ==, 201);
  log = tack_demo_server_dup_pins_json (fixture->server);
  g_assert_true (g_str_has_prefix (log, "[{\"request\":{\"board_id\":\"" CERAMICS "\""));
  g_assert_nonnull (strstr (log, "\"data\":\"sha256:"));
  g_assert_null (strstr (log, PNG));
}

static void
test_newest_first_and_picture (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  JsonObject      *object
    = tack_demo_call (fixture, "POST", "/pins",
                      "{" ON_BOARD "\"board_section_id\":\"" WHEEL_THROWING "\"," GOOD "}");
  g_autofree char *picture = NULL;

  g_assert_cmpuint (fixture->status, ==, 201);
  id = g_strdup (tack_json_get_string (object, "id"));
  object = tack_demo_call (fixture, "GET", "/boards/" CERAMICS "/pins?page_size=1", NULL);
  object = tack_json_get_element_object (tack_json_get_array (object, "items"), 0);
  g_assert_cmpstr (tack_json_get_string (object, "id"), ==, id);

  object = tack_json_get_object (tack_json_get_object (object, "media"), "images");
  picture = g_strdup (tack_json_get_string (tack_json_get_object (object, "600x"), "url"));
  {
    g_autoptr (SoupMessage) message = soup_message_new ("GET", picture);

    tack_demo_send (fixture, message);
  }
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (fixture->text, "\x89PNG"));
}

static void
test_large_image (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree guchar *raw = g_malloc0 (20 * 1000 * 1000);
  g_autofree char   *text = NULL;
  g_autofree char   *body = NULL;
  g_autofree guchar *png = NULL;
  gsize              size;

  png = g_base64_decode (PNG, &size);
  memcpy (raw, png, size);
  text = g_base64_encode (raw, 20 * 1000 * 1000);
  body = g_strconcat ("{" ON_BOARD "\"media_source\":{\"source_type\":\"image_base64\","
                      "\"content_type\":\"image/png\",\"data\":\"",
                      text, "\"}}", NULL);
  tack_demo_call (fixture, "POST", "/pins", body);
  g_assert_cmpuint (fixture->status, ==, 201);
}

static void
test_taken_port (TackDemoFixture *fixture, gconstpointer data)
{
  g_autoptr (TackDemoServer) second = tack_demo_server_new ();
  g_autoptr (GUri)           uri
    = g_uri_parse (tack_demo_server_get_url (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tack_demo_server_start (second, (guint) g_uri_get_port (uri), &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/token", test_token },
    { "/demo/refusals", test_refusals },
    { "/demo/text-limits", test_text_limits },
    { "/demo/log", test_log },
    { "/demo/newest-first-and-picture", test_newest_first_and_picture },
    { "/demo/large-image", test_large_image },
    { "/demo/taken-port", test_taken_port },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
