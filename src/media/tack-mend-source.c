/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-source.h"

#include <gst/video/video.h>

#include "media/tack-mend-encoder.h"

/* Frames as they were decoded: few, for they are large. */
#define FRAMES_MAX 2

/* What the plan copies comes out encoded, of what is decoded the first of its kind is taken, and
 * the rest is never decoded: further sounds, subtitles, what cameras note beside the picture. */
static gboolean
on_autoplug_continue (GstElement *decodebin, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  TackMendSource *self = user_data;
  const char     *type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  if (g_str_has_prefix (type, "audio/"))
    return (self->steps & TACK_MEND_STEP_ENCODE_SOUND) != 0;
  if (g_str_equal (type, "video/x-h264"))
    return (self->steps & TACK_MEND_STEP_ENCODE_VIDEO) != 0;

  return !g_str_has_prefix (type, "text/") && !g_str_has_prefix (type, "subpicture/")
         && !g_str_has_prefix (type, "meta/");
}

static GstAppSink **
find_sink (TackMendSource *self, GstPad *pad)
{
  g_autoptr (GstCaps) current = gst_pad_get_current_caps (pad);
  g_autoptr (GstCaps) caps
    = current != NULL ? gst_caps_ref (current) : gst_pad_query_caps (pad, NULL);
  const char *type
    = gst_caps_is_empty (caps) ? "" : gst_structure_get_name (gst_caps_get_structure (caps, 0));

  if (g_str_has_prefix (type, "video/"))
    return &self->video;

  return g_str_has_prefix (type, "audio/") ? &self->sound : NULL;
}

/* The thread of the demuxer. */
static void
on_pad_added (GstElement *decodebin, GstPad *pad, gpointer user_data)
{
  TackMendSource *self = user_data;
  GstAppSink    **sink = find_sink (self, pad);

  if (sink == NULL || *sink != NULL)
    return;

  GstElement *element = gst_element_factory_make ("appsink", NULL);
  g_object_set (element, "sync", FALSE, "max-buffers", FRAMES_MAX, "enable-last-sample", FALSE,
                NULL);
  gst_bin_add (GST_BIN (self->pipeline), element);
  gst_element_sync_state_with_parent (element);
  *sink = GST_APP_SINK (element);

  g_autoptr (GstPad) target = gst_element_get_static_pad (element, "sink");
  gst_pad_link (pad, target);
}

static void
on_no_more_pads (GstElement *decodebin, gpointer user_data)
{
  TackMendSource *self = user_data;

  if (self->video == NULL)
    GST_ELEMENT_ERROR (decodebin, STREAM, WRONG_TYPE, (NULL), ("no moving picture"));
}

static void
on_deep_element_added (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer user_data)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), "max-threads") != NULL)
    g_object_set (element, "max-threads",
                  (int) MIN (g_get_num_processors (), TACK_MEND_THREADS_MAX), NULL);
}

TackMendSource *
tack_mend_source_new (GFile *video, TackMendSteps steps)
{
  TackMendSource  *self = g_new0 (TackMendSource, 1);
  g_autofree char *uri = g_file_get_uri (video);

  self->steps = steps;
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));

  GstElement *decodebin = gst_element_factory_make ("uridecodebin", NULL);
  g_object_set (decodebin, "uri", uri, "force-sw-decoders", TRUE, NULL);
  g_signal_connect (self->pipeline, "deep-element-added", G_CALLBACK (on_deep_element_added), NULL);
  g_signal_connect (decodebin, "autoplug-continue", G_CALLBACK (on_autoplug_continue), self);
  g_signal_connect (decodebin, "pad-added", G_CALLBACK (on_pad_added), self);
  g_signal_connect (decodebin, "no-more-pads", G_CALLBACK (on_no_more_pads), self);
  gst_bin_add (GST_BIN (self->pipeline), decodebin);

  return self;
}

void
tack_mend_source_seek (TackMendSource *self, const TackMendPlan *plan)
{
  gst_element_seek (self->pipeline, 1, GST_FORMAT_TIME,
                    GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET,
                    plan->from_ms * (gint64) GST_MSECOND,
                    plan->to_ms >= 0 ? GST_SEEK_TYPE_SET : GST_SEEK_TYPE_NONE,
                    plan->to_ms * (gint64) GST_MSECOND);
}

GstCaps *
tack_mend_source_get_caps (GstAppSink *sink)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (GST_ELEMENT (sink), "sink");

  return gst_pad_get_current_caps (pad);
}

int
tack_mend_source_get_orientation (TackMendSource *self)
{
  g_autoptr (GstPad)        pad = gst_element_get_static_pad (GST_ELEMENT (self->video), "sink");
  GstVideoOrientationMethod orientation = GST_VIDEO_ORIENTATION_IDENTITY;
  GstEvent                 *event;

  for (guint i = 0; (event = gst_pad_get_sticky_event (pad, GST_EVENT_TAG, i)) != NULL; i++)
    {
      GstTagList               *tags;
      GstVideoOrientationMethod method;

      gst_event_parse_tag (event, &tags);
      if (gst_video_orientation_from_tag (tags, &method))
        orientation = method;
      gst_event_unref (event);
    }

  return (int) orientation;
}

void
tack_mend_source_free (TackMendSource *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->pipeline);
  g_free (self);
}
