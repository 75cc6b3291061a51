/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "media/tack-media.h"
#include "tack-test-pictures.h"

/* Pictures of too many bytes. */

static TackTestClips *clips;

static void
test_shrunk (void)
{
  g_autoptr (GdkPixbuf) noise = tack_test_pictures_make_noise (2700, 2700, FALSE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "large.png", "", 0);
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, "image/jpeg");
  g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_ADVISED);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), >=, TACK_PICTURE_SHRUNK_WIDTH_MIN);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, gdk_pixbuf_get_height (sent));
}

/* Between what Pinterest advises and what it takes, the person says. */
static void
test_shrunk_if_wanted (void)
{
  g_autoptr (GdkPixbuf) noise = tack_test_pictures_make_noise (1800, 1800, FALSE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "big.png", "", 0);
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_autoptr (GBytes) as_it_is = tack_test_pictures_prepare_well (file, 0, "image/png");
  g_assert_cmpuint (g_bytes_get_size (as_it_is), >, TACK_IMAGE_BYTES_ADVISED);
  g_autoptr (GBytes) bytes
    = tack_test_pictures_prepare_well (file, TACK_PICTURE_SHRINK_TO_ADVISED, "image/jpeg");
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_ADVISED);
}

/* Narrow, long and transparent noise: there is nothing to be done, and that is said. */
static void
test_cannot_shrink (void)
{
  g_autoptr (GdkPixbuf) noise = tack_test_pictures_make_noise (1000, 5500, TRUE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "ribbon.png", "", 0);
  const char           *type;
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_assert_null (tack_test_pictures_prepare (file, 0, &type, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "ribbon.png"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-shrink/shrunk", test_shrunk);
  g_test_add_func ("/media/picture-shrink/shrunk-if-wanted", test_shrunk_if_wanted);
  g_test_add_func ("/media/picture-shrink/cannot-shrink", test_cannot_shrink);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
