/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-encoder.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "base/tack-error.h"

/* GStreamer's encodebin would choose by rank alone, and leave each encoder as its plugin has it: at
 * two megabits a second, the one, at any size, the other. What is good for a Pin has to be said to
 * each in its own words, so those are listed that it can be said to. */

#define SOUND_BITS 160000

typedef struct
{
  const char *name;
  const char *settings;
  int         bitrate_unit; /* bits */
  const char *key_frames;   /* the property for their distance */
  const char *threads;      /* the property for their number */
  const char *caps;         /* what it is asked to make */
} Encoder;

/* The best comes first: x264 makes of the same bits the best picture, and leaves bits out where
 * they are not seen; what graphics cards do is fast, and needs more of them. GStreamer's rank says
 * whether one is fit at all. */
static const Encoder video_encoders[] = {
  { "x264enc", "pass=qual quantizer=20 speed-preset=faster", 1000, "key-int-max", "threads",
    "video/x-h264,profile=high" },
  { "openh264enc", "name=" TACK_MEND_ENCODER_PROMPT " rate-control=bitrate complexity=high", 1,
    "gop-size", "multi-thread", "video/x-h264,profile=high" },
  { "vah264enc", "", 1000, "key-int-max", NULL, NULL },
  { "nvh264enc", "", 1000, "gop-size", NULL, NULL },
};

static const Encoder sound_encoders[] = {
  { "fdkaacenc", "", 1, NULL, NULL, NULL },
  { "avenc_aac", "", 1, NULL, NULL, NULL },
  { "voaacenc", "", 1, NULL, NULL, NULL },
  { "faac", "", 1, NULL, NULL, NULL },
};

/* Whatever else a plan may need, with Debian's package of it. */
static const struct
{
  const char *name;
  const char *package;
} elements[] = {
  { "aacparse", "gstreamer1.0-plugins-good" },
  { "audioconvert", "gstreamer1.0-plugins-base" },
  { "audiorate", "gstreamer1.0-plugins-base" },
  { "audioresample", "gstreamer1.0-plugins-base" },
  { "deinterlace", "gstreamer1.0-plugins-good" },
  { "h264parse", "gstreamer1.0-plugins-bad" },
  { "h264timestamper", "gstreamer1.0-plugins-bad" },
  { "mp4mux", "gstreamer1.0-plugins-good" },
  { "videoconvertscale", "gstreamer1.0-plugins-base" },
  { "videoflip", "gstreamer1.0-plugins-good" },
  { "videorate", "gstreamer1.0-plugins-base" },
};

static gboolean
has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

static const Encoder *
find_encoder (const Encoder *encoders, guint n_encoders)
{
  for (guint i = 0; i < n_encoders; i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (encoders[i].name);

      if (factory != NULL
          && gst_plugin_feature_get_rank (GST_PLUGIN_FEATURE (factory)) > GST_RANK_NONE)
        return &encoders[i];
    }

  return NULL;
}

static gboolean
fail_without (const char *what, const char *package, const char *name, GError **error)
{
  g_propagate_error (error,
                     tack_error_new (TACK_ERROR_FIX,
                                     /* Translators: a file, such as “an encoder for H.264”, a
                                      * package. */
                                     _ ("“%s” cannot be converted: GStreamer lacks %s. Install the "
                                        "package %s."),
                                     name, what, package));

  return FALSE;
}

gboolean
tack_mend_encoder_check (const TackMendPlan *plan, const char *name, GError **error)
{
  if ((plan->steps & TACK_MEND_STEP_ENCODE_VIDEO) != 0
      && find_encoder (video_encoders, G_N_ELEMENTS (video_encoders)) == NULL)
    return fail_without (_ ("an encoder for H.264"), "gstreamer1.0-plugins-ugly", name, error);
  if ((plan->steps & TACK_MEND_STEP_ENCODE_SOUND) != 0
      && find_encoder (sound_encoders, G_N_ELEMENTS (sound_encoders)) == NULL)
    return fail_without (_ ("an encoder for AAC"), "gstreamer1.0-libav", name, error);

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (!has_element (elements[i].name))
      return fail_without (elements[i].name, elements[i].package, name, error);

  return TRUE;
}

char *
tack_mend_encoder_dup_video (int kbit, int key_frames)
{
  const Encoder      *encoder = find_encoder (video_encoders, G_N_ELEMENTS (video_encoders));
  g_autoptr (GString) words = g_string_new (encoder->name);

  g_string_append_printf (words, " %s bitrate=%d %s=%d", encoder->settings,
                          kbit * (1000 / encoder->bitrate_unit), encoder->key_frames, key_frames);
  if (encoder->threads != NULL)
    g_string_append_printf (words, " %s=%u", encoder->threads,
                            MIN (g_get_num_processors (), TACK_MEND_THREADS_MAX));
  if (encoder->caps != NULL)
    g_string_append_printf (words, " ! %s", encoder->caps);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
tack_mend_encoder_dup_sound (void)
{
  const Encoder *encoder = find_encoder (sound_encoders, G_N_ELEMENTS (sound_encoders));

  return g_strdup_printf ("%s %s bitrate=%d", encoder->name, encoder->settings,
                          SOUND_BITS / encoder->bitrate_unit);
}
