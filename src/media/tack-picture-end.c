/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-end.h"

#define CHUNK_BYTES (64 * 1024)

/* A picture has a few dozen of them before its pixels. */
#define SEGMENTS_MAX 10000

/* A large picture has some thousands of them; more are believed to be there. */
#define TIFF_PIECES_MAX 100000
/* Tags, and a type, of TIFF 6.0. */
#define TIFF_STRIP_STARTS 273
#define TIFF_STRIP_LENGTHS 279
#define TIFF_TILE_STARTS 324
#define TIFF_TILE_LENGTHS 325
#define TIFF_SHORT 3

/* An older head has no place for how it is packed. */
#define BMP_HEAD_BYTES 40

typedef struct
{
  const char *format;
  const char *end; /* the last bytes of the file; NULL: any */
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

static guint32
get_number (guint n_bytes, gboolean is_big_endian, const guint8 *data)
{
  guint32 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[is_big_endian ? i : n_bytes - 1 - i];

  return number;
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
      offset += 8 + (gint64) get_number (4, TRUE, head) + 4;
      if (memcmp (head + 4, "IEND", 4) == 0)
        return offset <= size;
    }

  return FALSE;
}

/* The first element says how long all of it is. */
static gboolean
has_webp_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  guint8 head[8];

  return read_at (stream, 0, head, sizeof head, cancellable)
         && 8 + (gint64) get_number (4, FALSE, head + 4) <= size;
}

/* Rows of whole words, where they are not packed; the length that a BMP tells of itself is often
 * wrong. */
static gboolean
has_bmp_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  guint8 head[34];

  if (!read_at (stream, 0, head, sizeof head, cancellable))
    return FALSE;

  gint64 width = (gint32) get_number (4, FALSE, head + 18);
  gint64 height = ABS ((gint64) (gint32) get_number (4, FALSE, head + 22));
  gint64 n_bits = head[28] | head[29] << 8;
  if (get_number (4, FALSE, head + 14) < BMP_HEAD_BYTES || get_number (4, FALSE, head + 30) != 0)
    return TRUE;

  return (double) get_number (4, FALSE, head + 10)
           + (double) ((width * n_bits + 31) / 32 * 4) * (double) height
         <= (double) size;
}

/* How long the table of colours is, by the flags of a screen or a picture. */
static gint64
get_gif_table_bytes (guint8 flags)
{
  return (flags & 0x80) != 0 ? 3 * (2 << (flags & 7)) : 0;
}

/* Blocks of at most 255 bytes, the last of them empty. */
static gboolean
skip_gif_blocks (GInputStream *stream, gint64 *offset, GCancellable *cancellable)
{
  guint8 length;

  do
    {
      if (!read_at (stream, *offset, &length, 1, cancellable))
        return FALSE;
      *offset += 1 + length;
    }
  while (length > 0);

  return TRUE;
}

/* Of the first picture: the others are not sent. */
static gboolean
has_gif_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  guint8 head[13];
  guint8 block[10];

  if (!read_at (stream, 0, head, sizeof head, cancellable))
    return FALSE;

  gint64 offset = (gint64) sizeof head + get_gif_table_bytes (head[10]);
  while (read_at (stream, offset, block, 1, cancellable) && block[0] == 0x21)
    {
      offset += 2;
      if (!skip_gif_blocks (stream, &offset, cancellable))
        return FALSE;
    }
  if (!read_at (stream, offset, block, sizeof block, cancellable) || block[0] != 0x2c)
    return FALSE;

  offset += (gint64) sizeof block + get_gif_table_bytes (block[9]) + 1;
  return skip_gif_blocks (stream, &offset, cancellable);
}

typedef struct
{
  GInputStream *stream;
  GCancellable *cancellable;
  gboolean      is_big_endian;
} Tiff;

/* The numbers that one entry of its index stands for. */
typedef struct
{
  gint64 offset;
  guint  n_bytes; /* of each */
  gint64 length;  /* 0: there is no such entry */
} TiffNumbers;

static gboolean
read_number (const Tiff *tiff, gint64 offset, guint n_bytes, gint64 *number)
{
  guint8 data[4];

  if (!read_at (tiff->stream, offset, data, n_bytes, tiff->cancellable))
    return FALSE;
  *number = get_number (n_bytes, tiff->is_big_endian, data);

  return TRUE;
}

/* Tag, type, length, and the numbers themselves where they fit, or else where they are. */
static gboolean
read_entry (const Tiff *tiff, gint64 offset, TiffNumbers *numbers)
{
  gint64 type;

  if (!read_number (tiff, offset + 2, 2, &type)
      || !read_number (tiff, offset + 4, 4, &numbers->length))
    return FALSE;

  numbers->n_bytes = type == TIFF_SHORT ? 2 : 4;
  numbers->offset = offset + 8;

  return numbers->length * numbers->n_bytes <= 4
         || read_number (tiff, offset + 8, 4, &numbers->offset);
}

/* Of strips or tiles, whichever it has. */
static gboolean
read_pieces (const Tiff *tiff, TiffNumbers *starts, TiffNumbers *lengths)
{
  gint64 offset;
  gint64 n_entries;
  gint64 tag;

  if (!read_number (tiff, 4, 4, &offset) || !read_number (tiff, offset, 2, &n_entries))
    return FALSE;

  offset += 2;
  for (gint64 i = 0; i < n_entries; i++, offset += 12)
    {
      if (!read_number (tiff, offset, 2, &tag)
          || ((tag == TIFF_STRIP_STARTS || tag == TIFF_TILE_STARTS)
              && !read_entry (tiff, offset, starts))
          || ((tag == TIFF_STRIP_LENGTHS || tag == TIFF_TILE_LENGTHS)
              && !read_entry (tiff, offset, lengths)))
        return FALSE;
    }

  return TRUE;
}

/* Of the first picture, wherever its pieces are. */
static gboolean
has_tiff_end (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  Tiff        tiff = { stream, cancellable, FALSE };
  TiffNumbers starts = { 0 };
  TiffNumbers lengths = { 0 };
  gint64      order;
  gint64      start;
  gint64      length;

  if (!read_number (&tiff, 0, 1, &order))
    return FALSE;
  tiff.is_big_endian = order == 'M';
  if (!read_pieces (&tiff, &starts, &lengths))
    return FALSE;

  for (gint64 i = 0; i < MIN (MIN (starts.length, lengths.length), TIFF_PIECES_MAX); i++)
    if (!read_number (&tiff, starts.offset + i * starts.n_bytes, starts.n_bytes, &start)
        || !read_number (&tiff, lengths.offset + i * lengths.n_bytes, lengths.n_bytes, &length)
        || start + length > size)
      return FALSE;

  return TRUE;
}

static const Format formats[] = {
  { "jpeg", "\xff\xd9", 2, has_jpeg_end }, { "png", "IEND\xae\x42\x60\x82", 8, has_png_end },
  { "gif", NULL, 0, has_gif_end },         { "webp", NULL, 0, has_webp_end },
  { "bmp", NULL, 0, has_bmp_end },         { "tiff", NULL, 0, has_tiff_end },
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

        if (n > 0 && size > (gint64) n && read_at (stream, size - (gint64) n, last, n, cancellable)
            && memcmp (last, formats[i].end, n) == 0)
          return FALSE;

        return !formats[i].has_end (stream, size, cancellable)
               && !g_cancellable_is_cancelled (cancellable);
      }

  return FALSE;
}
