/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-reader.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/pbutils/pbutils.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-frame.h"
#include "media/tack-video-probe.h"

/* How long one frame may take; a 4K frame between distant key frames takes about three seconds. */
#define DEADLINE_US (20 * G_USEC_PER_SEC)
/* How often a waiting thread looks whether it was cancelled. */
#define CANCEL_CHECK_NS (50 * GST_MSECOND)

/* Names of the messages from the streaming threads to the one that waits. */
#define AT_DECODER "tack-at-decoder"
#define NO_PICTURE "tack-no-picture"

/* Decoding is what costs, so nothing is decoded that nobody sees: the first frame waits before the
 * decoder until a place was sought, and where a key frame will do, it alone goes in. Frames stay as
 * the decoder made them; only the one asked for is converted. */
struct _TackFrameReader
{
  GObject parent_instance;

  char       *name;
  GstElement *pipeline;
  GstElement *sink;
  int         max_side;
  gint64      duration_ms;
  gint64      position_ms;

  GstPad *decoder;   /* nullable: where data enters it */
  gulong  block_id;  /* of what holds the first frame back, 0: gone */
  int     only_one;  /* atomic: whether one buffer a seek is enough */
  guint   n_streams; /* of pictures in the file */
  guint   n_buffers; /* since the last seek, of the streaming thread */
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

static gboolean
comes_from_demuxer (GstPad *pad)
{
  g_autoptr (GstElement) parent = gst_pad_get_parent_element (pad);
  GstElementFactory     *factory = parent != NULL ? gst_element_get_factory (parent) : NULL;

  return factory != NULL
         && gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DEMUXER);
}

/* Sound, subtitles, what cameras note beside them, and further pictures are never decoded. */
static gboolean
on_autoplug_continue (GstElement *element, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  TackFrameReader *self = user_data;
  const char      *type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  if (!comes_from_demuxer (pad))
    return TRUE;
  if (!g_str_has_prefix (type, "video/") && !g_str_has_prefix (type, "image/"))
    return FALSE;

  return self->n_streams++ == 0;
}

static void
on_pad_added (GstElement *element, GstPad *pad, gpointer user_data)
{
  TackFrameReader   *self = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (self->sink, "sink");

  /* What is not decoded does not fit. */
  if (!gst_pad_is_linked (target))
    gst_pad_link (pad, target);
}

static void
post (TackFrameReader *self, const char *name)
{
  GstObject *pipeline = GST_OBJECT (self->pipeline);

  gst_element_post_message (self->pipeline,
                            gst_message_new_application (pipeline, gst_structure_new_empty (name)));
}

static void
on_no_more_pads (GstElement *element, gpointer user_data)
{
  TackFrameReader   *self = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (self->sink, "sink");

  if (!gst_pad_is_linked (target))
    post (self, NO_PICTURE);
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

/* Behind the first buffer comes the end, so that the decoder does not wait for more before it shows
 * the frame. Buffers with nothing but headers do not count. */
static GstPadProbeReturn
on_decoder_data (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  TackFrameReader *self = user_data;

  if ((info->type & GST_PAD_PROBE_TYPE_EVENT_FLUSH) != 0)
    {
      if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_FLUSH_STOP)
        self->n_buffers = 0;
      return GST_PAD_PROBE_OK;
    }
  if (!g_atomic_int_get (&self->only_one) || self->n_buffers == 0)
    {
      if (!GST_BUFFER_FLAG_IS_SET (GST_PAD_PROBE_INFO_BUFFER (info), GST_BUFFER_FLAG_HEADER))
        self->n_buffers++;
      return GST_PAD_PROBE_OK;
    }

  if (self->n_buffers++ == 1)
    gst_pad_send_event (pad, gst_event_new_eos ());

  return GST_PAD_PROBE_DROP;
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
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_FLUSH,
                     on_decoder_data, user_data, NULL);
}

static GstElement *
add_element (GstElement *pipeline, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element != NULL)
    gst_bin_add (GST_BIN (pipeline), element);

  return element;
}

/* decoder ! sink */
static gboolean
build (TackFrameReader *self, GFile *file)
{
  g_autofree char    *uri = g_file_get_uri (file);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_signal_connect (self->pipeline, "deep-element-added", G_CALLBACK (on_deep_element_added), self);
  GstElement *decoder = add_element (self->pipeline, "uridecodebin");
  self->sink = add_element (self->pipeline, "appsink");
  if (decoder == NULL || self->sink == NULL)
    return FALSE;

  g_object_set (decoder, "uri", uri, NULL);
  g_object_set (self->sink, "caps", caps, "sync", FALSE, "max-buffers", 1, "enable-last-sample",
                FALSE, NULL);
  g_signal_connect (decoder, "autoplug-continue", G_CALLBACK (on_autoplug_continue), self);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (on_pad_added), self);
  g_signal_connect (decoder, "no-more-pads", G_CALLBACK (on_no_more_pads), self);

  return TRUE;
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
  gint64             deadline = g_get_monotonic_time () + DEADLINE_US;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr (GstMessage) message
        = gst_bus_timed_pop_filtered (bus, CANCEL_CHECK_NS,
                                      GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_APPLICATION
                                        | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT);

      if (message == NULL)
        {
          if (g_get_monotonic_time () < deadline)
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
               || gst_message_has_name (message, NO_PICTURE))
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
  g_autoptr (GError)          io_error = NULL;
  gint64                      duration;

  self->name = tack_human_file (file);
  self->max_side = max_side;
  /* GStreamer's own words for a file that is not there are for developers. */
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &io_error);
  if (stream == NULL)
    {
      g_propagate_error (error, tack_error_from_file (io_error, file));
      return NULL;
    }
  if (!build (self, file))
    {
      g_propagate_error (error, new_error (self, "uridecodebin, appsink"));
      return NULL;
    }

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!wait_until_ready (self, cancellable, error))
    return NULL;
  if (self->decoder != NULL
        ? gst_pad_peer_query_duration (self->decoder, GST_FORMAT_TIME, &duration)
        : gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration))
    self->duration_ms = duration / (gint64) GST_MSECOND;

  return g_steal_pointer (&self);
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

static char *
dup_orientation (TackFrameReader *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->sink, "sink");
  char              *orientation = NULL;
  GstEvent          *event;

  for (guint i = 0;
       orientation == NULL && (event = gst_pad_get_sticky_event (pad, GST_EVENT_TAG, i)) != NULL;
       i++)
    {
      GstTagList *tags;

      gst_event_parse_tag (event, &tags);
      gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &orientation);
      gst_event_unref (event);
    }

  return orientation;
}

static GdkPixbuf *
take_frame (TackFrameReader *self, GstSample *sample, gint64 at_ms)
{
  g_autofree char *orientation = dup_orientation (self);
  GstClockTime time = gst_segment_to_stream_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                                  GST_BUFFER_PTS (gst_sample_get_buffer (sample)));

  /* Rounded up, so that asking for this time exactly gives the same frame. */
  self->position_ms
    = GST_CLOCK_TIME_IS_VALID (time) ? (gint64) ((time + GST_MSECOND - 1) / GST_MSECOND) : at_ms;

  return tack_frame_to_pixbuf (sample, orientation, self->max_side);
}

static gboolean
seek (TackFrameReader *self,
      gint64           at_ms,
      GstSeekFlags     flags,
      gboolean         only_one,
      GCancellable    *cancellable,
      GError         **error)
{
  GstEvent *event
    = gst_event_new_seek (1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | flags, GST_SEEK_TYPE_SET,
                          at_ms * (gint64) GST_MSECOND, GST_SEEK_TYPE_NONE, 0);

  g_atomic_int_set (&self->only_one, only_one);
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
read_at (TackFrameReader *self,
         gint64           at_ms,
         gboolean         key_frame,
         GCancellable    *cancellable,
         GError         **error)
{
  GstSeekFlags flags
    = key_frame ? GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_NEAREST : GST_SEEK_FLAG_ACCURATE;

  if (!seek (self, at_ms, flags, key_frame, cancellable, error))
    return NULL;

  g_autoptr (GstSample) sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (self->sink), 0);
  return sample != NULL ? take_frame (self, sample, at_ms) : NULL;
}

/* The picture often ends before the sound, nobody says where: from the last key frame on all are
 * decoded, and the last one stays. */
static GdkPixbuf *
read_last (TackFrameReader *self, gint64 end_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstSample) last = NULL;
  g_autoptr (GstBus)    bus = gst_element_get_bus (self->pipeline);
  gint64                deadline = g_get_monotonic_time () + DEADLINE_US;

  if (!seek (self, end_ms, GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE, FALSE, cancellable,
             error))
    return NULL;

  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  while (!g_cancellable_set_error_if_cancelled (cancellable, error)
         && g_get_monotonic_time () < deadline)
    {
      GstSample *sample = gst_app_sink_try_pull_sample (GST_APP_SINK (self->sink), CANCEL_CHECK_NS);
      g_autoptr (GstMessage) failure = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

      if (sample != NULL)
        {
          g_clear_pointer (&last, gst_sample_unref);
          last = sample;
        }
      else if (failure != NULL || gst_app_sink_is_eos (GST_APP_SINK (self->sink)))
        break;
    }
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);

  if (last == NULL || g_cancellable_is_cancelled (cancellable))
    return NULL;
  return take_frame (self, last, end_ms);
}

GdkPixbuf *
tack_frame_reader_read (TackFrameReader *self,
                        gint64           at_ms,
                        gboolean         key_frame,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (GError)    own_error = NULL;
  gint64                end_ms = self->duration_ms > 0 ? self->duration_ms - 1 : MAX (0, at_ms);
  gint64                place = CLAMP (at_ms, 0, end_ms);
  g_autoptr (GdkPixbuf) frame = read_at (self, place, key_frame, cancellable, &own_error);

  /* Not every decoder shows a frame from one buffer. */
  if (frame == NULL && own_error == NULL && key_frame)
    frame = read_at (self, place, FALSE, cancellable, &own_error);
  if (frame == NULL && own_error == NULL)
    frame = read_last (self, place, cancellable, &own_error);
  if (frame == NULL)
    g_propagate_error (error,
                       own_error != NULL ? g_steal_pointer (&own_error) : new_error (self, NULL));

  return g_steal_pointer (&frame);
}
