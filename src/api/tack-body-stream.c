/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-body-stream.h"

struct _TackBodyStream
{
  GInputStream parent_instance;

  TackBody *body;
  gsize     position;
};

static gboolean
tack_body_stream_is_readable (GPollableInputStream *pollable)
{
  return TRUE;
}

static GSource *
tack_body_stream_create_source (GPollableInputStream *pollable, GCancellable *cancellable)
{
  g_autoptr (GSource) always = g_timeout_source_new (0);

  return g_pollable_source_new_full (pollable, always, cancellable);
}

/* Bytes are always there, so GIO need not send each read to a thread. */
static void
pollable_iface_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = tack_body_stream_is_readable;
  iface->create_source = tack_body_stream_create_source;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TackBodyStream,
                               tack_body_stream,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      pollable_iface_init))

static gssize
tack_body_stream_read (GInputStream *stream,
                       void         *buffer,
                       gsize         count,
                       GCancellable *cancellable,
                       GError      **error)
{
  TackBodyStream *self = TACK_BODY_STREAM (stream);
  gsize           n = tack_body_copy (self->body, self->position, buffer, count);

  self->position += n;

  return (gssize) n;
}

static void
tack_body_stream_finalize (GObject *object)
{
  tack_body_unref (TACK_BODY_STREAM (object)->body);

  G_OBJECT_CLASS (tack_body_stream_parent_class)->finalize (object);
}

static void
tack_body_stream_class_init (TackBodyStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_body_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = tack_body_stream_read;
}

static void
tack_body_stream_init (TackBodyStream *self)
{
}

GInputStream *
tack_body_stream_new (TackBody *body)
{
  TackBodyStream *self = g_object_new (TACK_TYPE_BODY_STREAM, NULL);

  self->body = tack_body_ref (body);

  return G_INPUT_STREAM (self);
}
