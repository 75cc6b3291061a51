/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-scrubber.h"

#include "base/tack-error.h"
#include "media/tack-cover.h"
#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test.h"

static TackTestClips *clips;

static TackScrubber *
new_scrubber (const char *name)
{
  g_autoptr (GFile) file = tack_test_clips_get (clips, name);

  tack_test_allow_gst_warnings ();
  return tack_scrubber_new (NULL, file);
}

static GdkPixbuf *
read_frame (TackScrubber *scrubber, gint64 *at_ms, gboolean key_frame, int max_side, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_scrubber_read_async (scrubber, *at_ms, key_frame, max_side, NULL, tack_test_store_result,
                            &result);
  tack_test_wait_result (result);

  return tack_scrubber_read_finish (scrubber, result, at_ms, error);
}

static void
test_reads (void)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackScrubber) scrubber = new_scrubber ("tall.mp4");
  g_autoptr (GError)       error = NULL;
  gint64                   at_ms = TACK_COVER_AUTO;

  g_autoptr (GdkPixbuf) chosen = read_frame (scrubber, &at_ms, TRUE, 80, &error);
  g_assert_no_error (error);
  g_assert_cmpint (at_ms, >=, 0);
  g_assert_cmpint (gdk_pixbuf_get_height (chosen), ==, 80);

  /* Any size may follow, and any place. */
  at_ms = 3700;
  g_autoptr (GdkPixbuf) late = read_frame (scrubber, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (late), ==, 37);
  at_ms = 1200;
  g_autoptr (GdkPixbuf) early = read_frame (scrubber, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (early), ==, 12);
}

/* A handle that moves on: each frame is given up for the next, and the last one comes. */
static void
test_hurry (void)
{
  GAsyncResult *results[20] = { NULL };

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackScrubber) scrubber = new_scrubber ("tall.mp4");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      tack_scrubber_read_async (scrubber, i * 200, i % 2 == 0, 0, cancellable,
                                tack_test_store_result, &results[i]);
      /* Some have begun by then, some not. */
      if (i % 3 == 0)
        g_usleep (3000);
      if (i + 1 < G_N_ELEMENTS (results))
        g_cancellable_cancel (cancellable);
    }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_wait_result (results[i]);
      g_autoptr (GdkPixbuf) frame = tack_scrubber_read_finish (scrubber, results[i], NULL, &error);
      if (i + 1 < G_N_ELEMENTS (results))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpint (tack_test_clips_read_number (frame), ==, 38);
      g_object_unref (results[i]);
    }
}

/* Each time anew: the file may have been copied again in between. */
static void
test_broken (void)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackScrubber) scrubber = new_scrubber ("half.mp4");
  for (guint i = 0; i < 2; i++)
    {
      gint64                at_ms = 1000;
      g_autoptr (GError)    error = NULL;
      g_autoptr (GdkPixbuf) frame = read_frame (scrubber, &at_ms, TRUE, 0, &error);

      g_assert_null (frame);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    }

  g_autoptr (GFile)     whole = tack_test_clips_copy (clips, "tall.mp4", "half.mp4");
  gint64                at_ms = 1000;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GdkPixbuf) frame = read_frame (scrubber, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (frame), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/scrubber/reads", test_reads);
  g_test_add_func ("/media/scrubber/hurry", test_hurry);
  g_test_add_func ("/media/scrubber/broken", test_broken);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
