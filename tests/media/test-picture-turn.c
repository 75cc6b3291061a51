/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-jpeg-turn.h"

#include "media/tack-media.h"
#include "media/tack-picture-encode.h"
#include "media/tack-picture.h"
#include "tack-test-pictures.h"

/* Pictures of a camera that was held some other way. */

/* Every picture of the clips bears the number 42, which can be read upright only. */
static TackTestClips *clips;

static void
test_turned (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    upright = tack_test_pictures_load (clips, "tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (GdkPixbuf) lying = tack_test_pictures_lay_down (upright, orientation);
        g_autoptr (GFile)     file
          = tack_test_pictures_make_talkative (clips, lying, "turned", types[i], orientation);
        g_autoptr (GError)    error = NULL;
        g_autoptr (GdkPixbuf) shown = tack_picture_load (file, 0, NULL, &error);
        g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, types[i]);
        g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
        TackPictureFacts      facts;

        g_test_message ("%s, orientation %d", types[i], orientation);
        g_assert_no_error (error);
        g_assert_cmpint (tack_test_clips_read_number (shown), ==, 42);
        g_assert_cmpint (tack_test_clips_read_number (sent), ==, 42);
        g_assert_nonnull (gdk_pixbuf_get_option (sent, "icc-profile"));
        tack_test_pictures_assert_silent (bytes);

        g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
        g_assert_cmpint (facts.is_turned, ==, orientation != 1);
        g_assert_true (facts.has_location);
        g_assert_true (facts.has_details);
        g_assert_cmpint (facts.width, ==, TACK_TEST_CLIP_WIDTH);
        g_assert_cmpint (facts.height, ==, TACK_TEST_CLIP_HEIGHT);
      }
}

/* Each in steps of a colour; decoders round. */
static double
measure_difference (GdkPixbuf *a, GdkPixbuf *b)
{
  int    width = gdk_pixbuf_get_width (a);
  int    height = gdk_pixbuf_get_height (a);
  double sum = 0;

  g_assert_cmpint (gdk_pixbuf_get_width (b), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row_a = gdk_pixbuf_read_pixels (a) + y * gdk_pixbuf_get_rowstride (a);
      const guint8 *row_b = gdk_pixbuf_read_pixels (b) + y * gdk_pixbuf_get_rowstride (b);

      for (int x = 0; x < 3 * width; x++)
        sum += ABS (row_a[x] - row_b[x]);
    }

  return sum / (3.0 * width * height);
}

/* To this side and back again is what it was, to the bit: nothing is lost on the way. */
static void
test_turned_without_loss (void)
{
  static const struct
  {
    int there;
    int back;
  } ways[] = { { 2, 2 }, { 3, 3 }, { 4, 4 }, { 5, 5 }, { 6, 8 }, { 7, 7 }, { 8, 6 } };
  g_autoptr (GdkPixbuf) upright = tack_test_pictures_load (clips, "tall.png");
  g_autofree char      *profile = tack_test_pictures_make_profile ("RGB ");
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_set_option (upright, "icc-profile", profile);
  g_autoptr (GBytes)    jpeg = tack_picture_encode (upright, "image/jpeg", &error);
  g_autoptr (GBytes)    same = tack_jpeg_turn (jpeg, 1);
  g_autoptr (GdkPixbuf) before = tack_test_pictures_decode (jpeg);
  g_autoptr (GdkPixbuf) after = tack_test_pictures_decode (same);
  tack_test_pictures_assert_same (before, after);
  g_assert_cmpstr (gdk_pixbuf_get_option (after, "icc-profile"), ==, profile);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GBytes)    there = tack_jpeg_turn (jpeg, ways[i].there);
      g_autoptr (GBytes)    back = tack_jpeg_turn (there, ways[i].back);
      g_autoptr (GdkPixbuf) turned = tack_test_pictures_decode (there);

      g_assert_true (g_bytes_equal (back, same));
      g_autoptr (GdkPixbuf) expected = tack_test_pictures_lay_down (before, ways[i].back);
      g_assert_cmpfloat (measure_difference (turned, expected), <, 1);
    }
}

/* Blocks at the edge that are not whole cannot come to lie within; and some files are none. */
static void
test_not_turned (void)
{
  static const struct
  {
    int      width;
    int      height;
    int      orientation;
    gboolean is_turned;
  } pictures[] = {
    { 50, 64, 6, TRUE },  { 50, 64, 8, FALSE }, { 64, 50, 6, FALSE }, { 64, 50, 8, TRUE },
    { 50, 50, 5, TRUE },  { 50, 50, 2, FALSE }, { 64, 50, 2, TRUE },  { 64, 50, 4, FALSE },
    { 50, 64, 4, TRUE },  { 64, 50, 3, FALSE }, { 64, 64, 3, TRUE },  { 64, 64, 7, TRUE },
    { 50, 64, 7, FALSE },
  };
  g_autoptr (GRand)  dice = g_rand_new_with_seed (5);
  g_autoptr (GBytes) text = g_bytes_new_static ("Only words.", 11);

  g_assert_null (tack_jpeg_turn (text, 6));
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf
        = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, pictures[i].width, pictures[i].height);
      gdk_pixbuf_fill (pixbuf, 0x3366ccff);
      g_autoptr (GBytes) jpeg = tack_picture_encode (pixbuf, "image/jpeg", NULL);
      g_autoptr (GBytes) turned = tack_jpeg_turn (jpeg, pictures[i].orientation);
      gsize              length;
      const guint8      *data = g_bytes_get_data (jpeg, &length);

      g_test_message ("%u", i);
      g_assert_cmpint (turned != NULL, ==, pictures[i].is_turned);
      /* Cut and bitten ones are turned or not, and that is all. */
      for (guint n = 0; n < 200; n++)
        {
          g_autofree guint8 *bitten = g_memdup2 (data, length);
          bitten[g_rand_int_range (dice, 2, (int) length)] = (guint8) g_rand_int (dice);
          g_autoptr (GBytes) hostile
            = g_bytes_new (bitten, (gsize) g_rand_int_range (dice, 2, (int) length + 1));
          g_autoptr (GBytes) result = tack_jpeg_turn (hostile, pictures[i].orientation);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-turn/turned", test_turned);
  g_test_add_func ("/media/picture-turn/turned-without-loss", test_turned_without_loss);
  g_test_add_func ("/media/picture-turn/not-turned", test_not_turned);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
