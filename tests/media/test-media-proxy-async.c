/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-proxy-async.h"

#include <signal.h>

#include "base/tack-error.h"
#include "media/tack-cover.h"
#include "media/tack-media.h"
#include "media/tack-picture-prepare.h"
#include "tack-test-children.h"
#include "tack-test-clips.h"
#include "tack-test.h"

static TackTestClips *clips;

/* Each case runs twice: with processes that read, and on threads of this one. */
static TackMediaProxy *
new_proxy (gconstpointer is_apart)
{
  tack_test_allow_gst_warnings ();

  return GPOINTER_TO_INT (is_apart) ? tack_media_proxy_new () : NULL;
}

static GdkPixbuf *
read_frame (TackMediaProxy *proxy,
            GFile          *video,
            gint64         *at_ms,
            gboolean        key_frame,
            int             max_side,
            GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_media_proxy_read_cover_async (proxy, video, *at_ms, key_frame, max_side, NULL,
                                     tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_media_proxy_read_cover_finish (result, at_ms, error);
}

static void
test_frames (gconstpointer is_apart)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaProxy) proxy = new_proxy (is_apart);
  g_autoptr (GFile)          video = tack_test_clips_get (clips, "tall.mp4");
  g_autoptr (GError)         error = NULL;
  gint64                     at_ms = TACK_COVER_AUTO;

  g_autoptr (GdkPixbuf) chosen = read_frame (proxy, video, &at_ms, TRUE, 80, &error);
  g_assert_no_error (error);
  g_assert_cmpint (at_ms, >=, 0);
  g_assert_cmpint (gdk_pixbuf_get_height (chosen), ==, 80);

  /* Any size may follow, and any place. */
  at_ms = 3700;
  g_autoptr (GdkPixbuf) late = read_frame (proxy, video, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (late), ==, 37);
  at_ms = 1200;
  g_autoptr (GdkPixbuf) early = read_frame (proxy, video, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (early), ==, 12);
}

/* A handle that moves on: each frame is given up for the next, and the last one comes. */
static void
test_hurry (gconstpointer is_apart)
{
  GAsyncResult *results[20] = { NULL };

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaProxy) proxy = new_proxy (is_apart);
  g_autoptr (GFile)          video = tack_test_clips_get (clips, "tall.mp4");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      tack_media_proxy_read_cover_async (proxy, video, i * 200, i % 2 == 0, 0, cancellable,
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
      g_autoptr (GdkPixbuf) frame = tack_media_proxy_read_cover_finish (results[i], NULL, &error);
      if (i + 1 < G_N_ELEMENTS (results))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpint (tack_test_clips_read_number (frame), ==, 38);
      g_object_unref (results[i]);
    }
}

/* Each time anew: the file may have been copied again in between. */
static void
test_broken (gconstpointer is_apart)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaProxy) proxy = new_proxy (is_apart);
  g_autoptr (GFile)          video = tack_test_clips_copy (clips, "half.mp4", "copied.mp4");
  for (guint i = 0; i < 2; i++)
    {
      gint64                at_ms = 1000;
      g_autoptr (GError)    error = NULL;
      g_autoptr (GdkPixbuf) frame = read_frame (proxy, video, &at_ms, TRUE, 0, &error);

      g_assert_null (frame);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    }

  g_autoptr (GFile)     whole = tack_test_clips_copy (clips, "tall.mp4", "copied.mp4");
  gint64                at_ms = 1000;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GdkPixbuf) frame = read_frame (proxy, whole, &at_ms, FALSE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tack_test_clips_read_number (frame), ==, 10);
}

static void
test_pictures (gconstpointer is_apart)
{
  g_autoptr (TackMediaProxy) proxy = new_proxy (is_apart);
  g_autoptr (GFile)          picture = tack_test_clips_get (clips, "turned.jpg");
  g_autoptr (GAsyncResult)   load_result = NULL;
  g_autoptr (GAsyncResult)   prepare_result = NULL;
  g_autoptr (GError)         error = NULL;
  const char                *type = NULL;
  const char                *wanted_type = NULL;

  /* Both at once, and whoever asked may let go of the proxy meanwhile. */
  tack_media_proxy_load_picture_async (proxy, picture, 80, NULL, tack_test_store_result,
                                       &load_result);
  tack_media_proxy_prepare_picture_async (proxy, picture, TACK_PICTURE_KEEP_DETAILS, NULL,
                                          tack_test_store_result, &prepare_result);
  g_clear_object (&proxy);

  tack_test_wait_result (load_result);
  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture_finish (load_result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 48);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 80);

  tack_test_wait_result (prepare_result);
  g_autoptr (GBytes) bytes
    = tack_media_proxy_prepare_picture_finish (prepare_result, &type, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) wanted
    = tack_picture_prepare (picture, TACK_PICTURE_KEEP_DETAILS, &wanted_type, NULL, NULL);
  g_assert_true (g_bytes_equal (bytes, wanted));
  g_assert_cmpstr (type, ==, wanted_type);
}

/* Whoever gives up on a process that hangs is free soon, though it could have taken an hour. The
 * next file finds another process. */
static void
test_hangs (void)
{
  g_autoptr (TackMediaProxy) proxy = new_proxy (GINT_TO_POINTER (TRUE));
  g_autoptr (GFile)          picture = tack_test_clips_get (clips, "tall.png");
  g_autoptr (GCancellable)   cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)   result = NULL;
  g_autoptr (GError)         error = NULL;

  tack_media_proxy_set_deadline (proxy, 60 * 60 * 1000);
  g_autoptr (GdkPixbuf) before = tack_media_proxy_load_picture (proxy, picture, 64, NULL, &error);
  g_assert_no_error (error);

  tack_test_children_signal (SIGSTOP);
  tack_media_proxy_load_picture_async (proxy, picture, 64, cancellable, tack_test_store_result,
                                       &result);
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (result);
  g_assert_null (tack_media_proxy_load_picture_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_autoptr (GdkPixbuf) after = tack_media_proxy_load_picture (proxy, picture, 64, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (gconstpointer is_apart);
  } tests[] = {
    { "frames", test_frames },
    { "hurry", test_hurry },
    { "broken", test_broken },
    { "pictures", test_pictures },
  };

  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (int is_apart = FALSE; is_apart <= TRUE; is_apart++)
      {
        g_autofree char *path = g_strdup_printf ("/media-proxy-async/%s/%s", tests[i].name,
                                                 is_apart ? "apart" : "here");
        g_test_add_data_func (path, GINT_TO_POINTER (is_apart), tests[i].test);
      }
  g_test_add_func ("/media-proxy-async/hangs", test_hangs);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
