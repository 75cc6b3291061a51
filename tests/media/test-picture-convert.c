/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media.h"
#include "media/tack-picture-metadata.h"
#include "tack-test-pictures.h"

/* Pictures in a format or in colours that Pinterest does not take. */

/* Every picture of the clips bears the number 42, which can be read upright only. */
static TackTestClips *clips;

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
  g_autoptr (GdkPixbuf) drawing = tack_test_pictures_load (clips, "tall.png");
  g_autoptr (GdkPixbuf) photo = tack_test_pictures_make_noise (100, 150, FALSE);
  g_autoptr (GdkPixbuf) glass = tack_test_pictures_make_noise (100, 150, TRUE);
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
      g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, pictures[i].type);
      g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
      g_assert_cmpint (tack_test_clips_read_number (sent), ==,
                       pictures[i].pixbuf == drawing ? 42 : -1);
      if (pictures[i].pixbuf == glass)
        g_assert_true (gdk_pixbuf_get_has_alpha (sent));
    }
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
        g_autoptr (GBytes)    bytes = tack_test_pictures_prepare_well (file, 0, pictures[i].type);
        g_autoptr (GdkPixbuf) sent = tack_test_pictures_decode (bytes);
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

  g_autoptr (GBytes)       sent = tack_test_pictures_prepare_well (file, 0, "image/jpeg");
  g_autoptr (GdkPixbuf)    pixbuf = tack_test_pictures_decode (sent);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (sent);
  const guint8            *pixel = gdk_pixbuf_read_pixels (pixbuf);
  gboolean                 is_cmyk;

  g_assert_cmpint (pixel[0], >, 240);
  g_assert_cmpint (pixel[1], <, 16);
  g_assert_cmpint (pixel[2], <, 16);
  tack_picture_metadata_find ("jpeg", stream, &is_cmyk, NULL);
  g_assert_false (is_cmyk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-convert/converted", test_converted);
  g_test_add_func ("/media/picture-convert/converted-bytes", test_converted_bytes);
  g_test_add_func ("/media/picture-convert/cmyk", test_cmyk);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
