/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-cover-choice.h"

#define N_LOOKS_MAX 6

static const TackCoverLook black = { 2, 3, 0.5 };
static const TackCoverLook white = { 250, 5, 0.5 };
static const TackCoverLook gray = { 120, 1, 0.1 };
static const TackCoverLook blurred = { 120, 40, 2 };
static const TackCoverLook sharp = { 120, 40, 8 };
static const TackCoverLook sharper = { 110, 45, 11 };
static const TackCoverLook glaring = { 220, 45, 11 };
static const TackCoverLook night = { 30, 35, 6 };

static void
test_best (void)
{
  static const struct
  {
    const char          *name;
    const TackCoverLook *looks[N_LOOKS_MAX];
    guint                best;
  } cases[] = {
    { "one is all there is", { &black }, 0 },
    { "black", { &black, &blurred }, 1 },
    { "white", { &white, &blurred }, 1 },
    { "one color", { &gray, &blurred, &gray }, 1 },
    { "a night is better than black or white", { &black, &white, &night }, 2 },
    { "blurred by motion", { &blurred, &sharp, &blurred }, 1 },
    { "the sharpest", { &sharp, &sharper, &blurred }, 1 },
    { "of equals the first", { &sharp, &sharp, &sharp }, 0 },
    { "a flash", { &glaring, &sharp, &blurred, &sharp }, 1 },
    { "a bright video is no flash", { &glaring, &glaring, &white }, 0 },
    { "lit after a long darkness", { &black, &black, &black, &sharp }, 3 },
    { "nothing good", { &black, &gray, &black }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TackCoverLook looks[N_LOOKS_MAX];
      guint         n = 0;

      for (; n < N_LOOKS_MAX && cases[i].looks[n] != NULL; n++)
        looks[n] = *cases[i].looks[n];
      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (tack_cover_choice_best (looks, n), ==, cases[i].best);
    }
}

/* Stripes of black and white, @width pixels each; 0: all of @light. */
static TackCoverLook
measure_stripes (int width, guint8 light)
{
  g_autoptr (GdkPixbuf) frame = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 61, 20);
  guint8               *pixels = gdk_pixbuf_get_pixels (frame);

  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 61 * 3; x++)
      pixels[y * gdk_pixbuf_get_rowstride (frame) + x] = width == 0               ? light
                                                         : x / 3 / width % 2 == 0 ? 255
                                                                                  : 0;

  return tack_cover_look_measure (frame);
}

static void
test_measure (void)
{
  TackCoverLook flat = measure_stripes (0, 200);
  TackCoverLook wide = measure_stripes (20, 0);
  TackCoverLook narrow = measure_stripes (2, 0);

  g_assert_cmpfloat_with_epsilon (flat.light, 200, 1);
  g_assert_cmpfloat_with_epsilon (flat.contrast, 0, 0.1);
  g_assert_cmpfloat_with_epsilon (flat.sharpness, 0, 0.1);
  g_assert_cmpfloat_with_epsilon (wide.contrast, 127, 8);
  g_assert_cmpfloat (narrow.sharpness, >, 4 * wide.sharpness);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/cover-choice/best", test_best);
  g_test_add_func ("/media/cover-choice/measure", test_measure);

  return g_test_run ();
}
