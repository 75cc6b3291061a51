/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

#include "base/tack-error.h"
#include "media/tack-cover.h"
#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "media/tack-mender.h"
#include "tack-test-clips.h"

static TackTestClips *clips;

/* Beside the clips, so that it goes with them. */
static GFile *
get_output (void)
{
  g_autoptr (GFile) clip = tack_test_clips_copy (clips, "text.mp4", "source.txt");
  g_autoptr (GFile) folder = g_file_get_parent (clip);

  return g_file_get_child (folder, "mended.mp4");
}

static TackMediaInfo *
mend (const char *name, gint64 from_ms, gint64 to_ms, GError **error)
{
  g_autoptr (GFile) video = tack_test_clips_get (clips, name);
  g_autoptr (GFile) output = get_output ();

  return tack_mender_mend (video, output, from_ms, to_ms, NULL, NULL, NULL, error);
}

/* The result and the source are all there is: no part of anything. */
static void
assert_no_rest (void)
{
  g_autoptr (GFile) output = get_output ();
  g_autofree char  *folder = g_path_get_dirname (g_file_peek_path (output));
  g_autoptr (GDir)  dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_assert_false (g_str_has_prefix (name, "mended.mp4."));
}

static GdkPixbuf *
read_frame (gint64 at_ms)
{
  g_autoptr (GFile)  output = get_output ();
  g_autoptr (GError) error = NULL;
  GdkPixbuf         *frame = tack_cover_read (output, &at_ms, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return frame;
}

static void
assert_number (gint64 at_ms, int number)
{
  g_autoptr (GdkPixbuf) frame = read_frame (at_ms);

  g_assert_cmpint (tack_test_clips_read_number (frame), ==, number);
}

static const struct
{
  const char *name;
  gint64      from_ms;
  gint64      to_ms;
  int         width;
  int         height;
  gint64      length_ms; /* within a frame */
  gboolean    is_silent;
  int         first; /* number of the frame at the beginning, upright; -1: not to be read */
  int         last;  /* and of the last one */
} cases[] = {
  /* Another codec, another container, another order of the same. */
  { "tall.webm", 0, -1, 96, 160, 5000, TRUE, 0, 49 },
  { "tall.mkv", 0, -1, 96, 160, 5000, TRUE, 0, 49 },
  { "tall.ts", 0, -1, 96, 160, 5000, TRUE, 0, 49 },
  { "tall.avi", 0, -1, 96, 160, 5000, TRUE, 0, 49 },
  { "fragments.mp4", 0, -1, 96, 160, 5000, FALSE, 0, 49 },
  { "motion-jpeg.mov", 0, -1, 96, 160, 5000, TRUE, 0, 49 },
  /* Upright, with square pixels. */
  { "rotated.mp4", 0, -1, 96, 160, 5000, FALSE, 0, 49 },
  { "wide-pixels.mp4", 0, -1, 96, 160, 5000, FALSE, 0, 49 },
  /* Held at its last picture. */
  { "short.mp4", 0, -1, 96, 160, 4100, FALSE, 0, 19 },
  /* Cut where it was asked for, between key frames. */
  { "tall.mp4", 500, 4700, 96, 160, 4200, FALSE, 5, 46 },
  { "tall.webm", 700, -1, 96, 160, 4300, TRUE, 7, 49 },
  /* Its first picture comes a little late. */
  { "tall.ts", 750, 4950, 96, 160, 4200, TRUE, 6, 48 },
  { "b-frames.mp4", 300, 4400, 96, 160, 4100, TRUE, 3, 43 },
  { "tall.mp4", 1500, 2500, 96, 160, 4100, FALSE, 15, 24 },
  { "rotated.mp4", 1500, 2500, 96, 160, 4100, FALSE, 15, 24 },
  /* Sound that goes on after the picture. */
  { "long-sound.mp4", 0, -1, 96, 160, 6500, FALSE, 0, 49 },
  /* With bars. */
  { "banner.mp4", 0, -1, 480, 252, 5000, TRUE, -1, -1 },
};

static void
test_mend (void)
{
  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s from %d to %d", cases[i].name, (int) cases[i].from_ms,
                      (int) cases[i].to_ms);
      g_autoptr (TackMediaInfo) info
        = mend (cases[i].name, cases[i].from_ms, cases[i].to_ms, &error);
      g_assert_no_error (error);
      g_assert_true (tack_media_info_is_ok (info));
      g_assert_cmpstr (info->container, ==, "mp4");
      g_assert_cmpstr (info->video_codec, ==, "h264");
      g_assert_cmpstr (info->audio_codec, ==, cases[i].is_silent ? NULL : "aac");
      g_assert_cmpint (info->width, ==, cases[i].width);
      g_assert_cmpint (info->height, ==, cases[i].height);
      g_assert_cmpint (ABS (info->duration_ms - cases[i].length_ms), <=, 1000 / TACK_TEST_CLIP_FPS);
      /* All that was noted beside the picture is in it now, and people find it by its own name. */
      g_assert_cmpint (info->traits, ==, 0);
      for (guint j = 0; j < info->issues->len; j++)
        {
          const TackIssue *issue = g_ptr_array_index (info->issues, j);
          g_assert_nonnull (strstr (issue->message, cases[i].name));
        }
      if (cases[i].first >= 0)
        {
          assert_number (0, cases[i].first);
          assert_number (info->duration_ms, cases[i].last);
        }
      assert_no_rest ();
    }
}

static void
on_handoff (GstElement *sink, GstBuffer *buffer, GstPad *pad, GstClockTime *end)
{
  *end = MAX (*end, GST_BUFFER_PTS (buffer) + GST_BUFFER_DURATION (buffer));
}

/* Where a track of the result ends. */
static GstClockTime
find_end (const char *pad)
{
  g_autoptr (GFile) output = get_output ();
  g_autofree char  *description = g_strdup_printf (
     "filesrc location=%s ! qtdemux name=demux demux.%s ! fakesink name=sink signal-handoffs=true",
     g_file_peek_path (output), pad);
  g_autoptr (GError)     error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  GstClockTime           end = 0;

  g_assert_no_error (error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus)     bus = gst_element_get_bus (pipeline);
  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), &end);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return end;
}

/* Under a picture that is held there is silence: where one track is shorter, some players stop
 * there, and so does Pinterest. */
static void
test_ends (void)
{
  static const struct
  {
    const char *name;
    gint64      from_ms;
    gint64      to_ms;
  } parts[] = {
    { "short.mp4", 0, -1 },          { "short.mp4", 700, 1300 }, { "short-sound.mp4", 0, -1 },
    { "short-sound.mp4", 1500, -1 }, { "tall.mp4", 1500, 2500 }, { "tall.mp4", 500, 4700 },
  };

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError)        error = NULL;
      g_autoptr (TackMediaInfo) info
        = mend (parts[i].name, parts[i].from_ms, parts[i].to_ms, &error);

      g_assert_no_error (error);
      g_test_message ("%s from %d", parts[i].name, (int) parts[i].from_ms);
      GstClockTime picture = find_end ("video_0");
      GstClockTime sound = find_end ("audio_0");
      g_test_message ("%" GST_TIME_FORMAT " and %" GST_TIME_FORMAT, GST_TIME_ARGS (picture),
                      GST_TIME_ARGS (sound));
      g_assert_cmpint (ABS (GST_CLOCK_DIFF (picture, sound)), <=, GST_SECOND / 20);
    }
}

/* Between the ends, each picture is shown when it was. */
static void
test_times (void)
{
  static const char *const names[] = { "tall.webm", "tall.mkv", "fragments.mp4" };
  g_autoptr (GError)       error = NULL;

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TackMediaInfo) info = mend (names[i], 0, -1, &error);

      g_assert_no_error (error);
      for (int number = 0; number < TACK_TEST_CLIP_FRAMES; number += 7)
        assert_number (number * 1000 / TACK_TEST_CLIP_FPS + 50, number);
    }
}

/* What is right already is the same to the last bit. */
static void
test_copied (void)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaInfo) info = mend ("tall.mkv", 0, -1, &error);
  g_assert_no_error (error);
  g_autoptr (GdkPixbuf) after = read_frame (2000);

  g_autoptr (GFile)     video = tack_test_clips_get (clips, "tall.mkv");
  gint64                at_ms = 2000;
  g_autoptr (GdkPixbuf) before = tack_cover_read (video, &at_ms, FALSE, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (gdk_pixbuf_read_pixels (before), gdk_pixbuf_get_byte_length (before),
                   gdk_pixbuf_read_pixels (after), gdk_pixbuf_get_byte_length (after));
}

/* The bars are black and the picture between them has the shape it had. */
static void
test_bars (void)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaInfo) info = mend ("banner.mp4", 0, -1, &error);
  g_assert_no_error (error);
  g_autoptr (GdkPixbuf) frame = read_frame (2000);

  for (int y = 0; y < 2; y++)
    {
      const guint8 *bar = gdk_pixbuf_read_pixels (frame)
                          + (y == 0 ? 10 : 242) * gdk_pixbuf_get_rowstride (frame) + 200 * 3;
      const guint8 *picture = gdk_pixbuf_read_pixels (frame)
                              + (y == 0 ? 100 : 200) * gdk_pixbuf_get_rowstride (frame) + 100 * 3;

      g_assert_cmpint (MAX (bar[0], MAX (bar[1], bar[2])), <, 20);
      g_assert_cmpint (picture[0], >, 180);
    }
}

/* A high dynamic range comes out as the frame of a cover does. */
static void
test_hdr (void)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip () || tack_test_clips_skip_deep ())
    return;

  g_autoptr (TackMediaInfo) info = mend ("hdr.mkv", 0, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->traits, ==, 0);
  g_autoptr (GdkPixbuf) after = read_frame (2050);

  g_autoptr (GFile)     video = tack_test_clips_get (clips, "hdr.mkv");
  gint64                at_ms = 2050;
  g_autoptr (GdkPixbuf) before = tack_cover_read (video, &at_ms, FALSE, 0, NULL, &error);
  g_assert_no_error (error);
  for (int x = 20; x < TACK_TEST_CLIP_WIDTH; x += 50)
    for (int channel = 0; channel < 3; channel++)
      {
        const guint8 *a
          = gdk_pixbuf_read_pixels (before) + 100 * gdk_pixbuf_get_rowstride (before) + x * 3;
        const guint8 *b
          = gdk_pixbuf_read_pixels (after) + 100 * gdk_pixbuf_get_rowstride (after) + x * 3;

        g_assert_cmpint (ABS (a[channel] - b[channel]), <, 12);
      }
}

typedef struct
{
  GCancellable *cancellable;
  double        last;
  guint         n_calls;
} Watch;

static void
on_progress (double fraction, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_cmpfloat (fraction, <=, 1);
  watch->last = fraction;
  watch->n_calls++;
}

static void
test_progress (void)
{
  Watch watch = { NULL, 0, 0 };

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile)         video = tack_test_clips_get (clips, "tall.webm");
  g_autoptr (GFile)         output = get_output ();
  g_autoptr (TackMediaInfo) info
    = tack_mender_mend (video, output, 0, -1, on_progress, &watch, NULL, NULL);
  g_assert_nonnull (info);
  g_assert_cmpuint (watch.n_calls, >, 0);
  g_assert_cmpfloat (watch.last, >, 0.9);
}

static void
on_progress_cancel (double fraction, gpointer user_data)
{
  Watch *watch = user_data;

  g_cancellable_cancel (watch->cancellable);
}

/* Stopped in the middle, what was there before is there still. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  Watch                    watch = { cancellable, 0, 0 };
  g_autofree char         *content = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile) video = tack_test_clips_get (clips, "tall.webm");
  g_autoptr (GFile) output = get_output ();
  g_assert_true (g_file_set_contents (g_file_peek_path (output), "before", -1, NULL));
  g_assert_null (
    tack_mender_mend (video, output, 0, -1, on_progress_cancel, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_no_rest ();
  g_assert_true (g_file_get_contents (g_file_peek_path (output), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
}

static void
set_rank (const char *name, guint rank)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  if (factory != NULL)
    gst_plugin_feature_set_rank (GST_PLUGIN_FEATURE (factory), rank);
}

static gboolean
has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

/* The next best is taken where the best is not. */
static void
test_second_best (void)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;
  if (!has_element ("x264enc") || !has_element ("openh264enc"))
    {
      g_test_skip ("There is only one encoder for H.264 here");
      return;
    }

  set_rank ("x264enc", GST_RANK_NONE);
  g_autoptr (TackMediaInfo) info = mend ("tall.webm", 0, -1, &error);
  set_rank ("x264enc", GST_RANK_PRIMARY);
  g_assert_no_error (error);
  g_assert_true (tack_media_info_is_ok (info));
}

/* Without an encoder it is said which package has one. */
static void
test_encoders (void)
{
  static const struct
  {
    const char *without[6];
    const char *name;
    const char *says; /* %NULL: it works all the same */
  } lacks[] = {
    { { "x264enc", "openh264enc", "vah264enc", "nvh264enc" },
      "tall.webm",
      "GStreamer lacks an encoder for H.264. Install the package gstreamer1.0-plugins-ugly." },
    { { "fdkaacenc", "avenc_aac", "voaacenc", "faac" },
      "short.mp4",
      "GStreamer lacks an encoder for AAC. Install the package gstreamer1.0-libav." },
    /* Neither is needed for what is right already. */
    { { "x264enc", "openh264enc", "vah264enc", "nvh264enc", "avenc_aac" }, "tall.mkv", NULL },
  };

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    {
      g_autoptr (GFile)  made = tack_test_clips_get (clips, lacks[i].name);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s without %s", lacks[i].name, lacks[i].without[0]);
      for (guint j = 0; lacks[i].without[j] != NULL; j++)
        set_rank (lacks[i].without[j], GST_RANK_NONE);
      g_autoptr (TackMediaInfo) info = mend (lacks[i].name, 0, -1, &error);
      for (guint j = 0; lacks[i].without[j] != NULL; j++)
        set_rank (lacks[i].without[j], GST_RANK_PRIMARY);

      if (lacks[i].says == NULL)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_assert_nonnull (strstr (error->message, lacks[i].name));
          g_assert_nonnull (strstr (error->message, lacks[i].says));
        }
    }
}

/* One sentence that names the file, and nothing that looks like a result. */
static void
test_impossible (void)
{
  static const struct
  {
    const char *name;
    const char *says;
  } impossible[] = {
    { "half.mp4", "“half.mp4”" },   { "text.mp4", "“text.mp4”" },
    { "empty.mp4", "“empty.mp4”" }, { "picture.mp4", "“picture.mp4” is not a video." },
    { "sound.mp4", "“sound.mp4”" },
  };
  g_autoptr (GFile) output = get_output ();

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    {
      g_autoptr (GError) error = NULL;

      g_file_delete (output, NULL, NULL);
      g_assert_null (mend (impossible[i].name, 0, -1, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, impossible[i].says));
      g_assert_false (g_file_query_exists (output, NULL));
      assert_no_rest ();
    }
}

/* Much of it is missing, though its head promises all. */
static void
test_cut_off (void)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (GBytes) whole = tack_test_clips_get_bytes (clips, "tall.webm");
  g_autoptr (GFile)  half = tack_test_clips_put (clips, "half.webm", g_bytes_get_data (whole, NULL),
                                                 g_bytes_get_size (whole) * 6 / 10);
  g_autoptr (GFile)  output = get_output ();
  g_autoptr (GError) error = NULL;

  g_file_delete (output, NULL, NULL);
  g_assert_null (tack_mender_mend (half, output, 0, -1, NULL, NULL, NULL, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "“half.webm” is damaged"));
  g_assert_false (g_file_query_exists (output, NULL));
  assert_no_rest ();
}

static void
test_output (void)
{
  g_autoptr (GFile)  nowhere = g_file_new_for_path ("/nowhere/cup.mp4");
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile)  video = tack_test_clips_get (clips, "short.mp4");
  g_autoptr (GBytes) before = tack_test_clips_get_bytes (clips, "short.mp4");
  g_assert_null (tack_mender_mend (video, nowhere, 0, -1, NULL, NULL, NULL, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "“cup.mp4” could not be written.");
  g_clear_error (&error);

  g_assert_null (tack_mender_mend (video, video, 0, -1, NULL, NULL, NULL, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "“short.mp4” would be overwritten"));
  g_autoptr (GBytes) after = tack_test_clips_get_bytes (clips, "short.mp4");
  g_assert_true (g_bytes_equal (before, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/mender/mend", test_mend);
  g_test_add_func ("/mender/ends", test_ends);
  g_test_add_func ("/mender/times", test_times);
  g_test_add_func ("/mender/copied", test_copied);
  g_test_add_func ("/mender/bars", test_bars);
  g_test_add_func ("/mender/hdr", test_hdr);
  g_test_add_func ("/mender/progress", test_progress);
  g_test_add_func ("/mender/cancelled", test_cancelled);
  g_test_add_func ("/mender/second-best", test_second_best);
  g_test_add_func ("/mender/encoders", test_encoders);
  g_test_add_func ("/mender/impossible", test_impossible);
  g_test_add_func ("/mender/cut-off", test_cut_off);
  g_test_add_func ("/mender/output", test_output);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
