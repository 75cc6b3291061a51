/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-server.h"

#include <string.h>

/* No more is kept of a body. */
#define BODY_BYTES_MAX (1024 * 1024)

/* @lock guards what stands below it; the rest is set before the thread begins. */
struct _TackTestServer
{
  GSocketListener *listener;
  GCancellable    *stopping;
  GThread         *thread;
  char            *url;

  GMutex     lock;
  GCond      changed;
  GQueue     answers; /* of char * */
  GPtrArray *heads;   /* of char * */
  GPtrArray *bodies;  /* of char *, of those that were read to their end */
  gboolean   is_holding;
  gboolean   hangs_up;
};

static char *
read_head (TackTestServer *self, GBufferedInputStream *stream)
{
  while (TRUE)
    {
      gsize       size;
      const char *data = g_buffered_input_stream_peek_buffer (stream, &size);
      const char *end = g_strstr_len (data, (gssize) size, "\r\n\r\n");

      if (end != NULL)
        {
          gsize length = (gsize) (end + 4 - data);
          char *head = g_strndup (data, length);

          g_input_stream_skip (G_INPUT_STREAM (stream), length, NULL, NULL);
          return head;
        }
      if (g_buffered_input_stream_fill (stream, -1, self->stopping, NULL) <= 0)
        return NULL;
    }
}

static gint64
get_content_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char      *field = strstr (lower, "\r\ncontent-length:");

  return field != NULL ? g_ascii_strtoll (field + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Returns: (transfer full) (nullable): what to answer; %NULL to hang up. */
static char *
wait_for_answer (TackTestServer *self, char *head)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->heads, head);
  while (self->is_holding)
    g_cond_wait (&self->changed, &self->lock);
  if (self->hangs_up)
    return NULL;
  if (g_queue_is_empty (&self->answers))
    return g_strdup ("HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

  return g_queue_pop_head (&self->answers);
}

static gboolean
read_body (TackTestServer *self, GInputStream *stream, gint64 length)
{
  gsize            n_kept = (gsize) MIN (length, BODY_BYTES_MAX);
  g_autofree char *body = g_malloc0 (n_kept + 1);
  gint64           left = length - (gint64) n_kept;

  if (!g_input_stream_read_all (stream, body, n_kept, &n_kept, self->stopping, NULL))
    return FALSE;
  while (left > 0)
    {
      gssize n
        = g_input_stream_skip (stream, (gsize) MIN (left, BODY_BYTES_MAX), self->stopping, NULL);

      if (n <= 0)
        return FALSE;
      left -= n;
    }

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_ptr_array_add (self->bodies, g_steal_pointer (&body));

  return TRUE;
}

static void
serve (TackTestServer *self, GSocketConnection *connection)
{
  g_autoptr (GInputStream) stream
    = g_buffered_input_stream_new_sized (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                         64 * 1024);
  char *head = read_head (self, G_BUFFERED_INPUT_STREAM (stream));
  if (head == NULL)
    return;

  g_autofree char *answer = wait_for_answer (self, head);
  if (answer == NULL)
    return;

  if (!read_body (self, stream, get_content_length (head)))
    return;
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             strlen (answer), NULL, self->stopping, NULL);
}

static gpointer
run (gpointer data)
{
  TackTestServer *self = data;

  while (!g_cancellable_is_cancelled (self->stopping))
    {
      g_autoptr (GSocketConnection) connection
        = g_socket_listener_accept (self->listener, NULL, self->stopping, NULL);

      if (connection != NULL)
        {
          serve (self, connection);
          g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
        }
    }

  return NULL;
}

TackTestServer *
tack_test_server_new (void)
{
  TackTestServer            *self = g_new0 (TackTestServer, 1);
  g_autoptr (GInetAddress)   address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError)         error = NULL;

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  self->stopping = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->answers);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->thread = g_thread_new ("test-server", run, self);

  return self;
}

void
tack_test_server_free (TackTestServer *self)
{
  tack_test_server_let_go (self, TRUE);
  g_cancellable_cancel (self->stopping);
  g_thread_join (self->thread);

  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stopping);
  g_free (self->url);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_queue_clear_full (&self->answers, g_free);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->bodies);
  g_free (self);
}

const char *
tack_test_server_get_url (TackTestServer *self)
{
  return self->url;
}

void
tack_test_server_answer (TackTestServer *self, guint status, const char *headers, const char *body)
{
  g_autofree char *raw
    = g_strdup_printf ("HTTP/1.1 %u Said\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s",
                       status, strlen (body), headers != NULL ? headers : "", body);

  tack_test_server_answer_raw (self, raw);
}

void
tack_test_server_answer_raw (TackTestServer *self, const char *raw)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->answers, g_strdup (raw));
}

void
tack_test_server_hold (TackTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_holding = TRUE;
}

void
tack_test_server_let_go (TackTestServer *self, gboolean hangs_up)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_holding = FALSE;
  self->hangs_up = hangs_up;
  g_cond_broadcast (&self->changed);
}

guint
tack_test_server_count (TackTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->heads->len;
}

char *
tack_test_server_dup_head (TackTestServer *self, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert_cmpuint (index, <, self->heads->len);

  return g_strdup (g_ptr_array_index (self->heads, index));
}

char *
tack_test_server_dup_body (TackTestServer *self, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert_cmpuint (index, <, self->bodies->len);

  return g_strdup (g_ptr_array_index (self->bodies, index));
}
