/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

/* The first upload of each test. */
#define MEDIA "549755885210"
#define VIDEO(rest)                                                                                \
  "{" ON_BOARD "\"media_source\":{\"source_type\":\"video_id\",\"media_id\":\"" MEDIA "\"" rest "}}"
#define COVER_DATA ",\"cover_image_content_type\":\"image/png\",\"cover_image_data\":\"" PNG "\""

static void
test_media (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "GET", "/media", NULL, 200, 0, "[Media]" },
    { "POST", "/media", "{\"media_type\":\"video\"}", 201, 0, "MediaUpload" },
    { "GET", "/media", NULL, 200, 0, "[Media]" },
    { "GET", "/media/" MEDIA, NULL, 200, 0, "Media" },
    { "GET", "/media/" NO_SUCH, NULL, 404, 404 },
    { "GET", "/media/" MEDIA "?ad_account_id=1", NULL, 400, 1 },
    { "POST", "/media?ad_account_id=1", "{\"media_type\":\"video\"}", 400, 1 },
    { "POST", "/media", "{}", 400, 1 },
    { "POST", "/media", "{\"media_type\":\"video\",\"status\":\"succeeded\"}", 400, 1 },
    { "POST", "/pins", VIDEO (COVER_DATA), 400, 1 },
  };

  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
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

/* Registers an upload. Returns: (transfer full): its address; @parameters likewise. */
static char *
register_upload (TackDemoFixture *fixture, JsonObject **parameters)
{
  JsonObject *object = tack_demo_call (fixture, "POST", "/media", "{\"media_type\":\"video\"}");

  g_assert_cmpstr (tack_json_get_string (object, "media_id"), ==, MEDIA);
  *parameters = json_object_ref (tack_json_get_object (object, "upload_parameters"));

  return g_strdup (tack_json_get_string (object, "upload_url"));
}

/* Registers an upload and sends it. */
static void
send_video (TackDemoFixture *fixture)
{
  g_autoptr (JsonObject) parameters = NULL;
  g_autofree char       *url = register_upload (fixture, &parameters);
  g_autofree char       *form = make_form (parameters, "none");

  upload (fixture, url, form, "none");
  g_assert_cmpuint (fixture->status, ==, 204);
}

static void
assert_status (TackDemoFixture *fixture, const char *expected)
{
  JsonObject *object = tack_demo_call (fixture, "GET", "/media/" MEDIA, NULL);

  g_assert_cmpstr (tack_json_get_string (object, "status"), ==, expected);
}

static void
test_upload (TackDemoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    guint       status;
  } CASES[] = {
    { "chunked", 411 }, { "authorization", 400 }, { "order", 400 }, { "missing", 403 },
    { "extra", 403 },   { "no-file", 400 },       { "cut", 400 },   { "none", 204 },
  };
  g_autoptr (JsonObject) parameters = NULL;
  g_autofree char       *url = register_upload (fixture, &parameters);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "some \r\n--film", -1);
  g_autofree char *arrived = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *form = make_form (parameters, CASES[i].fault);

      assert_status (fixture, "registered");
      g_test_message ("%s", CASES[i].fault);
      upload (fixture, url, form, CASES[i].fault);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (fixture->status, ==, CASES[i].status);
    }

  assert_status (fixture, "succeeded");
  arrived = tack_demo_server_dup_upload_sha256 (fixture->server, MEDIA);
  g_assert_cmpstr (arrived, ==, sum);
}

static void
test_covers (TackDemoFixture *fixture, gconstpointer data)
{
  static const TackDemoCase CASES[] = {
    { "POST", "/pins", VIDEO (COVER_DATA), 201, 0, "Pin" },
    { "POST", "/pins", VIDEO (",\"cover_image_url\":\"https://example.com/a.jpg\""), 201, 0,
      "Pin" },
    { "POST", "/pins", VIDEO (",\"cover_image_key_frame_time\":0"), 201, 0, "Pin" },
    { "POST", "/pins", VIDEO (",\"cover_image_key_frame_time\":9,\"is_standard\":false"), 201, 0,
      "Pin" },
    { "POST", "/pins", VIDEO (""), 400, 1 },
    { "POST", "/pins", VIDEO (",\"cover_image_key_frame_time\":-1"), 400, 1 },
    { "POST", "/pins", VIDEO (",\"cover_image_key_frame_time\":1.5"), 400, 1 },
    { "POST", "/pins", VIDEO (",\"cover_image_key_frame_time\":\"1\""), 400, 1 },
    { "POST", "/pins", VIDEO (",\"cover_image_url\":\"a.jpg\""), 400, 1 },
    { "POST", "/pins", VIDEO (",\"cover_image_data\":\"" PNG "\""), 400, 1 },
    { "POST", "/pins",
      VIDEO (",\"cover_image_content_type\":\"image/jpeg\",\"cover_image_data\":\"" PNG "\""), 400,
      1 },
    { "GET", "/pins?creative_types=VIDEO", NULL, 200, 0, "[Pin]" },
  };
  JsonObject *object;

  send_video (fixture);
  tack_demo_check_cases (fixture, CASES, G_N_ELEMENTS (CASES));
  object = json_node_get_object (fixture->answer);
  g_assert_cmpuint (json_array_get_length (tack_json_get_array (object, "items")), ==, 4);
}

/* A new video Pin reads as a picture, and does not know its size: so it is at Pinterest. */
static void
test_pin (TackDemoFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  JsonObject      *object;

  send_video (fixture);
  object = tack_demo_call (fixture, "POST", "/pins", VIDEO (COVER_DATA));
  g_assert_cmpstr (tack_json_get_string (object, "creative_type"), ==, "REGULAR");
  g_assert_true (json_object_get_null_member (tack_json_get_object (object, "media"), "duration"));

  path = g_strconcat ("/pins/", tack_json_get_string (object, "id"), NULL);
  object = tack_demo_call (fixture, "GET", path, NULL);
  g_assert_cmpstr (tack_json_get_string (object, "creative_type"), ==, "VIDEO");
  object = tack_json_get_object (object, "media");
  g_assert_cmpint (tack_json_get_int (object, "duration", 0), ==, 10000);
  g_assert_true (g_str_has_prefix (tack_json_get_string (object, "cover_image_url"), "http://127"));
}

static void
test_processing (TackDemoFixture *fixture, gconstpointer data)
{
  tack_demo_server_stop (fixture->server);
  tack_demo_server_set_processing_ms (fixture->server, 3600 * 1000);
  g_assert_true (tack_demo_server_start (fixture->server, 0, NULL));

  send_video (fixture);
  assert_status (fixture, "processing");
  tack_demo_call (fixture, "POST", "/pins", VIDEO (COVER_DATA));
  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_nonnull (strstr (fixture->text, "not been processed"));
}

int
main (int argc, char **argv)
{
  static const TackDemoTest TESTS[] = {
    { "/demo/video/media", test_media },           { "/demo/video/upload", test_upload },
    { "/demo/video/covers", test_covers },         { "/demo/video/pin", test_pin },
    { "/demo/video/processing", test_processing },
  };

  return tack_demo_run (argc, argv, TESTS, G_N_ELEMENTS (TESTS));
}
