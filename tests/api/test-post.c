/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-post.h"

#include "tack-test-api.h"

/* The one request that Tackboard writes itself: whatever comes back is an answer or an error, never
 * a hang and never more trust than is due. */

#define SIZE (G_GINT64_CONSTANT (3) * 1024 * 1024)

static TackMultipart *
form_new (void)
{
  g_autofree char   *path = g_build_filename (g_get_user_data_dir (), "clip.mp4", NULL);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  g_autofree char   *content = g_strnfill (SIZE, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_file_set_contents (path, content, SIZE, &error);
  g_assert_no_error (error);

  return tack_multipart_new (NULL, file, SIZE);
}

static gboolean
send (const char *url, TackPostAnswer *answer, GError **error)
{
  g_autoptr (GUri)          uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (TackMultipart) form = form_new ();

  return tack_post_send (uri, form, NULL, answer, error);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *raw;
    guint       status; /* 0: no answer */
    const char *body;
  } CASES[] = {
    { "HTTP/1.1 204 No Content\r\n\r\n", 204, "" },
    { "HTTP/1.0 200\r\nContent-Length: 9\r\n\r\n", 200, "" },
    { "HTTP/1.1 403 No\r\nContent-Length: 5\r\n\r\n<Cod>and more", 403, "<Cod>and more" },
    { "HTTP/1.1 403 No\r\nContent-Length: 50\r\n\r\n<Code>", 403, "<Code>" },
    { "HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<C>\r\n0\r\n\r\n", 400,
      "3\r\n<C>\r\n0\r\n\r\n" },
    { "HTTP/1.1 400 No\r\n\r\nto the end", 400, "to the end" },
    { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\nHTTP/1.1 204 Yes\r\n\r\n",
      204, "" },
    { "", 0 },
    { "HTTP/1.1 204 No Content\r\n", 0 },
    { "HTTP/1.1 100 Continue\r\n\r\n", 0 },
    { "<html>\r\n\r\nSign in to this network", 0 },
    { "\r\n\r\n", 0 },
    { "SSH-2.0-OpenSSH\r\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackTestServer) server = tack_test_server_new ();
      g_auto (TackPostAnswer)    answer = { 0 };
      g_autoptr (GError)         error = NULL;

      g_test_message ("%s", CASES[i].raw);
      tack_test_server_answer_raw (server, CASES[i].raw);
      g_assert_cmpint (send (tack_test_server_get_url (server), &answer, &error), ==,
                       CASES[i].status != 0);
      if (CASES[i].status != 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (answer.status, ==, CASES[i].status);
          g_assert_cmpmem (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body),
                           CASES[i].body, strlen (CASES[i].body));
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_null (answer.headers);
        }
    }
}

static void
test_endless_answer (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autofree char           *long_text = g_strnfill (4 * 1024 * 1024, 'a');
  g_autofree char           *body = g_strconcat ("HTTP/1.1 500 No\r\n\r\n", long_text, NULL);
  g_auto (TackPostAnswer)    answer = { 0 };
  g_auto (TackPostAnswer)    none = { 0 };
  g_autoptr (GError)         error = NULL;

  tack_test_server_answer_raw (server, body);
  g_assert_true (send (tack_test_server_get_url (server), &answer, &error));
  g_assert_cmpuint (answer.status, ==, 500);
  g_assert_cmpuint (g_bytes_get_size (answer.body), <, 128 * 1024);

  tack_test_server_answer_raw (server, long_text);
  g_assert_false (send (tack_test_server_get_url (server), &none, &error));
}

static void
test_request (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  const char                *origin = tack_test_server_get_url (server);
  g_autofree char           *url = g_strconcat (origin, "/a%20b/ü\r\nX: y?c=d e", NULL);
  g_auto (TackPostAnswer)    answer = { 0 };
  g_autoptr (GError)         error = NULL;

  tack_test_server_answer (server, 204, "ETag: \"a\"\r\n", "");
  g_assert_true (send (url, &answer, &error));
  g_assert_cmpstr (soup_message_headers_get_one (answer.headers, "etag"), ==, "\"a\"");

  g_autofree char *head = tack_test_server_dup_head (server, 0);
  g_auto (GStrv)   lines = g_strsplit (head, "\r\n", -1);
  g_autofree char *host = g_strconcat ("Host: ", origin + strlen ("http://"), NULL);
  g_assert_cmpstr (lines[0], ==, "POST /a%20b/%C3%BC%0D%0AX:%20y?c=d%20e HTTP/1.1");
  g_assert_cmpstr (lines[1], ==, host);
  g_assert_cmpuint (g_strv_length (lines), ==, 8);
}

/* What one connection under TLS brought. */
typedef struct
{
  GTlsCertificate *certificate;
  GAsyncResult    *done;
  gint64           n_bytes;
} Secure;

static void
serve_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  static const char             ANSWER[] = "HTTP/1.1 204 No Content\r\n\r\n";
  Secure                       *secure = task_data;
  g_autoptr (GSocketConnection) plain = g_socket_listener_accept (source, NULL, NULL, NULL);
  g_autoptr (GIOStream)         stream
    = g_tls_server_connection_new (G_IO_STREAM (plain), secure->certificate, NULL);
  g_autofree char *buffer = g_malloc (64 * 1024);
  gssize           n;

  while (secure->n_bytes <= SIZE
         && (n = g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, 64 * 1024,
                                      NULL, NULL))
              > 0)
    secure->n_bytes += n;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), ANSWER, strlen (ANSWER), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
send_secure (const char *pem, Secure *secure, GError **error)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GTask)       task = g_task_new (listener, NULL, tack_test_store_result, &secure->done);
  guint16                 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char        *url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  g_auto (TackPostAnswer) answer = { 0 };

  secure->certificate = g_tls_certificate_new_from_file (pem, error);
  g_assert_nonnull (secure->certificate);
  g_task_set_task_data (task, secure, NULL);
  g_task_run_in_thread (task, serve_in_thread);

  gboolean is_answered = send (url, &answer, error);
  g_assert_cmpuint (answer.status, ==, is_answered ? 204 : 0);
  tack_test_wait_result (secure->done);
  g_clear_object (&secure->done);
  g_clear_object (&secure->certificate);

  return is_answered;
}

/* Not one byte of a film goes to a host that only says it is Pinterest's. */
static void
test_certificates (void)
{
  GTlsBackend       *backend = g_tls_backend_get_default ();
  g_autofree char   *pem = g_test_build_filename (G_TEST_DIST, "api", "test-server.pem", NULL);
  g_autoptr (GError) error = NULL;
  Secure             unknown = { 0 };
  Secure             known = { 0 };

  if (!g_tls_backend_supports_tls (backend))
    {
      g_test_skip ("no TLS here (glib-networking)");
      return;
    }

  g_assert_false (send_secure (pem, &unknown, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_cmpint (unknown.n_bytes, ==, 0);
  g_clear_error (&error);

  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (pem, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (backend, database);
  g_assert_true (send_secure (pem, &known, &error));
  g_assert_no_error (error);
  g_assert_cmpint (known.n_bytes, >, SIZE);
  g_tls_backend_set_default_database (backend, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/api/post/answers", test_answers);
  g_test_add_func ("/api/post/endless-answer", test_endless_answer);
  g_test_add_func ("/api/post/request", test_request);
  g_test_add_func ("/api/post/certificates", test_certificates);

  return g_test_run ();
}
