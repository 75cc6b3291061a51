/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspect.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-box-index.h"
#include "media/tack-box-scan.h"
#include "media/tack-media.h"
#include "media/tack-picture-end.h"
#include "media/tack-picture-loader.h"
#include "media/tack-picture.h"
#include "media/tack-sniff.h"
#include "media/tack-verdict.h"
#include "media/tack-video-probe.h"

static void
add_error (TackMediaInfo *info, const char *code, const char *title, const char *sentence)
{
  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, code, title, "%s", sentence));
}

static void
add_io_error (TackMediaInfo *info, const GError *io_error, GFile *file)
{
  g_autoptr (GError) error = tack_error_from_file (io_error, file);
  gboolean           is_missing = g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  add_error (info, is_missing ? "not-found" : "unreadable",
             is_missing ? _ ("File missing") : _ ("Cannot be read"), error->message);
}

/* Size and time, and whether it is a file at all: a pipe or socket must never be opened, it would
 * hang. */
static gboolean
take_file_facts (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  g_autoptr (GError)    io_error = NULL;
  g_autoptr (GFileInfo) facts
    = g_file_query_info (file,
                         G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                         G_FILE_QUERY_INFO_NONE, cancellable, &io_error);

  if (facts == NULL)
    {
      add_io_error (info, io_error, file);
      return FALSE;
    }

  g_autoptr (GDateTime) mtime = g_file_info_get_modification_date_time (facts);
  g_autofree char      *sentence = NULL;
  GFileType             type = g_file_info_get_file_type (facts);

  info->size = g_file_info_get_size (facts);
  if (mtime != NULL)
    info->mtime_us
      = g_date_time_to_unix (mtime) * G_USEC_PER_SEC + g_date_time_get_microsecond (mtime);

  if (type == G_FILE_TYPE_DIRECTORY)
    {
      sentence = g_strdup_printf (_ ("“%s” is a folder, not a file."), name);
      add_error (info, "folder", _ ("A folder"), sentence);
    }
  else if (type != G_FILE_TYPE_REGULAR)
    {
      sentence = g_strdup_printf (_ ("“%s” is not a file with content."), name);
      add_error (info, "not-a-file", _ ("Not a file"), sentence);
    }
  else if (info->size == 0)
    {
      sentence = g_strdup_printf (_ ("“%s” is empty."), name);
      add_error (info, "empty", _ ("Empty file"), sentence);
    }

  return info->issues->len == 0;
}

static void
inspect_picture (GFile         *file,
                 const char    *name,
                 GInputStream  *stream,
                 TackMediaInfo *info,
                 GCancellable  *cancellable)
{
  TackPictureFacts   facts;
  g_autoptr (GError) error = NULL;

  if (tack_picture_read_facts (file, &facts, cancellable, &error))
    {
      if (info->container == NULL)
        info->container = g_strdup (facts.container);
      info->width = facts.width;
      info->height = facts.height;
      info->is_turned = facts.is_turned;
      info->is_cmyk = facts.is_cmyk;
      info->has_location = facts.has_location;
      info->has_details = facts.has_details;
      if (tack_picture_end_is_missing (stream, info->container, info->size, cancellable))
        info->traits |= TACK_MEDIA_TRUNCATED;
      return;
    }

  if (tack_picture_loader_find_missing (info->container) != NULL)
    add_error (info, "loader-missing", _ ("Cannot be read"), error->message);
  else
    add_error (info, "damaged", _ ("Damaged"), error->message);
}

static void
inspect_video (GFile         *file,
               const char    *name,
               GInputStream  *stream,
               TackMediaInfo *info,
               GCancellable  *cancellable)
{
  gboolean    is_mp4 = tack_sniff_is_mp4 (info->container);
  TackBoxScan scan = is_mp4 ? tack_box_scan (stream, info->size, cancellable) : TACK_BOX_SCAN_WHOLE;
  g_autofree char *sentence = tack_box_scan_dup_sentence (scan, name);

  info->duration_ms = -1;
  if (scan == TACK_BOX_SCAN_CUT)
    {
      add_error (info, "cut-off", _ ("Incomplete"), sentence);
      return;
    }
  if (scan == TACK_BOX_SCAN_NO_INDEX)
    {
      add_error (info, "damaged", _ ("Damaged"), sentence);
      return;
    }

  /* Decoders are only started in doubt. */
  if (!is_mp4 || !tack_box_index_read (stream, info, cancellable))
    tack_video_probe (file, name, info, cancellable);
  else if (info->video_codec == NULL)
    {
      g_autofree char *no_picture
        = g_strdup_printf (_ ("“%s” has sound but no moving picture."), name);
      add_error (info, "no-video-stream", _ ("No picture"), no_picture);
    }
}

static void
inspect_content (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &io_error);
  guint8                       head[TACK_SNIFF_BYTES];
  gsize                        length = 0;
  const char                  *container;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                   &io_error))
    {
      add_io_error (info, io_error, file);
      return;
    }

  info->kind = tack_sniff (head, length, &container);
  info->container = g_strdup (container);
  if (info->kind == TACK_MEDIA_IMAGE)
    inspect_picture (file, name, G_INPUT_STREAM (stream), info, cancellable);
  else if (info->kind == TACK_MEDIA_VIDEO)
    inspect_video (file, name, G_INPUT_STREAM (stream), info, cancellable);
  else
    {
      g_autofree char *sentence
        = g_strdup_printf (_ ("“%s” is neither a picture nor a video."), name);
      add_error (info, "not-media", _ ("No picture or video"), sentence);
    }
}

TackMediaInfo *
tack_inspect (GFile *file, GCancellable *cancellable)
{
  g_autofree char *name = tack_human_file (file);

  return tack_inspect_as (file, name, cancellable);
}

TackMediaInfo *
tack_inspect_as (GFile *file, const char *name, GCancellable *cancellable)
{
  TackMediaInfo *info = tack_media_info_new ();

  if (take_file_facts (file, name, info, cancellable))
    inspect_content (file, name, info, cancellable);
  tack_verdict_judge (info, name);

  return info;
}

TackMediaInfo *
tack_inspect_damaged (GFile *file, GCancellable *cancellable)
{
  g_autofree char *name = tack_human_file (file);
  TackMediaInfo   *info = tack_media_info_new ();

  if (take_file_facts (file, name, info, cancellable))
    {
      g_autoptr (GError) error = tack_media_new_damaged_error (file);
      add_error (info, "damaged", _ ("Damaged"), error->message);
    }

  return info;
}
