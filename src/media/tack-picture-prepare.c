/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-prepare.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "media/tack-jpeg-turn.h"
#include "media/tack-picture-encode.h"
#include "media/tack-picture-metadata.h"
#include "media/tack-picture.h"

/* This is GdkPixbuf's work, although libvips does all of it in one call, and takes less memory for
 * very large pictures. GdkPixbuf is there already, for GTK draws with it; it reads what the desktop
 * reads, AVIF, HEIC and SVG with the loaders that people have installed for their viewer; and most
 * pictures are JPEGs, which are not decoded at all. libvips brings eighty more libraries (Debian
 * 12) into the process that hostile files are read in. */

#define JPEG "image/jpeg"
#define PNG "image/png"

/* A palette's worth: drawings, screenshots of text, GIF. */
#define FEW_COLORS 256
/* What is shrunk is made a little smaller than reckoned: bytes do not follow pixels to the letter.
 */
#define SHRINK_MARGIN 0.95

static GError *
new_too_big_error (GFile *picture)
{
  g_autofree char *name = tack_human_file (picture);

  return tack_error_new (TACK_ERROR_FIX,
                         _ ("“%s” has more than 20 MB; Pinterest takes up to 20 MB."), name);
}

/* PNG keeps what JPEG cannot: transparency, and the sharp edges of a drawing. */
static gboolean
is_for_png (GdkPixbuf *pixbuf, gboolean *is_transparent)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  int                    n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gboolean               has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  guint                  last = G_MAXUINT;

  *is_transparent = FALSE;
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    {
      const guint8 *p
        = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++, p += n_channels)
        {
          guint color = (guint) p[0] << 16 | (guint) p[1] << 8 | p[2];

          if (has_alpha && p[3] != 255)
            return *is_transparent = TRUE;
          if (color != last && g_hash_table_size (colors) <= FEW_COLORS)
            g_hash_table_add (colors, GUINT_TO_POINTER (color));
          last = color;
          if (!has_alpha && g_hash_table_size (colors) > FEW_COLORS)
            return FALSE;
        }
    }

  return g_hash_table_size (colors) <= FEW_COLORS;
}

/* In the format that suits it; a drawing that is large as PNG is none. */
static GBytes *
encode (GdkPixbuf *pixbuf, gboolean is_jpeg, const char **content_type, GError **error)
{
  gboolean is_transparent = FALSE;

  if (!is_jpeg && is_for_png (pixbuf, &is_transparent))
    {
      g_autoptr (GBytes) bytes = tack_picture_encode (pixbuf, *content_type = PNG, error);

      if (bytes == NULL || is_transparent || g_bytes_get_size (bytes) <= TACK_IMAGE_BYTES_ADVISED)
        return g_steal_pointer (&bytes);
    }

  return tack_picture_encode (pixbuf, *content_type = JPEG, error);
}

/* Replaces @pixbuf by one whose file will have about @limit bytes; not below the width that
 * Pinterest advises. */
static gboolean
shrink (GdkPixbuf **pixbuf, gsize size, gsize limit)
{
  int    width = gdk_pixbuf_get_width (*pixbuf);
  int    height = gdk_pixbuf_get_height (*pixbuf);
  double scale = sqrt ((double) limit / (double) size) * SHRINK_MARGIN;
  int    new_width = MAX (TACK_PICTURE_SHRUNK_WIDTH_MIN, (int) (width * scale));

  if (new_width >= width)
    return FALSE;

  int        new_height = MAX (1, (int) ((gint64) height * new_width / width));
  GdkPixbuf *smaller
    = gdk_pixbuf_scale_simple (*pixbuf, new_width, new_height, GDK_INTERP_BILINEAR);
  if (smaller == NULL)
    return FALSE;

  gdk_pixbuf_copy_options (*pixbuf, smaller);
  g_object_unref (*pixbuf);
  *pixbuf = smaller;

  return TRUE;
}

/* The longer side at which a picture is decoded; 0: its own. */
static int
get_decoded_side (const TackPictureFacts *facts)
{
  double pixels = (double) facts->width * facts->height;

  if (pixels <= (double) TACK_PICTURE_PIXELS_MAX)
    return 0;

  double scale = MAX (sqrt ((double) TACK_PICTURE_PIXELS_MAX / pixels),
                      (double) TACK_PICTURE_SHRUNK_WIDTH_MIN / facts->width);
  return (int) (MAX (facts->width, facts->height) * MIN (scale, 1.0));
}

static GBytes *
convert (GFile                  *picture,
         const TackPictureFacts *facts,
         TackPictureSteps        steps,
         TackPictureOptions      options,
         const char            **content_type,
         GCancellable           *cancellable,
         GError                **error)
{
  g_autoptr (GdkPixbuf) pixbuf
    = tack_picture_load (picture, get_decoded_side (facts), cancellable, error);
  gboolean is_jpeg = g_strcmp0 (facts->container, "jpeg") == 0;
  gboolean is_shrunk
    = (steps & TACK_PICTURE_SHRINK) != 0 || (options & TACK_PICTURE_SHRINK_TO_ADVISED) != 0;
  gsize limit = is_shrunk ? TACK_IMAGE_BYTES_ADVISED : TACK_IMAGE_BYTES_MAX;

  if (pixbuf == NULL)
    return NULL;

  g_autoptr (GBytes) bytes = encode (pixbuf, is_jpeg, content_type, error);
  while (bytes != NULL && g_bytes_get_size (bytes) > limit
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && shrink (&pixbuf, g_bytes_get_size (bytes), limit))
    {
      g_bytes_unref (bytes);
      bytes = encode (pixbuf, is_jpeg, content_type, error);
    }
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (bytes == NULL || (options & TACK_PICTURE_KEEP_DETAILS) == 0)
    return g_steal_pointer (&bytes);

  return tack_picture_metadata_carry_over (picture, bytes, gdk_pixbuf_get_width (pixbuf),
                                           gdk_pixbuf_get_height (pixbuf), error);
}

/* The file as it is, or without what it tells beside the picture. %NULL without an error: it is not
 * put together as it should be. */
static GBytes *
read_bytes (GFile                  *picture,
            const TackPictureFacts *facts,
            TackPictureSteps        steps,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (picture, cancellable, &io_error);
  /* One byte more than it had is enough to know that it is another file by now. */
  gsize              size = (gsize) facts->size + 1;
  g_autofree guint8 *data = g_try_malloc (size);
  gsize              length = 0;

  if (stream == NULL || data == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, size, &length, cancellable,
                                   &io_error))
    {
      g_propagate_error (error, io_error != NULL ? tack_error_from_file (io_error, picture)
                                                 : new_too_big_error (picture));
      return NULL;
    }
  if (length == size)
    {
      g_propagate_error (error, new_too_big_error (picture));
      return NULL;
    }

  if (steps != 0)
    length = tack_picture_metadata_remove (facts->container, data, length);
  if (length == 0)
    return NULL;

  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), length), length);
}

/* A JPEG is turned without loss where it can be. %NULL without an error: not this one. */
static GBytes *
turn (GFile                  *picture,
      const TackPictureFacts *facts,
      TackPictureOptions      options,
      GCancellable           *cancellable,
      GError                **error)
{
  g_autoptr (GBytes) lying = read_bytes (picture, facts, 0, cancellable, error);
  TackPictureNotes   notes;

  if (lying == NULL)
    return NULL;

  tack_picture_metadata_read (picture, facts->container, &notes);
  g_autoptr (GBytes) upright = tack_jpeg_turn (lying, notes.orientation);
  if (upright == NULL || g_bytes_get_size (upright) > TACK_IMAGE_BYTES_MAX)
    return NULL;
  if ((options & TACK_PICTURE_KEEP_DETAILS) == 0)
    return g_steal_pointer (&upright);

  return tack_picture_metadata_carry_over (picture, upright, facts->width, facts->height, error);
}

GBytes *
tack_picture_prepare (GFile             *picture,
                      TackPictureOptions options,
                      const char       **content_type,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (GError) own_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TackPictureFacts   facts;

  if (!tack_picture_read_facts (picture, &facts, cancellable, error))
    return NULL;

  TackPictureSteps steps = tack_picture_plan (&facts, options);
  if ((steps & TACK_PICTURE_ENCODE) == 0)
    {
      *content_type = g_str_equal (facts.container, "png") ? PNG : JPEG;
      bytes = read_bytes (picture, &facts, steps, cancellable, &own_error);
    }
  else if ((steps & TACK_PICTURE_ENCODE) == TACK_PICTURE_TURN)
    {
      *content_type = JPEG;
      bytes = turn (picture, &facts, options, cancellable, &own_error);
    }
  if (bytes == NULL && own_error == NULL)
    bytes = convert (picture, &facts, steps, options, content_type, cancellable, &own_error);
  if (bytes != NULL && g_bytes_get_size (bytes) > TACK_IMAGE_BYTES_MAX)
    own_error = new_too_big_error (picture);
  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}
