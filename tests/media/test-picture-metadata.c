/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-metadata.h"

/* Pieces with their lengths: what a picture needs in capitals, what it tells in small letters. */
#define SOI "\xff\xd8"
#define JFIF "\xff\xe0\0\7JFIF\0"
#define APP1 "\xff\xe1\0\6exif"
#define ICC "\xff\xe2\0\016ICC_PROFILE\0"
#define MPF "\xff\xe2\0\6mpf\0"
#define ADOBE "\xff\xee\0\7Adobe"
#define IPTC "\xff\xed\0\6iptc"
#define COMMENT "\xff\xfe\0\7hello"
#define TABLE "\xff\xdb\0\4QT"
#define SCAN                                                                                       \
  "\xff\xda\0\4SC"                                                                                 \
  "PI\xff\0XE\xff\xd0LS"
#define EOI "\xff\xd9"

#define PNG "\x89PNG\r\n\x1a\n"
#define CHUNK(type, data) "\0\0\0\4" type data "csum"
#define IHDR CHUNK ("IHDR", "HEAD")
#define ICCP CHUNK ("iCCP", "PROF")
#define IDAT CHUNK ("IDAT", "DATA")
#define TEXT CHUNK ("tEXt", "text")
#define EXIF CHUNK ("eXIf", "exif")
#define IEND "\0\0\0\0IENDcsum"

#define BYTES(text) text, sizeof (text) - 1

static const struct
{
  const char *container;
  const char *before;
  gsize       n_before;
  const char *after;
  gsize       n_after; /* 0: not put together as it should be */
} cases[] = {
  { "jpeg", BYTES (SOI JFIF TABLE SCAN EOI), BYTES (SOI JFIF TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI JFIF APP1 ICC MPF IPTC ADOBE COMMENT TABLE SCAN EOI),
    BYTES (SOI JFIF ICC ADOBE TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI APP1 TABLE SCAN COMMENT TABLE SCAN EOI),
    BYTES (SOI TABLE SCAN TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI APP1 TABLE SCAN EOI "a second picture"), BYTES (SOI TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI TABLE SCAN EOI "tail"), BYTES (SOI TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI "\xff" APP1 TABLE SCAN EOI), BYTES (SOI "\xff" TABLE SCAN EOI) },
  { "jpeg", BYTES (SOI APP1 TABLE SCAN), BYTES ("") },
  { "jpeg", BYTES (SOI "\xff\xe1\xff\xff" TABLE SCAN EOI), BYTES ("") },
  { "jpeg", BYTES (SOI "\xff\xe1\0\1" TABLE SCAN EOI), BYTES ("") },
  { "jpeg", BYTES (SOI "text" EOI), BYTES ("") },
  { "jpeg", BYTES (SOI), BYTES ("") },
  { "png", BYTES (PNG IHDR IDAT IEND), BYTES (PNG IHDR IDAT IEND) },
  { "png", BYTES (PNG IHDR ICCP EXIF TEXT IDAT TEXT IEND "tail"), BYTES (PNG IHDR ICCP IDAT IEND) },
  { "png", BYTES (PNG IHDR CHUNK ("caBX", "priv") CHUNK ("R ID", "evil") IDAT IEND), BYTES ("") },
  { "png", BYTES (PNG IHDR IDAT), BYTES ("") },
  { "png", BYTES (PNG IHDR "\xff\xff\xff\xffIDAT" IEND), BYTES ("") },
};

static void
test_remove (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8       *data = g_memdup2 (cases[i].before, cases[i].n_before);
      g_autoptr (GInputStream) stream
        = g_memory_input_stream_new_from_data (cases[i].before, (gssize) cases[i].n_before, NULL);
      gboolean is_cmyk;
      gboolean is_found = tack_picture_metadata_find (cases[i].container, stream, &is_cmyk, NULL);
      gsize    length = tack_picture_metadata_remove (cases[i].container, data, cases[i].n_before);

      g_test_message ("case %u", i);
      g_assert_cmpmem (data, length, cases[i].after, cases[i].n_after);
      if (length > 0)
        g_assert_cmpint (is_found, ==, length < cases[i].n_before);
    }
}

static void
test_cmyk (void)
{
#define FRAME(marker, n_colors) "\xff" marker "\0\013\x8\0\1\0\1" n_colors "123"
  static const struct
  {
    const char *data;
    gsize       length;
    gboolean    is_cmyk;
  } pictures[] = {
    { BYTES (SOI FRAME ("\xc0", "\3") SCAN EOI), FALSE },
    { BYTES (SOI FRAME ("\xc0", "\4") SCAN EOI), TRUE },
    { BYTES (SOI APP1 ADOBE FRAME ("\xc2", "\4") SCAN EOI), TRUE },
    { BYTES (SOI FRAME ("\xc4", "\4") FRAME ("\xc0", "\1") SCAN EOI), FALSE }, /* a table */
    { BYTES (SOI SCAN FRAME ("\xc0", "\4") EOI), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GInputStream) stream
        = g_memory_input_stream_new_from_data (pictures[i].data, (gssize) pictures[i].length, NULL);
      gboolean is_cmyk;

      tack_picture_metadata_find ("jpeg", stream, &is_cmyk, NULL);
      g_assert_cmpint (is_cmyk, ==, pictures[i].is_cmyk);
    }
}

/* Bytes turned and cut: whatever comes out is no longer than what went in. */
static void
test_hostile (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (42);

  for (guint round = 0; round < 20000; round++)
    {
      guint              i = round % G_N_ELEMENTS (cases);
      gsize              length = (gsize) g_rand_int_range (dice, 1, (int) cases[i].n_before + 1);
      g_autofree guint8 *data = g_memdup2 (cases[i].before, length);
      g_autoptr (GInputStream) stream = NULL;
      gboolean                 is_cmyk;

      for (int n = g_rand_int_range (dice, 0, 4); n > 0; n--)
        data[g_rand_int_range (dice, 0, (int) length)] = (guint8) g_rand_int (dice);
      stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
      tack_picture_metadata_find (cases[i].container, stream, &is_cmyk, NULL);
      g_assert_cmpuint (tack_picture_metadata_remove (cases[i].container, data, length), <=,
                        length);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/picture-metadata/remove", test_remove);
  g_test_add_func ("/media/picture-metadata/cmyk", test_cmyk);
  g_test_add_func ("/media/picture-metadata/hostile", test_hostile);

  return g_test_run ();
}
