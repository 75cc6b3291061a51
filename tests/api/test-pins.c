/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pins.h"

#include "api/tack-uploads.h"
#include "base/tack-json.h"

#include "tack-test-api.h"

#define CERAMICS "549755885175"
#define CERAMICS_SECTION "549755885176"

/* The shortest thing that is a PNG to the stand-in. */
#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAAElFTkSuQmCC"

static GBytes *
png_new (void)
{
  gsize   size;
  guchar *data = g_base64_decode (PNG, &size);

  return g_bytes_new_take (data, size);
}

static void
fill_image (TackPinRequest *request)
{
  request->board_id = g_strdup (CERAMICS);
  request->image = png_new ();
  request->image_type = "image/png";
}

static TackPin *
create (TackApiClient *client, const TackPinRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_pins_create_async (client, request, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_pins_create_finish (client, result, error);
}

static TackPin *
create_image (TackApiClient *client, GError **error)
{
  g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;

  fill_image (&request);

  return create (client, &request, error);
}

static guint
count_pins (TackDemoServer *server)
{
  g_autofree char     *text = tack_demo_server_dup_pins_json (server);
  g_autoptr (JsonNode) log = tack_test_parse (text);

  return json_array_get_length (json_node_get_array (log));
}

static void
test_image (TackTestDemo *demo, gconstpointer data)
{
  static const char *const TAGS[] = { "813744226420795884", "12", NULL };
  g_auto (TackPinRequest)  request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GError)       error = NULL;

  fill_image (&request);
  request.board_section_id = g_strdup (CERAMICS_SECTION);
  request.title = g_strdup ("A \"tall\" vase – 陶");
  request.description = g_strdup ("Two\nlines");
  request.alt_text = g_strdup ("A vase");
  request.link = g_strdup ("https://a.example/?q=1&r=2");
  request.note = g_strdup ("for me");
  request.product_tags = g_strdupv ((GStrv) TAGS);
  request.is_standard = FALSE;
  g_autoptr (TackPin) pin = create (demo->client, &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tack_pin_get_id (pin));
  g_assert_cmpstr (tack_pin_get_title (pin), ==, request.title);
  g_assert_cmpstr (tack_pin_get_description (pin), ==, request.description);
  g_assert_cmpstr (tack_pin_get_alt_text (pin), ==, request.alt_text);
  g_assert_cmpstr (tack_pin_get_link (pin), ==, request.link);
  g_assert_cmpstr (tack_pin_get_board_id (pin), ==, CERAMICS);
  g_assert_cmpstr (tack_pin_get_section_id (pin), ==, CERAMICS_SECTION);
  g_assert_false (tack_json_get_boolean (tack_pin_get_json (pin), "is_standard", TRUE));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_assert_cmpint (ABS (g_date_time_difference (now, tack_pin_get_created_at (pin))), <,
                   60 * G_TIME_SPAN_MINUTE);
}

static void
test_image_url (TackTestDemo *demo, gconstpointer data)
{
  g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GError)      error = NULL;

  request.board_id = g_strdup (CERAMICS);
  request.image_url = g_strdup ("https://a.example/b.jpg");
  g_autoptr (TackPin) pin = create (demo->client, &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tack_pin_get_id (pin));
}

static void
test_ad_only (TackTestDemo *demo, gconstpointer data)
{
  g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GError)      error = NULL;

  fill_image (&request);
  g_clear_pointer (&request.board_id, g_free);
  request.is_removable = TRUE;
  g_autoptr (TackPin) pin = create (demo->client, &request, &error);
  g_assert_no_error (error);
  g_assert_true (tack_json_get_boolean (tack_pin_get_json (pin), "is_removable", FALSE));
  g_assert_nonnull (tack_pin_get_board_id (pin));
}

static char *
upload_video (TackApiClient *client)
{
  g_autoptr (GAsyncResult)  registered = NULL;
  g_autoptr (GAsyncResult)  sent = NULL;
  g_autoptr (GError)        error = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile)         file = g_file_new_tmp ("tack-test-XXXXXX", &stream, &error);

  g_assert_no_error (error);
  tack_uploads_register_async (client, NULL, tack_test_store_result, &registered);
  tack_test_wait_result (registered);
  g_autoptr (TackUpload) upload = tack_uploads_register_finish (client, registered, &error);
  g_assert_no_error (error);

  tack_uploads_send_async (client, upload, file, NULL, NULL, NULL, tack_test_store_result, &sent);
  tack_test_wait_result (sent);
  tack_uploads_send_finish (client, sent, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);

  return g_strdup (tack_upload_get_media_id (upload));
}

/* A media id whose creation failed is good for another: no second upload. Just created, a video may
 * read as a picture without a size. */
static void
test_video (TackTestDemo *demo, gconstpointer data)
{
  g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GError)      error = NULL;

  request.board_id = g_strdup (CERAMICS);
  request.media_id = upload_video (demo->client);
  g_assert_null (create (demo->client, &request, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (tack_error_get_details (error)->reason, "cover"));
  g_clear_error (&error);

  request.cover = png_new ();
  request.cover_type = "image/png";
  g_autoptr (TackPin) pin = create (demo->client, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tack_pin_get_creative_type (pin), ==, "REGULAR");
  g_assert_cmpuint (tack_demo_server_count_calls (demo->server, "bucket"), ==, 1);
}

/* The one promise: a Pin that may exist is never reported as one that does not. */
static void
test_lost_answers (TackTestDemo *demo, gconstpointer data)
{
  static const struct
  {
    const char    *fault;
    TackErrorClass error_class;
    gboolean       answer_lost;
    guint          n_pins;
  } CASES[] = {
    { "lost", TACK_ERROR_WAIT, TRUE, 1 },
    { "drop", TACK_ERROR_WAIT, TRUE, 0 },
    { "half", TACK_ERROR_WAIT, TRUE, 1 },
    { "empty", TACK_ERROR_WAIT, TRUE, 1 },
    { "html", TACK_ERROR_WAIT, TRUE, 0 },
    { "status:502", TACK_ERROR_WAIT, TRUE, 0 },
    { "status:504", TACK_ERROR_WAIT, TRUE, 0 },
    { "status:500", TACK_ERROR_WAIT, TRUE, 0 },
    { "status:500:11:Something went wrong", TACK_ERROR_WAIT, FALSE, 0 },
    { "status:429:8:This is spam", TACK_ERROR_SLOW_DOWN, FALSE, 0 },
    { "status:403:29:Trial", TACK_ERROR_ASK, FALSE, 0 },
    { "status:400:1:Invalid request", TACK_ERROR_FIX, FALSE, 0 },
    { "status:404:40:Board not found", TACK_ERROR_GONE, FALSE, 0 },
  };
  guint n_pins = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", CASES[i].fault);
      tack_demo_server_fail_next (demo->server, "pins/create", 1, CASES[i].fault);
      g_assert_null (create_image (demo->client, &error));
      g_assert_error (error, TACK_ERROR, (int) CASES[i].error_class);
      g_assert_cmpint (tack_error_get_details (error)->answer_lost, ==, CASES[i].answer_lost);
      g_assert_cmpuint (tack_demo_server_count_calls (demo->server, "pins/create"), ==, i + 1);
      n_pins += CASES[i].n_pins;
      g_assert_cmpuint (count_pins (demo->server), ==, n_pins);
    }

  /* And no fault leaves the client unable to go on. */
  g_autoptr (GError)  error = NULL;
  g_autoptr (TackPin) pin = create_image (demo->client, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pin);
}

static void
test_answer_without_id (void)
{
  static const char *const   ANSWERS[] = { "{}", "{\"id\":42}", "{\"id\":null,\"title\":\"x\"}" };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);

  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_server_answer (server, 201, NULL, ANSWERS[i]);
      g_assert_null (create_image (client, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_true (tack_error_get_details (error)->answer_lost);
    }

  g_autoptr (GError) error = NULL;
  tack_test_server_answer_raw (server, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  g_assert_null (create_image (client, &error));
  g_assert_true (tack_error_get_details (error)->answer_lost);
}

/* The connection breaks while a large picture is on its way. */
static void
test_lost_while_sending (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_auto (TackPinRequest)  request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;
  const gsize              size = 20 * 1000 * 1000;

  request.board_id = g_strdup (CERAMICS);
  request.image = g_bytes_new_take (g_malloc0 (size), size);
  request.image_type = "image/png";
  tack_test_server_hold (server);
  tack_pins_create_async (client, &request, NULL, tack_test_store_result, &result);
  tack_test_wait_until (tack_test_server_count (server) == 1);
  tack_test_server_let_go (server, TRUE);
  tack_test_wait_result (result);

  g_assert_null (tack_pins_create_finish (client, result, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_true (tack_error_get_details (error)->answer_lost);
  g_assert_cmpuint (tack_test_server_count (server), ==, 1);
}

static void
test_pin_from_json (void)
{
  static const struct
  {
    const char *json;
    const char *created_at; /* NULL: none, or none that can be read */
  } CASES[] = {
    { "{\"id\":\"1\",\"created_at\":\"2020-01-01T20:10:40\"}", "2020-01-01T20:10:40Z" },
    { "{\"id\":\"1\",\"created_at\":\"2020-01-01T20:10:40Z\"}", "2020-01-01T20:10:40Z" },
    { "{\"id\":\"1\",\"created_at\":\"yesterday\"}", NULL },
    { "{\"id\":\"1\",\"created_at\":12,\"title\":[],\"media\":\"video\",\"link\":null}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonNode) node = tack_test_parse (CASES[i].json);
      g_autoptr (TackPin)  pin = tack_pin_new_from_json (json_node_get_object (node));
      GDateTime           *created_at = tack_pin_get_created_at (pin);
      g_autofree char *text = created_at != NULL ? g_date_time_format_iso8601 (created_at) : NULL;

      g_assert_cmpstr (tack_pin_get_id (pin), ==, "1");
      g_assert_cmpstr (text, ==, CASES[i].created_at);
      g_assert_null (tack_pin_get_title (pin));
      g_assert_null (tack_pin_get_link (pin));
      g_assert_null (tack_pin_get_media_type (pin));
    }
  g_assert_null (tack_pin_new_from_json (NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (TackTestDemo *demo, gconstpointer data);
  } TESTS[] = {
    { "/api/pins/image", test_image },
    { "/api/pins/image-url", test_image_url },
    { "/api/pins/ad-only", test_ad_only },
    { "/api/pins/video", test_video },
    { "/api/pins/lost-answers", test_lost_answers },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, TackTestDemo, NULL, tack_test_demo_set_up, TESTS[i].run,
                tack_test_demo_tear_down);
  g_test_add_func ("/api/pins/answer-without-id", test_answer_without_id);
  g_test_add_func ("/api/pins/lost-while-sending", test_lost_while_sending);
  g_test_add_func ("/api/pins/from-json", test_pin_from_json);

  return g_test_run ();
}
