/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-encode.h"

#include <glib/gi18n-lib.h>
#include <zlib.h>

#include "base/tack-error.h"
#include "base/tack-limits.h"

/* The signature and the first chunk, IHDR, which stands before the profile. */
#define PNG_HEAD_BYTES (8 + 12 + 13)
/* Of the ICC header, and where in it the colours are named. */
#define ICC_HEADER_BYTES 128
#define ICC_COLORS 16

/* The profile the picture came with, unless it is of other than RGB pixels, of which a loader has
 * made RGB. */
static GBytes *
get_profile (GdkPixbuf *picture)
{
  const char        *option = gdk_pixbuf_get_option (picture, "icc-profile");
  gsize              length = 0;
  g_autofree guchar *data = option != NULL ? g_base64_decode (option, &length) : NULL;

  if (length < ICC_HEADER_BYTES || memcmp (data + ICC_COLORS, "RGB ", 4) != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

/* GdkPixbuf hands libpng the profile before it says that the picture is of RGB, and libpng refuses
 * it (2.42). So the chunk is written here. */
static GBytes *
add_profile_to_png (const guint8 *png, gsize length, GBytes *profile)
{
  static const char      name[] = "iCCPICC\0"; /* type, name, and 0 for zlib */
  gsize                  size;
  const guint8          *data = g_bytes_get_data (profile, &size);
  uLongf                 packed_size = compressBound (size);
  g_autofree guint8     *packed = g_malloc (packed_size);
  g_autoptr (GByteArray) whole = g_byte_array_sized_new ((guint) (length + packed_size + 32));

  compress (packed, &packed_size, data, size);
  g_byte_array_append (whole, png, PNG_HEAD_BYTES);
  append_number (whole, (guint32) (sizeof name - 4 + packed_size));
  g_byte_array_append (whole, (const guint8 *) name, sizeof name);
  g_byte_array_append (whole, packed, (guint) packed_size);
  append_number (whole, (guint32) crc32 (0, whole->data + PNG_HEAD_BYTES + 4,
                                         (uInt) (sizeof name + packed_size)));
  g_byte_array_append (whole, png + PNG_HEAD_BYTES, (guint) (length - PNG_HEAD_BYTES));

  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

GBytes *
tack_picture_encode (GdkPixbuf *picture, const char *content_type, GError **error)
{
  gboolean           is_png = g_str_equal (content_type, "image/png");
  g_autoptr (GBytes) profile = get_profile (picture);
  const char      *option = profile != NULL ? gdk_pixbuf_get_option (picture, "icc-profile") : NULL;
  g_autofree char *quality = g_strdup_printf ("%d", TACK_COVER_JPEG_QUALITY);
  g_autofree char *buffer = NULL;
  gsize            length;
  gboolean         is_done
    = is_png
        ? gdk_pixbuf_save_to_buffer (picture, &buffer, &length, "png", NULL, NULL)
        : gdk_pixbuf_save_to_buffer (picture, &buffer, &length, "jpeg", NULL, "quality", quality,
                                     option != NULL ? "icc-profile" : NULL, option, NULL);

  if (!is_done)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_GIVE_UP,
                                                _ ("The picture could not be encoded: too little "
                                                   "memory.")));
      return NULL;
    }
  if (is_png && profile != NULL)
    return add_profile_to_png ((const guint8 *) buffer, length, profile);

  return g_bytes_new_take (g_steal_pointer (&buffer), length);
}
