/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-prepare.h"

#include <gexiv2/gexiv2.h>

#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "media/tack-inspect.h"
#include "media/tack-inspector.h"
#include "media/tack-jpeg-turn.h"
#include "media/tack-media.h"
#include "media/tack-picture-encode.h"
#include "media/tack-picture-loader.h"
#include "media/tack-picture-metadata.h"
#include "media/tack-picture-plan.h"
#include "media/tack-picture.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* Every picture of the clips bears the number 42, which can be read upright only. */
static TackTestClips *clips;

/* What must not leave the house. */
#define AUTHOR "Anna Geheim"

static char *
hash (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Whatever is done, the file itself is as it was. */
static GBytes *
prepare_with (GFile *file, TackPictureOptions options, const char **content_type, GError **error)
{
  g_autofree char *before = hash (file);
  GBytes          *bytes = tack_picture_prepare (file, options, content_type, NULL, error);
  g_autofree char *after = hash (file);

  g_assert_cmpstr (before, ==, after);

  return bytes;
}

static GBytes *
prepare (GFile *file, const char **content_type, GError **error)
{
  return prepare_with (file, 0, content_type, error);
}

static GBytes *
prepare_well_with (GFile *file, TackPictureOptions options, const char *expected_type)
{
  const char        *type = NULL;
  g_autoptr (GError) error = NULL;
  GBytes            *bytes = prepare_with (file, options, &type, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, expected_type);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_MAX);

  return bytes;
}

static GBytes *
prepare_well (GFile *file, const char *expected_type)
{
  return prepare_well_with (file, 0, expected_type);
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static gboolean
has_text (GBytes *bytes, const char *text)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at + strlen (text) <= size; at++)
    if (memcmp (data + at, text, strlen (text)) == 0)
      return TRUE;

  return FALSE;
}

/* A profile of no tags, with what libpng insists on: the right header, and not too few bytes. */
static char *
make_profile (const char *colors)
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
static GFile *
make_talkative (GdkPixbuf *pixbuf, const char *name, const char *content_type, int orientation)
{
  g_autofree char           *profile = make_profile ("RGB ");
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
  gexiv2_metadata_try_set_tag_string (metadata, "Exif.Image.Artist", AUTHOR, &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Xmp.dc.creator", AUTHOR, &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Iptc.Application2.Byline", AUTHOR, &error);
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

static void
assert_silent (GBytes *bytes)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  gsize                      size;
  const guint8              *data = g_bytes_get_data (bytes, &size);

  g_assert_false (has_text (bytes, AUTHOR));
  gexiv2_metadata_open_buf (metadata, data, (glong) size, &error);
  g_assert_no_error (error);
  g_assert_false (gexiv2_metadata_has_exif (metadata));
  g_assert_false (gexiv2_metadata_has_xmp (metadata));
  g_assert_false (gexiv2_metadata_has_iptc (metadata));
}

static GdkPixbuf *
load (const char *name)
{
  g_autoptr (GBytes) bytes = tack_test_clips_get_bytes (clips, name);

  return decode (bytes);
}

static void
assert_same_pixels (GdkPixbuf *a, GdkPixbuf *b)
{
  g_autoptr (GBytes) bytes_a = gdk_pixbuf_read_pixel_bytes (a);
  g_autoptr (GBytes) bytes_b = gdk_pixbuf_read_pixel_bytes (b);

  g_assert_true (g_bytes_equal (bytes_a, bytes_b));
}

static void
test_sent_as_it_is (void)
{
  static const struct
  {
    const char *name;
    const char *type;
  } pictures[]
    = { { "tall.jpg", "image/jpeg" }, { "tall.png", "image/png" }, { "alpha.png", "image/png" } };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_get (clips, pictures[i].name);
      g_autoptr (GBytes) bytes = prepare_well (file, pictures[i].type);
      g_autoptr (GBytes) own = tack_test_clips_get_bytes (clips, pictures[i].name);

      g_assert_true (g_bytes_equal (bytes, own));
    }
}

/* Nothing is encoded anew: the pixels are the same to the bit, and so is the profile. */
static void
test_says_nothing (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    picture = load ("tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GFile)     file = make_talkative (picture, "talkative", types[i], 1);
      g_autoptr (GBytes)    own = g_file_load_bytes (file, NULL, NULL, NULL);
      g_autoptr (GBytes)    bytes = prepare_well (file, types[i]);
      g_autoptr (GdkPixbuf) before = decode (own);
      g_autoptr (GdkPixbuf) after = decode (bytes);

      g_assert_true (has_text (own, AUTHOR));
      assert_silent (bytes);
      assert_same_pixels (before, after);
      g_assert_nonnull (gdk_pixbuf_get_option (after, "icc-profile"));
      g_assert_cmpstr (gdk_pixbuf_get_option (before, "icc-profile"), ==,
                       gdk_pixbuf_get_option (after, "icc-profile"));
    }
}

/* As it lies in the file of a camera that was held that way. */
static GdkPixbuf *
lay_down (GdkPixbuf *upright, int orientation)
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

static void
test_turned (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    upright = load ("tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (GdkPixbuf) lying = lay_down (upright, orientation);
        g_autoptr (GFile)     file = make_talkative (lying, "turned", types[i], orientation);
        g_autoptr (GError)    error = NULL;
        g_autoptr (GdkPixbuf) shown = tack_picture_load (file, 0, NULL, &error);
        g_autoptr (GBytes)    bytes = prepare_well (file, types[i]);
        g_autoptr (GdkPixbuf) sent = decode (bytes);
        TackPictureFacts      facts;

        g_test_message ("%s, orientation %d", types[i], orientation);
        g_assert_no_error (error);
        g_assert_cmpint (tack_test_clips_read_number (shown), ==, 42);
        g_assert_cmpint (tack_test_clips_read_number (sent), ==, 42);
        g_assert_nonnull (gdk_pixbuf_get_option (sent, "icc-profile"));
        assert_silent (bytes);

        g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
        g_assert_cmpint (facts.is_turned, ==, orientation != 1);
        g_assert_true (facts.has_location);
        g_assert_true (facts.has_details);
        g_assert_cmpint (facts.width, ==, TACK_TEST_CLIP_WIDTH);
        g_assert_cmpint (facts.height, ==, TACK_TEST_CLIP_HEIGHT);
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
  g_assert_cmpstr (artist, ==, AUTHOR);
  g_assert_cmpstr (creator, ==, AUTHOR);
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
  g_autoptr (GdkPixbuf)    upright = load ("tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (GdkPixbuf) lying = lay_down (upright, orientation);
        g_autoptr (GFile)     file = make_talkative (lying, "kept", types[i], orientation);
        g_autoptr (GBytes)    own = g_file_load_bytes (file, NULL, NULL, NULL);
        g_autoptr (GBytes)    bytes = prepare_well_with (file, TACK_PICTURE_KEEP_DETAILS, types[i]);
        g_autoptr (GdkPixbuf) sent = decode (bytes);

        g_test_message ("%s, orientation %d", types[i], orientation);
        g_assert_cmpint (g_bytes_equal (bytes, own), ==, orientation == 1);
        g_assert_cmpint (tack_test_clips_read_number (sent), ==, 42);
        g_assert_nonnull (gdk_pixbuf_get_option (sent, "icc-profile"));
        if (orientation > 1)
          assert_talks (bytes, sent);
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
  g_autoptr (GdkPixbuf) upright = load ("tall.png");
  g_autofree char      *profile = make_profile ("RGB ");
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_set_option (upright, "icc-profile", profile);
  g_autoptr (GBytes)    jpeg = tack_picture_encode (upright, "image/jpeg", &error);
  g_autoptr (GBytes)    same = tack_jpeg_turn (jpeg, 1);
  g_autoptr (GdkPixbuf) before = decode (jpeg);
  g_autoptr (GdkPixbuf) after = decode (same);
  assert_same_pixels (before, after);
  g_assert_cmpstr (gdk_pixbuf_get_option (after, "icc-profile"), ==, profile);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GBytes)    there = tack_jpeg_turn (jpeg, ways[i].there);
      g_autoptr (GBytes)    back = tack_jpeg_turn (there, ways[i].back);
      g_autoptr (GdkPixbuf) turned = decode (there);

      g_assert_true (g_bytes_equal (back, same));
      g_autoptr (GdkPixbuf) expected = lay_down (before, ways[i].back);
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

static GdkPixbuf *
make_noise (int width, int height, gboolean has_alpha)
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

static gboolean
has_loader (const char *format)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *link = formats; link != NULL; link = link->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (link->data);
      if (g_str_equal (name, format))
        return TRUE;
    }

  return FALSE;
}

/* What is opaque and of many colours becomes JPEG, everything else PNG. */
static void
test_converted (void)
{
  g_autoptr (GdkPixbuf) drawing = load ("tall.png");
  g_autoptr (GdkPixbuf) photo = make_noise (100, 150, FALSE);
  g_autoptr (GdkPixbuf) glass = make_noise (100, 150, TRUE);
  g_autoptr (GdkPixbuf) opaque = gdk_pixbuf_add_alpha (photo, FALSE, 0, 0, 0);

  const struct
  {
    GdkPixbuf  *pixbuf;
    const char *format;
    const char *type;
  } pictures[] = {
    { drawing, "bmp", "image/png" },  { photo, "bmp", "image/jpeg" },
    { drawing, "tiff", "image/png" }, { photo, "tiff", "image/jpeg" },
    { glass, "tiff", "image/png" },   { opaque, "tiff", "image/jpeg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_put (clips, "converted", "", 0);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s of case %u", pictures[i].format, i);
      gdk_pixbuf_save (pictures[i].pixbuf, g_file_peek_path (file), pictures[i].format, &error,
                       NULL);
      g_assert_no_error (error);
      g_autoptr (GBytes)    bytes = prepare_well (file, pictures[i].type);
      g_autoptr (GdkPixbuf) sent = decode (bytes);
      g_assert_cmpint (tack_test_clips_read_number (sent), ==,
                       pictures[i].pixbuf == drawing ? 42 : -1);
      if (pictures[i].pixbuf == glass)
        g_assert_true (gdk_pixbuf_get_has_alpha (sent));
    }
}

/* What a TIFF is made of is not what it tells, and stays behind. */
static void
test_kept_of_tiff (void)
{
  g_autoptr (GdkPixbuf)      photo = make_noise (100, 150, FALSE);
  g_autoptr (GFile)          file = tack_test_clips_put (clips, "kept.tiff", "", 0);
  g_autofree char           *profile = make_profile ("RGB ");
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError)         error = NULL;
  const char                *path = g_file_peek_path (file);
  TackPictureFacts           facts;

  gdk_pixbuf_save (photo, path, "tiff", &error, "icc-profile", profile, NULL);
  g_assert_no_error (error);
  g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
  g_assert_false (facts.has_details);

  gexiv2_metadata_open_path (metadata, path, &error);
  gexiv2_metadata_try_set_tag_string (metadata, "Exif.Image.Artist", AUTHOR, &error);
  gexiv2_metadata_save_file (metadata, path, &error);
  g_assert_no_error (error);
  g_assert_true (tack_picture_read_facts (file, &facts, NULL, &error));
  g_assert_true (facts.has_details);

  g_autoptr (GBytes)    silent = prepare_well (file, "image/jpeg");
  g_autoptr (GBytes)    bytes = prepare_well_with (file, TACK_PICTURE_KEEP_DETAILS, "image/jpeg");
  g_autoptr (GdkPixbuf) sent = decode (bytes);
  assert_silent (silent);
  g_assert_true (has_text (bytes, AUTHOR));
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, 100);
  g_clear_object (&metadata);
  metadata = gexiv2_metadata_new ();
  gexiv2_metadata_open_buf (metadata, g_bytes_get_data (bytes, NULL),
                            (glong) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Exif.Image.StripOffsets", NULL));
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Exif.Image.InterColorProfile", NULL));
}

/* Formats that the image loader writes none of. */
static void
test_converted_bytes (void)
{
  static const struct
  {
    const char *format;
    const char *data;
    gsize       size;
    const char *type;
  } pictures[] = {
#define TEXT(text) text, sizeof (text) - 1
    /* Two frames of one pixel: the first is sent. */
    { "gif",
      TEXT ("GIF89a\1\0\1\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0,\0\0\0\0\1\0\1\0\0"
            "\2\2L\1\0;"),
      "image/png" },
    { "svg",
      TEXT ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"60\">"
            "<circle cx=\"20\" cy=\"30\" r=\"10\" fill=\"red\"/></svg>"),
      "image/png" },
#undef TEXT
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (has_loader (pictures[i].format))
      {
        g_autoptr (GFile) file
          = tack_test_clips_put (clips, pictures[i].format, pictures[i].data, pictures[i].size);
        g_autoptr (GBytes)    bytes = prepare_well (file, pictures[i].type);
        g_autoptr (GdkPixbuf) sent = decode (bytes);
        const guint8         *middle = gdk_pixbuf_read_pixels (sent)
                               + gdk_pixbuf_get_height (sent) / 2 * gdk_pixbuf_get_rowstride (sent)
                               + gdk_pixbuf_get_width (sent) / 2 * gdk_pixbuf_get_n_channels (sent);

        g_test_message ("%s", pictures[i].format);
        g_assert_cmpint (middle[0], ==, 255);
        g_assert_cmpint (middle[2], ==, 0);
      }
}

/* The colours of print look wrong, or not at all, where Pins are looked at. */
static void
test_cmyk (void)
{
  /* Eight red pixels square, in cyan, magenta, yellow and black. */
  static const char red[]
    = "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNb"
      "XYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
      "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAFAgACAAIBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAA"
      "AAAAAAAEBv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABQRAQAAAAAAAAAA"
      "AAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AvAMTTTAP/9k=";
  gsize              length;
  g_autofree guchar *bytes = g_base64_decode (red, &length);
  g_autoptr (GFile)  file = tack_test_clips_put (clips, "print.jpg", (const char *) bytes, length);

  g_autoptr (GBytes)       sent = prepare_well (file, "image/jpeg");
  g_autoptr (GdkPixbuf)    pixbuf = decode (sent);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (sent);
  const guint8            *pixel = gdk_pixbuf_read_pixels (pixbuf);
  gboolean                 is_cmyk;

  g_assert_cmpint (pixel[0], >, 240);
  g_assert_cmpint (pixel[1], <, 16);
  g_assert_cmpint (pixel[2], <, 16);
  tack_picture_metadata_find ("jpeg", stream, &is_cmyk, NULL);
  g_assert_false (is_cmyk);
}

/* What only needs a loader is not said to be damaged: the package is named. */
static void
test_loader_missing (void)
{
  static const struct
  {
    const char *format;
    const char *head;
    gsize       length;
    const char *package;
  } pictures[] = {
    { "webp", "RIFF\xff\0\0\0WEBPVP8 ", 16, "webp-pixbuf-loader" },
    { "avif",
      "\0\0\0\x20"
      "ftypavif\0\0\0\0",
      16, "libavif-gdk-pixbuf" },
    { "heic",
      "\0\0\0\x20"
      "ftypheic\0\0\0\0",
      16, "heif-gdk-pixbuf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile) file
        = tack_test_clips_put (clips, "unread", pictures[i].head, pictures[i].length);
      g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
      const TackIssue          *issue = tack_issue_array_get_worst (info->issues);
      const char               *type;
      g_autoptr (GError)        error = NULL;
      gboolean is_missing = tack_picture_loader_find_missing (pictures[i].format) != NULL;

      g_assert_cmpstr (issue->code, ==, is_missing ? "loader-missing" : "damaged");
      g_assert_cmpint (strstr (issue->message, pictures[i].package) != NULL, ==, is_missing);
      g_assert_null (prepare (file, &type, &error));
      g_assert_cmpstr (error->message, ==, issue->message);
    }

  g_assert_null (tack_picture_loader_find_missing ("jpeg"));
  g_assert_null (tack_picture_loader_find_missing (NULL));
}

/* A profile of other colours than RGB would be wrong beside the pixels that are sent. */
static void
test_foreign_profile (void)
{
  static const char *const colors[] = { "RGB ", "CMYK", "GRAY" };
  g_autoptr (GdkPixbuf)    lying = load ("tall.png");

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autofree char   *profile = make_profile (colors[i]);
      g_autoptr (GFile)  file = tack_test_clips_put (clips, "profile", "", 0);
      g_autoptr (GError) error = NULL;

      gdk_pixbuf_save (lying, g_file_peek_path (file), "tiff", &error, "icc-profile", profile,
                       NULL);
      g_assert_no_error (error);
      g_autoptr (GBytes)    bytes = prepare_well (file, "image/png");
      g_autoptr (GdkPixbuf) sent = decode (bytes);
      g_assert_cmpstr (gdk_pixbuf_get_option (sent, "icc-profile"), ==, i == 0 ? profile : NULL);
    }
}

static void
test_shrunk (void)
{
  g_autoptr (GdkPixbuf) noise = make_noise (2700, 2700, FALSE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "large.png", "", 0);
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_autoptr (GBytes)    bytes = prepare_well (file, "image/jpeg");
  g_autoptr (GdkPixbuf) sent = decode (bytes);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_ADVISED);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), >=, TACK_PICTURE_SHRUNK_WIDTH_MIN);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, gdk_pixbuf_get_height (sent));
}

/* Between what Pinterest advises and what it takes, the person says. */
static void
test_shrunk_if_wanted (void)
{
  g_autoptr (GdkPixbuf) noise = make_noise (1800, 1800, FALSE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "big.png", "", 0);
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_autoptr (GBytes) as_it_is = prepare_well (file, "image/png");
  g_assert_cmpuint (g_bytes_get_size (as_it_is), >, TACK_IMAGE_BYTES_ADVISED);
  g_autoptr (GBytes) bytes = prepare_well_with (file, TACK_PICTURE_SHRINK_TO_ADVISED, "image/jpeg");
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, TACK_IMAGE_BYTES_ADVISED);
}

/* Narrow, long and transparent noise: there is nothing to be done, and that is said. */
static void
test_cannot_shrink (void)
{
  g_autoptr (GdkPixbuf) noise = make_noise (1000, 5500, TRUE);
  g_autoptr (GFile)     file = tack_test_clips_put (clips, "ribbon.png", "", 0);
  const char           *type;
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_save (noise, g_file_peek_path (file), "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);
  g_assert_null (prepare (file, &type, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "ribbon.png"));
}

static void
test_no_picture (void)
{
  static const char *const names[] = { "text.mp4", "empty.mp4" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_get (clips, names[i]);
      const char        *type = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (prepare (file, &type, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
}

/* The verdict says beforehand what is done. */
static void
test_is_said (void)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GdkPixbuf)     upright = load ("tall.png");
  g_autoptr (GdkPixbuf)     lying = lay_down (upright, 6);
  g_autoptr (GFile)         file = make_talkative (lying, "said", "image/jpeg", 6);
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GError)        error = NULL;
  g_autoptr (GPtrArray)     issues = tack_issue_array_new ();
  gboolean                  is_said = FALSE;

  tack_inspector_inspect_async (inspector, file, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackMediaInfo) info = tack_inspector_inspect_finish (result, &error);
  g_assert_no_error (error);
  tack_picture_plan_add_issues (info, 0, "said", issues);
  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_equal (issue->code, "image-prepared"))
        is_said = strstr (issue->message, "turned upright, without its location, without") != NULL;
    }
  g_assert_true (is_said);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-prepare/sent-as-it-is", test_sent_as_it_is);
  g_test_add_func ("/media/picture-prepare/says-nothing", test_says_nothing);
  g_test_add_func ("/media/picture-prepare/turned", test_turned);
  g_test_add_func ("/media/picture-prepare/turned-without-loss", test_turned_without_loss);
  g_test_add_func ("/media/picture-prepare/not-turned", test_not_turned);
  g_test_add_func ("/media/picture-prepare/kept", test_kept);
  g_test_add_func ("/media/picture-prepare/kept-of-tiff", test_kept_of_tiff);
  g_test_add_func ("/media/picture-prepare/converted", test_converted);
  g_test_add_func ("/media/picture-prepare/converted-bytes", test_converted_bytes);
  g_test_add_func ("/media/picture-prepare/cmyk", test_cmyk);
  g_test_add_func ("/media/picture-prepare/loader-missing", test_loader_missing);
  g_test_add_func ("/media/picture-prepare/foreign-profile", test_foreign_profile);
  g_test_add_func ("/media/picture-prepare/shrunk", test_shrunk);
  g_test_add_func ("/media/picture-prepare/shrunk-if-wanted", test_shrunk_if_wanted);
  g_test_add_func ("/media/picture-prepare/cannot-shrink", test_cannot_shrink);
  g_test_add_func ("/media/picture-prepare/no-picture", test_no_picture);
  g_test_add_func ("/media/picture-prepare/is-said", test_is_said);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
