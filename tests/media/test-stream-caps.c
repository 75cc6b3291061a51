/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-stream-caps.h"

static const struct
{
  const char     *caps;
  const char     *codec;
  int             width; /* as shown */
  int             height;
  TackMediaTraits traits;
} cases[] = {
  { "video/x-h264, width=1080, height=1920, pixel-aspect-ratio=1/1, interlace-mode=progressive, "
    "chroma-format=4:2:0, bit-depth-luma=(uint)8, colorimetry=bt709",
    "h264", 1080, 1920, 0 },
  { "video/x-h265, width=8, height=9, bit-depth-luma=(uint)10", "h265", 8, 9, TACK_MEDIA_DEEP },
  { "video/x-h265, width=8, height=9, colorimetry=bt2100-pq", "h265", 8, 9, TACK_MEDIA_HDR },
  { "video/x-vp9, width=8, height=9, colorimetry=bt2100-hlg", "vp9", 8, 9, TACK_MEDIA_HDR },
  { "video/x-av1, width=8, height=9, chroma-format=4:4:4", "av1", 8, 9, TACK_MEDIA_FINE_CHROMA },
  { "video/x-h264, width=8, height=9, interlace-mode=mixed", "h264", 8, 9, TACK_MEDIA_INTERLACED },
  { "video/x-h264, width=720, height=576, pixel-aspect-ratio=16/15", "h264", 768, 576,
    TACK_MEDIA_ODD_PIXELS },
  { "video/x-h264, width=8, height=9, pixel-aspect-ratio=1/65535", "h264", 0, 9,
    TACK_MEDIA_ODD_PIXELS },
  { "video/x-h264, width=-8, height=9", "h264", 0, 9, 0 },
  { "video/x-h264, colorimetry=rubbish", "h264", 0, 0, 0 },
  { "video/mpeg, mpegversion=2, width=8, height=9", "mpeg2", 8, 9, 0 },
  { "video/x-flash-video, width=8, height=9", "flash-video", 8, 9, 0 },
  { "audio/mpeg, mpegversion=4", "aac", 0, 0, 0 },
  { "audio/mpeg, mpegversion=1, layer=3", "mp3", 0, 0, 0 },
  { "audio/x-vorbis", "vorbis", 0, 0, 0 },
  { "ANY", NULL, 0, 0, 0 },
  { "EMPTY", NULL, 0, 0, 0 },
};

static void
test_caps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GstCaps)       caps = gst_caps_from_string (cases[i].caps);
      g_autofree char          *codec = tack_stream_caps_dup_codec (caps);
      TackFrameShape            shape = tack_stream_caps_get_shape (caps);
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();

      g_test_message ("%s", cases[i].caps);
      g_assert_nonnull (caps);
      info->traits = tack_stream_caps_get_traits (caps);
      tack_media_info_take_shape (info, &shape);
      g_assert_cmpstr (codec, ==, cases[i].codec);
      g_assert_cmpint (info->width, ==, cases[i].width);
      g_assert_cmpint (info->height, ==, cases[i].height);
      g_assert_cmpint (info->traits, ==, cases[i].traits);
    }
}

static void
test_shape (void)
{
  static const struct
  {
    TackFrameShape  shape;
    int             width;
    int             height;
    TackMediaTraits traits;
  } shapes[] = {
    { { 8, 9 }, 8, 9, 0 },
    { { 8, 9, 3, 3 }, 8, 9, 0 },
    { { 8, 9, 4, 2 }, 16, 9, TACK_MEDIA_ODD_PIXELS },
    { { 8, 9, 4, 2, 90 }, 9, 16, TACK_MEDIA_ODD_PIXELS | TACK_MEDIA_TURNED },
    { { 8, 9, 0, 0, 180 }, 8, 9, TACK_MEDIA_TURNED },
    { { 8, 9, 0, 0, 270 }, 9, 8, TACK_MEDIA_TURNED },
    { { G_MAXINT, 9, G_MAXINT, 1 }, 1 << 20, 9, TACK_MEDIA_ODD_PIXELS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();

      g_test_message ("shape %u", i);
      tack_media_info_take_shape (info, &shapes[i].shape);
      g_assert_cmpint (info->width, ==, shapes[i].width);
      g_assert_cmpint (info->height, ==, shapes[i].height);
      g_assert_cmpint (info->traits, ==, shapes[i].traits);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/media/stream-caps/caps", test_caps);
  g_test_add_func ("/media/stream-caps/shape", test_shape);

  return g_test_run ();
}
