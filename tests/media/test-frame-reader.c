/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-reader.h"

#include "base/tack-error.h"
#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test.h"

static TackTestClips *clips;

static TackFrameReader *
open_clip (const char *name, GError **error)
{
  g_autoptr (GFile) file = tack_test_clips_get (clips, name);

  tack_test_allow_gst_warnings ();
  return tack_frame_reader_new (file, 0, NULL, error);
}

/* What a scrubber does with one open file: here and there, to and fro, exact and not. */
static void
test_to_and_fro (void)
{
  static const char *const names[] = { "tall.mp4", "b-frames.mp4", "motion-jpeg.mov", "tall.webm" };
  static const struct
  {
    gint64   at_ms;
    gboolean key_frame;
  } reads[] = {
    { 4950, FALSE }, { 300, FALSE },  { 2400, TRUE }, { 2400, FALSE }, { 99000, FALSE },
    { 1250, FALSE }, { 1250, FALSE }, { 4999, TRUE }, { 0, FALSE },    { 3600, FALSE },
  };

  if (tack_test_clips_skip ())
    return;
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autoptr (GError)          error = NULL;
      g_autoptr (TackFrameReader) reader = open_clip (names[n], &error);

      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
        {
          g_autoptr (GdkPixbuf) frame
            = tack_frame_reader_read (reader, reads[i].at_ms, reads[i].key_frame, NULL, &error);

          g_test_message ("%s at %" G_GINT64_FORMAT " ms", names[n], reads[i].at_ms);
          g_assert_no_error (error);
          if (!reads[i].key_frame)
            g_assert_cmpint (tack_test_clips_read_number (frame), ==,
                             MIN (reads[i].at_ms / 100, 49));
        }
    }
}

/* The time a frame says it has leads to the same frame. */
static void
test_position (void)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackFrameReader) reader = open_clip ("b-frames.mp4", &error);
  g_assert_no_error (error);
  for (gint64 at_ms = 40; at_ms < 5000; at_ms += 490)
    {
      g_autoptr (GdkPixbuf) first = tack_frame_reader_read (reader, at_ms, FALSE, NULL, &error);
      gint64                position = tack_frame_reader_get_position (reader);
      g_autoptr (GdkPixbuf) again = tack_frame_reader_read (reader, position, FALSE, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (tack_test_clips_read_number (first), ==,
                       tack_test_clips_read_number (again));
    }
}

static void
test_incomplete (void)
{
  static const struct
  {
    const char *name;
    const char *reason;
  } cases[] = {
    { "half.mp4", "incomplete" },
    { "half-faststart.mp4", "incomplete" },
    { "no-index.mp4", "no index" },
  };

  if (tack_test_clips_skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)          error = NULL;
      g_autoptr (TackFrameReader) reader = open_clip (cases[i].name, &error);

      g_assert_null (reader);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, cases[i].name));
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackFrameReader) reader = open_clip ("tall.mp4", &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (tack_frame_reader_read (reader, 3000, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* And goes on for the next who asks. */
  g_autoptr (GdkPixbuf) frame = tack_frame_reader_read (reader, 3000, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (frame), ==, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/frame-reader/to-and-fro", test_to_and_fro);
  g_test_add_func ("/media/frame-reader/position", test_position);
  g_test_add_func ("/media/frame-reader/incomplete", test_incomplete);
  g_test_add_func ("/media/frame-reader/cancelled", test_cancelled);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
