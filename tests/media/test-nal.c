/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-nal.h"

/* Units of two bytes behind a length of one, unless a case says otherwise. */
static const TackNalFormat h264 = { TACK_NAL_H264, 1, 0 };
static const TackNalFormat h264_wide = { TACK_NAL_H264, 4, 0 };
static const TackNalFormat h265 = { TACK_NAL_H265, 1, 0 };
static const TackNalFormat h265_layers = { TACK_NAL_H265, 1, 2 };

static void
test_disposable (void)
{
  static const struct
  {
    const char          *name;
    const TackNalFormat *format;
    guint8               sample[12];
    gsize                length;
    gboolean             is_disposable;
  } cases[] = {
    { "a slice nobody refers to", &h264, { 2, 0x01, 0x88 }, 3, TRUE },
    { "a slice somebody refers to", &h264, { 2, 0x41, 0x88 }, 3, FALSE },
    { "a key frame", &h264, { 2, 0x65, 0x88 }, 3, FALSE },
    { "headers and remarks before it", &h264, { 2, 0x67, 0, 2, 0x06, 0, 2, 0x01, 0x88 }, 9, TRUE },
    { "one slice of two is referred to", &h264, { 2, 0x01, 0x88, 2, 0x21, 0x88 }, 6, FALSE },
    { "headers alone", &h264, { 2, 0x67, 0 }, 3, FALSE },
    { "a length of four bytes", &h264_wide, { 0, 0, 0, 2, 0x01, 0x88 }, 6, TRUE },
    { "a length past the end", &h264_wide, { 0, 0, 1, 2, 0x01, 0x88 }, 6, FALSE },
    { "the greatest length", &h264_wide, { 255, 255, 255, 255, 0x01, 0x88 }, 6, FALSE },
    { "no length", &h264, { 0, 0x01, 0x88 }, 3, FALSE },
    { "a rest behind the last unit", &h264, { 2, 0x01, 0x88, 7 }, 4, FALSE },
    { "nothing", &h264, { 0 }, 0, FALSE },
    { "TRAIL_N", &h265, { 2, 0 << 1, 1 }, 3, TRUE },
    { "TRAIL_R", &h265, { 2, 1 << 1, 1 }, 3, FALSE },
    { "RASL_N", &h265, { 2, 8 << 1, 1 }, 3, TRUE },
    { "IDR_N_LP, whose number is even", &h265, { 2, 20 << 1, 1 }, 3, FALSE },
    { "a parameter set", &h265, { 2, 32 << 1, 1 }, 3, FALSE },
    { "TRAIL_N below the highest layer", &h265_layers, { 2, 0 << 1, 2 }, 3, FALSE },
    { "TRAIL_N in the highest layer", &h265_layers, { 2, 0 << 1, 3 }, 3, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (tack_nal_is_disposable (cases[i].format, cases[i].sample, cases[i].length),
                       ==, cases[i].is_disposable);
    }
}

static void
test_format (void)
{
  guint8        avcc[] = { 1, 100, 0, 31, 0xff, 0xe1, 0 };
  guint8        hvcc[23] = { 1, [21] = 0x0f };
  TackNalFormat format;

  g_assert_true (tack_nal_format_parse (&format, TACK_NAL_H264, avcc, sizeof avcc));
  g_assert_cmpuint (format.length_size, ==, 4);
  g_assert_false (tack_nal_format_parse (&format, TACK_NAL_H264, avcc, sizeof avcc - 1));

  g_assert_true (tack_nal_format_parse (&format, TACK_NAL_H265, hvcc, sizeof hvcc));
  g_assert_cmpuint (format.length_size, ==, 4);
  g_assert_cmpuint (format.top_layer, ==, 0);
  hvcc[21] = 0x19;
  g_assert_true (tack_nal_format_parse (&format, TACK_NAL_H265, hvcc, sizeof hvcc));
  g_assert_cmpuint (format.length_size, ==, 2);
  g_assert_cmpuint (format.top_layer, ==, 2);
  /* How many layers there are is not known: whether something is disposable is not, either. */
  hvcc[21] = 0x03;
  g_assert_false (tack_nal_format_parse (&format, TACK_NAL_H265, hvcc, sizeof hvcc));
  hvcc[0] = 2;
  g_assert_false (tack_nal_format_parse (&format, TACK_NAL_H265, hvcc, sizeof hvcc));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/nal/disposable", test_disposable);
  g_test_add_func ("/media/nal/format", test_format);

  return g_test_run ();
}
