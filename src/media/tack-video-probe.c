/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-video-probe.h"

#include <glib/gi18n-lib.h>
#include <gst/pbutils/pbutils.h>

#include "media/tack-frame.h"
#include "media/tack-media.h"
#include "media/tack-sniff.h"
#include "media/tack-stream-caps.h"

/* How often the one who waits looks whether there is anything to wait for. */
#define PATIENCE (100 * GST_MSECOND)

/* From the words of a missing plugin to the Debian package that has it; the last fits everything.
 */
static const struct
{
  const char *word;
  const char *package;
} packages[] = {
  { "demuxer", "gstreamer1.0-plugins-good" },
  { "parser", "gstreamer1.0-plugins-bad" },
  { "", "gstreamer1.0-libav" },
};

/* A stream that the demuxer found. Its first data mark the moment when everything that its parser
 * could read in the headers is known. */
typedef struct
{
  GstPad  *pad;
  gboolean has_data; /* or is at its end */
} Stream;

/* A pipeline of a source, a demuxer and parsers, which throws all data away: no decoder is started.
 * The streams are found on the threads of GStreamer. */
typedef struct
{
  GstElement *pipeline;
  GMutex      lock;    /* of the rest */
  GPtrArray  *streams; /* of Stream */
  gboolean    is_complete;
} Probe;

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  gst_object_unref (stream->pad);
  g_free (stream);
}

static gboolean
has_type (GstPad *pad, GstStreamType type)
{
  g_autoptr (GstStream) stream = gst_pad_get_stream (pad);

  return stream != NULL && (gst_stream_get_stream_type (stream) & type) != 0;
}

/* All streams are there before the first of them has data. */
static gboolean
is_complete (GPtrArray *streams)
{
  for (guint i = 0; i < streams->len; i++)
    {
      const Stream *stream = g_ptr_array_index (streams, i);

      if (!stream->has_data && has_type (stream->pad, GST_STREAM_TYPE_VIDEO))
        return FALSE;
    }

  return TRUE;
}

static void
note_data (Probe *self, GstPad *pad)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      stream->has_data = stream->has_data || stream->pad == pad;
    }

  if (!self->is_complete && is_complete (self->streams))
    {
      self->is_complete = TRUE;
      gst_element_post_message (
        self->pipeline, gst_message_new_application (GST_OBJECT (self->pipeline),
                                                     gst_structure_new_empty ("tack-complete")));
    }
}

static GstPadProbeReturn
on_pad_data (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  gboolean is_event = (info->type & GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM) != 0;

  if (!is_event || GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS)
    note_data (user_data, pad);

  return is_event ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
}

static void
on_parsebin_pad_added (GstElement *parsebin, GstPad *pad, gpointer user_data)
{
  Probe  *self = user_data;
  Stream *stream = g_new0 (Stream, 1);

  stream->pad = gst_object_ref (pad);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->streams, stream);
  g_mutex_unlock (&self->lock);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_DATA_DOWNSTREAM, on_pad_data, self, NULL);
}

static gboolean
probe_init (Probe *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  tack_media_init_gstreamer ();
  g_mutex_init (&self->lock);
  self->streams = g_ptr_array_new_with_free_func (stream_free);
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));

  GstElement *source = gst_element_make_from_uri (GST_URI_SRC, uri, NULL, NULL);
  GstElement *parsebin = gst_element_factory_make ("parsebin", NULL);
  if (source != NULL)
    gst_bin_add (GST_BIN (self->pipeline), source);
  if (parsebin != NULL)
    gst_bin_add (GST_BIN (self->pipeline), parsebin);
  if (source == NULL || parsebin == NULL || !gst_element_link (source, parsebin))
    return FALSE;

  g_signal_connect (parsebin, "pad-added", G_CALLBACK (on_parsebin_pad_added), self);

  return TRUE;
}

static void
probe_clear (Probe *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_ptr_array_unref (self->streams);
  gst_object_unref (self->pipeline);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Probe, probe_clear)

static GPtrArray *
steal_streams (Probe *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray               *streams = self->streams;

  self->streams = g_ptr_array_new_with_free_func (stream_free);

  return streams;
}

static gboolean
is_pad_idle (GstElement *element, GstPad *pad, gpointer user_data)
{
  return gst_pad_get_task_state (pad) != GST_TASK_STARTED;
}

static int
compare_busy (gconstpointer value, gconstpointer user_data)
{
  GstElement *element = g_value_get_object (value);

  return gst_element_foreach_pad (element, is_pad_idle, NULL) ? 1 : 0;
}

/* The error of a demuxer that finds nothing may be lost in parsebin: then no thread moves data any
 * more, and nobody says so. */
static gboolean
is_idle (Probe *self)
{
  GstIterator    *elements = gst_bin_iterate_recurse (GST_BIN (self->pipeline));
  g_auto (GValue) busy = G_VALUE_INIT;
  gboolean        is_busy = gst_iterator_find_custom (elements, compare_busy, &busy, NULL);

  gst_iterator_free (elements);

  return !is_busy;
}

/* Runs until all is known that can be. Returns the streams, which no other thread touches then;
 * @missing gets what plugin is missing. */
static GPtrArray *
probe_run (Probe *self, GCancellable *cancellable, char **missing)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  gint64   deadline = g_get_monotonic_time () + TACK_VIDEO_PROBE_TIMEOUT_S * G_USEC_PER_SEC;
  gboolean is_over = FALSE;

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  while (!is_over && !g_cancellable_is_cancelled (cancellable)
         && g_get_monotonic_time () < deadline)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop (bus, PATIENCE);

      if (message == NULL)
        {
          is_over = is_idle (self);
          continue;
        }
      if (gst_is_missing_plugin_message (message) && *missing == NULL)
        *missing = gst_missing_plugin_message_get_description (message);
      is_over = (GST_MESSAGE_TYPE (message) & (GST_MESSAGE_APPLICATION | GST_MESSAGE_ERROR)) != 0;
    }

  return steal_streams (self);
}

static GstCaps *
dup_caps (GstPad *pad)
{
  GstCaps *caps = gst_pad_get_current_caps (pad);

  if (caps == NULL)
    {
      g_autoptr (GstStream) stream = gst_pad_get_stream (pad);
      caps = stream != NULL ? gst_stream_get_caps (stream) : NULL;
    }

  return caps;
}

/* How far a tag turns the picture, clockwise. */
static int
get_turn (GstPad *pad)
{
  g_autofree char *orientation = tack_frame_dup_orientation (pad);
  const char      *degrees = orientation != NULL ? strstr (orientation, "rotate-") : NULL;

  return degrees != NULL ? (int) g_ascii_strtoll (degrees + strlen ("rotate-"), NULL, 10) % 360 : 0;
}

static void
take_video (GstPad *pad, TackMediaInfo *info)
{
  g_autoptr (GstCaps) caps = dup_caps (pad);
  TackFrameShape      shape = tack_stream_caps_get_shape (caps);

  shape.turn = get_turn (pad);
  tack_media_info_take_shape (info, &shape);
  g_free (info->video_codec);
  info->video_codec = tack_stream_caps_dup_codec (caps);
  info->traits |= tack_stream_caps_get_traits (caps);
}

static void
take_sound (GstPad *pad, TackMediaInfo *info)
{
  g_autoptr (GstCaps) caps = dup_caps (pad);

  g_free (info->audio_codec);
  info->audio_codec = tack_stream_caps_dup_codec (caps);
}

static void
take_duration (GstPad *pad, TackMediaInfo *info)
{
  gint64 duration;

  if (gst_pad_query_duration (pad, GST_FORMAT_TIME, &duration) && duration > 0)
    info->duration_ms = MAX (info->duration_ms, duration / (gint64) GST_MSECOND);
}

/* Of several streams of a kind the first counts. Returns how many show moving pictures. */
static guint
take_streams (GPtrArray *streams, TackMediaInfo *info)
{
  guint n_videos = 0;
  guint n_sounds = 0;

  for (guint i = 0; i < streams->len; i++)
    {
      const Stream *stream = g_ptr_array_index (streams, i);

      take_duration (stream->pad, info);
      if (has_type (stream->pad, GST_STREAM_TYPE_VIDEO) && n_videos++ == 0)
        take_video (stream->pad, info);
      else if (has_type (stream->pad, GST_STREAM_TYPE_AUDIO) && n_sounds++ == 0)
        take_sound (stream->pad, info);
    }
  if (n_videos > 1)
    info->traits |= TACK_MEDIA_SEVERAL_VIDEOS;
  if (n_sounds > 1)
    info->traits |= TACK_MEDIA_SEVERAL_SOUNDS;

  return n_videos;
}

char *
tack_video_probe_dup_missing_sentence (const char *name, const char *what)
{
  const char *package = NULL;

  for (guint i = 0; package == NULL && i < G_N_ELEMENTS (packages); i++)
    if (strstr (what, packages[i].word) != NULL)
      package = packages[i].package;

  return g_strdup_printf (_ (
                            "“%s” needs a GStreamer plugin that is not installed (%s). Install the "
                            "package %s."),
                          name, what, package);
}

static void
judge_streams (guint n_videos, const char *missing, const char *name, TackMediaInfo *info)
{
  TackIssue *issue = NULL;

  if (missing != NULL)
    {
      g_autofree char *sentence = tack_video_probe_dup_missing_sentence (name, missing);
      issue = tack_issue_new (TACK_SEVERITY_WARNING, "plugin-missing", _ ("Plugin missing"), "%s",
                              sentence);
    }
  else if (n_videos == 0 && info->audio_codec != NULL)
    issue = tack_issue_new (TACK_SEVERITY_ERROR, "no-video-stream", _ ("No picture"),
                            _ ("“%s” has sound but no moving picture."), name);
  /* A pixel aspect out of a damaged file can leave nothing of a picture. A live recording may not
   * know its length, but an MP4 file always does. */
  else if (n_videos == 0 || info->width <= 0 || info->height <= 0
           || (info->duration_ms < 0 && tack_sniff_is_mp4 (info->container)))
    issue = tack_issue_new (TACK_SEVERITY_ERROR, "damaged", _ ("Damaged"),
                            _ ("“%s” is damaged: it cannot be read as a video."), name);

  if (issue != NULL)
    g_ptr_array_add (info->issues, issue);
}

void
tack_video_probe (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  g_auto (Probe)   probe = { 0 };
  g_autofree char *missing = NULL;
  guint            n_videos = 0;

  if (probe_init (&probe, file))
    {
      g_autoptr (GPtrArray) streams = probe_run (&probe, cancellable, &missing);
      n_videos = take_streams (streams, info);
    }
  judge_streams (n_videos, missing, name, info);
}
