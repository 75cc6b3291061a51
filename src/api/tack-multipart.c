/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-multipart.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

/* The body is three pieces one behind the other: head (all fields and the header of the file's
 * part), the file, tail. @position says where the next read begins. Reads block: one thread at a
 * time. */
struct _TackMultipart
{
  GInputStream parent_instance;

  char   *content_type;
  GFile  *file;
  gint64  size;
  GBytes *head;
  GBytes *tail;

  gint64            position;
  GFileInputStream *stream; /* nullable until the file's first byte is read */
  /* Read on the main thread for progress while a worker sends. */
  _Atomic gint64 file_bytes_read;
};

G_DEFINE_FINAL_TYPE (TackMultipart, tack_multipart, G_TYPE_INPUT_STREAM)

static gint64
get_head_size (TackMultipart *self)
{
  return (gint64) g_bytes_get_size (self->head);
}

static gssize
copy_piece (GBytes *piece, gint64 offset, void *buffer, gsize count)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (piece, &size);
  gsize         n = MIN (count, size - (gsize) offset);

  memcpy (buffer, data + offset, n);

  return (gssize) n;
}

/* The length of the body was promised with its first byte, so a file that changed cannot be sent.
 */
static gboolean
set_changed_error (TackMultipart *self, GError **error)
{
  g_autofree char *name = tack_human_file (self->file);

  g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                            _ ("“%s” changed while it was being sent."), name));
  return FALSE;
}

static gboolean
ensure_stream (TackMultipart *self, GCancellable *cancellable, GError **error)
{
  if (self->stream != NULL)
    return TRUE;

  g_autoptr (GError) io_error = NULL;
  self->stream = g_file_read (self->file, cancellable, &io_error);
  if (self->stream == NULL)
    {
      g_propagate_error (error, tack_error_from_file (io_error, self->file));
      return FALSE;
    }

  return TRUE;
}

static gssize
read_file (TackMultipart *self,
           void          *buffer,
           gsize          count,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64             left = self->size - (self->position - get_head_size (self));
  g_autoptr (GError) io_error = NULL;

  if (!ensure_stream (self, cancellable, error))
    return -1;

  gssize n = g_input_stream_read (G_INPUT_STREAM (self->stream), buffer, MIN (count, (gsize) left),
                                  cancellable, &io_error);
  if (n < 0)
    {
      g_propagate_error (error, tack_error_from_file (io_error, self->file));
      return -1;
    }
  if (n == 0)
    {
      set_changed_error (self, error);
      return -1;
    }

  /* At its promised end the file must end: one more byte means that it grew. */
  char extra;
  if (n == left
      && g_input_stream_read (G_INPUT_STREAM (self->stream), &extra, 1, cancellable, NULL) > 0)
    {
      set_changed_error (self, error);
      return -1;
    }

  self->file_bytes_read += n;

  return n;
}

static gssize
tack_multipart_read (GInputStream *stream,
                     void         *buffer,
                     gsize         count,
                     GCancellable *cancellable,
                     GError      **error)
{
  TackMultipart *self = TACK_MULTIPART (stream);
  gint64         head = get_head_size (self);
  gssize         n;

  if (self->position < head)
    n = copy_piece (self->head, self->position, buffer, count);
  else if (self->position < head + self->size)
    n = read_file (self, buffer, count, cancellable, error);
  else
    n = copy_piece (self->tail, self->position - head - self->size, buffer, count);

  if (n > 0)
    self->position += n;

  return n;
}

static gboolean
tack_multipart_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_clear_object (&TACK_MULTIPART (stream)->stream);

  return TRUE;
}

static void
tack_multipart_finalize (GObject *object)
{
  TackMultipart *self = TACK_MULTIPART (object);

  g_free (self->content_type);
  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->tail, g_bytes_unref);

  G_OBJECT_CLASS (tack_multipart_parent_class)->finalize (object);
}

static void
tack_multipart_class_init (TackMultipartClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tack_multipart_finalize;
  stream_class->read_fn = tack_multipart_read;
  stream_class->close_fn = tack_multipart_close;
}

static void
tack_multipart_init (TackMultipart *self)
{
}

static void
append_field (GString *head, const char *boundary, const char *name, const char *value)
{
  g_string_append_printf (head, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n",
                          boundary, name, value);
}

TackMultipart *
tack_multipart_new (JsonObject *fields, GFile *file, gint64 size)
{
  TackMultipart    *self = g_object_new (TACK_TYPE_MULTIPART, NULL);
  g_autofree char  *uuid = g_uuid_string_random ();
  g_autofree char  *boundary = g_strconcat ("tackboard-", uuid, NULL);
  g_autoptr (GList) names = fields != NULL ? json_object_get_members (fields) : NULL;
  GString          *head = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (fields, l->data);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        append_field (head, boundary, l->data, json_node_get_string (node));
    }
  /* The file's own name is nobody's business, and could hold anything. */
  g_string_append_printf (head,
                          "--%s\r\nContent-Disposition: form-data; name=\"file\"; "
                          "filename=\"video\"\r\nContent-Type: application/octet-stream\r\n\r\n",
                          boundary);
  char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);

  self->content_type = g_strdup_printf ("multipart/form-data; boundary=%s", boundary);
  self->file = g_object_ref (file);
  self->size = size;
  self->head = g_string_free_to_bytes (head);
  self->tail = g_bytes_new_take (tail, strlen (tail));

  return self;
}

const char *
tack_multipart_get_content_type (TackMultipart *self)
{
  return self->content_type;
}

gint64
tack_multipart_get_length (TackMultipart *self)
{
  return get_head_size (self) + self->size + (gint64) g_bytes_get_size (self->tail);
}

gint64
tack_multipart_get_file_bytes_read (TackMultipart *self)
{
  return self->file_bytes_read;
}
