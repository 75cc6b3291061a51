/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-video-probe.h"

#include <glib/gi18n-lib.h>
#include <gst/pbutils/pbutils.h>

#include "media/tack-media.h"

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

static char *
dup_codec (GstDiscovererStreamInfo *stream)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);
  if (caps == NULL || gst_caps_is_empty (caps) || gst_caps_is_any (caps))
    return NULL;

  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  const char         *name = gst_structure_get_name (structure);
  int                 version = 0;

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

/* How far the orientation tag turns the picture, clockwise. */
static int
get_turn_of_tags (const GstTagList *tags)
{
  g_autofree char *orientation = NULL;
  const char      *degrees;

  if (tags == NULL || !gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &orientation)
      || (degrees = strstr (orientation, "rotate-")) == NULL)
    return 0;

  return (int) g_ascii_strtoll (degrees + strlen ("rotate-"), NULL, 10) % 360;
}

static int
get_turn (GstDiscovererInfo *discovered, GstDiscovererVideoInfo *video)
{
  GstDiscovererStreamInfo *stream = GST_DISCOVERER_STREAM_INFO (video);
  int                      turn = get_turn_of_tags (gst_discoverer_stream_info_get_tags (stream));

  return turn != 0 ? turn : get_turn_of_tags (gst_discoverer_info_get_tags (discovered));
}

static void
take_video_facts (GstDiscovererInfo *discovered, GstDiscovererVideoInfo *video, TackMediaInfo *info)
{
  GstDiscovererStreamInfo *stream = GST_DISCOVERER_STREAM_INFO (video);
  guint                    num = gst_discoverer_video_info_get_par_num (video);
  guint                    denom = gst_discoverer_video_info_get_par_denom (video);
  int                      width = (int) gst_discoverer_video_info_get_width (video);
  int                      height = (int) gst_discoverer_video_info_get_height (video);

  info->video_codec = dup_codec (stream);
  if (num > 0 && denom > 0)
    width = (int) gst_util_uint64_scale_int_round ((guint64) width, (int) num, (int) denom);

  gboolean turned = get_turn (discovered, video) % 180 != 0;
  info->width = turned ? height : width;
  info->height = turned ? width : height;
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
add_missing (GstDiscovererInfo *discovered, const char *name, TackMediaInfo *info)
{
  const char **details = gst_discoverer_info_get_missing_elements_installer_details (discovered);

  for (guint i = 0; details != NULL && details[i] != NULL; i++)
    {
      /* gstreamer|1.0|program|what|id */
      g_auto (GStrv)   parts = g_strsplit (details[i], "|", 5);
      const char      *what = g_strv_length (parts) >= 4 ? parts[3] : "decoder";
      g_autofree char *sentence = tack_video_probe_dup_missing_sentence (name, what);

      g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_WARNING, "plugin-missing",
                                                     _ ("Plugin missing"), "%s", sentence));
    }
}

static void
add_damaged (const char *name, TackMediaInfo *info)
{
  g_ptr_array_add (info->issues,
                   tack_issue_new (TACK_SEVERITY_ERROR, "damaged", _ ("Damaged"),
                                   _ ("“%s” is damaged: it cannot be read as a video."), name));
}

static GstDiscovererInfo *
discover (GFile *file)
{
  tack_media_init_gstreamer ();

  g_autofree char          *uri = g_file_get_uri (file);
  g_autoptr (GstDiscoverer) discoverer
    = gst_discoverer_new (TACK_VIDEO_PROBE_TIMEOUT_S * GST_SECOND, NULL);

  return discoverer != NULL ? gst_discoverer_discover_uri (discoverer, uri, NULL) : NULL;
}

int
tack_video_probe_turn (GFile *file)
{
  g_autoptr (GstDiscovererInfo) discovered = discover (file);
  GList *videos = discovered != NULL ? gst_discoverer_info_get_video_streams (discovered) : NULL;
  int    turn = videos != NULL ? get_turn (discovered, videos->data) : 0;

  gst_discoverer_stream_info_list_free (videos);

  return turn;
}

void
tack_video_probe (GFile *file, const char *name, TackMediaInfo *info)
{
  g_autoptr (GstDiscovererInfo) discovered = discover (file);

  if (discovered == NULL)
    {
      add_damaged (name, info);
      return;
    }

  GstDiscovererResult result = gst_discoverer_info_get_result (discovered);
  GstClockTime        duration = gst_discoverer_info_get_duration (discovered);
  GList              *videos = gst_discoverer_info_get_video_streams (discovered);
  GList              *audios = gst_discoverer_info_get_audio_streams (discovered);

  if (GST_CLOCK_TIME_IS_VALID (duration))
    info->duration_ms = (gint64) (duration / GST_MSECOND);
  if (videos != NULL)
    take_video_facts (discovered, videos->data, info);
  if (audios != NULL)
    info->audio_codec = dup_codec (audios->data);

  if (result == GST_DISCOVERER_MISSING_PLUGINS)
    add_missing (discovered, name, info);
  else if (videos == NULL && audios != NULL)
    g_ptr_array_add (info->issues,
                     tack_issue_new (TACK_SEVERITY_ERROR, "no-video-stream", _ ("No picture"),
                                     _ ("“%s” has sound but no moving picture."), name));
  /* A pixel aspect out of a damaged file can leave nothing of a picture. */
  else if (result != GST_DISCOVERER_OK || videos == NULL || info->width <= 0 || info->height <= 0)
    add_damaged (name, info);

  gst_discoverer_stream_info_list_free (videos);
  gst_discoverer_stream_info_list_free (audios);
}
