/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-reader.h"

/* No honest file has more of any of them: fifteen minutes have 54,000 frames of sixty a second. */
#define BOXES_MAX 20000
#define ENTRIES_MAX (1 << 20)

void
tack_box_reader_clear (TackBoxReader *self)
{
  g_clear_pointer (&self->window, g_free);
}

guint64
tack_box_number (const guint8 *data, guint n_bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

const guint8 *
tack_box_reader_peek (TackBoxReader *self, guint64 offset, gsize n_bytes)
{
  if (n_bytes > TACK_BOX_READER_BYTES || offset > self->size)
    return NULL;
  if (self->window == NULL)
    self->window = g_malloc (TACK_BOX_READER_BYTES);
  if (offset < self->window_start || offset + n_bytes > self->window_start + self->window_length)
    {
      self->window_start = offset;
      self->window_length = 0;
      if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) offset, G_SEEK_SET,
                            self->cancellable, NULL)
          || !g_input_stream_read_all (self->stream, self->window, TACK_BOX_READER_BYTES,
                                       &self->window_length, self->cancellable, NULL))
        self->window_length = 0;
    }

  return offset + n_bytes <= self->window_start + self->window_length
           ? self->window + (offset - self->window_start)
           : NULL;
}

const guint8 *
tack_box_reader_peek_in (TackBoxReader *self, TackBoxSpan span, guint64 skip, gsize n_bytes)
{
  return span.end - span.start >= skip + n_bytes
           ? tack_box_reader_peek (self, span.start + skip, n_bytes)
           : NULL;
}

guint64
tack_box_reader_count (TackBoxReader *self, TackBoxSpan span, guint head_bytes, guint entry_bytes)
{
  const guint8 *data = tack_box_reader_peek_in (self, span, head_bytes, 4);
  guint64       n = data != NULL ? tack_box_number (data, 4) : 0;

  if (n == 0)
    return 0;

  return MIN (MIN (n, (span.end - span.start - head_bytes - 4) / entry_bytes), ENTRIES_MAX);
}

gboolean
tack_box_reader_next (TackBoxReader *self, TackBoxSpan *rest, char name[4], TackBoxSpan *content)
{
  if (self->n_boxes++ >= BOXES_MAX || rest->start + 8 > rest->end)
    return FALSE;

  const guint8 *head = tack_box_reader_peek (self, rest->start, 8);
  if (head == NULL)
    return FALSE;

  guint64 length = tack_box_number (head, 4);
  guint   head_bytes = 8;

  memcpy (name, head + 4, 4);
  if (length == 1 && (head = tack_box_reader_peek (self, rest->start, 16)) != NULL)
    {
      length = tack_box_number (head + 8, 8);
      head_bytes = 16;
    }
  else if (length == 0)
    length = rest->end - rest->start; /* up to the end */
  if (length < head_bytes || length > rest->end - rest->start)
    return FALSE;

  *content = (TackBoxSpan){ rest->start + head_bytes, rest->start + length };
  rest->start += length;

  return TRUE;
}
