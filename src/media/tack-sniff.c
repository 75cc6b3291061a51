/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-sniff.h"

#include <gio/gio.h>

#define MATROSKA_HEAD_BYTES 64
#define TRANSPORT_PACKETS_MIN 4

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
  { 4, "ftypavi", 7, TACK_MEDIA_IMAGE, "avif" },
  { 4, "ftyphei", 7, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftyphev", 7, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftypmif1", 8, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftypmsf1", 8, TACK_MEDIA_IMAGE, "heic" },
  { 4, "ftypcrx ", 8, TACK_MEDIA_IMAGE, "cr3" },
  { 4, "ftypqt  ", 8, TACK_MEDIA_VIDEO, "mov" },
  { 4, "ftypM4V", 7, TACK_MEDIA_VIDEO, "m4v" },
  { 4, "ftyp", 4, TACK_MEDIA_VIDEO, "mp4" },
  /* QuickTime from before brands begins with one of these. */
  { 4, "moov", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "mdat", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "wide", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "free", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "skip", 4, TACK_MEDIA_VIDEO, "mov" },
  { 4, "pnot", 4, TACK_MEDIA_VIDEO, "mov" },
  /* A piece of a stream. */
  { 4, "styp", 4, TACK_MEDIA_VIDEO, "mp4" },
  { 4, "sidx", 4, TACK_MEDIA_VIDEO, "mp4" },
  { 4, "moof", 4, TACK_MEDIA_VIDEO, "mp4" },
  { 8, "AVI ", 4, TACK_MEDIA_VIDEO, "avi" },
  { 0, "FLV\x01", 4, TACK_MEDIA_VIDEO, "flv" },
  { 0, "OggS", 4, TACK_MEDIA_VIDEO, "ogg" },
  { 0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", 8, TACK_MEDIA_VIDEO, "wmv" },
  { 0, "\x06\x0e\x2b\x34\x02\x05\x01\x01", 8, TACK_MEDIA_VIDEO, "mxf" },
  { 0, ".RMF", 4, TACK_MEDIA_VIDEO, "rm" },
  { 0, "\x00\x00\x01\xba", 4, TACK_MEDIA_VIDEO, "mpeg" },
  { 0, "\x00\x00\x01\xb3", 4, TACK_MEDIA_VIDEO, "mpeg" },
};

/* Matroska says within its first element whether it is WebM. */
static const char *
find_matroska (const guint8 *data, gsize length)
{
  if (length < 4 || memcmp (data, "\x1a\x45\xdf\xa3", 4) != 0)
    return NULL;

  for (gsize i = 4; i + 4 <= MIN (length, MATROSKA_HEAD_BYTES); i++)
    if (memcmp (data + i, "webm", 4) == 0)
      return "webm";

  return "mkv";
}

/* A packet of 188 bytes after the other; cameras put four bytes of time before each. */
static const char *
find_transport_stream (const guint8 *data, gsize length)
{
  for (gsize extra = 0; extra <= 4; extra += 4)
    {
      guint n = 0;

      while (extra + n * (188 + extra) < length && data[extra + n * (188 + extra)] == 0x47)
        n++;
      if (n >= TRANSPORT_PACKETS_MIN)
        return "ts";
    }

  return NULL;
}

/* What the desktop's table of types knows. The loader that reads a picture knows it by name. */
static TackMediaKind
guess (const guint8 *data, gsize length, const char **container)
{
  g_autofree char *type = g_content_type_guess (NULL, data, length, NULL);

  if (g_str_has_prefix (type, "image/svg"))
    *container = "svg";
  if (g_str_has_prefix (type, "image/"))
    return TACK_MEDIA_IMAGE;
  if (!g_str_has_prefix (type, "video/"))
    return TACK_MEDIA_UNKNOWN;

  const char *name = type + strlen ("video/");
  *container = g_intern_string (g_str_has_prefix (name, "x-") ? name + 2 : name);

  return TACK_MEDIA_VIDEO;
}

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

  *container = find_matroska (data, length);
  if (*container == NULL)
    *container = find_transport_stream (data, length);
  if (*container != NULL)
    return TACK_MEDIA_VIDEO;

  return guess (data, length, container);
}

gboolean
tack_sniff_is_mp4 (const char *container)
{
  static const char *const names[] = { "mp4", "mov", "m4v", NULL };

  return container != NULL && g_strv_contains (names, container);
}
