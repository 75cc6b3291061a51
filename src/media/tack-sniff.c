/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-sniff.h"

#include <gio/gio.h>

static const struct
{
  guint         offset;
  const char   *magic;
  guint         length;
  TackMediaKind kind;
  const char   *container;
} magics[] = {
  { 0, "\xff\xd8\xff", 3, TACK_MEDIA_IMAGE, "jpeg" },
  { 0, "\x89PNG\r\n\x1a\n", 8, TACK_MEDIA_IMAGE, "png" },
  { 0, "GIF8", 4, TACK_MEDIA_IMAGE, "gif" },
  { 8, "WEBP", 4, TACK_MEDIA_IMAGE, "webp" },
  { 0, "II*\0", 4, TACK_MEDIA_IMAGE, "tiff" },
  { 0, "MM\0*", 4, TACK_MEDIA_IMAGE, "tiff" },
  { 0, "BM", 2, TACK_MEDIA_IMAGE, "bmp" },
  /* The brand behind “ftyp” tells the members of the MP4 family apart. */
  { 4, "ftypavif", 8, TACK_MEDIA_IMAGE, "avif" },
  { 4, "ftypheic", 8, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftypmif1", 8, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftypqt  ", 8, TACK_MEDIA_VIDEO, "mov" },
  { 4, "ftypM4V", 7, TACK_MEDIA_VIDEO, "m4v" },
  { 4, "ftyp", 4, TACK_MEDIA_VIDEO, "mp4" },
  /* QuickTime from before brands begins with one of these. */
  { 4, "moov", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "mdat", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "wide", 4, TACK_MEDIA_VIDEO, "mov" },
  { 0, "\x1a\x45\xdf\xa3", 4, TACK_MEDIA_VIDEO, "webm" },
  { 8, "AVI ", 4, TACK_MEDIA_VIDEO, "avi" },
  { 0, "FLV\x01", 4, TACK_MEDIA_VIDEO, "flv" },
  { 0, "\x00\x00\x01\xba", 4, TACK_MEDIA_VIDEO, "mpeg" },
};

TackMediaKind
tack_sniff (const guint8 *data, gsize length, const char **container)
{
  *container = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].offset + magics[i].length
        && memcmp (data + magics[i].offset, magics[i].magic, magics[i].length) == 0)
      {
        *container = magics[i].container;
        return magics[i].kind;
      }

  g_autofree char *type = g_content_type_guess (NULL, data, length, NULL);
  if (g_content_type_is_a (type, "image/*"))
    return TACK_MEDIA_IMAGE;
  if (g_content_type_is_a (type, "video/*"))
    return TACK_MEDIA_VIDEO;

  return TACK_MEDIA_UNKNOWN;
}

gboolean
tack_sniff_is_mp4 (const char *container)
{
  static const char *const names[] = { "mp4", "mov", "m4v", NULL };

  return container != NULL && g_strv_contains (names, container);
}
