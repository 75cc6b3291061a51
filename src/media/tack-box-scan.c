/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-scan.h"

#include <glib/gi18n-lib.h>

/* A fragmented film of fifteen minutes has two boxes a second; no honest file has more than this.
 */
#define BOXES_MAX 10000

static guint64
get_big_endian (const guint8 *data, guint n_bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

TackBoxScan
tack_box_scan (GInputStream *stream, gint64 size, GCancellable *cancellable)
{
  gboolean has_index = FALSE;
  guint64  offset = 0;

  for (guint i = 0; i < BOXES_MAX && offset + 8 <= (guint64) size; i++)
    {
      guint8 header[16];
      gsize  n_read;

      if (!g_seekable_seek (G_SEEKABLE (stream), (goffset) offset, G_SEEK_SET, cancellable, NULL)
          || !g_input_stream_read_all (stream, header, sizeof header, &n_read, cancellable, NULL)
          || n_read < 8)
        break;

      guint64 length = get_big_endian (header, 4);
      if (length == 1 && n_read == sizeof header)
        length = get_big_endian (header + 8, 8);
      else if (length == 0)
        length = (guint64) size - offset; /* up to the end of the file */

      if (memcmp (header + 4, "moov", 4) == 0)
        has_index = TRUE;
      if (length < 8)
        break;
      if (length > (guint64) size - offset)
        return TACK_BOX_SCAN_CUT;
      offset += length;
    }

  return has_index ? TACK_BOX_SCAN_WHOLE : TACK_BOX_SCAN_NO_INDEX;
}

char *
tack_box_scan_dup_sentence (TackBoxScan scan, const char *name)
{
  switch (scan)
    {
    case TACK_BOX_SCAN_CUT:
      return g_strdup_printf (_ ("“%s” is incomplete: its end is missing. Copy it again."), name);
    case TACK_BOX_SCAN_NO_INDEX:
      return g_strdup_printf (_ ("“%s” is damaged: it has no index, as when a recording was cut "
                                 "short."),
                              name);
    case TACK_BOX_SCAN_WHOLE:
    default:
      return NULL;
    }
}
