/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "tack-test-clips.h"

/* Pictures that were cut off while they were copied. */

static TackTestClips *clips;

/* Cut anywhere, a picture is damaged; with more behind its end it is not. */
static void
test_pictures (void)
{
  static const char *const names[]
    = { "tall.jpg", "turned.jpg", "tall.png", "alpha.png", "tall.bmp", "tall.gif", "tall.tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes)     bytes = tack_test_clips_get_bytes (clips, names[i]);
      g_autoptr (GByteArray) longer = g_byte_array_new ();
      gsize                  size;
      const guint8          *data = g_bytes_get_data (bytes, &size);

      for (guint part = 1; part <= 3; part++)
        {
          g_autoptr (GFile) cut
            = tack_test_clips_put (clips, "cut", data, part < 3 ? size * part / 3 : size - 2);
          g_autoptr (TackMediaInfo) info = tack_inspect (cut, NULL);

          g_test_message ("%s, part %u", names[i], part);
          g_assert_cmpstr (tack_issue_array_get_worst (info->issues)->code, ==, "damaged");
        }

      g_byte_array_append (longer, data, (guint) size);
      g_byte_array_append (longer, (const guint8 *) "and more", 8);
      g_autoptr (GFile) more = tack_test_clips_put (clips, "more", longer->data, longer->len);
      g_autoptr (TackMediaInfo) info = tack_inspect (more, NULL);
      g_assert_true (tack_media_info_is_ok (info));
    }
}

/* A grey picture whose index comes first, as cameras and scanners write it. */
typedef struct
{
  const char *what;
  gboolean    is_big_endian;
  guint       n_bytes; /* of the numbers in the index: 2 or 4 */
  guint       n_strips;
} Tiff;

static void
put_number (GByteArray *bytes, const Tiff *tiff, guint n_bytes, guint32 number)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint  shift = 8 * (tiff->is_big_endian ? n_bytes - 1 - i : i);
      guint8 byte = (guint8) (number >> shift);

      g_byte_array_append (bytes, &byte, 1);
    }
}

static GByteArray *
make_tiff (const Tiff *tiff)
{
  enum
  {
    WIDTH = 300,
    HEIGHT = 200,
    N_ENTRIES = 8
  };
  const guint rows = HEIGHT / tiff->n_strips;
  const guint strip = WIDTH * rows;
  const guint lists = 8 + 2 + N_ENTRIES * 12 + 4;
  const guint list = tiff->n_strips * tiff->n_bytes;
  const guint pixels = lists + 2 * list;
  const struct
  {
    guint tag;
    guint value;
  } entries[N_ENTRIES] = {
    { 256, WIDTH }, { 257, HEIGHT }, { 258, 8 },    { 259, 1 },
    { 262, 1 },     { 273, lists },  { 278, rows }, { 279, lists + list },
  };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) (tiff->is_big_endian ? "MM" : "II"), 2);
  put_number (bytes, tiff, 2, 42);
  put_number (bytes, tiff, 4, 8);
  put_number (bytes, tiff, 2, N_ENTRIES);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      gboolean is_list = entries[i].tag == 273 || entries[i].tag == 279;
      guint    n_bytes = is_list ? tiff->n_bytes : 4;

      put_number (bytes, tiff, 2, entries[i].tag);
      put_number (bytes, tiff, 2, n_bytes == 2 ? 3 : 4);
      put_number (bytes, tiff, 4, is_list ? tiff->n_strips : 1);
      /* What fits is here itself. */
      if (is_list && list <= 4)
        put_number (bytes, tiff, 4, entries[i].tag == 273 ? pixels : strip);
      else
        put_number (bytes, tiff, 4, entries[i].value);
    }
  put_number (bytes, tiff, 4, 0);
  for (guint i = 0; i < tiff->n_strips; i++)
    put_number (bytes, tiff, tiff->n_bytes, pixels + i * strip);
  for (guint i = 0; i < tiff->n_strips; i++)
    put_number (bytes, tiff, tiff->n_bytes, strip);
  g_byte_array_set_size (bytes, pixels + WIDTH * HEIGHT);

  return bytes;
}

static void
test_tiffs (void)
{
  static const Tiff tiffs[] = {
    { "one piece", FALSE, 4, 1 },
    { "many pieces", FALSE, 4, 40 },
    { "many pieces, the other way round", TRUE, 4, 40 },
    { "small numbers", FALSE, 2, 8 },
    { "small numbers, the other way round", TRUE, 2, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tiffs); i++)
    {
      g_autoptr (GByteArray) bytes = make_tiff (&tiffs[i]);
      const guint            sizes[] = { bytes->len / 3, bytes->len - 1, bytes->len };

      g_test_message ("%s", tiffs[i].what);
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          g_autoptr (GFile) file = tack_test_clips_put (clips, "index.tiff", bytes->data, sizes[j]);
          g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
          const TackIssue          *worst = tack_issue_array_get_worst (info->issues);

          if (sizes[j] < bytes->len)
            g_assert_cmpstr (worst->code, ==, "damaged");
          else
            g_assert_true (tack_media_info_is_ok (info));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-end/pictures", test_pictures);
  g_test_add_func ("/media/picture-end/tiffs", test_tiffs);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
