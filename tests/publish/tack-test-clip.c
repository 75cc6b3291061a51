/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-test-clip.h"

#include <gst/gst.h>

#include "media/tack-media.h"

static const char *const encoders[] = { "openh264enc", "x264enc" };

static const char *
find_encoder (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (encoders[i]);

      if (factory != NULL)
        return encoders[i];
    }

  return NULL;
}

static void
encode (const char *encoder, const char *path)
{
  g_autofree char *description = g_strdup_printf (
    "videotestsrc num-buffers=25 ! video/x-raw,format=I420,width=288,height=512,framerate=5/1 "
    "! %s ! h264parse ! mp4mux ! filesink location=%s",
    encoder, path);
  g_autoptr (GError)     error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);

  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND,
                                  (GstMessageType) (GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
}

GBytes *
tack_test_clip (void)
{
  static GBytes *clip;
  const char    *encoder;

  /* Nothing else may have needed it yet, and before it no encoder is found. */
  tack_media_init_gstreamer ();
  encoder = find_encoder ();
  if (clip == NULL && encoder != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *dir = g_dir_make_tmp ("tack-clip-XXXXXX", &error);
      g_assert_no_error (error);
      g_autofree char  *path = g_build_filename (dir, "clip.mp4", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFile) folder = g_file_new_for_path (dir);

      encode (encoder, path);
      clip = g_file_load_bytes (file, NULL, NULL, &error);
      g_assert_no_error (error);
      g_file_delete (file, NULL, NULL);
      g_file_delete (folder, NULL, NULL);
    }

  return clip;
}
