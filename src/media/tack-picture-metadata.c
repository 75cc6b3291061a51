/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-metadata.h"

#include <gexiv2/gexiv2.h>

/* Of a piece no more is looked at: enough for “ICC_PROFILE” behind a JPEG's marker and length. */
#define HEAD_BYTES 18
/* A file of more pieces is no picture that a camera or program wrote. */
#define N_PIECES_MAX 10000

typedef enum
{
  PIECE_KEPT,
  PIECE_DROPPED,
  PIECE_SCAN, /* kept; pixels without a length follow */
  PIECE_END,  /* kept, and the last */
  PIECE_BROKEN,
} Piece;

static gboolean
begins_with (const guint8 *data, gsize length, const char *text, gsize n)
{
  return length >= n && memcmp (data, text, n) == 0;
}

/* Application segments of a JPEG that say how its pixels are meant. */
static gboolean
is_needed_segment (guint8 marker, const guint8 *content, gsize length)
{
  static const struct
  {
    guint8      marker;
    const char *name;
    gsize       length;
  } needed[] = {
    { 0xe0, "JFIF", 5 },
    { 0xe2, "ICC_PROFILE", 12 },
    { 0xee, "Adobe", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (marker == needed[i].marker
        && begins_with (content, length, needed[i].name, needed[i].length))
      return TRUE;

  return FALSE;
}

static Piece
look_at_jpeg (const guint8 *data, gsize available, gsize *length)
{
  if (available < 2 || data[0] != 0xff)
    return PIECE_BROKEN;

  guint8 marker = data[1];
  *length = marker == 0xff ? 1 : 2;
  if (marker == 0xd9)
    return PIECE_END;
  /* A filling byte, or a marker that stands alone. */
  if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
    return PIECE_KEPT;
  if (available < 4)
    return PIECE_BROKEN;

  gsize content = (gsize) data[2] << 8 | data[3];
  if (content < 2)
    return PIECE_BROKEN;
  *length = 2 + content;
  if (marker == 0xda)
    return PIECE_SCAN;
  /* Application data, extensions, a comment. */
  if (marker >= 0xe0)
    return is_needed_segment (marker, data + 4, MIN (available - 4, content - 2)) ? PIECE_KEPT
                                                                                  : PIECE_DROPPED;

  return PIECE_KEPT;
}

static Piece
look_at_png (const guint8 *data, gsize available, gsize *length)
{
  static const char needed[] = "IHDR PLTE IDAT tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD "
                               "pHYs acTL fcTL fdAT";

  if (available < 8)
    return PIECE_BROKEN;

  g_autofree char *type = g_strndup ((const char *) data + 4, 4);
  gsize content = (gsize) data[0] << 24 | (gsize) data[1] << 16 | (gsize) data[2] << 8 | data[3];
  if (content > G_MAXINT32 || strlen (type) != 4 || strchr (type, ' ') != NULL)
    return PIECE_BROKEN;

  *length = 12 + content;
  if (g_str_equal (type, "IEND"))
    return PIECE_END;

  return strstr (needed, type) != NULL ? PIECE_KEPT : PIECE_DROPPED;
}

static const struct
{
  const char *container;
  gsize       signature; /* bytes before the first piece */
  Piece (*look_at) (const guint8 *data, gsize available, gsize *length);
} formats[] = {
  { "jpeg", 2, look_at_jpeg },
  { "png", 8, look_at_png },
};

static int
find_format (const char *container)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].container, container) == 0)
      return (int) i;

  return -1;
}

gboolean
tack_picture_metadata_find (const char *container, GInputStream *stream, GCancellable *cancellable)
{
  int     format = find_format (container);
  guint8  head[HEAD_BYTES];
  gsize   available;
  gsize   length;
  goffset at = format >= 0 ? (goffset) formats[format].signature : 0;

  for (guint n = 0; format >= 0 && n < N_PIECES_MAX; n++)
    {
      if (!g_seekable_seek (G_SEEKABLE (stream), at, G_SEEK_SET, cancellable, NULL)
          || !g_input_stream_read_all (stream, head, sizeof head, &available, cancellable, NULL))
        return FALSE;

      Piece piece = formats[format].look_at (head, available, &length);
      if (piece == PIECE_DROPPED)
        return TRUE;
      if (piece == PIECE_END)
        return available > length;
      if (piece != PIECE_KEPT)
        return FALSE;
      at += (goffset) length;
    }

  return format >= 0;
}

/* How far it is to the next marker that is not part of the pixels. */
static gsize
measure_scan (const guint8 *data, gsize length)
{
  const guint8 *end = data + length;

  for (const guint8 *p = data; (p = memchr (p, 0xff, (gsize) (end - p))) != NULL && p + 1 < end;
       p += 2)
    if (p[1] != 0 && (p[1] < 0xd0 || p[1] > 0xd7))
      return (gsize) (p - data);

  return length;
}

gsize
tack_picture_metadata_remove (const char *container, guint8 *data, gsize length)
{
  int   format = find_format (container);
  gsize at = format >= 0 ? formats[format].signature : length;
  gsize kept = at;
  gsize n = 0;

  while (at < length)
    {
      Piece piece = formats[format].look_at (data + at, length - at, &n);

      if (piece == PIECE_BROKEN || n > length - at)
        return 0;
      if (piece == PIECE_SCAN)
        n += measure_scan (data + at + n, length - at - n);
      if (piece != PIECE_DROPPED)
        {
          memmove (data + kept, data + at, n);
          kept += n;
        }
      if (piece == PIECE_END)
        return kept;
      at += n;
    }

  return 0;
}

void
tack_picture_metadata_read (GFile      *picture,
                            const char *container,
                            int        *orientation,
                            gboolean   *has_location)
{
  static const char *const   turned_by_loader[] = { "avif", "heic", NULL };
  g_autofree char           *path = g_file_get_path (picture);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();

  *orientation = GEXIV2_ORIENTATION_NORMAL;
  *has_location = FALSE;
  if (path == NULL || !gexiv2_metadata_open_path (metadata, path, NULL))
    return;

  GExiv2Orientation noted = gexiv2_metadata_try_get_orientation (metadata, NULL);
  if (noted > GEXIV2_ORIENTATION_NORMAL && noted <= GEXIV2_ORIENTATION_MAX
      && (container == NULL || !g_strv_contains (turned_by_loader, container)))
    *orientation = (int) noted;
  *has_location = gexiv2_metadata_try_has_tag (metadata, "Exif.GPSInfo.GPSLatitude", NULL)
                  || gexiv2_metadata_try_has_tag (metadata, "Xmp.exif.GPSLatitude", NULL);
}
