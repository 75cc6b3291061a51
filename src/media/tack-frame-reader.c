/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-reader.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/pbutils/pbutils.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-frame-pipeline.h"
#include "media/tack-frame.h"
#include "media/tack-media.h"
#include "media/tack-nal.h"
#include "media/tack-video-check.h"
#include "media/tack-video-probe.h"

/* How long one call may take; a 4K frame between distant key frames takes about three seconds. */
#define DEADLINE_US (20 * G_USEC_PER_SEC)
/* How often a waiting thread looks whether it was cancelled. */
#define CANCEL_CHECK_NS (50 * GST_MSECOND)

/* Times in files are rounded: what is sought is a little behind the time asked for, where the frame
 * before it is surely over. */
#define ROUNDING_NS GST_USECOND

/* More than any encoder puts between a picture and those shown before it that come behind it. */
#define RUN_UP_MS 1000

/* The message from the decoder's thread to the one that waits. */
#define AT_DECODER "tack-at-decoder"

/* What is let through to the decoder after a seek.
 * FEED_ONE: the first picture.
 * FEED_NEEDED: the wanted picture and those it is made from.
 * FEED_ALL: everything. */
typedef enum
{
  FEED_ONE,
  FEED_NEEDED,
  FEED_ALL,
} Feed;

/* Decoding is what costs, so nothing is decoded that nobody sees: the first frame waits before the
 * decoder until a place was sought; where a key frame will do, it alone goes in; on the way to an
 * exact frame those are left out that no other is made from, and behind it comes the end. Frames
 * stay as the decoder made them; only the one asked for is converted. */
struct _TackFrameReader
{
  GObject parent_instance;

  char       *name;
  GstElement *pipeline;
  GstElement *sink;
  int         max_side;
  gint64      duration_ms;
  gint64      position_ms;
  gint64      deadline; /* of the call under way */

  GstPad *decoder;  /* nullable: where data enters it */
  gulong  block_id; /* of what holds the first frame back, 0: gone */
  int     feed;     /* atomic: Feed */
  int     is_fed;   /* atomic: the decoder has the picture asked for */

  /* Of the thread that feeds the decoder: */
  GstSegment    segment;
  TackNalFormat nal_format;
  gboolean      is_nal; /* whether nal_format is known */
  gboolean      has_ended;
};

G_DEFINE_FINAL_TYPE (TackFrameReader, tack_frame_reader, G_TYPE_OBJECT)

static void
tack_frame_reader_finalize (GObject *object)
{
  TackFrameReader *self = TACK_FRAME_READER (object);

  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_pointer (&self->decoder, gst_object_unref);
  g_clear_pointer (&self->pipeline, gst_object_unref);
  g_free (self->name);

  G_OBJECT_CLASS (tack_frame_reader_parent_class)->finalize (object);
}

static void
tack_frame_reader_class_init (TackFrameReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_frame_reader_finalize;
}

static void
tack_frame_reader_init (TackFrameReader *self)
{
  self->duration_ms = -1;
}

static void
post (TackFrameReader *self, const char *name)
{
  GstObject *pipeline = GST_OBJECT (self->pipeline);

  gst_element_post_message (self->pipeline,
                            gst_message_new_application (pipeline, gst_structure_new_empty (name)));
}

static GstPadProbeReturn
on_decoder_blocked (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  TackFrameReader *self = user_data;

  if (self->decoder == NULL)
    {
      self->decoder = gst_object_ref (pad);
      self->block_id = GST_PAD_PROBE_INFO_ID (info);
      post (self, AT_DECODER);
    }

  return GST_PAD_PROBE_OK;
}

static void
take_caps (TackFrameReader *self, GstEvent *event)
{
  GstCaps   *caps;
  GstMapInfo map;

  gst_event_parse_caps (event, &caps);
  GstStructure *structure = gst_caps_get_structure (caps, 0);
  const char   *format = gst_structure_get_string (structure, "stream-format");
  gboolean      is_h264 = gst_structure_has_name (structure, "video/x-h264");
  const GValue *record = gst_structure_get_value (structure, "codec_data");

  self->is_nal = FALSE;
  /* “avc” and “hvc1” are divided by lengths, “byte-stream” is not. */
  if (record != NULL && (is_h264 || gst_structure_has_name (structure, "video/x-h265"))
      && g_strcmp0 (format, "byte-stream") != 0
      && gst_buffer_map (gst_value_get_buffer (record), &map, GST_MAP_READ))
    {
      self->is_nal
        = tack_nal_format_parse (&self->nal_format, is_h264 ? TACK_NAL_H264 : TACK_NAL_H265,
                                 map.data, map.size);
      gst_buffer_unmap (gst_value_get_buffer (record), &map);
    }
}

static void
take_event (TackFrameReader *self, GstEvent *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_CAPS)
    take_caps (self, event);
  else if (GST_EVENT_TYPE (event) == GST_EVENT_SEGMENT)
    gst_event_copy_segment (event, &self->segment);
  else if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    {
      g_atomic_int_set (&self->is_fed, FALSE);
      self->has_ended = FALSE;
    }
}

static gboolean
is_disposable (TackFrameReader *self, GstBuffer *buffer)
{
  GstMapInfo map;

  if (!self->is_nal || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;

  gboolean result = tack_nal_is_disposable (&self->nal_format, map.data, map.size);
  gst_buffer_unmap (buffer, &map);

  return result;
}

/* Behind the wanted picture comes the end, so that the decoder does not wait for more before it
 * shows it. Buffers with nothing but headers do not count. */
static GstPadProbeReturn
on_decoder_data (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  TackFrameReader *self = user_data;

  if ((info->type & GST_PAD_PROBE_TYPE_BUFFER) == 0)
    {
      take_event (self, GST_PAD_PROBE_INFO_EVENT (info));
      return GST_PAD_PROBE_OK;
    }

  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  Feed       feed = (Feed) g_atomic_int_get (&self->feed);
  if (feed == FEED_ALL || GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_HEADER))
    return GST_PAD_PROBE_OK;

  if (g_atomic_int_get (&self->is_fed))
    {
      if (!self->has_ended)
        gst_pad_send_event (pad, gst_event_new_eos ());
      self->has_ended = TRUE;
      return GST_PAD_PROBE_DROP;
    }

  GstClockTime begin = GST_BUFFER_PTS (buffer);
  gboolean     is_timed = GST_CLOCK_TIME_IS_VALID (begin) && GST_BUFFER_DURATION_IS_VALID (buffer);
  GstClockTime end = is_timed ? begin + GST_BUFFER_DURATION (buffer) : GST_CLOCK_TIME_NONE;
  if (feed == FEED_ONE || (is_timed && begin <= self->segment.start && end > self->segment.start))
    g_atomic_int_set (&self->is_fed, TRUE);
  else if (is_timed && end <= self->segment.start && is_disposable (self, buffer))
    return GST_PAD_PROBE_DROP;

  return GST_PAD_PROBE_OK;
}

static void
on_deep_element_added (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer user_data)
{
  GstElementFactory *factory = gst_element_get_factory (element);

  if (factory == NULL
      || !gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER
                                                       | GST_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO
                                                       | GST_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE))
    return;

  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "sink");
  if (pad == NULL)
    return;
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BLOCK | GST_PAD_PROBE_TYPE_BUFFER, on_decoder_blocked,
                     user_data, NULL);
  gst_pad_add_probe (pad,
                     GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM
                       | GST_PAD_PROBE_TYPE_EVENT_FLUSH,
                     on_decoder_data, user_data, NULL);
}

static GError *
new_error (TackFrameReader *self, const char *missing)
{
  if (missing == NULL)
    return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is damaged: no picture can be read from it."),
                           self->name);

  g_autofree char *sentence = tack_video_probe_dup_missing_sentence (self->name, missing);
  return tack_error_new (TACK_ERROR_FIX, "%s", sentence);
}

/* Waits until the pipeline has a frame at its place or one waits before the decoder, or an error,
 * the deadline or the person ends it. */
static gboolean
wait_until_ready (TackFrameReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autofree char   *missing = NULL;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr (GstMessage) message
        = gst_bus_timed_pop_filtered (bus, CANCEL_CHECK_NS,
                                      GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_APPLICATION
                                        | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT);

      if (message == NULL)
        {
          if (g_get_monotonic_time () < self->deadline)
            continue;
          g_propagate_error (error, new_error (self, missing));
          return FALSE;
        }

      if (gst_is_missing_plugin_message (message))
        {
          g_free (missing);
          missing = gst_missing_plugin_message_get_description (message);
        }
      else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR
               || gst_message_has_name (message, TACK_FRAME_PIPELINE_NO_PICTURE))
        {
          g_propagate_error (error, new_error (self, missing));
          return FALSE;
        }
      else if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ELEMENT)
        return TRUE;
    }

  return FALSE;
}

TackFrameReader *
tack_frame_reader_new (GFile *file, int max_side, GCancellable *cancellable, GError **error)
{
  g_autoptr (TackFrameReader) self = g_object_new (TACK_TYPE_FRAME_READER, NULL);
  g_autofree char            *missing = NULL;
  gboolean                    is_mp4;
  gint64                      duration;

  tack_media_init_gstreamer ();
  self->name = tack_human_file (file);
  self->max_side = max_side;
  self->deadline = g_get_monotonic_time () + DEADLINE_US;
  if (!tack_video_check (file, &is_mp4, cancellable, error))
    return NULL;
  self->pipeline = tack_frame_pipeline_new (file, is_mp4, &self->sink, &missing);
  if (self->pipeline == NULL)
    {
      g_propagate_error (error, new_error (self, missing));
      return NULL;
    }

  g_signal_connect (self->pipeline, "deep-element-added", G_CALLBACK (on_deep_element_added), self);
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!wait_until_ready (self, cancellable, error))
    return NULL;
  if (self->decoder != NULL
        ? gst_pad_peer_query_duration (self->decoder, GST_FORMAT_TIME, &duration)
        : gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration))
    self->duration_ms = duration / (gint64) GST_MSECOND;

  return g_steal_pointer (&self);
}

void
tack_frame_reader_set_max_side (TackFrameReader *self, int max_side)
{
  self->max_side = max_side;
}

gint64
tack_frame_reader_get_duration (TackFrameReader *self)
{
  return self->duration_ms;
}

gint64
tack_frame_reader_get_position (TackFrameReader *self)
{
  return self->position_ms;
}

static gint64
get_time (GstSample *sample)
{
  GstClockTime time = gst_segment_to_stream_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                                  GST_BUFFER_PTS (gst_sample_get_buffer (sample)));

  return GST_CLOCK_TIME_IS_VALID (time) ? (gint64) time : -1;
}

static GdkPixbuf *
take_frame (TackFrameReader *self, GstSample *sample, gint64 at_ms)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->sink, "sink");
  g_autofree char   *orientation = tack_frame_dup_orientation (pad);
  gint64             time = get_time (sample);

  /* Rounded up, so that asking for this time exactly gives the same frame. */
  self->position_ms = time >= 0 ? (MAX (0, time - (gint64) ROUNDING_NS) + (gint64) GST_MSECOND - 1)
                                    / (gint64) GST_MSECOND
                                : at_ms;

  return tack_frame_to_pixbuf (sample, orientation, self->max_side);
}

static gboolean
seek (TackFrameReader *self,
      gint64           at_ms,
      GstSeekFlags     flags,
      Feed             feed,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  GstEvent          *event
    = gst_event_new_seek (1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | flags, GST_SEEK_TYPE_SET,
                          at_ms * (gint64) GST_MSECOND + (gint64) ROUNDING_NS, GST_SEEK_TYPE_NONE,
                          0);

  /* What an earlier place had to say would be taken for this one's. */
  gst_bus_set_flushing (bus, TRUE);
  gst_bus_set_flushing (bus, FALSE);
  g_atomic_int_set (&self->feed, (int) feed);
  gboolean is_sent = self->decoder != NULL ? gst_pad_push_event (self->decoder, event)
                                           : gst_element_send_event (self->pipeline, event);
  if (self->block_id != 0)
    gst_pad_remove_probe (self->decoder, self->block_id);
  self->block_id = 0;
  if (!is_sent)
    g_propagate_error (error, new_error (self, NULL));

  return is_sent && wait_until_ready (self, cancellable, error);
}

/* Returns %NULL without an error when there is no frame at @at_ms. */
static GdkPixbuf *
read_at (TackFrameReader *self, gint64 at_ms, Feed feed, GCancellable *cancellable, GError **error)
{
  GstSeekFlags flags = feed == FEED_ONE ? GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_NEAREST
                                        : GST_SEEK_FLAG_ACCURATE;

  if (!seek (self, at_ms, flags, feed, cancellable, error))
    return NULL;

  g_autoptr (GstSample) sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (self->sink), 0);
  if (sample == NULL)
    return NULL;

  /* A later frame, though a frame is shown until the next: the way there began behind it (with
   * H.265 pictures may come before the key frame that follows them in the file), or the decoder
   * left it out, not knowing yet how far the pictures are out of order. */
  if (feed == FEED_NEEDED
      && GST_BUFFER_PTS (gst_sample_get_buffer (sample)) > gst_sample_get_segment (sample)->start)
    return NULL;

  return take_frame (self, sample, at_ms);
}

/* Takes the last frame that begins before @at_ms by looking at all from well before it: slow, and
 * right where the short way is not. The picture often ends before the sound, nobody says where. */
static GdkPixbuf *
read_through (TackFrameReader *self, gint64 at_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstSample) last = NULL;
  g_autoptr (GstBus)    bus = gst_element_get_bus (self->pipeline);
  gint64                until = at_ms * (gint64) GST_MSECOND + (gint64) ROUNDING_NS;

  if (!seek (self, MAX (0, at_ms - RUN_UP_MS), GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE,
             FEED_ALL, cancellable, error))
    return NULL;

  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  while (!g_cancellable_set_error_if_cancelled (cancellable, error)
         && g_get_monotonic_time () < self->deadline)
    {
      g_autoptr (GstSample) sample
        = gst_app_sink_try_pull_sample (GST_APP_SINK (self->sink), CANCEL_CHECK_NS);
      g_autoptr (GstMessage) failure = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

      if (sample == NULL && (failure != NULL || gst_app_sink_is_eos (GST_APP_SINK (self->sink))))
        break;
      if (sample == NULL)
        continue;
      if (last != NULL && get_time (sample) > until)
        break;
      g_clear_pointer (&last, gst_sample_unref);
      last = g_steal_pointer (&sample);
    }
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);

  if (last == NULL || g_cancellable_is_cancelled (cancellable))
    return NULL;
  return take_frame (self, last, at_ms);
}

GdkPixbuf *
tack_frame_reader_read (TackFrameReader *self,
                        gint64           at_ms,
                        gboolean         key_frame,
                        GCancellable    *cancellable,
                        GError         **error)
{
  gint64                end_ms = self->duration_ms > 0 ? self->duration_ms - 1 : MAX (0, at_ms);
  gint64                place = CLAMP (at_ms, 0, end_ms);
  g_autoptr (GError)    own_error = NULL;
  g_autoptr (GdkPixbuf) frame = NULL;

  self->deadline = g_get_monotonic_time () + DEADLINE_US;
  /* Not every decoder shows a frame from one buffer, or from few. */
  if (key_frame)
    frame = read_at (self, place, FEED_ONE, cancellable, &own_error);
  if (frame == NULL && own_error == NULL)
    frame = read_at (self, place, FEED_NEEDED, cancellable, &own_error);
  if (frame == NULL && own_error == NULL)
    frame = read_through (self, place, cancellable, &own_error);
  if (frame == NULL)
    g_propagate_error (error,
                       own_error != NULL ? g_steal_pointer (&own_error) : new_error (self, NULL));

  return g_steal_pointer (&frame);
}
