/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-target.h"

#include <gst/video/video.h>

#include "media/tack-mend-encoder.h"
#include "media/tack-tone-filter.h"

/* More frames a second nobody shows; with fewer, a second is too coarse to cut by. */
#define RATE_MAX 60
#define RATE_MIN 20
/* Of a video that does not say how many it has. */
#define RATE_UNKNOWN 30
#define KEY_FRAME_SECONDS 2

/* Encoders look some seconds ahead before the first picture comes out, and sound, which is ready
 * sooner, has to wait for it somewhere: minutes of it fit. */
#define SOUND_BYTES_MAX (64 * 1024 * 1024)
#define FRAMES_MAX 2

/* Twice as many frames, each of one field, show what an interlaced video showed. */
static void
get_rate (const GstVideoInfo *info, int *num, int *denom)
{
  *num = GST_VIDEO_INFO_FPS_N (info);
  *denom = MAX (1, GST_VIDEO_INFO_FPS_D (info));
  if (*num <= 0)
    {
      *num = RATE_UNKNOWN;
      *denom = 1;
    }
  if (GST_VIDEO_INFO_IS_INTERLACED (info))
    *num *= 2;

  /* Every second one is left out, or each is there twice: so they stay evenly spaced. */
  while (*num / *denom > RATE_MAX && *denom < G_MAXINT / 2)
    *denom *= 2;
  while (*num / *denom < RATE_MIN && *num < G_MAXINT / 2)
    *num *= 2;
}

static gboolean
is_turned_aside (int orientation)
{
  return orientation == GST_VIDEO_ORIENTATION_90R || orientation == GST_VIDEO_ORIENTATION_90L
         || orientation == GST_VIDEO_ORIENTATION_UL_LR
         || orientation == GST_VIDEO_ORIENTATION_UR_LL;
}

/* Colours of BT.2020 have to be brought near; those of BT.601 and BT.709 are so near that everybody
 * shows one as the other. */
static void
append_colours (GString *words, const GstVideoInfo *info, const char *size)
{
  TackToneTransfer transfer;

  if (tack_tone_filter_get_transfer (info, &transfer))
    g_string_append_printf (words, " ! %s,format=ARGB64 ! %s hlg=%d ! videoconvertscale", size,
                            TACK_TONE_FILTER_NAME, transfer == TACK_TONE_HLG);
  else if (info->colorimetry.primaries == GST_VIDEO_COLOR_PRIMARIES_BT2020)
    g_string_append (words, " gamma-mode=remap primaries-mode=fast");
}

/* Scaled first, while it lies perhaps, then turned: so there is less to turn. */
static void
append_picture (GString *words, const TackMendPlan *plan, const GstVideoInfo *info, int orientation)
{
  gboolean         is_aside = is_turned_aside (orientation);
  int              width = is_aside ? plan->height : plan->width;
  int              height = is_aside ? plan->width : plan->height;
  g_autofree char *size
    = g_strdup_printf ("video/x-raw,width=%d,height=%d,pixel-aspect-ratio=1/1", width, height);
  int num;
  int denom;
  get_rate (info, &num, &denom);

  if (GST_VIDEO_INFO_IS_INTERLACED (info))
    g_string_append (words, " ! videoconvertscale ! deinterlace");
  g_string_append_printf (words,
                          " ! videorate ! video/x-raw,framerate=%d/%d"
                          " ! videoconvertscale n-threads=%u add-borders=%d",
                          num, denom, g_get_num_processors (),
                          (plan->steps & TACK_MEND_STEP_BARS) != 0);
  append_colours (words, info, size);

  g_autofree char *encoder
    = tack_mend_encoder_dup_video (plan->kbit, MAX (1, KEY_FRAME_SECONDS * num / denom));
  g_string_append_printf (words,
                          " ! %s,format=I420,colorimetry=bt709"
                          " ! videoflip video-direction=%d ! %s ! h264parse",
                          size, orientation, encoder);
}

static void
append_sound (GString *words)
{
  g_autofree char *encoder = tack_mend_encoder_dup_sound ();

  g_string_append_printf (words,
                          " ! audioconvert ! audiorate ! audioresample"
                          " ! audio/x-raw,channels=2,rate={48000,44100} ! %s ! aacparse",
                          encoder);
}

static char *
dup_description (const TackMendPlan *plan, TackMendSource *source, const GstCaps *caps)
{
  g_autoptr (GString) words
    = g_string_new ("mp4mux name=mux faststart=true ! filesink name=file async=false");
  GstVideoInfo info;

  g_string_append_printf (words, " appsrc name=video max-buffers=%d max-bytes=0", FRAMES_MAX);
  if ((plan->steps & TACK_MEND_STEP_ENCODE_VIDEO) != 0 && gst_video_info_from_caps (&info, caps))
    append_picture (words, plan, &info, tack_mend_source_get_orientation (source));
  else
    /* Not every file says when a frame is due to be decoded, before others perhaps. */
    g_string_append (words, " ! h264parse ! h264timestamper ! video/x-h264,stream-format=avc");
  g_string_append (words, " ! mux.");

  if (source->sound != NULL)
    {
      g_string_append_printf (words, " appsrc name=sound max-bytes=%d", SOUND_BYTES_MAX);
      if ((plan->steps & TACK_MEND_STEP_ENCODE_SOUND) != 0)
        append_sound (words);
      else
        g_string_append (words, " ! aacparse");
      g_string_append (words, " ! mux.");
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* OpenH264 complains on standard error when it is asked, at the end, for pictures that it never
 * holds back. So the end goes past it. */
static GstPadProbeReturn
on_prompt_encoder_event (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) != GST_EVENT_EOS)
    return GST_PAD_PROBE_OK;

  g_autoptr (GstElement) encoder = gst_pad_get_parent_element (pad);
  g_autoptr (GstPad)     src = gst_element_get_static_pad (encoder, "src");
  gst_pad_push_event (src, gst_event_new_eos ());

  return GST_PAD_PROBE_DROP;
}

static void
lead_end_past_encoder (GstElement *pipeline)
{
  g_autoptr (GstElement) encoder
    = gst_bin_get_by_name (GST_BIN (pipeline), TACK_MEND_ENCODER_PROMPT);

  if (encoder == NULL)
    return;

  g_autoptr (GstPad) sink = gst_element_get_static_pad (encoder, "sink");
  gst_pad_add_probe (sink, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_prompt_encoder_event, NULL,
                     NULL);
}

static GstAppSrc *
get_entry (GstElement *pipeline, const char *name, const GstCaps *caps)
{
  g_autoptr (GstElement) element = gst_bin_get_by_name (GST_BIN (pipeline), name);

  if (element != NULL)
    g_object_set (element, "caps", caps, "format", GST_FORMAT_TIME, "block", TRUE,
                  "handle-segment-change", TRUE, NULL);

  return (GstAppSrc *) element;
}

TackMendTarget *
tack_mend_target_new (const TackMendPlan *plan,
                      TackMendSource     *source,
                      GFile              *output,
                      GError            **error)
{
  g_autoptr (GstCaps) caps = tack_mend_source_get_caps (source->video);
  g_autofree char    *description = dup_description (plan, source, caps);

  tack_tone_filter_register ();
  g_debug ("%s", description);
  g_autoptr (GstElement) pipeline
    = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  if (pipeline == NULL)
    return NULL;

  TackMendTarget *self = g_new0 (TackMendTarget, 1);
  self->pipeline = gst_object_ref_sink (g_steal_pointer (&pipeline));
  self->video = get_entry (self->pipeline, "video", caps);
  if (source->sound != NULL)
    {
      g_autoptr (GstCaps) sound_caps = tack_mend_source_get_caps (source->sound);
      self->sound = get_entry (self->pipeline, "sound", sound_caps);
    }

  lead_end_past_encoder (self->pipeline);

  g_autoptr (GstElement) mux = gst_bin_get_by_name (GST_BIN (self->pipeline), "mux");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "file");
  g_autoptr (GFile)      index = tack_mend_target_dup_index (output);
  g_object_set (sink, "location", g_file_peek_path (output), NULL);
  g_object_set (mux, "faststart-file", g_file_peek_path (index), NULL);

  return self;
}

gint64
tack_mend_target_get_bytes (TackMendTarget *self)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "file");
  gint64                 bytes = 0;

  return gst_element_query_position (sink, GST_FORMAT_BYTES, &bytes) ? bytes : 0;
}

GFile *
tack_mend_target_dup_index (GFile *output)
{
  g_autofree char *path = g_strconcat (g_file_peek_path (output), ".index", NULL);

  return g_file_new_for_path (path);
}

void
tack_mend_target_free (TackMendTarget *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->pipeline);
  g_free (self);
}
