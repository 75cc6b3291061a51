/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-reader.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/pbutils/pbutils.h>
#include <gst/video/video.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-video-probe.h"

/* How long one frame may take; a 4K frame between distant key frames takes about three seconds. */
#define DEADLINE_US (20 * G_USEC_PER_SEC)
/* How often a waiting thread looks whether it was cancelled. */
#define CANCEL_CHECK_NS (50 * GST_MSECOND)
/* Where the last frame is looked for when a time past the end was asked for. */
#define LAST_FRAME_MS 100

struct _TackFrameReader
{
  GObject parent_instance;

  char       *name;
  GstElement *pipeline;
  GstElement *sink;
  gint64      duration_ms;
  gint64      position_ms;
};

G_DEFINE_FINAL_TYPE (TackFrameReader, tack_frame_reader, G_TYPE_OBJECT)

static void
tack_frame_reader_finalize (GObject *object)
{
  TackFrameReader *self = TACK_FRAME_READER (object);

  if (self->pipeline != NULL)
    {
      gst_element_set_state (self->pipeline, GST_STATE_NULL);
      gst_object_unref (self->pipeline);
    }
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

/* Sound and subtitles are never decoded. */
static int
on_select_stream (GstElement          *decoder,
                  GstStreamCollection *collection,
                  GstStream           *stream,
                  gpointer             user_data)
{
  return (gst_stream_get_stream_type (stream) & GST_STREAM_TYPE_VIDEO) != 0;
}

static void
on_pad_added (GstElement *decoder, GstPad *pad, gpointer user_data)
{
  GstElement        *converter = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (converter, "sink");

  if (!gst_pad_is_linked (target))
    gst_pad_link (pad, target);
}

static GstElement *
add_element (GstElement *pipeline, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element != NULL)
    gst_bin_add (GST_BIN (pipeline), element);

  return element;
}

static GstCaps *
caps_new (int max_side)
{
  GstCaps *caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGB",
                                       "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);

  if (max_side > 0)
    gst_caps_set_simple (caps, "width", GST_TYPE_INT_RANGE, 1, max_side, "height",
                         GST_TYPE_INT_RANGE, 1, max_side, NULL);

  return caps;
}

/* decoder ! scale and convert ! turn upright ! sink */
static gboolean
build (TackFrameReader *self, GFile *file, int max_side)
{
  g_autofree char    *uri = g_file_get_uri (file);
  g_autoptr (GstCaps) caps = caps_new (max_side);

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *decoder = add_element (self->pipeline, "uridecodebin3");
  GstElement *converter = add_element (self->pipeline, "videoconvertscale");
  GstElement *filter = add_element (self->pipeline, "capsfilter");
  GstElement *flip = add_element (self->pipeline, "videoflip");
  self->sink = add_element (self->pipeline, "appsink");
  if (decoder == NULL || converter == NULL || filter == NULL || flip == NULL || self->sink == NULL)
    return FALSE;

  g_object_set (decoder, "uri", uri, NULL);
  g_object_set (converter, "n-threads", 0, NULL);
  g_object_set (filter, "caps", caps, NULL);
  gst_util_set_object_arg (G_OBJECT (flip), "video-direction", "auto");
  g_object_set (self->sink, "sync", FALSE, "max-buffers", 1, "enable-last-sample", FALSE, NULL);
  g_signal_connect (decoder, "select-stream", G_CALLBACK (on_select_stream), NULL);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (on_pad_added), converter);

  return gst_element_link_many (converter, filter, flip, self->sink, NULL);
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

/* Waits until the pipeline has a frame at its place, or an error, the deadline or the person ends
 * it. */
static gboolean
wait_for_preroll (TackFrameReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autofree char   *missing = NULL;
  gint64             deadline = g_get_monotonic_time () + DEADLINE_US;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr (GstMessage) message
        = gst_bus_timed_pop_filtered (bus, CANCEL_CHECK_NS,
                                      GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_ERROR | GST_MESSAGE_EOS
                                        | GST_MESSAGE_ELEMENT);

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
      else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
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
  /* GStreamer's own words for a file that is not there are for developers. */
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &io_error);
  if (stream == NULL)
    {
      g_propagate_error (error, tack_error_from_file (io_error, file));
      return NULL;
    }
  if (!build (self, file, max_side))
    {
      g_propagate_error (error, new_error (self, "videoflip, videoconvertscale"));
      return NULL;
    }

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!wait_for_preroll (self, cancellable, error))
    return NULL;
  if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration))
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

static GdkPixbuf *
pixbuf_from_sample (GstSample *sample)
{
  GstVideoInfo  info;
  GstVideoFrame frame;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;

  int        width = GST_VIDEO_INFO_WIDTH (&info);
  int        height = GST_VIDEO_INFO_HEIGHT (&info);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; pixbuf != NULL && y < height; y++)
    memcpy (gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf),
            (guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&frame, 0)
              + (gsize) y * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0),
            (gsize) width * 3);
  gst_video_frame_unmap (&frame);

  return pixbuf;
}

/* Returns %NULL without an error when there is no frame at @at_ms, which is past the end. */
static GdkPixbuf *
read_at (TackFrameReader *self,
         gint64           at_ms,
         gboolean         key_frame,
         GCancellable    *cancellable,
         GError         **error)
{
  GstSeekFlags flags
    = GST_SEEK_FLAG_FLUSH
      | (key_frame ? GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_NEAREST : GST_SEEK_FLAG_ACCURATE);

  if (!gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME, flags,
                                at_ms * (gint64) GST_MSECOND)
      || !wait_for_preroll (self, cancellable, error))
    {
      if (error != NULL && *error == NULL)
        g_propagate_error (error, new_error (self, NULL));
      return NULL;
    }

  g_autoptr (GstSample) sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (self->sink), 0);
  if (sample == NULL)
    return NULL;

  /* Rounded up, so that asking for this time exactly gives the same frame. */
  GstClockTime time = GST_BUFFER_PTS (gst_sample_get_buffer (sample));
  self->position_ms
    = GST_CLOCK_TIME_IS_VALID (time) ? (gint64) ((time + GST_MSECOND - 1) / GST_MSECOND) : at_ms;

  return pixbuf_from_sample (sample);
}

GdkPixbuf *
tack_frame_reader_read (TackFrameReader *self,
                        gint64           at_ms,
                        gboolean         key_frame,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (GError) own_error = NULL;
  gint64             end_ms = self->duration_ms > 0 ? self->duration_ms : at_ms;

  /* The picture often ends a little before the sound, so the last frame is looked for step by step.
   */
  for (gint64 step = 0, place = CLAMP (at_ms, 0, MAX (0, end_ms - 1)); step < 5; step++)
    {
      GdkPixbuf *pixbuf = read_at (self, place, key_frame, cancellable, &own_error);

      if (pixbuf != NULL)
        return pixbuf;
      if (own_error != NULL || place == 0)
        break;
      place = MAX (0, MIN (place, end_ms) - (LAST_FRAME_MS << (2 * step)));
    }

  g_propagate_error (error,
                     own_error != NULL ? g_steal_pointer (&own_error) : new_error (self, NULL));
  return NULL;
}
