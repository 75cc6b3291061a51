/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-video-check.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-box-scan.h"
#include "media/tack-sniff.h"

static gboolean
check_whole (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, cancellable, NULL);
  TackBoxScan scan = tack_box_scan (stream, g_seekable_tell (G_SEEKABLE (stream)), cancellable);

  /* Who stopped it has not found out anything. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  g_autofree char *sentence = tack_box_scan_dup_sentence (scan, name);
  if (sentence != NULL)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", sentence));

  return sentence == NULL;
}

gboolean
tack_video_check (GFile *file, gboolean *is_mp4, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) io_error = NULL;
  g_autofree char   *name = tack_human_file (file);
  guint8             head[TACK_SNIFF_BYTES];
  gsize              length;
  const char        *container;

  /* GStreamer's own words for a file that is not there are for developers. */
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &io_error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                   &io_error))
    {
      g_propagate_error (error, tack_error_from_file (io_error, file));
      return FALSE;
    }

  if (tack_sniff (head, length, &container) == TACK_MEDIA_IMAGE)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not a video."), name));
      return FALSE;
    }
  *is_mp4 = tack_sniff_is_mp4 (container);

  return !*is_mp4 || check_whole (G_INPUT_STREAM (stream), name, cancellable, error);
}
