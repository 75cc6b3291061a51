/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gexiv2/gexiv2.h>

#include "media/tack-media.h"
#include "media/tack-picture.h"
#include "tack-test-pictures.h"

/* What a picture tells beside itself: of its camera, its author and its colours. */

static TackTestClips *clips;

/* Nothing is encoded anew: the pixels are the same to the bit, and so is the profile. */
static void
test_says_nothing (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    picture = tack_test_pictures_load (clips, "tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GFile) file
        = tack_test_pictures_make_talkative (clips, picture, "talkative", types[i], 1);
      g_autoptr (GBytes)    own = g_file_load_bytes (file, NULL, NULL, NULL);
      g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, types[i]);
      g_autoptr (GdkPixbuf) before = tack_test_pictures_decode (own);
      g_autoptr (GdkPixbuf) after = tack_test_pictures_decode (bytes);

      g_assert_true (tack_test_pictures_has_text (own, TACK_TEST_PICTURES_AUTHOR));
      tack_test_pictures_assert_silent (bytes);
      tack_test_pictures_assert_same (before, after);
      g_assert_nonnull (gdk_pixbuf_get_option (after, "icc-profile"));
      g_assert_cmpstr (gdk_pixbuf_get_option (before, "icc-profile"), ==,
                       gdk_pixbuf_get_option (after, "icc-profile"));
    }
}

/* Everything is sent along where that is wanted; only what was true of the file alone is not: how
 * it lay, its size, its preview. */
static void
assert_talks (GBytes *bytes, GdkPixbuf *sent)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  gsize                      size;
  const guint8              *data = g_bytes_get_data (bytes, &size);
  double                     latitude;
  guint8                    *preview;
  int                        n_preview;

  gexiv2_metadata_open_buf (metadata, data, (glong) size, &error);
  g_assert_no_error (error);
  g_autofree char *artist
    = gexiv2_metadata_try_get_tag_string (metadata, "Exif.Image.Artist", NULL);
  g_autofree char *creator = gexiv2_metadata_try_get_tag_string (metadata, "Xmp.dc.creator", NULL);
  g_assert_cmpstr (artist, ==, TACK_TEST_PICTURES_AUTHOR);
  g_assert_cmpstr (creator, ==, TACK_TEST_PICTURES_AUTHOR);
  g_assert_true (gexiv2_metadata_try_get_gps_latitude (metadata, &latitude, NULL));
  g_assert_cmpfloat_with_epsilon (latitude, 52.5, 0.001);
  g_assert_cmpint (gexiv2_metadata_try_get_orientation (metadata, NULL), ==, 1);
  g_assert_cmpint (gexiv2_metadata_try_get_tag_long (metadata, "Exif.Photo.PixelXDimension", NULL),
                   ==, gdk_pixbuf_get_width (sent));
  g_assert_cmpint (gexiv2_metadata_try_get_tag_long (metadata, "Exif.Photo.PixelYDimension", NULL),
                   ==, gdk_pixbuf_get_height (sent));
  /* Some versions say yes to a preview of no bytes. */
  g_assert_false (gexiv2_metadata_get_exif_thumbnail (metadata, &preview, &n_preview)
                  && n_preview > 0);
}

static void
test_kept (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    upright = tack_test_pictures_load (clips, "tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (GdkPixbuf) lying = tack_test_pictures_lay_down (upright, orientation);
        g_autoptr (GFile)     file
          = tack_test_pictures_make_talkative (clips, lying, "kept", types[i], orientation);
        g_autoptr (GBytes) own = g_file_load_bytes (file, NULL, NULL, NULL);
        g_autoptr (GBytes) bytes
          = tack_test_pictures_prepare_well (file, TACK_PICTURE_KEEP_DETAILS, types[i]);
        g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);

        g_test_message ("%s, orientation %d", types[i], orientation);
        g_assert_cmpint (g_bytes_equal (bytes, own), ==, orientation == 1);
        g_assert_cmpint (tack_test_clips_read_number (sent), ==, 42);
        g_assert_nonnull (gdk_pixbuf_get_option (sent, "icc-profile"));
        if (orientation > 1)
          assert_talks (bytes, sent);
      }
}

/* What a TIFF is made of is not what it tells, and stays behind. */
static void
test_kept_of_tiff (void)
{
  g_autoptr (GdkPixbuf)      photo = tack_test_pictures_make_noise (100, 150, FALSE);
  g_autoptr (GFile)          file = tack_test_clips_put (clips, "kept.tiff", "", 0);
  g_autofree char           *profile = tack_test_pictures_make_profile ("RGB ");
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  const char                *path = g_file_peek_path (file);
  TackPictureFacts           facts;

  gdk_pixbuf_save (photo, path, "tiff", &error, "icc-profile", profile, NULL);
  g_assert_no_error (error);
  g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
  g_assert_false (facts.has_details);

  gexiv2_metadata_open_path (metadata, path, &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Exif.Image.Artist", TACK_TEST_PICTURES_AUTHOR,
                                      &error);
  gexiv2_metadata_save_file (metadata, path, &error);
  g_assert_no_error (error);
  g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
  g_assert_true (facts.has_details);

  g_autoptr (GBytes) silent = tack_test_pictures_prepare_well (file, 0, "image/jpeg");
  g_autoptr (GBytes) bytes
    = tack_test_pictures_prepare_well (file, TACK_PICTURE_KEEP_DETAILS, "image/jpeg");
  g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
  tack_test_pictures_assert_silent (silent);
  g_assert_true (tack_test_pictures_has_text (bytes, TACK_TEST_PICTURES_AUTHOR));
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, 100);
  g_clear_object (&metadata);
  metadata = gexiv2_metadata_new ();
  gexiv2_metadata_open_buf (metadata, g_bytes_get_data (bytes, NULL),
                            (glong) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Exif.Image.StripOffsets", NULL));
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Exif.Image.InterColorProfile", NULL));
}

/* A profile of other colours than RGB would be wrong beside the pixels that are sent. */
static void
test_foreign_profile (void)
{
  static const char *const colors[] = { "RGB ", "CMYK", "GRAY" };
  g_autoptr (GdkPixbuf)    lying = tack_test_pictures_load (clips, "tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autofree char   *profile = tack_test_pictures_make_profile (colors[i]);
      g_autoptr (GFile)  file = tack_test_clips_put (clips, "profile", "", 0);
      g_autoptr (GError) error = NULL;

      gdk_pixbuf_save (lying, g_file_peek_path (file), "tiff", &error, "icc-profile", profile,
                       NULL);
      g_assert_no_error (error);
      g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, "image/png");
      g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
      g_assert_cmpstr (gdk_pixbuf_get_option (sent, "icc-profile"), ==, i == 0 ? profile : NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-details/says-nothing", test_says_nothing);
  g_test_add_func ("/media/picture-details/kept", test_kept);
  g_test_add_func ("/media/picture-details/kept-of-tiff", test_kept_of_tiff);
  g_test_add_func ("/media/picture-details/foreign-profile", test_foreign_profile);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
