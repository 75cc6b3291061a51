/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-uploads.h"

#include "base/tack-json.h"

#include "tack-test-api.h"

/* Far more than the sockets' buffers hold, so that a held upload is in its middle. */
#define LARGE (G_GINT64_CONSTANT (48) * 1024 * 1024)

static GFile *
create_file (gint64 size)
{
  g_autofree char   *path = g_build_filename (g_get_user_data_dir (), "clip.mp4", NULL);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_autoptr (GFileIOStream) stream
    = g_file_replace_readwrite (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), "start", 5, NULL,
                             NULL, NULL);
  g_seekable_truncate (G_SEEKABLE (stream), size, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&file);
}

static void
resize_file (GFile *file, gint64 size)
{
  g_autoptr (GFileIOStream) stream = g_file_open_readwrite (file, NULL, NULL);

  g_assert_true (g_seekable_truncate (G_SEEKABLE (stream), size, NULL, NULL));
}

static TackUpload *
register_upload (TackApiClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_uploads_register_async (client, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_uploads_register_finish (client, result, error);
}

static int
get_status (TackApiClient *client, const char *media_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_uploads_get_async (client, media_id, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackMediaUpload) upload = tack_uploads_get_finish (client, result, error);

  return upload != NULL ? (int) tack_media_upload_get_status (upload) : -1;
}

/* One send, its file and what its progress said. */
typedef struct
{
  TackApiClient *client;
  TackUpload    *upload;
  GFile         *file;
  GCancellable  *cancellable;
  GAsyncResult  *result;

  guint    n_reports;
  gint64   sent;
  gint64   total;
  gboolean is_monotone;
  gboolean is_late;
} Sending;

static void
on_progress (gint64 sent, gint64 total, gpointer user_data)
{
  Sending *sending = user_data;

  sending->n_reports++;
  sending->is_monotone = sending->is_monotone && sent >= sending->sent && sent <= total
                         && (sending->total == 0 || sending->total == total);
  sending->is_late = sending->is_late || sending->result != NULL;
  sending->sent = sent;
  sending->total = total;
}

/* Takes @upload and @file. */
static void
sending_start (Sending *sending, TackApiClient *client, TackUpload *upload, GFile *file)
{
  sending->client = client;
  sending->upload = upload;
  sending->file = file;
  sending->cancellable = g_cancellable_new ();
  sending->is_monotone = TRUE;
  tack_uploads_send_async (client, upload, file, on_progress, sending, sending->cancellable,
                           tack_test_store_result, &sending->result);
}

static gboolean
sending_finish (Sending *sending, GError **error)
{
  tack_test_wait_result (sending->result);
  /* Nothing of it may come later. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_true (sending->is_monotone);
  g_assert_false (sending->is_late);

  return tack_uploads_send_finish (sending->client, sending->result, error);
}

static void
sending_clear (Sending *sending)
{
  g_clear_object (&sending->upload);
  g_clear_object (&sending->file);
  g_clear_object (&sending->cancellable);
  g_clear_object (&sending->result);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sending, sending_clear)

/* What Pinterest would have answered with @url for the bucket. */
static TackUpload *
upload_new_for_url (const char *url)
{
  g_autofree char *text
    = g_strdup_printf ("{\"media_id\":\"52\",\"upload_url\":\"%s\","
                       "\"upload_parameters\":{\"key\":\"k\",\"policy\":\"p\"}}",
                       url);
  g_autoptr (JsonNode) node = tack_test_parse (text);
  TackUpload          *upload = tack_upload_new_from_json (json_node_get_object (node));

  g_assert_nonnull (upload);

  return upload;
}

static void
test_whole_way (TackTestDemo *demo, gconstpointer data)
{
  static const gint64 SIZES[] = { 1, 64 * 1024, 5 * 1024 * 1024 + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_autoptr (GError)     error = NULL;
      g_autoptr (TackUpload) upload = register_upload (demo->client, &error);
      const char            *media_id = tack_upload_get_media_id (upload);
      g_auto (Sending)       sending = { 0 };

      g_assert_no_error (error);
      g_assert_cmpint (get_status (demo->client, media_id, &error), ==,
                       TACK_MEDIA_STATUS_REGISTERED);

      /* As a job does that was interrupted: by way of the database. */
      g_autofree char     *text = tack_json_object_to_string (tack_upload_get_json (upload));
      g_autoptr (JsonNode) node = tack_test_parse (text);
      sending_start (&sending, demo->client,
                     tack_upload_new_from_json (json_node_get_object (node)),
                     create_file (SIZES[i]));
      g_assert_true (sending_finish (&sending, &error));
      g_assert_no_error (error);
      g_assert_cmpint (sending.sent, ==, SIZES[i]);
      g_assert_cmpint (sending.total, ==, SIZES[i]);

      g_autofree char *content = NULL;
      gsize            size;
      g_file_load_contents (sending.file, NULL, &content, &size, NULL, NULL);
      g_autofree char *sum
        = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, size);
      g_autofree char *arrived = tack_demo_server_dup_upload_sha256 (demo->server, media_id);
      g_assert_cmpstr (arrived, ==, sum);
      g_assert_cmpint (get_status (demo->client, media_id, &error), ==,
                       TACK_MEDIA_STATUS_SUCCEEDED);
      g_assert_cmpuint (tack_demo_server_count_calls (demo->server, "bucket"), ==, i + 1);
    }
}

/* A bucket fault of the stand-in, then the same registration again: nothing is used up. */
static void
test_sent_again (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TackUpload) upload = register_upload (demo->client, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Sending) sending = { 0 };

      if (i == 0)
        tack_demo_server_fail_next (demo->server, "bucket", 1, "drop");
      sending_start (&sending, demo->client, g_object_ref (upload), create_file (1000));
      g_assert_cmpint (sending_finish (&sending, &error), ==, i == 1);
      if (i == 0)
        g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_clear_error (&error);
    }
}

/* The bucket is another host: it gets the form, all of it at a known length, and no token. */
static void
test_what_the_bucket_sees (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackTestServer) other = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autofree char *url = g_strconcat (tack_test_server_get_url (server), "/bucket?a=b", NULL);
  g_autofree char *location
    = g_strdup_printf ("Location: %s/\r\n", tack_test_server_get_url (other));
  g_autoptr (GError) error = NULL;
  g_auto (Sending)   sending = { 0 };

  tack_test_server_answer (server, 303, location, "");
  sending_start (&sending, client, upload_new_for_url (url), create_file (100000));
  g_assert_false (sending_finish (&sending, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GIVE_UP);
  g_assert_cmpuint (tack_test_server_count (other), ==, 0);

  g_autofree char *head = tack_test_server_dup_head (server, 0);
  g_autofree char *lower = g_ascii_strdown (head, -1);
  g_assert_true (g_str_has_prefix (head, "POST /bucket?a=b HTTP/1.1\r\n"));
  g_assert_null (strstr (lower, "authorization"));
  g_assert_null (strstr (head, TACK_TEST_TOKEN));
  g_assert_null (strstr (lower, "transfer-encoding"));
  const char *length = strstr (lower, "\r\ncontent-length: ");
  g_assert_nonnull (length);
  g_assert_cmpint (g_ascii_strtoll (length + strlen ("\r\ncontent-length: "), NULL, 10), >, 100000);
}

#define XML(code)                                                                                  \
  "<?xml version=\"1.0\"?>\n<Error><Code>" code "</Code><Message>m</Message></Error>"

static void
test_bucket_errors (void)
{
  static const struct
  {
    guint          status;
    const char    *body;
    TackErrorClass error_class;
    const char    *reason;
  } CASES[] = {
    { 403, XML ("AccessDenied"), TACK_ERROR_GONE, "AccessDenied" },
    { 403, "", TACK_ERROR_GONE, NULL },
    { 403, "<Error><Code>Acc", TACK_ERROR_GONE, NULL },
    { 400, XML ("EntityTooLarge"), TACK_ERROR_FIX, "EntityTooLarge" },
    { 400, XML ("MalformedPOSTRequest"), TACK_ERROR_GIVE_UP, "MalformedPOSTRequest" },
    { 411, XML ("MissingContentLength"), TACK_ERROR_GIVE_UP, "MissingContentLength" },
    { 500, XML ("InternalError"), TACK_ERROR_WAIT, "InternalError" },
    { 503, "<html>", TACK_ERROR_WAIT, NULL },
  };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Sending)   sending = { 0 };

      tack_test_server_answer (server, CASES[i].status, NULL, CASES[i].body);
      sending_start (&sending, client, upload_new_for_url (tack_test_server_get_url (server)),
                     create_file (1000));
      g_assert_false (sending_finish (&sending, &error));
      g_test_message ("%u %s: %s", CASES[i].status, CASES[i].body, error->message);
      g_assert_error (error, TACK_ERROR, (int) CASES[i].error_class);
      g_assert_cmpuint (tack_error_get_details (error)->status, ==, CASES[i].status);
      g_assert_cmpstr (tack_error_get_details (error)->reason, ==, CASES[i].reason);
    }
}

typedef enum
{
  THEN_GO_ON,
  THEN_HANG_UP,
  THEN_CANCEL,
  THEN_SHRINK,
  THEN_GROW,
} Then;

/* In the middle of an upload something happens; a hang would be a test that never ends. */
static void
test_in_the_middle (gconstpointer data)
{
  const Then                 then = GPOINTER_TO_INT (data);
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autoptr (GError) error = NULL;
  g_auto (Sending)   sending = { 0 };

  tack_test_server_hold (server);
  tack_test_server_answer_raw (server, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  sending_start (&sending, client, upload_new_for_url (tack_test_server_get_url (server)),
                 create_file (LARGE));
  tack_test_wait_until (sending.n_reports > 0);
  g_assert_cmpint (sending.total, ==, LARGE);
  g_assert_cmpint (sending.sent, >, 0);
  g_assert_cmpint (sending.sent, <, LARGE);
  g_assert_null (sending.result);

  if (then == THEN_SHRINK)
    resize_file (sending.file, 1000);
  if (then == THEN_GROW)
    resize_file (sending.file, LARGE + 1);
  if (then == THEN_CANCEL)
    g_cancellable_cancel (sending.cancellable);
  else
    tack_test_server_let_go (server, then == THEN_HANG_UP);

  g_assert_cmpint (sending_finish (&sending, &error), ==, then == THEN_GO_ON);
  switch (then)
    {
    case THEN_GO_ON:
      g_assert_no_error (error);
      g_assert_cmpint (sending.sent, ==, LARGE);
      break;
    case THEN_HANG_UP:
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpstr (error->message, ==, "The connection to 127.0.0.1 was lost.");
      break;
    case THEN_CANCEL:
      g_assert_true (tack_error_is_cancelled (error));
      g_assert_cmpint (sending.sent, <, LARGE);
      break;
    case THEN_SHRINK:
    case THEN_GROW:
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_cmpstr (error->message, ==, "“clip.mp4” changed while it was being sent.");
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What is wrong before the first byte, and says so without asking the bucket. */
static void
test_not_begun (void)
{
  g_autoptr (TackApiClient) client = tack_test_client_new ("http://127.0.0.1:1", TACK_TEST_TOKEN);
  g_autoptr (GError)        error = NULL;

  {
    g_auto (Sending) sending = { 0 };

    sending_start (&sending, client, upload_new_for_url ("http://bucket.example/"),
                   create_file (10));
    g_assert_false (sending_finish (&sending, &error));
    g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    g_clear_error (&error);
  }
  {
    g_auto (Sending) sending = { 0 };
    g_autofree char *path = g_build_filename (g_get_user_data_dir (), "none.mp4", NULL);

    sending_start (&sending, client, upload_new_for_url ("http://127.0.0.1:1"),
                   g_file_new_for_path (path));
    g_assert_false (sending_finish (&sending, &error));
    g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    g_assert_cmpstr (error->message, ==, "“none.mp4” is not there (any more).");
    g_assert_cmpuint (sending.n_reports, ==, 0);
  }
}

static void
test_statuses (void)
{
  static const struct
  {
    const char *answer;
    int         status;
  } CASES[] = {
    { "{\"status\":\"registered\"}", TACK_MEDIA_STATUS_REGISTERED },
    { "{\"status\":\"processing\"}", TACK_MEDIA_STATUS_PROCESSING },
    { "{\"status\":\"succeeded\"}", TACK_MEDIA_STATUS_SUCCEEDED },
    { "{\"status\":\"failed\"}", TACK_MEDIA_STATUS_FAILED },
    /* Long processing is no failure, and neither is a word of next year. */
    { "{\"status\":\"polishing\"}", TACK_MEDIA_STATUS_PROCESSING },
    { "{\"status\":null}", TACK_MEDIA_STATUS_PROCESSING },
    { "{}", TACK_MEDIA_STATUS_PROCESSING },
  };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      tack_test_server_answer (server, 200, NULL, CASES[i].answer);
      g_assert_cmpint (get_status (client, "52", &error), ==, CASES[i].status);
      g_assert_no_error (error);
    }

  tack_test_server_answer (server, 404, NULL, "{\"code\":404,\"message\":\"Not found.\"}");
  g_assert_cmpint (get_status (client, "52", &error), ==, -1);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);

  g_autofree char *head = tack_test_server_dup_head (server, 0);
  g_assert_true (g_str_has_prefix (head, "GET /media/52 HTTP/1.1\r\n"));
}

static void
test_registration_without_address (void)
{
  static const char *const ANSWERS[]
    = { "{}", "{\"media_id\":\"1\"}", "{\"media_id\":1,\"upload_url\":\"https://a.example\"}" };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);

  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_server_answer (server, 201, NULL, ANSWERS[i]);
      g_assert_null (register_upload (client, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Then        then;
  } MIDDLES[] = {
    { "/api/uploads/progress", THEN_GO_ON },   { "/api/uploads/lost-connection", THEN_HANG_UP },
    { "/api/uploads/cancelled", THEN_CANCEL }, { "/api/uploads/file-shrinks", THEN_SHRINK },
    { "/api/uploads/file-grows", THEN_GROW },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/api/uploads/whole-way", TackTestDemo, NULL, tack_test_demo_set_up, test_whole_way,
              tack_test_demo_tear_down);
  g_test_add ("/api/uploads/sent-again", TackTestDemo, NULL, tack_test_demo_set_up, test_sent_again,
              tack_test_demo_tear_down);
  g_test_add_func ("/api/uploads/what-the-bucket-sees", test_what_the_bucket_sees);
  g_test_add_func ("/api/uploads/bucket-errors", test_bucket_errors);
  for (guint i = 0; i < G_N_ELEMENTS (MIDDLES); i++)
    g_test_add_data_func (MIDDLES[i].path, GINT_TO_POINTER (MIDDLES[i].then), test_in_the_middle);
  g_test_add_func ("/api/uploads/not-begun", test_not_begun);
  g_test_add_func ("/api/uploads/statuses", test_statuses);
  g_test_add_func ("/api/uploads/registration-without-address", test_registration_without_address);

  return g_test_run ();
}
