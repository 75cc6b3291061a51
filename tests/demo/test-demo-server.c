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

/* The form, with its fields in order; what @fault names is done wrong. */
static char *
make_form (JsonObject *parameters, const char *fault)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_autoptr (GList)   names = json_object_get_members (parameters);
  const char *file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                     "some \r\n--film\r\n";

  if (g_str_equal (fault, "order"))
    g_string_append (form, file);
  for (GList *l = names; l != NULL; l = l->next)
    if (!(g_str_equal (fault, "missing") && l == names->next))
      g_string_append_printf (form,
                              "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n",
                              (char *) l->data, tack_json_get_string (parameters, l->data));
  if (g_str_equal (fault, "extra"))
    g_string_append (form, "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n");
  if (!g_str_equal (fault, "order") && !g_str_equal (fault, "no-file"))
    g_string_append (form, file);
  g_string_append (form, g_str_equal (fault, "cut") ? "" : "--b--\r\n");

  return g_strdup (form->str);
}

static void
upload (TackDemoFixture *fixture, const char *url, const char *form, const char *fault)
{
  g_autoptr (SoupMessage)  message = soup_message_new ("POST", url);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (form, strlen (form), NULL);

  soup_message_set_request_body (message, "multipart/form-data; boundary=b", stream,
                                 g_str_equal (fault, "chunked") ? -1 : (gssize) strlen (form));
  if (g_str_equal (fault, "authorization"))
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                 "Bearer x");
  tack_demo_send (fixture, message);
}

static void
test_video (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    guint       status;
  } CASES[] = {
    { "chunked", 411 }, { "authorization", 400 }, { "order", 400 }, { "missing", 403 },
    { "extra", 403 },   { "no-file", 400 },       { "cut", 400 },   { "none", 204 },
  };
  JsonObject *object = tack_demo_call (fixture, "POST", "/media", "{\"media_type\":\"video\"}");
  g_autofree char       *media_id = g_strdup (tack_json_get_string (object, "media_id"));
  g_autofree char       *path = g_strconcat ("/media/", media_id, NULL);
  g_autofree char       *url = g_strdup (tack_json_get_string (object, "upload_url"));
  g_autoptr (JsonObject) parameters
    = json_object_ref (tack_json_get_object (object, "upload_parameters"));
  g_autofree char *bare
    = g_strdup_printf ("{" ON_BOARD
                       "\"media_source\":{\"source_type\":\"video_id\",\"media_id\":\"%s\"}}",
                       media_id);
  g_autofree char *whole
    = g_strdup_printf ("{" ON_BOARD
                       "\"media_source\":{\"source_type\":\"video_id\",\"media_id\":\"%s\","
                       "\"cover_image_content_type\":\"image/png\",\"cover_image_data\":\"" PNG
                       "\"}}",
                       media_id);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "some \r\n--film", -1);
  g_autofree char *arrived = NULL;
  g_autofree char *pin_path = NULL;

  g_assert_cmpuint (fixture->status, ==, 201);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *form = make_form (parameters, CASES[i].fault);

      object = tack_demo_call (fixture, "GET", path, NULL);
      g_assert_cmpstr (tack_json_get_string (object, "status"), ==, "registered");
      tack_demo_call (fixture, "POST", "/pins", whole);
      g_assert_cmpuint (fixture->status, ==, 400);
      g_test_message ("%s", CASES[i].fault);
      upload (fixture, url, form, CASES[i].fault);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (fixture->status, ==, CASES[i].status);
    }

  arrived = tack_demo_server_dup_upload_sha256 (fixture->server, media_id);
  g_assert_cmpstr (arrived, ==, sum);
  object = tack_demo_call (fixture, "GET", path, NULL);
  g_assert_cmpstr (tack_json_get_string (object, "status"), ==, "succeeded");

  tack_demo_call (fixture, "POST", "/pins", bare);
  g_assert_cmpuint (fixture->status, ==, 400);
  /* Answers can be as late as they like: only what the creation itself says is sure. */
  object = tack_demo_call (fixture, "POST", "/pins", whole);
  g_assert_cmpuint (fixture->status, ==, 201);
  g_assert_cmpstr (tack_json_get_string (object, "creative_type"), ==, "REGULAR");
  g_assert_true (json_object_get_null_member (tack_json_get_object (object, "media"), "duration"));

  pin_path = g_strconcat ("/pins/", tack_json_get_string (object, "id"), NULL);
  object = tack_demo_call (fixture, "GET", pin_path, NULL);
  g_assert_cmpstr (tack_json_get_string (object, "creative_type"), ==, "VIDEO");
}

static void
test_ad_only (TackDemoFixture *fixture, gconstpointer data)
{
  JsonObject *object
    = tack_demo_call (fixture, "POST", "/pins", "{\"is_removable\":true," GOOD "}");
  g_autofree char *path = NULL;
  g_autofree char *log = tack_demo_server_dup_pins_json (fixture->server);

  g_assert_cmpuint (fixture->status, ==, 201);
  g_assert_nonnull (strstr (log, "\"data\":\"sha256:"));
  g_assert_null (strstr (log, PNG));

  path = g_strconcat ("/boards/", tack_json_get_string (object, "board_id"), NULL);
  object = tack_demo_call (fixture, "GET", path, NULL);
  g_assert_cmpstr (tack_json_get_string (object, "name"), ==, "Ad-only Pins");
  g_assert_cmpstr (tack_json_get_string (object, "privacy"), ==, "PROTECTED");
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
    { "/demo/video", test_video },
    { "/demo/ad-only", test_ad_only },
    { "/demo/newest-first-and-picture", test_newest_first_and_picture },
    { "/demo/large-image", test_large_image },
    { "/demo/taken-port", test_taken_port },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
