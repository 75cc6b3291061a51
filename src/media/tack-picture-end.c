/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-end.h"

#define CHUNK_BYTES (64 * 1024)

/* A picture has a few dozen of them before its pixels. */
#define SEGMENTS_MAX 10000

typedef struct
{
  const char *format;
  const char *end; /* the last bytes of the file */
  gsize       n_end;
  gboolean (*has_end) (GInputStream *stream, gint64 size, GCancellable *cancellable);
} Format;

static gboolean
read_at (GInputStream *stream,
         gint64        offset,
         guint8       *data,
         gsize         n_bytes,
         GCancellable *cancellable)
{
  gsize n_read = 0;

  return g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, cancellable, NULL)
         && g_input_stream_read_all (stream, data, n_bytes, &n_read, cancellable, NULL)
         && n_read == n_bytes;
}

/* Among coded pixels 0xff is followed by 0 or the number of a restart: 0xff 0xd9 is the end. */
static gboolean
find_jpeg_end (GInputStream *stream, GCancellable *cancellable)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  guint8             last = 0;
  gssize             n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK_BYTES, cancellable, NULL)) > 0)
    for (gssize i = 0; i < n; i++)
      {
        if (last == 0xff && chunk[i] == 0xd9)
          return TRUE;
        last = chunk[i];
      }

  return FALSE;
}

/* Cameras put films and notes behind a picture; previews inside it have ends of their own. */
static gboolean
has_jpeg_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  gint64 offset = 2;

  for (guint i = 0; i < SEGMENTS_MAX; i++)
    {
      guint8 head[4];

      if (!read_at (stream, offset, head, sizeof head, cancellable) || head[0] != 0xff)
        return FALSE;
      if (head[1] == 0xff)
        {
          offset++; /* filled up */
          continue;
        }
      offset += 2 + (head[2] << 8 | head[3]);
      if (head[1] == 0xda)
        return g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, cancellable, NULL)
               && find_jpeg_end (stream, cancellable);
    }

  return FALSE;
}

static gboolean
has_png_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  gint64 offset = 8;
  guint8 head[8];

  for (guint i = 0; i < SEGMENTS_MAX && read_at (stream, offset, head, sizeof head, cancellable);
       i++)
    {
      gint64 length = (gint64) head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3];

      offset += 8 + length + 4;
      if (memcmp (head + 4, "IEND", 4) == 0)
        return offset <= size;
    }

  return FALSE;
}

static const Format formats[] = {
  { "jpeg", "\xff\xd9", 2, has_jpeg_end },
  { "png", "IEND\xae\x42\x60\x82", 8, has_png_end },
};

gboolean
tack_picture_end_is_missing (GInputStream *stream,
                             const char   *format,
                             gint64        size,
                             GCancellable *cancellable)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (format, formats[i].format) == 0)
      {
        guint8 last[8];
        gsize  n = formats[i].n_end;

        if (size > (gint64) n && read_at (stream, size - (gint64) n, last, n, cancellable)
            && memcmp (last, formats[i].end, n) == 0)
          return FALSE;

        return !formats[i].has_end (stream, size, cancellable)
               && !g_cancellable_is_cancelled (cancellable);
      }

  return FALSE;
}
