/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-samples.h"

static guint64
get_offset (const TackBoxSamples *self, TackBoxReader *reader, guint64 i)
{
  guint         n_bytes = self->is_wide ? 8 : 4;
  const guint8 *data = tack_box_reader_peek_in (reader, self->offsets, 8 + i * n_bytes, n_bytes);

  return data != NULL ? tack_box_number (data, n_bytes) : 0;
}

/* How many samples are in all chunks together, and in the last of them. */
static guint64
count_samples (const TackBoxSamples *self, TackBoxReader *reader, guint64 n_chunks, guint64 *n_last)
{
  guint64 n_entries = tack_box_reader_count (reader, self->chunks, 4, 12);
  guint64 n_samples = 0;
  guint64 first = 0;

  *n_last = 0;
  for (guint64 i = 0; i < n_entries; i++)
    {
      const guint8 *data = tack_box_reader_peek_in (reader, self->chunks, 8 + i * 12, 8);
      guint64       next = data != NULL ? tack_box_number (data, 4) : 0;

      if (next <= first || next > n_chunks)
        return 0;
      n_samples += (next - first) * *n_last;
      first = next;
      *n_last = tack_box_number (data + 4, 4);
    }

  return n_samples + (n_chunks + 1 - first) * *n_last;
}

/* 0: its tables do not agree with each other, or all samples are of one size, which QuickTime does
 * not mean literally. */
static guint64
get_last_bytes (const TackBoxSamples *self, TackBoxReader *reader, guint64 n_chunks)
{
  const guint8 *data = tack_box_reader_peek_in (reader, self->sizes, 0, 12);
  guint64       n_sizes = 0;
  guint64       n_last;
  guint64       n_bytes = 0;

  if (data != NULL && tack_box_number (data + 4, 4) == 0)
    n_sizes = tack_box_reader_count (reader, self->sizes, 8, 4);
  if (n_sizes == 0 || count_samples (self, reader, n_chunks, &n_last) != n_sizes)
    return 0;

  for (guint64 i = n_sizes - n_last; i < n_sizes; i++)
    {
      data = tack_box_reader_peek_in (reader, self->sizes, 12 + i * 4, 4);
      n_bytes += data != NULL ? tack_box_number (data, 4) : 0;
    }

  return n_bytes;
}

gboolean
tack_box_samples_reach_past_end (const TackBoxSamples *self, TackBoxReader *reader)
{
  guint64 n_chunks = tack_box_reader_count (reader, self->offsets, 4, self->is_wide ? 8 : 4);

  for (guint64 i = 0; i < n_chunks; i++)
    if (get_offset (self, reader, i) >= reader->size)
      return TRUE;

  return n_chunks > 0
         && get_offset (self, reader, n_chunks - 1) + get_last_bytes (self, reader, n_chunks)
              > reader->size;
}
