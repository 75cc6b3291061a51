/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-cover.h"

#include "base/tack-error.h"
#include "media/tack-frame-reader.h"
#include "media/tack-media.h"
#include "tack-test.h"
#include "tack-test-clips.h"

typedef struct
{
  TackTestClips *clips;
} Fixture;

static GdkPixbuf *
read_frame (TackTestClips *clips, const char *name, gint64 *at_ms, gboolean key_frame, int max_side)
{
  g_autoptr (GFile)        file = tack_test_clips_get (clips, name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_cover_read_async (file, *at_ms, key_frame, max_side, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  GdkPixbuf *frame = tack_cover_read_finish (result, at_ms, &error);
  g_assert_no_error (error);

  return frame;
}

static void
test_exact (gconstpointer data)
{
  static const char *const names[]
    = { "tall.mp4",    "tall.mov",        "tall.m4v",  "faststart.mp4", "long-sound.mp4",
        "rotated.mp4", "wide-pixels.mp4", "tall.webm", "motion-jpeg.mov" };
  static const gint64 times[] = { 0, 50, 99, 100, 1000, 2550, 3999, 4900, 4950, 4999, 5000, 60000 };
  TackTestClips      *clips = (TackTestClips *) data;

  if (tack_test_clips_skip ())
    return;
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (guint i = 0; i < G_N_ELEMENTS (times); i++)
      {
        gint64                at = times[i];
        gint64                t0 = g_get_monotonic_time ();
        g_autoptr (GdkPixbuf) f = read_frame (clips, names[n], &at, FALSE, 0);
        g_test_message ("%s %d: number %d at %d, %dx%d  %d ms", names[n], (int) times[i],
                        tack_test_clips_read_number (f), (int) at, gdk_pixbuf_get_width (f),
                        gdk_pixbuf_get_height (f), (int) ((g_get_monotonic_time () - t0) / 1000));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();
  g_autoptr (TackTestClips) clips = tack_test_clips_new ();
  g_test_add_data_func ("/cover/exact", clips, test_exact);

  return g_test_run ();
}
