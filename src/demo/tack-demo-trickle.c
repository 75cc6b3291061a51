/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-trickle.h"

typedef struct
{
  SoupServerMessage *message;
  GBytes            *body;
  gsize              sent;
} Trickle;

static void
trickle_free (gpointer data)
{
  Trickle *self = data;

  g_object_unref (self->message);
  g_bytes_unref (self->body);
  g_free (self);
}

/* The server stops by itself where the body ends too early, and goes on when it is told. */
static gboolean
on_trickle_timeout (gpointer data)
{
  Trickle           *self = data;
  SoupMessageBody   *body = soup_server_message_get_response_body (self->message);
  g_autoptr (GBytes) byte = g_bytes_new_from_bytes (self->body, self->sent++, 1);

  soup_message_body_append_bytes (body, byte);
  soup_server_message_unpause (self->message);

  return self->sent < g_bytes_get_size (self->body) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_message_gone (SoupServerMessage *message, GSource *source)
{
  g_source_destroy (source);
}

void
tack_demo_trickle (SoupServerMessage *message, guint ms)
{
  SoupMessageBody    *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes)  whole = soup_message_body_flatten (body);
  g_autoptr (GSource) source = g_timeout_source_new (ms);
  Trickle            *self;

  if (g_bytes_get_size (whole) == 0)
    return;

  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message),
                                           (goffset) g_bytes_get_size (whole));
  soup_message_body_truncate (body);

  self = g_new0 (Trickle, 1);
  self->message = g_object_ref (message);
  self->body = g_bytes_ref (whole);
  g_source_set_callback (source, on_trickle_timeout, self, trickle_free);
  g_source_attach (source, g_main_context_get_thread_default ());

  /* When the client has gone, or everything is sent. */
  g_signal_connect_data (message, "finished", G_CALLBACK (on_message_gone), g_source_ref (source),
                         (GClosureNotify) (void (*) (void)) g_source_unref, 0);
}
