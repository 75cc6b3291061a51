/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/tack-picture.h"

#include "base/tack-error.h"
#include "media/tack-media.h"
#include "media/tack-thumbnailer.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* Every picture bears the number 42, which can be read upright only. */
static TackTestClips *clips;

static void
test_load (void)
{
  static const char *const names[] = { "tall.jpg", "turned.jpg", "tall.png", "alpha.png" };
  static const int         sides[] = { 0, 80, 1000 };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
      {
        g_autoptr (GFile)     file = tack_test_clips_get (clips, names[n]);
        g_autoptr (GError)    error = NULL;
        g_autoptr (GdkPixbuf) picture = tack_picture_load (file, sides[i], NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpint (gdk_pixbuf_get_height (picture), ==,
                         sides[i] == 80 ? 80 : TACK_TEST_CLIP_HEIGHT);
        g_assert_cmpint (gdk_pixbuf_get_width (picture), ==,
                         sides[i] == 80 ? 48 : TACK_TEST_CLIP_WIDTH);
        if (sides[i] != 80)
          g_assert_cmpint (tack_test_clips_read_number (picture), ==, 42);
      }
}

static void
test_thumbnails (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr (GFile)           file = tack_test_clips_get (clips, "tall.jpg");
  GAsyncResult               *results[40] = { NULL };

  /* What scrolled out of sight is called off and never loaded. */
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tack_thumbnailer_load_async (thumbnailer, file, TACK_MEDIA_IMAGE, 0, 80, TRUE,
                                 i % 2 == 0 ? NULL : cancellable, tack_test_store_result,
                                 &results[i]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_wait_result (results[i]);
      g_autoptr (GdkPixbuf) picture
        = tack_thumbnailer_load_finish (thumbnailer, results[i], &error);
      if (i % 2 == 0)
        g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, 80);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
}

static guint n_arrived;

/* Notes how many of the others were there first. */
static void
on_arrived (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(guint *) user_data = n_arrived++;
}

/* What is on screen does not wait for what is not, in whatever order they were asked for. */
static void
test_visible_first (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile)           file = tack_test_clips_get (clips, "tall.jpg");
  g_autoptr (GFile)           pipe = tack_test_clips_put (clips, "pipe", "", 0);
  const char                 *path = g_file_peek_path (pipe);
  guint                       n_threads = CLAMP (g_get_num_processors (), 2, 4);
  guint                       held[4];
  guint                       arrivals[40];

  /* All threads wait for what comes through a pipe until the others have been asked for. */
  unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  n_arrived = 0;
  for (guint i = 0; i < n_threads; i++)
    tack_thumbnailer_load_async (thumbnailer, pipe, TACK_MEDIA_IMAGE, 0, 0, TRUE, NULL, on_arrived,
                                 &held[i]);
  for (guint i = 0; i < G_N_ELEMENTS (arrivals); i++)
    tack_thumbnailer_load_async (thumbnailer, file, TACK_MEDIA_IMAGE, 0, 0, i % 2 == 1, NULL,
                                 on_arrived, &arrivals[i]);
  int fd = open (path, O_WRONLY);
  unlink (path);
  close (fd);

  /* Each thread may be slow with the one it has. */
  tack_test_wait_until (n_arrived == n_threads + G_N_ELEMENTS (arrivals));
  for (guint hidden = 0; hidden < G_N_ELEMENTS (arrivals); hidden += 2)
    {
      guint n_late = 0;

      for (guint visible = 1; visible < G_N_ELEMENTS (arrivals); visible += 2)
        n_late += arrivals[visible] > arrivals[hidden];
      g_assert_cmpuint (n_late, <, n_threads);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture/load", test_load);
  g_test_add_func ("/media/picture/thumbnails", test_thumbnails);
  g_test_add_func ("/media/picture/visible-first", test_visible_first);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
