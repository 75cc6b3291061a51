/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-stream-caps.h"

#include <gst/video/video.h>

static const struct
{
  const char *caps_name;
  const char *codec;
} codecs[] = {
  { "video/x-h264", "h264" }, { "video/x-h265", "h265" },     { "video/x-vp8", "vp8" },
  { "video/x-vp9", "vp9" },   { "video/x-av1", "av1" },       { "video/x-prores", "prores" },
  { "image/jpeg", "mjpeg" },  { "audio/x-vorbis", "vorbis" }, { "audio/x-opus", "opus" },
  { "audio/x-alac", "alac" }, { "audio/x-ac3", "ac3" },       { "audio/x-raw", "pcm" },
};

static const GstStructure *
get_structure (const GstCaps *caps)
{
  return caps != NULL && !gst_caps_is_empty (caps) && !gst_caps_is_any (caps)
           ? gst_caps_get_structure (caps, 0)
           : NULL;
}

char *
tack_stream_caps_dup_codec (const GstCaps *caps)
{
  const GstStructure *structure = get_structure (caps);
  int                 version = 0;

  if (structure == NULL)
    return NULL;

  const char *name = gst_structure_get_name (structure);
  gst_structure_get_int (structure, "mpegversion", &version);
  if (g_str_equal (name, "audio/mpeg"))
    return g_strdup (version == 1 ? "mp3" : "aac");
  if (g_str_equal (name, "video/mpeg"))
    return g_strdup_printf ("mpeg%d", version);
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (g_str_equal (name, codecs[i].caps_name))
      return g_strdup (codecs[i].codec);

  const char *slash = strchr (name, '/');
  const char *bare = slash != NULL ? slash + 1 : name;
  return g_strdup (g_str_has_prefix (bare, "x-") ? bare + 2 : bare);
}

TackFrameShape
tack_stream_caps_get_shape (const GstCaps *caps)
{
  const GstStructure *structure = get_structure (caps);
  TackFrameShape      shape = { 0 };

  if (structure != NULL)
    {
      gst_structure_get_int (structure, "width", &shape.width);
      gst_structure_get_int (structure, "height", &shape.height);
      gst_structure_get_fraction (structure, "pixel-aspect-ratio", &shape.pixel_width,
                                  &shape.pixel_height);
    }

  return shape;
}

static gboolean
is_hdr (const GstStructure *structure)
{
  const char         *text = gst_structure_get_string (structure, "colorimetry");
  GstVideoColorimetry colorimetry;

  return text != NULL && gst_video_colorimetry_from_string (&colorimetry, text)
         && (colorimetry.transfer == GST_VIDEO_TRANSFER_SMPTE2084
             || colorimetry.transfer == GST_VIDEO_TRANSFER_ARIB_STD_B67);
}

TackMediaTraits
tack_stream_caps_get_traits (const GstCaps *caps)
{
  const GstStructure *structure = get_structure (caps);
  TackMediaTraits     traits = 0;
  guint               bit_depth;

  if (structure == NULL)
    return 0;

  const char *chroma = gst_structure_get_string (structure, "chroma-format");
  const char *interlacing = gst_structure_get_string (structure, "interlace-mode");

  if (is_hdr (structure))
    traits |= TACK_MEDIA_HDR;
  if (gst_structure_get_uint (structure, "bit-depth-luma", &bit_depth) && bit_depth > 8)
    traits |= TACK_MEDIA_DEEP;
  if (g_strcmp0 (chroma, "4:2:2") == 0 || g_strcmp0 (chroma, "4:4:4") == 0)
    traits |= TACK_MEDIA_FINE_CHROMA;
  if (interlacing != NULL && !g_str_equal (interlacing, "progressive"))
    traits |= TACK_MEDIA_INTERLACED;

  return traits;
}
