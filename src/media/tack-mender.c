/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mender.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gst/pbutils/pbutils.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "media/tack-mend-encoder.h"
#include "media/tack-mend-plan.h"
#include "media/tack-mend-source.h"
#include "media/tack-mend-target.h"
#include "media/tack-mend-track.h"
#include "media/tack-video-probe.h"

/* How often the waiting thread looks whether it was cancelled, and tells how far it is. */
#define LOOK_NS (50 * GST_MSECOND)

/* One pipeline reads and one writes, and between them each track is taken by hand (TackMendTrack):
 * so a part is cut where it was asked for, whatever the file is, the last picture can be held, and
 * what a video is like is known before anything is set up to encode it. transcodebin does none of
 * that. */
typedef struct
{
  GFile           *video;
  char            *name;
  GFile           *part; /* what is written, until it is whole */
  TackMendPlan     plan;
  TackMendSource  *source;
  TackMendTarget  *target;   /* nullable: not yet */
  TackMendTrack   *picture;  /* nullable: not yet */
  TackMendTrack   *sound;    /* nullable: not yet, or none */
  char            *missing;  /* nullable: the decoder that is */
  TackMendProgress progress; /* nullable */
  gpointer         user_data;
  gint64           active_at; /* monotonic */
  gint64           activity;  /* whatever it changes by */
} Conversion;

static void
conversion_clear (Conversion *self)
{
  /* The writing half first: the reading one may wait for it. */
  g_clear_pointer (&self->target, tack_mend_target_free);
  g_clear_pointer (&self->source, tack_mend_source_free);
  g_clear_pointer (&self->picture, tack_mend_track_free);
  g_clear_pointer (&self->sound, tack_mend_track_free);
  g_clear_object (&self->part);
  g_clear_pointer (&self->missing, g_free);
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Conversion, conversion_clear)

/* Returns: (transfer full): beside @output, for renaming works only on one disk. */
static GFile *
dup_part (GFile *output)
{
  g_autofree char *path = g_strconcat (g_file_peek_path (output), ".part", NULL);

  return g_file_new_for_path (path);
}

void
tack_mender_remove_rest (GFile *output)
{
  if (g_file_peek_path (output) == NULL)
    return;

  g_autoptr (GFile) part = dup_part (output);
  g_autoptr (GFile) index = tack_mend_target_dup_index (part);

  g_file_delete (part, NULL, NULL);
  g_file_delete (index, NULL, NULL);
}

static GError *
new_read_error (Conversion *self)
{
  if (self->missing == NULL)
    return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is damaged: it cannot be converted."),
                           self->name);

  g_autofree char *sentence = tack_video_probe_dup_missing_sentence (self->name, self->missing);
  return tack_error_new (TACK_ERROR_FIX, "%s", sentence);
}

/* GStreamer does not always tell why it cannot write: so it is tried out. */
static gboolean
is_full (GFile *file)
{
  static const char block[64 * 1024];
  int               fd = open (g_file_peek_path (file), O_WRONLY | O_APPEND | O_CLOEXEC);
  const gssize      size = sizeof block;
  gssize            n = fd >= 0 ? write (fd, block, sizeof block) : size;
  gboolean          is_full = n < size && (n >= 0 || tack_error_is_full_disk (errno));

  if (fd >= 0)
    close (fd);

  return is_full;
}

static GError *
new_write_error (Conversion *self, const GError *cause)
{
  g_autoptr (GFile) index = tack_mend_target_dup_index (self->part);

  if (cause->domain == GST_RESOURCE_ERROR && (is_full (self->part) || is_full (index)))
    return tack_error_new (TACK_ERROR_WAIT, _ ("The disk is full: “%s” could not be converted."),
                           self->name);

  return tack_error_new (TACK_ERROR_GIVE_UP, _ ("“%s” could not be converted."), self->name);
}

/* Whether a pipeline has come as far as @until; %FALSE with an error when it never will. */
static gboolean
look_at (Conversion    *self,
         GstElement    *pipeline,
         GstMessageType until,
         GstClockTime   timeout,
         GError       **error)
{
  g_autoptr (GstBus)     bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, timeout, until | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT);

  if (message == NULL)
    return FALSE;
  if (gst_is_missing_plugin_message (message))
    {
      g_free (self->missing);
      self->missing = gst_missing_plugin_message_get_description (message);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      g_autoptr (GError) cause = NULL;
      g_autofree char   *details = NULL;

      gst_message_parse_error (message, &cause, &details);
      g_debug ("%s (%s)", cause->message, details);
      g_propagate_error (error, self->target != NULL && pipeline == self->target->pipeline
                                  ? new_write_error (self, cause)
                                  : new_read_error (self));
    }

  return (GST_MESSAGE_TYPE (message) & until) != 0;
}

/* Frames go over, and at the end bytes are written that were collected before. */
static gboolean
has_stalled (Conversion *self)
{
  gint64 activity = 0;

  if (self->picture != NULL)
    activity += tack_mend_track_get_position (self->picture);
  if (self->sound != NULL)
    activity += tack_mend_track_get_position (self->sound);
  if (self->target != NULL)
    activity += tack_mend_target_get_bytes (self->target);

  gint64 now = g_get_monotonic_time ();
  if (activity != self->activity)
    self->active_at = now;
  self->activity = activity;

  return now - self->active_at > TACK_MENDER_STALL_S * G_USEC_PER_SEC;
}

/* Told again when it is the same: who listens hears that it goes on. */
static void
tell_progress (Conversion *self)
{
  double fraction = 0;

  if (self->progress == NULL)
    return;
  if (self->picture != NULL && self->plan.length_ms > 0)
    fraction
      = (double) tack_mend_track_get_position (self->picture) / (double) self->plan.length_ms;
  self->progress (MIN (fraction, 1), self->user_data);
}

/* Waits until one of the pipelines has come as far as @until, with an eye on both. */
static gboolean
wait_for (Conversion    *self,
          GstElement    *pipeline,
          GstMessageType until,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean           is_there = FALSE;

  self->active_at = g_get_monotonic_time ();
  while (!is_there && failure == NULL
         && !g_cancellable_set_error_if_cancelled (cancellable, &failure))
    {
      is_there = look_at (self, pipeline, until, LOOK_NS, &failure);
      if (!is_there && failure == NULL && pipeline != self->source->pipeline)
        look_at (self, self->source->pipeline, 0, 0, &failure);
      tell_progress (self);
      if (failure == NULL && has_stalled (self))
        failure = new_read_error (self);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return is_there;
}

static gboolean
open_source (Conversion *self, GCancellable *cancellable, GError **error)
{
  self->source = tack_mend_source_new (self->video, self->plan.steps);
  gst_element_set_state (self->source->pipeline, GST_STATE_PAUSED);
  if (!wait_for (self, self->source->pipeline, GST_MESSAGE_ASYNC_DONE, cancellable, error))
    return FALSE;

  if ((self->plan.steps & TACK_MEND_STEP_CUT) != 0)
    tack_mend_source_seek (self->source, &self->plan);

  return TRUE;
}

static gboolean
open_target (Conversion *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  self->target = tack_mend_target_new (&self->plan, self->source, self->part, &cause);
  if (self->target == NULL)
    {
      g_debug ("%s", cause->message);
      g_propagate_error (error, new_write_error (self, cause));
      return FALSE;
    }

  self->picture = tack_mend_track_new (&self->plan, self->source->video, self->target->video,
                                       (self->plan.steps & TACK_MEND_STEP_ENCODE_VIDEO) != 0);
  if (self->target->sound != NULL)
    self->sound = tack_mend_track_new (&self->plan, self->source->sound, self->target->sound,
                                       (self->plan.steps & TACK_MEND_STEP_ENCODE_SOUND) != 0);

  return TRUE;
}

static gboolean
convert (Conversion *self, GCancellable *cancellable, GError **error)
{
  if (!open_source (self, cancellable, error) || !open_target (self, error))
    return FALSE;

  gst_element_set_state (self->target->pipeline, GST_STATE_PLAYING);
  gst_element_set_state (self->source->pipeline, GST_STATE_PLAYING);

  return wait_for (self, self->target->pipeline, GST_MESSAGE_EOS, cancellable, error);
}

/* A result that Pinterest would refuse is none, nor one that lacks much of what went in. */
static TackMediaInfo *
judge (Conversion *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (TackMediaInfo) info = tack_inspect_as (self->part, self->name, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!tack_media_info_is_ok (info))
    {
      const TackIssue *worst = tack_issue_array_get_worst (info->issues);

      g_debug ("%s", worst->message);
      g_propagate_error (error,
                         tack_error_new (TACK_ERROR_FIX,
                                         /* Translators: a file, and a short finding. */
                                         _ ("“%s” could not be converted to what Pinterest takes "
                                            "(%s)."),
                                         self->name, worst->title));
      return NULL;
    }
  if (info->duration_ms < self->plan.length_ms * 9 / 10)
    {
      g_autofree char *length = tack_human_seconds (info->duration_ms);

      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("“%s” is damaged: only %s of it can be read."),
                                                self->name, length));
      return NULL;
    }

  return g_steal_pointer (&info);
}

/* By whatever name. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  g_autoptr (GFileInfo) a_info
    = g_file_query_info (a, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GFileInfo) b_info
    = g_file_query_info (b, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return a_info != NULL && b_info != NULL
         && g_strcmp0 (g_file_info_get_attribute_string (a_info, G_FILE_ATTRIBUTE_ID_FILE),
                       g_file_info_get_attribute_string (b_info, G_FILE_ATTRIBUTE_ID_FILE))
              == 0;
}

static gboolean
check_output (GFile *video, GFile *output, GError **error)
{
  g_autofree char *name = tack_human_file (output);

  if (is_same_file (video, output))
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                              _ ("“%s” would be overwritten: choose another name "
                                                 "for the result."),
                                              name));
  else if (g_file_peek_path (output) == NULL)
    g_propagate_error (error, tack_error_from_writing (NULL, output));
  else
    return TRUE;

  return FALSE;
}

/* Opened here first: GIO knows why it cannot be. */
static gboolean
create_part (Conversion *self, GFile *output, GError **error)
{
  g_autoptr (GError) io_error = NULL;

  self->part = dup_part (output);
  g_autoptr (GFileOutputStream) stream
    = g_file_replace (self->part, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &io_error);
  if (stream == NULL)
    g_propagate_error (error, tack_error_from_writing (io_error, output));

  return stream != NULL;
}

static TackMediaInfo *
write_part (Conversion *self, GFile *output, GCancellable *cancellable, GError **error)
{
  if (!create_part (self, output, error) || !convert (self, cancellable, error))
    return NULL;

  /* The file is closed, and GStreamer's threads are gone, before it is looked at. */
  g_clear_pointer (&self->target, tack_mend_target_free);
  g_autoptr (TackMediaInfo) info = judge (self, cancellable, error);
  g_autoptr (GError)        io_error = NULL;
  if (info == NULL)
    return NULL;
  if (!g_file_move (self->part, output, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &io_error))
    {
      g_propagate_error (error, tack_error_from_writing (io_error, output));
      return NULL;
    }

  return g_steal_pointer (&info);
}

TackMediaInfo *
tack_mender_mend (GFile           *video,
                  GFile           *output,
                  gint64           from_ms,
                  gint64           to_ms,
                  TackMendProgress progress,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_auto (Conversion) self = {
    .video = video,
    .name = tack_human_file (video),
    .progress = progress,
    .user_data = user_data,
  };

  if (!check_output (video, output, error))
    return NULL;

  g_autoptr (TackMediaInfo) before = tack_inspect (video, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !tack_mend_plan (before, self.name, from_ms, to_ms, &self.plan, error))
    return NULL;

  tack_media_init_gstreamer ();
  if (!tack_mend_encoder_check (&self.plan, self.name, error))
    return NULL;

  TackMediaInfo *info = write_part (&self, output, cancellable, error);
  if (info == NULL)
    {
      conversion_clear (&self);
      tack_mender_remove_rest (output);
    }

  return info;
}
