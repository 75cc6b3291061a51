/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-pictures.h"

#include <gexiv2/gexiv2.h>

#include "base/tack-limits.h"
#include "media/tack-picture-encode.h"
#include "media/tack-picture-prepare.h"

static char *
hash (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Whatever is done, the file itself is as it was. */
GBytes *
tack_test_pictures_prepare (GFile             *file,
                            TackPictureOptions options,
                            const char       **content_type,
                            GError           **error)
{
  g_autofree char *before = hash (file);
  GBytes          *bytes = tack_picture_prepare (file, options, content_type, NULL, error);
  g_autofree char *after = hash (file);

  g_assert_cmpstr (before, ==, after);

  return bytes;
}

GBytes *
tack_test_pictures_prepare_well (GFile *file, TackPictureOptions options, const char *expected_type)
{
  const char        *type = NULL;
  g_autoptr (GError) error = NULL;
  GBytes            *bytes = tack_test_pictures_prepare (file, options, &type, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, expected_type);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_MAX);

  return bytes;
}

GdkPixbuf *
tack_test_pictures_decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

GdkPixbuf *
tack_test_pictures_load (TackTestClips *clips, const char *name)
{
  g_autoptr (GBytes) bytes = tack_test_clips_get_bytes (clips, name);

  return tack_test_pictures_decode (bytes);
}

gboolean
tack_test_pictures_has_text (GBytes *bytes, const char *text)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at + strlen (text) <= size; at++)
    if (memcmp (data + at, text, strlen (text)) == 0)
      return TRUE;

  return FALSE;
}

/* A profile of no tags, with what libpng insists on: the right header, and not too few bytes. */
char *
tack_test_pictures_make_profile (const char *colors)
{
  guchar profile[512] = { 0, 0, sizeof profile >> 8 };

  memcpy (profile + 12, "mntr", 4);
  memcpy (profile + 16, colors, 4);
  memcpy (profile + 20, "XYZ ", 4);
  memcpy (profile + 36, "acsp", 4);
  memcpy (profile + 68, "\0\0\xf6\xd6\0\1\0\0\0\0\xd3\x2d", 12); /* the light of D50 */
  for (guint i = 132; i < sizeof profile; i++)
    profile[i] = (guchar) (i * i);

  return g_base64_encode (profile, sizeof profile);
}

/* Saves @pixbuf with a profile and with everything that cameras and programs tell. */
GFile *
tack_test_pictures_make_talkative (TackTestClips *clips,
                                   GdkPixbuf     *pixbuf,
                                   const char    *name,
                                   const char    *content_type,
                                   int            orientation)
{
  g_autofree char           *profile = tack_test_pictures_make_profile ("RGB ");
  g_autoptr (GFile)          file = tack_test_clips_put (clips, name, "", 0);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  const char                *path = g_file_peek_path (file);

  g_autoptr (GdkPixbuf) profiled = gdk_pixbuf_copy (pixbuf);
  gdk_pixbuf_set_option (profiled, "icc-profile", profile);
  g_autoptr (GBytes) bytes = tack_picture_encode (profiled, content_type, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);

  gexiv2_metadata_open_path (metadata, path, &error);
  g_assert_no_error (error);
  gexiv2_metadata_try_set_tag_string (metadata, "Exif.Image.Artist", TACK_TEST_PICTURES_AUTHOR,
                                      &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Xmp.dc.creator", TACK_TEST_PICTURES_AUTHOR,
                                      &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Iptc.Application2.Byline",
                                      TACK_TEST_PICTURES_AUTHOR, &error);
  gexiv2_metadata_try_set_gps_info (metadata, 13.4, 52.5, 34, &error);
  gexiv2_metadata_try_set_tag_long (metadata, "Exif.Photo.PixelXDimension", 4321, &error);
  gexiv2_metadata_try_set_tag_long (metadata, "Exif.Photo.PixelYDimension", 1234, &error);
  gexiv2_metadata_try_set_exif_thumbnail_from_buffer (metadata, g_bytes_get_data (bytes, NULL),
                                                      (int) MIN (g_bytes_get_size (bytes), 1000),
                                                      &error);
  gexiv2_metadata_try_set_orientation (metadata, (GExiv2Orientation) orientation, &error);
  g_assert_no_error (error);
  gexiv2_metadata_save_file (metadata, path, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&file);
}

void
tack_test_pictures_assert_silent (GBytes *bytes)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  gsize                      size;
  const guint8              *data = g_bytes_get_data (bytes, &size);

  g_assert_false (tack_test_pictures_has_text (bytes, TACK_TEST_PICTURES_AUTHOR));
  gexiv2_metadata_open_buf (metadata, data, (glong) size, &error);
  g_assert_no_error (error);
  g_assert_false (gexiv2_metadata_has_exif (metadata));
  g_assert_false (gexiv2_metadata_has_xmp (metadata));
  g_assert_false (gexiv2_metadata_has_iptc (metadata));
}

void
tack_test_pictures_assert_same (GdkPixbuf *a, GdkPixbuf *b)
{
  g_autoptr (GBytes) bytes_a = gdk_pixbuf_read_pixel_bytes (a);
  g_autoptr (GBytes) bytes_b = gdk_pixbuf_read_pixel_bytes (b);

  g_assert_true (g_bytes_equal (bytes_a, bytes_b));
}

/* As it lies in the file of a camera that was held that way. */
GdkPixbuf *
tack_test_pictures_lay_down (GdkPixbuf *upright, int orientation)
{
  static const struct
  {
    GdkPixbufRotation rotation;
    int               flip; /* -1: not, else whether horizontally */
  } ways[] = {
    [1] = { GDK_PIXBUF_ROTATE_NONE, -1 },         [2] = { GDK_PIXBUF_ROTATE_NONE, TRUE },
    [3] = { GDK_PIXBUF_ROTATE_UPSIDEDOWN, -1 },   [4] = { GDK_PIXBUF_ROTATE_NONE, FALSE },
    [5] = { GDK_PIXBUF_ROTATE_CLOCKWISE, TRUE },  [6] = { GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, -1 },
    [7] = { GDK_PIXBUF_ROTATE_CLOCKWISE, FALSE }, [8] = { GDK_PIXBUF_ROTATE_CLOCKWISE, -1 },
  };
  g_autoptr (GdkPixbuf) turned = gdk_pixbuf_rotate_simple (upright, ways[orientation].rotation);

  return ways[orientation].flip < 0 ? g_steal_pointer (&turned)
                                    : gdk_pixbuf_flip (turned, ways[orientation].flip);
}

GdkPixbuf *
tack_test_pictures_make_noise (int width, int height, gboolean has_alpha)
{
  GdkPixbuf        *noise = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  guint             length;
  guint8           *pixels = gdk_pixbuf_get_pixels_with_length (noise, &length);

  for (guint i = 0; i + 4 <= length; i += 4)
    {
      guint32 bits = g_rand_int (dice);
      memcpy (pixels + i, &bits, 4);
    }

  return noise;
}
