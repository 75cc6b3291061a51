/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame.h"

#include <gst/video/video.h>

#include "media/tack-tone-filter.h"

/* GStreamer's words for what EXIF counts from 1 on. */
static const char *const orientations[] = {
  "rotate-0",        "flip-rotate-0", "rotate-180",     "flip-rotate-180",
  "flip-rotate-270", "rotate-90",     "flip-rotate-90", "rotate-270",
};

/* Turned as the last step, for then the frame is at its smallest. */
static GdkPixbuf *
turn_upright (GdkPixbuf *pixbuf, const char *orientation)
{
  for (guint i = 1; i < G_N_ELEMENTS (orientations); i++)
    if (g_strcmp0 (orientation, orientations[i]) == 0)
      {
        const char number[] = { (char) ('1' + i), '\0' };

        gdk_pixbuf_set_option (pixbuf, "orientation", number);
        return gdk_pixbuf_apply_embedded_orientation (pixbuf);
      }

  return g_object_ref (pixbuf);
}

static void
get_size (const GstVideoInfo *info, int max_side, int *width, int *height)
{
  int num = MAX (1, GST_VIDEO_INFO_PAR_N (info));
  int denom = MAX (1, GST_VIDEO_INFO_PAR_D (info));

  *width
    = (int) gst_util_uint64_scale_int_round ((guint64) GST_VIDEO_INFO_WIDTH (info), num, denom);
  *height = GST_VIDEO_INFO_HEIGHT (info);

  int longer = MAX (*width, *height);
  if (max_side > 0 && longer > max_side)
    {
      *width = (int) gst_util_uint64_scale_int_round ((guint64) *width, max_side, longer);
      *height = (int) gst_util_uint64_scale_int_round ((guint64) *height, max_side, longer);
    }
  *width = MAX (1, *width);
  *height = MAX (1, *height);
}

static GstStructure *
new_options (const GstVideoInfo *from)
{
  GstStructure    *options = gst_structure_new ("options", GST_VIDEO_CONVERTER_OPT_THREADS,
                                                G_TYPE_UINT, g_get_num_processors (), NULL);
  TackToneTransfer transfer;

  /* The primaries of BT.601 and BT.709 are so near that everybody shows one as the other. */
  if (from->colorimetry.primaries == GST_VIDEO_COLOR_PRIMARIES_BT2020
      && !tack_tone_filter_get_transfer (from, &transfer))
    gst_structure_set (options, GST_VIDEO_CONVERTER_OPT_GAMMA_MODE, GST_TYPE_VIDEO_GAMMA_MODE,
                       GST_VIDEO_GAMMA_MODE_REMAP, GST_VIDEO_CONVERTER_OPT_PRIMARIES_MODE,
                       GST_TYPE_VIDEO_PRIMARIES_MODE, GST_VIDEO_PRIMARIES_MODE_FAST, NULL);

  return options;
}

/* Into memory of the caller. */
static gboolean
convert (GstVideoFrame *frame,
         GstVideoFormat format,
         guint8        *pixels,
         int            stride,
         int            width,
         int            height)
{
  GstVideoInfo info;

  gst_video_info_set_format (&info, format, (guint) width, (guint) height);
  /* The converter changes neither. */
  GST_VIDEO_INFO_FPS_N (&info) = GST_VIDEO_INFO_FPS_N (&frame->info);
  GST_VIDEO_INFO_FPS_D (&info) = GST_VIDEO_INFO_FPS_D (&frame->info);
  GST_VIDEO_INFO_INTERLACE_MODE (&info) = GST_VIDEO_INFO_INTERLACE_MODE (&frame->info);
  GST_VIDEO_INFO_PLANE_STRIDE (&info, 0) = stride;
  GST_VIDEO_INFO_SIZE (&info) = (gsize) stride * (gsize) height;

  GstVideoConverter *converter
    = gst_video_converter_new (&frame->info, &info, new_options (&frame->info));
  g_autoptr (GstBuffer) buffer
    = gst_buffer_new_wrapped_full (0, pixels, GST_VIDEO_INFO_SIZE (&info), 0,
                                   GST_VIDEO_INFO_SIZE (&info), NULL, NULL);
  GstVideoFrame target;
  gboolean      is_done
    = converter != NULL && gst_video_frame_map (&target, &info, buffer, GST_MAP_WRITE);

  if (is_done)
    {
      gst_video_converter_frame (converter, frame, &target);
      gst_video_frame_unmap (&target);
    }
  g_clear_pointer (&converter, gst_video_converter_free);

  return is_done;
}

/* With more bits than the picture has, or dark parts would come out in steps. */
static gboolean
convert_tone (GstVideoFrame *frame, TackToneTransfer transfer, GdkPixbuf *pixbuf)
{
  int                  width = gdk_pixbuf_get_width (pixbuf);
  int                  height = gdk_pixbuf_get_height (pixbuf);
  g_autoptr (TackTone) tone = tack_tone_new (transfer);
  g_autofree guint16  *deep = g_try_new (guint16, (gsize) width * (gsize) height * 4);

  if (deep == NULL
      || !convert (frame, GST_VIDEO_FORMAT_ARGB64, (guint8 *) deep, width * 8, width, height))
    return FALSE;

  for (int y = 0; y < height; y++)
    tack_tone_map (tone, deep + (gsize) y * (gsize) width * 4,
                   gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf),
                   (gsize) width);

  return TRUE;
}

static gboolean
fill (GdkPixbuf *pixbuf, GstVideoFrame *frame)
{
  TackToneTransfer transfer;

  if (tack_tone_filter_get_transfer (&frame->info, &transfer))
    return convert_tone (frame, transfer, pixbuf);

  return convert (frame, GST_VIDEO_FORMAT_RGB, gdk_pixbuf_get_pixels (pixbuf),
                  gdk_pixbuf_get_rowstride (pixbuf), gdk_pixbuf_get_width (pixbuf),
                  gdk_pixbuf_get_height (pixbuf));
}

GdkPixbuf *
tack_frame_to_pixbuf (GstSample *sample, const char *orientation, int max_side)
{
  GstVideoInfo  info;
  GstVideoFrame frame;
  int           width;
  int           height;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;

  get_size (&info, max_side, &width, &height);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gboolean              is_done = pixbuf != NULL && fill (pixbuf, &frame);
  gst_video_frame_unmap (&frame);

  return is_done ? turn_upright (pixbuf, orientation) : NULL;
}

char *
tack_frame_dup_orientation (GstPad *pad)
{
  char     *orientation = NULL;
  GstEvent *event;

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
