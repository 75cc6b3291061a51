/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-playback.h"

#include <gst/app/gstappsink.h>

#include "media/tack-frame.h"
#include "media/tack-media.h"
#include "media/tack-video-check.h"

#define NOWHERE (-1)

/* A video this near to its end plays from its beginning. */
#define AT_END_MS 300

#define POSITION_EVERY_MS 100

/* The message from the thread that data streams in. */
#define NEW_FRAME "tack-new-frame"

/* GstPlayFlags is not in any header. Neither subtitles nor what others do to a picture: frames are
 * taken as the decoder makes them. Hardware decoders would hand them out in memory of their own. */
#define PLAY_VIDEO (1 << 0)
#define PLAY_AUDIO (1 << 1)
#define PLAY_SOFT_VOLUME (1 << 4)
#define PLAY_NATIVE_VIDEO (1 << 6)
#define PLAY_SOFTWARE_DECODERS (1 << 12)

struct _TackPlayback
{
  GObject parent_instance;

  GstElement *pipeline;
  GstElement *sink;
  int         max_side;
  gboolean    is_busy; /* until the pipeline is where it was sent, ready for the next request */
  gboolean    has_failed;
  gboolean    wants_to_play;
  gboolean    plays;
  gint64      seek_ms; /* NOWHERE: nothing to be sought */
  gint64      said_ms; /* the last position that was told */
  guint       position_timeout;
};

G_DEFINE_FINAL_TYPE (TackPlayback, tack_playback, G_TYPE_OBJECT)

enum
{
  FRAME,
  POSITION,
  ENDED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_time (TackPlayback *self, gboolean (*query) (GstElement *, GstFormat, gint64 *))
{
  gint64 time;

  return query (self->pipeline, GST_FORMAT_TIME, &time) ? time / (gint64) GST_MSECOND : NOWHERE;
}

static gboolean
is_at_end (TackPlayback *self)
{
  gint64 duration_ms = get_time (self, gst_element_query_duration);

  return duration_ms > 0 && get_time (self, gst_element_query_position) > duration_ms - AT_END_MS;
}

static void
say_position (TackPlayback *self)
{
  gint64 position_ms = get_time (self, gst_element_query_position);

  if (self->is_busy || position_ms == NOWHERE)
    return;

  self->said_ms = position_ms;
  g_signal_emit (self, signals[POSITION], 0, position_ms);
}

/* Of a decoder that hangs nothing is heard: whoever waits can tell. */
static gboolean
position_timeout_cb (gpointer user_data)
{
  TackPlayback *self = user_data;

  if (get_time (self, gst_element_query_position) != self->said_ms)
    say_position (self);

  return G_SOURCE_CONTINUE;
}

static void
fail (TackPlayback *self)
{
  if (self->has_failed)
    return;

  self->has_failed = TRUE;
  g_clear_handle_id (&self->position_timeout, g_source_remove);
  g_signal_emit (self, signals[FAILED], 0);
}

static void
seek (TackPlayback *self)
{
  gint64 at = self->seek_ms * (gint64) GST_MSECOND;

  self->seek_ms = NOWHERE;
  self->is_busy = gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME,
                                           GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, at);
}

static void
change_state (TackPlayback *self)
{
  GstState state = self->wants_to_play ? GST_STATE_PLAYING : GST_STATE_PAUSED;

  self->plays = self->wants_to_play;
  self->is_busy = gst_element_set_state (self->pipeline, state) == GST_STATE_CHANGE_ASYNC;
  g_clear_handle_id (&self->position_timeout, g_source_remove);
  if (self->plays)
    self->position_timeout = g_timeout_add (POSITION_EVERY_MS, position_timeout_cb, self);
}

/* Does what has been asked for as soon as the pipeline can: nothing is heard of the way between. */
static void
go_on (TackPlayback *self)
{
  if (self->is_busy || self->has_failed)
    return;

  if (self->plays && !self->wants_to_play)
    change_state (self);
  else if (self->seek_ms == NOWHERE && !self->plays && self->wants_to_play && is_at_end (self))
    self->seek_ms = 0;

  if (!self->is_busy && self->seek_ms != NOWHERE)
    seek (self);
  if (!self->is_busy && !self->plays && self->wants_to_play)
    change_state (self);
  say_position (self);
}

static void
on_async_done (TackPlayback *self)
{
  int n_videos;

  g_object_get (self->pipeline, "n-video", &n_videos, NULL);
  if (n_videos == 0)
    {
      fail (self);
      return;
    }

  self->is_busy = FALSE;
  go_on (self);
  if (!self->is_busy)
    g_signal_emit (self, signals[FRAME], 0);
}

static void
on_new_frame (TackPlayback *self)
{
  if (!self->is_busy)
    g_signal_emit (self, signals[FRAME], 0);
}

static void
on_end_of_stream (TackPlayback *self)
{
  /* It has been sent elsewhere meanwhile. */
  if (self->is_busy)
    return;

  self->wants_to_play = FALSE;
  self->seek_ms = 0;
  go_on (self);
  g_signal_emit (self, signals[ENDED], 0);
}

/* The thread that data streams in. */
static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer user_data)
{
  gst_element_post_message (GST_ELEMENT (sink),
                            gst_message_new_application (GST_OBJECT (sink),
                                                         gst_structure_new_empty (NEW_FRAME)));

  return GST_FLOW_OK;
}

static void
tack_playback_dispose (GObject *object)
{
  TackPlayback *self = TACK_PLAYBACK (object);

  g_clear_handle_id (&self->position_timeout, g_source_remove);
  if (self->pipeline != NULL)
    {
      g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

      g_signal_handlers_disconnect_by_data (bus, self);
      gst_bus_remove_signal_watch (bus);
      gst_element_set_state (self->pipeline, GST_STATE_NULL);
    }
  g_clear_pointer (&self->pipeline, gst_object_unref);
  g_clear_pointer (&self->sink, gst_object_unref);

  G_OBJECT_CLASS (tack_playback_parent_class)->dispose (object);
}

static void
tack_playback_class_init (TackPlaybackClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_playback_dispose;

  signals[FRAME]
    = g_signal_new ("frame", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POSITION] = g_signal_new ("position", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ENDED]
    = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED]
    = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_playback_init (TackPlayback *self)
{
  self->seek_ms = NOWHERE;
}

static void
watch (TackPlayback *self)
{
  static const struct
  {
    const char *message;
    void (*handler) (TackPlayback *self);
  } messages[] = {
    { "message::application", on_new_frame },
    { "message::async-done", on_async_done },
    { "message::eos", on_end_of_stream },
    { "message::error", fail },
  };
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  gst_bus_add_signal_watch (bus);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    g_signal_connect_swapped (bus, messages[i].message, G_CALLBACK (messages[i].handler), self);
}

/* Returns: (transfer full) (nullable): the sink. */
static GstElement *
new_sink (void)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");
  GstElement         *sink = gst_element_factory_make ("appsink", NULL);

  if (sink == NULL)
    return NULL;

  /* Of frames that come faster than they are shown only the last counts; a decoder that is too slow
   * leaves some out, so that the video lasts as long as it is. */
  g_object_set (sink, "caps", caps, "max-buffers", 1, "drop", TRUE, "qos", TRUE,
                "enable-last-sample", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, NULL, NULL);

  return gst_object_ref_sink (sink);
}

TackPlayback *
tack_playback_new (GFile *video, int max_side, gint64 at_ms)
{
  g_autoptr (TackPlayback) self = g_object_new (TACK_TYPE_PLAYBACK, NULL);
  g_autofree char         *uri = g_file_get_uri (video);
  gboolean                 is_mp4;

  if (!tack_video_check (video, &is_mp4, NULL, NULL))
    return NULL;

  tack_media_init_gstreamer ();
  self->max_side = max_side;
  self->seek_ms = at_ms > 0 ? at_ms : NOWHERE;
  self->pipeline = gst_element_factory_make ("playbin", NULL);
  self->sink = new_sink ();
  if (self->pipeline == NULL || self->sink == NULL)
    return NULL;

  gst_object_ref_sink (self->pipeline);
  g_object_set (self->pipeline, "uri", uri, "video-sink", self->sink, "flags",
                PLAY_VIDEO | PLAY_AUDIO | PLAY_SOFT_VOLUME | PLAY_NATIVE_VIDEO
                  | PLAY_SOFTWARE_DECODERS,
                NULL);
  watch (self);
  self->is_busy = TRUE;
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);

  return g_steal_pointer (&self);
}

void
tack_playback_set_playing (TackPlayback *self, gboolean playing)
{
  self->wants_to_play = playing;
  go_on (self);
}

void
tack_playback_set_muted (TackPlayback *self, gboolean muted)
{
  g_object_set (self->pipeline, "mute", muted, NULL);
}

void
tack_playback_seek (TackPlayback *self, gint64 at_ms)
{
  self->seek_ms = MAX (0, at_ms);
  go_on (self);
}

GdkPixbuf *
tack_playback_take_frame (TackPlayback *self)
{
  GstAppSink           *sink = GST_APP_SINK (self->sink);
  g_autoptr (GstSample) sample = NULL;

  if (self->is_busy)
    return NULL;
  sample = self->plays ? gst_app_sink_try_pull_sample (sink, 0)
                       : gst_app_sink_try_pull_preroll (sink, 0);
  if (sample == NULL)
    return NULL;

  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->sink, "sink");
  g_autofree char   *orientation = tack_frame_dup_orientation (pad);

  return tack_frame_to_pixbuf (sample, orientation, self->max_side);
}
