/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-post.h"

#include "base/tack-error.h"

/* libsoup hands a body from a stream to the kernel in pieces of 8 KiB, at half the speed and twice
 * the work of what a computer can do. So the one request that carries gigabytes is written here:
 * one POST, one answer, and the connection is over. All others go by libsoup. */

#define PIECE_BYTES (256 * 1024)
#define TIMEOUT_S 60
/* The bucket's errors are a few hundred bytes of XML. */
#define ANSWER_BYTES_MAX (64 * 1024)

void
tack_post_answer_clear (TackPostAnswer *self)
{
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
}

static gboolean
is_secure (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

static GSocketConnection *
connect_to (GUri *uri, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char          *address = g_uri_to_string (uri);

  g_socket_client_set_timeout (client, TIMEOUT_S);
  g_socket_client_set_tls (client, is_secure (uri));

  return g_socket_client_connect_to_uri (client, address, is_secure (uri) ? 443 : 80, cancellable,
                                         error);
}

static char *
dup_head (GUri *uri, TackMultipart *form)
{
  const char         *host = g_uri_get_host (uri);
  const char         *path = g_uri_get_path (uri);
  const char         *query = g_uri_get_query (uri);
  const int           port = g_uri_get_port (uri);
  g_autoptr (GString) head = g_string_new ("POST ");

  /* GUri has escaped whatever could end a line. */
  g_string_append (head, *path != '\0' ? path : "/");
  if (query != NULL)
    g_string_append_printf (head, "?%s", query);
  g_string_append_printf (head,
                          strchr (host, ':') != NULL ? " HTTP/1.1\r\nHost: [%s]"
                                                     : " HTTP/1.1\r\nHost: %s",
                          host);
  if (port >= 0 && port != (is_secure (uri) ? 443 : 80))
    g_string_append_printf (head, ":%d", port);
  g_string_append_printf (head,
                          "\r\nUser-Agent: Tackboard/" TACK_VERSION "\r\n"
                          "Content-Type: %s\r\n"
                          "Content-Length: %" G_GINT64_FORMAT "\r\n"
                          "Connection: close\r\n\r\n",
                          tack_multipart_get_content_type (form), tack_multipart_get_length (form));

  return g_strdup (head->str);
}

static gboolean
write_request (GOutputStream *output,
               GUri          *uri,
               TackMultipart *form,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree char *head = dup_head (uri, form);
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gsize            n;

  if (!g_output_stream_write_all (output, head, strlen (head), NULL, cancellable, error))
    return FALSE;

  do
    if (!g_input_stream_read_all (G_INPUT_STREAM (form), piece, PIECE_BYTES, &n, cancellable, error)
        || !g_output_stream_write_all (output, piece, n, NULL, cancellable, error))
      return FALSE;
  while (n == PIECE_BYTES);

  return TRUE;
}

/* Takes the head off @raw once it is all there; what comes before the answer proper (1xx) is passed
 * over. Returns: whether what is there is HTTP so far. */
static gboolean
take_head (GByteArray *raw, TackPostAnswer *answer)
{
  while (answer->headers == NULL && raw->len > 0)
    {
      const char *start = (const char *) raw->data;
      const char *end = g_strstr_len (start, (gssize) raw->len, "\r\n\r\n");
      if (end == NULL)
        return TRUE;

      g_autoptr (SoupMessageHeaders) headers
        = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      if (!soup_headers_parse_response (start, (int) (end + 2 - start), headers, NULL,
                                        &answer->status, NULL))
        return FALSE;

      g_byte_array_remove_range (raw, 0, (guint) (end + 4 - start));
      if (answer->status >= 200)
        answer->headers = g_steal_pointer (&headers);
    }

  return TRUE;
}

static gboolean
is_whole (GByteArray *raw, TackPostAnswer *answer)
{
  if (answer->headers == NULL)
    return FALSE;
  if (SOUP_STATUS_IS_SUCCESSFUL (answer->status))
    return TRUE; /* nobody reads on */

  return soup_message_headers_get_encoding (answer->headers) == SOUP_ENCODING_CONTENT_LENGTH
         && raw->len >= soup_message_headers_get_content_length (answer->headers);
}

static gboolean
read_answer (GInputStream *input, GCancellable *cancellable, TackPostAnswer *answer, GError **error)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  g_autoptr (GError)     read_error = NULL;
  guint8                 buffer[4096];
  gssize                 n = 1;

  while (n > 0 && !is_whole (raw, answer) && raw->len < ANSWER_BYTES_MAX)
    {
      n = g_input_stream_read (input, buffer, sizeof buffer, cancellable, &read_error);
      if (n > 0)
        g_byte_array_append (raw, buffer, (guint) n);
      if (!take_head (raw, answer))
        break;
    }

  /* A refusal whose words break off is a refusal all the same. */
  if (answer->headers != NULL)
    answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&raw));
  else if (read_error != NULL)
    g_propagate_error (error, g_steal_pointer (&read_error));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "no answer");

  return answer->headers != NULL;
}

/* Whether the other side gave up reading, so that it may have said why. */
static gboolean
is_line_broken (const GError *error)
{
  return error->domain != TACK_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

gboolean
tack_post_send (GUri           *uri,
                TackMultipart  *form,
                GCancellable   *cancellable,
                TackPostAnswer *answer,
                GError        **error)
{
  *answer = (TackPostAnswer){ 0 };

  g_autoptr (GSocketConnection) connection = connect_to (uri, cancellable, error);
  if (connection == NULL)
    return FALSE;

  GIOStream         *stream = G_IO_STREAM (connection);
  g_autoptr (GError) write_error = NULL;
  gboolean           is_written
    = write_request (g_io_stream_get_output_stream (stream), uri, form, cancellable, &write_error);
  if ((is_written || is_line_broken (write_error))
      && read_answer (g_io_stream_get_input_stream (stream), cancellable, answer,
                      is_written ? error : NULL))
    return TRUE;

  if (!is_written)
    g_propagate_error (error, g_steal_pointer (&write_error));
  return FALSE;
}
