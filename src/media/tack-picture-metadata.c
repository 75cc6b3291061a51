/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-metadata.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

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

/* Behind the pixels of a JPEG, which have no length, comes the mark of its end, then nothing. */
static gboolean
has_tail (GInputStream *stream, GCancellable *cancellable)
{
  guint8 end[2];
  gsize  length;

  return g_seekable_seek (G_SEEKABLE (stream), -(goffset) sizeof end, G_SEEK_END, cancellable, NULL)
         && g_input_stream_read_all (stream, end, sizeof end, &length, cancellable, NULL)
         && (end[0] != 0xff || end[1] != 0xd9);
}

/* The header of a JPEG's frame says of how many colours it is. */
static gboolean
is_frame_of_four (const guint8 *head, gsize available)
{
  static const guint8 others[] = { 0xc4, 0xc8, 0xcc }; /* tables among the markers of frames */

  return available > 9 && head[0] == 0xff && head[1] >= 0xc0 && head[1] <= 0xcf
         && memchr (others, head[1], sizeof others) == NULL && head[9] == 4;
}

gboolean
tack_picture_metadata_find (const char   *container,
                            GInputStream *stream,
                            gboolean     *is_cmyk,
                            GCancellable *cancellable)
{
  int      format = find_format (container);
  gboolean is_jpeg = g_strcmp0 (container, "jpeg") == 0;
  gboolean is_found = FALSE;
  guint8   head[HEAD_BYTES];
  gsize    available;
  gsize    length;
  goffset  at = format >= 0 ? (goffset) formats[format].signature : 0;

  *is_cmyk = FALSE;
  for (guint n = 0; format >= 0 && n < N_PIECES_MAX; n++)
    {
      if (!g_seekable_seek (G_SEEKABLE (stream), at, G_SEEK_SET, cancellable, NULL)
          || !g_input_stream_read_all (stream, head, sizeof head, &available, cancellable, NULL))
        return is_found;

      Piece piece = formats[format].look_at (head, available, &length);
      is_found |= piece == PIECE_DROPPED;
      *is_cmyk |= is_jpeg && is_frame_of_four (head, available);
      if (piece == PIECE_END)
        return is_found || available > length;
      if (piece == PIECE_SCAN)
        return is_found || has_tail (stream, cancellable);
      if (piece == PIECE_BROKEN || (is_found && !is_jpeg))
        return is_found;
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

static gboolean
has_any_tag (GExiv2Metadata *metadata, const char *const *tags)
{
  for (guint i = 0; tags[i] != NULL; i++)
    if (gexiv2_metadata_try_has_tag (metadata, tags[i], NULL))
      return TRUE;

  return FALSE;
}

static gboolean
has_location (GExiv2Metadata *metadata)
{
  static const char *const tags[] = { "Exif.GPSInfo.GPSLatitude", "Xmp.exif.GPSLatitude", NULL };

  return has_any_tag (metadata, tags);
}

/* In EXIF a TIFF keeps what it is made of, too: that it has some says nothing. */
static gboolean
has_details (GExiv2Metadata *metadata)
{
  static const char *const tags[] = {
    "Exif.Image.Make",
    "Exif.Image.Model",
    "Exif.Image.Artist",
    "Exif.Image.DateTime",
    "Exif.Image.Copyright",
    "Exif.Photo.DateTimeOriginal",
    NULL,
  };

  return gexiv2_metadata_has_xmp (metadata) || gexiv2_metadata_has_iptc (metadata)
         || has_any_tag (metadata, tags);
}

void
tack_picture_metadata_read (GFile *picture, const char *container, TackPictureNotes *notes)
{
  static const char *const   turned_by_loader[] = { "avif", "heic", NULL };
  g_autofree char           *path = g_file_get_path (picture);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();

  *notes = (TackPictureNotes){ .orientation = GEXIV2_ORIENTATION_NORMAL };
  if (path == NULL || !gexiv2_metadata_open_path (metadata, path, NULL))
    return;

  GExiv2Orientation noted = gexiv2_metadata_try_get_orientation (metadata, NULL);
  if (noted > GEXIV2_ORIENTATION_NORMAL && noted <= GEXIV2_ORIENTATION_MAX
      && (container == NULL || !g_strv_contains (turned_by_loader, container)))
    notes->orientation = (int) noted;
  notes->has_location = has_location (metadata);
  notes->has_details = has_details (metadata);
}

/* What is true of the file that was read, and not of the one that was made of it. */
static gboolean
make_true (GExiv2Metadata *metadata, int width, int height, GError **error)
{
  static const char *const layout[] = {
    "Exif.Image.InterColorProfile", "Exif.Image.XMLPacket",          "Exif.Image.IPTCNAA",
    "Exif.Image.ImageResources",    "Exif.Image.PrintImageMatching",
  };
  const struct
  {
    const char *tag;
    int         value;
  } sizes[] = {
    { "Exif.Photo.PixelXDimension", width },
    { "Exif.Photo.PixelYDimension", height },
    { "Xmp.exif.PixelXDimension", width },
    { "Xmp.exif.PixelYDimension", height },
  };

  for (guint i = 0; i < G_N_ELEMENTS (layout); i++)
    gexiv2_metadata_try_clear_tag (metadata, layout[i], NULL);
  gexiv2_metadata_try_erase_exif_thumbnail (metadata, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (gexiv2_metadata_try_has_tag (metadata, sizes[i].tag, NULL)
        && !gexiv2_metadata_try_set_tag_long (metadata, sizes[i].tag, sizes[i].value, error))
      return FALSE;

  g_autoptr (GError) own_error = NULL;
  gexiv2_metadata_try_set_orientation (metadata, GEXIV2_ORIENTATION_NORMAL, &own_error);
  if (own_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

/* GExiv2 writes files only. */
static GBytes *
write_into (GExiv2Metadata *metadata, GBytes *encoded, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile)         file = g_file_new_tmp ("tackboard-XXXXXX", &stream, error);
  GBytes                   *bytes = NULL;
  gsize                     length;
  const void               *data = g_bytes_get_data (encoded, &length);

  if (file == NULL)
    return NULL;

  if (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), data, length,
                                 NULL, NULL, error)
      && g_io_stream_close (G_IO_STREAM (stream), NULL, error)
      && gexiv2_metadata_save_file (metadata, g_file_peek_path (file), error))
    bytes = g_file_load_bytes (file, NULL, NULL, error);
  g_file_delete (file, NULL, NULL);

  return bytes;
}

GBytes *
tack_picture_metadata_carry_over (GFile   *picture,
                                  GBytes  *encoded,
                                  int      width,
                                  int      height,
                                  GError **error)
{
  g_autofree char           *path = g_file_get_path (picture);
  g_autofree char           *name = tack_human_file (picture);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         own_error = NULL;

  /* A file of a kind that says nothing. */
  if (path == NULL || !gexiv2_metadata_open_path (metadata, path, NULL))
    return g_bytes_ref (encoded);

  g_autoptr (GBytes) bytes = make_true (metadata, width, height, &own_error)
                               ? write_into (metadata, encoded, &own_error)
                               : NULL;
  if (bytes == NULL)
    {
      g_debug ("“%s”: %s", name, own_error->message);
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("The details of “%s” cannot be kept with the "
                                                   "picture that is made from it. Send it without "
                                                   "them."),
                                                name));
    }

  return g_steal_pointer (&bytes);
}
