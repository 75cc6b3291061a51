/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-cover.h"

#include "base/tack-error.h"
#include "media/tack-media.h"
#include "media/tack-picture-encode.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* Every frame of a clip bears its number, ten a second, and can be read upright only. */
static TackTestClips *clips;

static GdkPixbuf *
read_frame (const char *name, gint64 *at_ms, gboolean key_frame, int max_side, GError **error)
{
  g_autoptr (GFile) file = tack_test_clips_get (clips, name);

  tack_test_allow_gst_warnings ();

  return tack_cover_read (file, at_ms, key_frame, max_side, NULL, error);
}

static void
test_exact (void)
{
  static const char *const names[]
    = { "tall.mp4", "tall.mov", "faststart.mp4", "rotated.mp4", "wide-pixels.mp4" };
  static const struct
  {
    gint64 at_ms;
    int    number;
  } times[] = { { 0, 0 }, { 150, 1 }, { 1000, 10 }, { 2550, 25 }, { 4950, 49 }, { 60000, 49 } };

  if (tack_test_clips_skip ())
    return;
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (guint i = 0; i < G_N_ELEMENTS (times); i++)
      {
        gint64                at = times[i].at_ms;
        g_autoptr (GError)    error = NULL;
        g_autoptr (GdkPixbuf) frame = read_frame (names[n], &at, FALSE, 0, &error);

        g_assert_no_error (error);
        g_test_message ("%s at %" G_GINT64_FORMAT " ms", names[n], times[i].at_ms);
        g_assert_cmpint (tack_test_clips_read_number (frame), ==, times[i].number);
        g_assert_cmpint (gdk_pixbuf_get_width (frame), ==, TACK_TEST_CLIP_WIDTH);
        g_assert_cmpint (gdk_pixbuf_get_height (frame), ==, TACK_TEST_CLIP_HEIGHT);
      }
}

static void
test_key_frame (void)
{
  gint64             at = 2400;
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GdkPixbuf) frame = read_frame ("tall.mp4", &at, TRUE, 0, &error);
  int                   number = tack_test_clips_read_number (frame);
  g_assert_no_error (error);
  /* A key frame each second: the one before or behind. */
  g_assert_cmpint (number % 10, ==, 0);
  g_assert_cmpint (ABS (number - 24), <=, 10);
}

static void
test_automatic (void)
{
  /* Black for three seconds: nobody wants that as a cover. In the second, all key frames are. */
  static const char *const names[] = { "dark-start.mp4", "dark-keys.mp4" };
  gint64                   at;
  g_autoptr (GError)       error = NULL;

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      at = TACK_COVER_AUTO;
      g_autoptr (GdkPixbuf) frame = read_frame (names[i], &at, FALSE, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (at, >=, 2900);
      g_assert_cmpint (tack_test_clips_read_number (frame), >=, 30);
      g_assert_cmpint (gdk_pixbuf_get_height (frame), ==, TACK_TEST_CLIP_HEIGHT);

      /* A small picture of it shows the same. */
      gint64                small_at = TACK_COVER_AUTO;
      g_autoptr (GdkPixbuf) small = read_frame (names[i], &small_at, TRUE, 80, &error);
      g_assert_no_error (error);
      g_assert_cmpint (small_at, ==, at);
      g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 80);
    }

  /* All of it is black; a cover is needed all the same. */
  at = TACK_COVER_AUTO;
  g_autoptr (GdkPixbuf) dark = read_frame ("dark.mp4", &at, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (dark);
}

static void
test_small (void)
{
  gint64             at = 1000;
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GdkPixbuf) small = read_frame ("rotated.mp4", &at, FALSE, 80, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 80);
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 48);

  /* Never enlarged. */
  g_autoptr (GdkPixbuf) own = read_frame ("tall.mp4", &at, FALSE, 1000, &error);
  g_assert_cmpint (gdk_pixbuf_get_height (own), ==, TACK_TEST_CLIP_HEIGHT);
}

static void
test_no_video (void)
{
  static const char *const names[] = { "text.mp4", "empty.mp4", "sound.mp4", "half.mp4" };

  if (tack_test_clips_skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64                at = 1000;
      g_autoptr (GError)    error = NULL;
      g_autoptr (GdkPixbuf) frame = read_frame (names[i], &at, FALSE, 0, &error);

      g_assert_null (frame);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (GFile)        file = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  gint64                   at_ms = 4000;

  if (tack_test_clips_skip ())
    return;

  tack_test_allow_gst_warnings ();
  file = tack_test_clips_get (clips, "tall.mp4");
  GThread *thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  g_assert_null (tack_cover_read (file, &at_ms, FALSE, 0, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_encode (void)
{
  static const char *const types[] = { "image/jpeg", "image/png" };
  g_autoptr (GdkPixbuf)    frame = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 61, 33);

  gdk_pixbuf_fill (frame, 0x3070a0ff);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GError)          error = NULL;
      g_autoptr (GBytes)          bytes = tack_picture_encode (frame, types[i], &error);
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (types[i], NULL);

      g_assert_no_error (error);
      g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
      g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
      g_assert_cmpint (gdk_pixbuf_get_width (gdk_pixbuf_loader_get_pixbuf (loader)), ==, 61);
      g_assert_cmpint (gdk_pixbuf_get_height (gdk_pixbuf_loader_get_pixbuf (loader)), ==, 33);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/cover/exact", test_exact);
  g_test_add_func ("/media/cover/key-frame", test_key_frame);
  g_test_add_func ("/media/cover/automatic", test_automatic);
  g_test_add_func ("/media/cover/small", test_small);
  g_test_add_func ("/media/cover/no-video", test_no_video);
  g_test_add_func ("/media/cover/cancel", test_cancel);
  g_test_add_func ("/media/cover/encode", test_encode);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
