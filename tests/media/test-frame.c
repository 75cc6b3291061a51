/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame.h"

#include <gst/video/video.h>
#include <math.h>

#define SIDE 16
/* Of 255, on the average; a single component may be off by twice as much. */
#define ERROR_MAX 3

typedef struct
{
  double r;
  double g;
  double b;
} Color;

static const Color colors[] = {
  { 0, 0, 0 },       { 1, 1, 1 },       { 0.5, 0.5, 0.5 }, { 1, 0, 0 },
  { 0, 1, 0 },       { 0, 0, 1 },       { 1, 1, 0 },       { 0, 1, 1 },
  { 0.8, 0.6, 0.5 }, { 0.2, 0.3, 0.1 }, { 0.1, 0.1, 0.2 }, { 0.9, 0.4, 0.6 },
};

/* How a standard makes the light of a picture from its colours. */
typedef struct
{
  const char *colorimetry; /* in GStreamer's words */
  double      kr;
  double      kb;
  gboolean    is_full;
} Standard;

static const Standard bt601 = { "bt601", 0.299, 0.114, FALSE };
static const Standard bt709 = { "bt709", 0.2126, 0.0722, FALSE };
static const Standard bt601_full = { "1:4:0:1", 0.299, 0.114, TRUE };
static const Standard bt709_full = { "1:3:5:1", 0.2126, 0.0722, TRUE };
static const Standard pq = { "bt2100-pq", 0.2627, 0.0593, FALSE };
static const Standard hlg = { "bt2100-hlg", 0.2627, 0.0593, FALSE };

static guint
quantize (double value, double zero, double range, guint depth)
{
  return (guint) lround ((zero + value * range) * (1 << (depth - 8)));
}

/* A frame of one colour, as a decoder hands it out. */
static GstSample *
new_sample (const Standard *standard, guint depth, Color color)
{
  GstVideoInfo info;
  double       y
    = standard->kr * color.r + (1 - standard->kr - standard->kb) * color.g + standard->kb * color.b;
  double values[]
    = { y, (color.b - y) / 2 / (1 - standard->kb), (color.r - y) / 2 / (1 - standard->kr) };

  gst_video_info_set_format (&info, depth == 8 ? GST_VIDEO_FORMAT_I420 : GST_VIDEO_FORMAT_I420_10LE,
                             SIDE, SIDE);
  g_assert_true (gst_video_colorimetry_from_string (&info.colorimetry, standard->colorimetry));
  g_autoptr (GstCaps)   caps = gst_video_info_to_caps (&info);
  g_autoptr (GstBuffer) buffer = gst_buffer_new_allocate (NULL, info.size, NULL);
  GstVideoFrame         frame;

  g_assert_true (gst_video_frame_map (&frame, &info, buffer, GST_MAP_WRITE));
  for (guint plane = 0; plane < 3; plane++)
    {
      double range = standard->is_full ? 255 : plane == 0 ? 219 : 224;
      double zero = plane > 0 ? 128 : standard->is_full ? 0 : 16;
      guint  value = MIN (quantize (values[plane], zero, range, depth), (1u << depth) - 1);
      gsize  n_bytes = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&frame, plane)
                      * (gsize) GST_VIDEO_FRAME_COMP_HEIGHT (&frame, plane);
      guint8 *data = GST_VIDEO_FRAME_PLANE_DATA (&frame, plane);

      for (gsize i = 0; i < n_bytes; i++)
        data[i] = (guint8) (depth == 8 || i % 2 == 0 ? value : value >> 8);
    }
  gst_video_frame_unmap (&frame);

  return gst_sample_new (buffer, caps, NULL, NULL);
}

static const guint8 *
read_center (GdkPixbuf *pixbuf)
{
  return gdk_pixbuf_read_pixels (pixbuf) + SIDE / 2 * gdk_pixbuf_get_rowstride (pixbuf)
         + SIDE / 2 * 3;
}

/* Against the formulas of the standards: what was put in comes out. */
static void
test_colors (void)
{
  static const struct
  {
    const Standard *standard;
    guint           depth;
  } cases[] = {
    { &bt601, 8 }, { &bt709, 8 }, { &bt601_full, 8 }, { &bt709_full, 8 }, { &bt709, 10 },
  };

  for (guint n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      double error = 0;

      for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
        {
          g_autoptr (GstSample) sample = new_sample (cases[n].standard, cases[n].depth, colors[i]);
          g_autoptr (GdkPixbuf) pixbuf = tack_frame_to_pixbuf (sample, NULL, 0);
          const double          expected[] = { colors[i].r, colors[i].g, colors[i].b };

          g_assert_nonnull (pixbuf);
          for (guint c = 0; c < 3; c++)
            {
              double off = fabs (read_center (pixbuf)[c] - 255 * expected[c]);

              g_assert_cmpfloat (off, <=, 2 * ERROR_MAX);
              error += off / 3 / G_N_ELEMENTS (colors);
            }
        }
      g_test_message ("%s with %u bit: mean error %.2f", cases[n].standard->colorimetry,
                      cases[n].depth, error);
      g_assert_cmpfloat (error, <, ERROR_MAX);
    }
}

static void
assert_tone (const Standard *standard, Color code, Color expected, double tolerance)
{
  g_autoptr (GstSample) sample = new_sample (standard, 10, code);
  g_autoptr (GdkPixbuf) pixbuf = tack_frame_to_pixbuf (sample, NULL, 0);
  const guint8         *p = read_center (pixbuf);

  g_test_message ("%s %.3f %.3f %.3f: %u %u %u", standard->colorimetry, code.r, code.g, code.b,
                  p[0], p[1], p[2]);
  g_assert_cmpfloat (fabs (p[0] - expected.r), <=, tolerance);
  g_assert_cmpfloat (fabs (p[1] - expected.g), <=, tolerance);
  g_assert_cmpfloat (fabs (p[2] - expected.b), <=, tolerance);
}

/* Codes of the test patterns of BT.2408 (white of paper is 58 % of PQ, 75 % of HLG) and of BT.2111:
 * light up to half of white is kept, that of white is a little less than white, peaks are white. */
static void
test_tones (void)
{
  const Color black = { 0, 0, 0 };
  const Color peak = { 255, 255, 255 };

  assert_tone (&pq, black, black, 1);
  /* 26 cd/m², the grey card: 0.128 of white in light, 101 of 255 in sRGB. */
  assert_tone (&pq, (Color){ 0.38, 0.38, 0.38 }, (Color){ 101, 101, 101 }, 5);
  assert_tone (&hlg, (Color){ 0.38, 0.38, 0.38 }, (Color){ 101, 101, 101 }, 5);
  assert_tone (&pq, (Color){ 0.58, 0.58, 0.58 }, (Color){ 226, 226, 226 }, 5);
  assert_tone (&hlg, (Color){ 0.75, 0.75, 0.75 }, (Color){ 226, 226, 226 }, 5);
  /* 1,000 cd/m². */
  assert_tone (&pq, (Color){ 0.752, 0.752, 0.752 }, peak, 1);
  assert_tone (&hlg, (Color){ 1, 1, 1 }, peak, 1);
  /* The brightest that can be coded is no more than white, and does not come round. */
  assert_tone (&pq, (Color){ 1, 1, 1 }, peak, 0);
}

/* A colour of BT.2020 that sRGB has not stays the colour it is, as far as it goes. */
static void
test_wide_colors (void)
{
  assert_tone (&pq, (Color){ 0.45, 0, 0 }, (Color){ 179, 0, 0 }, 4);
  assert_tone (&pq, (Color){ 0, 0.45, 0 }, (Color){ 0, 151, 0 }, 4);
  assert_tone (&pq, (Color){ 0, 0, 0.45 }, (Color){ 0, 0, 150 }, 4);
}

static void
test_turned (void)
{
  static const struct
  {
    const char *orientation;
    int         x;
    int         y;
  } cases[] = {
    { NULL, 0, 0 },
    { "rotate-0", 0, 0 },
    { "rotate-90", 1, 0 },
    { "rotate-180", 1, 1 },
    { "rotate-270", 0, 1 },
    { "flip-rotate-0", 1, 0 },
    { "flip-rotate-180", 0, 1 },
    { "sideways", 0, 0 },
  };
  const Color black = { 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* White in the corner that comes first. */
      g_autoptr (GstSample) sample = new_sample (&bt601, 8, black);
      GstMapInfo            map;

      g_assert_true (gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_WRITE));
      for (int y = 0; y < SIDE / 2; y++)
        memset (map.data + y * SIDE, 235, SIDE / 2);
      gst_buffer_unmap (gst_sample_get_buffer (sample), &map);

      g_autoptr (GdkPixbuf) pixbuf = tack_frame_to_pixbuf (sample, cases[i].orientation, 0);
      for (int corner = 0; corner < 4; corner++)
        {
          int     x = corner % 2;
          int     y = corner / 2;
          guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
          guint8  light = pixels[(y == 0 ? 2 : SIDE - 3) * gdk_pixbuf_get_rowstride (pixbuf)
                                + (x == 0 ? 2 : SIDE - 3) * 3];

          g_assert_cmpint (light > 128, ==, x == cases[i].x && y == cases[i].y);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/media/frame/colors", test_colors);
  g_test_add_func ("/media/frame/tones", test_tones);
  g_test_add_func ("/media/frame/wide-colors", test_wide_colors);
  g_test_add_func ("/media/frame/turned", test_turned);

  return g_test_run ();
}
