/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "media/tack-inspect.h"
#include "media/tack-media-proxy.h"
#include "media/tack-media.h"
#include "media/tack-picture-prepare.h"
#include "media/tack-picture.h"
#include "tack-test-clips.h"
#include "tack-test.h"

static TackTestClips *clips;

/* A program that takes the place of the reading process. */
static char *
put_program (const char *name, const char *script)
{
  g_autoptr (GFile) file = tack_test_clips_put (clips, name, script, strlen (script));
  char             *path = g_file_get_path (file);

  g_assert_cmpint (g_chmod (path, 0700), ==, 0);

  return path;
}

static TackMediaProxy *
new_proxy_of (const char *program)
{
  g_autofree char *own = g_strdup (g_getenv ("TACKBOARD_MEDIA"));

  g_setenv ("TACKBOARD_MEDIA", program, TRUE);
  TackMediaProxy *proxy = tack_media_proxy_new ();
  g_setenv ("TACKBOARD_MEDIA", own, TRUE);

  return proxy;
}

static GFile *
put_picture (void)
{
  return tack_test_clips_copy (clips, "alpha.png", "Bär & “Öl”.png");
}

/* What is read by the process is what would have been read here. */
static void
test_picture (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          file = put_picture ();
  g_autoptr (GError)         error = NULL;

  for (int max_side = 0; max_side <= 64; max_side += 64)
    {
      g_autoptr (GdkPixbuf) far
        = tack_media_proxy_load_picture (proxy, file, max_side, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GdkPixbuf) here = tack_picture_load (file, max_side, NULL, NULL);

      g_assert_cmpint (gdk_pixbuf_get_width (far), ==, gdk_pixbuf_get_width (here));
      g_assert_cmpint (gdk_pixbuf_get_height (far), ==, gdk_pixbuf_get_height (here));
      g_assert_true (gdk_pixbuf_get_has_alpha (far));
      g_assert_cmpmem (gdk_pixbuf_read_pixels (far), gdk_pixbuf_get_byte_length (far),
                       gdk_pixbuf_read_pixels (here), gdk_pixbuf_get_byte_length (here));
    }
}

static void
test_video (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GError)         error = NULL;
  gint64                     at_ms = 1000;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile)         file = tack_test_clips_get (clips, "tall.mp4");
  g_autoptr (TackMediaInfo) info = tack_media_proxy_inspect (proxy, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->kind, ==, TACK_MEDIA_VIDEO);
  g_assert_cmpstr (info->video_codec, ==, "h264");

  /* What a conversion is planned by arrives, too. */
  g_autoptr (TackMediaInfo) here = tack_inspect (file, NULL);
  g_assert_cmpint (here->traits, !=, 0);
  g_assert_cmpint (info->traits, ==, here->traits);

  g_autoptr (GdkPixbuf) frame
    = tack_media_proxy_read_cover (proxy, file, &at_ms, FALSE, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (frame), ==, info->width);
  g_assert_cmpint (gdk_pixbuf_get_height (frame), ==, info->height);
}

/* What the process says of a file is said here in its words, without those of the bus. */
static void
test_sentence (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          file = g_file_new_for_path ("/nowhere/cup.png");
  g_autoptr (GError)         error = NULL;

  g_assert_null (tack_media_proxy_load_picture (proxy, file, 64, NULL, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "“cup.png” is not there (any more).");
}

static void
test_cancelled (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          file = put_picture ();
  g_autoptr (GCancellable)   cancellable = g_cancellable_new ();
  g_autoptr (GError)         error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tack_media_proxy_load_picture (proxy, file, 64, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (tack_media_proxy_inspect (proxy, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
load_in_thread (gpointer proxy)
{
  g_autoptr (GFile)     file = put_picture ();
  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture (proxy, file, 64, NULL, NULL);

  return GINT_TO_POINTER (pixbuf != NULL);
}

/* More threads than processes: each gets its turn. */
static void
test_crowd (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  GThread                   *threads[12];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("load", load_in_thread, proxy);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

/* It is no file's fault: each is read here then, and it is said once. */
static void
test_cannot_start (gconstpointer data)
{
  const char      *script = data;
  g_autofree char *program
    = script != NULL ? put_program ("stand-in", script) : g_strdup ("/nowhere/tackboard-media");
  g_autoptr (GFile) file = put_picture ();

  g_test_expect_message ("tack-media", G_LOG_LEVEL_MESSAGE, "*cannot be started*");
  g_autoptr (TackMediaProxy) proxy = new_proxy_of (program);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture (proxy, file, 64, NULL, NULL);
      g_autoptr (TackMediaInfo) info = tack_media_proxy_inspect (proxy, file, NULL, NULL);
      const char               *type = NULL;
      g_autoptr (GBytes)        bytes
        = tack_media_proxy_prepare_picture (proxy, file, 0, &type, NULL, NULL);

      g_assert_nonnull (pixbuf);
      g_assert_true (tack_media_info_is_ok (info));
      g_assert_nonnull (bytes);
    }
  g_test_assert_expected_messages ();
}

/* Nor is it when this process has as many files open as it may. */
static void
test_no_more_descriptors (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          file = put_picture ();
  struct rlimit              limit;

  g_test_expect_message ("tack-media", G_LOG_LEVEL_MESSAGE, "*cannot be started*");
  int next = dup (STDIN_FILENO);
  g_assert_cmpint (next, >=, 0);
  close (next);
  getrlimit (RLIMIT_NOFILE, &limit);
  setrlimit (RLIMIT_NOFILE, &(struct rlimit){ (rlim_t) next + 1, limit.rlim_max });
  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture (proxy, file, 64, NULL, NULL);
  setrlimit (RLIMIT_NOFILE, &limit);

  g_test_assert_expected_messages ();
  g_assert_nonnull (pixbuf);
}

static void
test_prepared (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          file = tack_test_clips_get (clips, "turned.jpg");
  g_autoptr (GError)         error = NULL;
  const char                *far_type = NULL;
  const char                *here_type = NULL;

  g_autoptr (GBytes) far
    = tack_media_proxy_prepare_picture (proxy, file, 0, &far_type, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) here = tack_picture_prepare (file, 0, &here_type, NULL, NULL);
  g_assert_true (g_bytes_equal (far, here));
  g_assert_cmpstr (far_type, ==, here_type);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media-proxy/picture", test_picture);
  g_test_add_func ("/media-proxy/video", test_video);
  g_test_add_func ("/media-proxy/sentence", test_sentence);
  g_test_add_func ("/media-proxy/prepared", test_prepared);
  g_test_add_func ("/media-proxy/cancelled", test_cancelled);
  g_test_add_func ("/media-proxy/crowd", test_crowd);
  g_test_add_data_func ("/media-proxy/cannot-start/missing", NULL, test_cannot_start);
  g_test_add_data_func ("/media-proxy/cannot-start/dies-at-once", "#!/bin/sh\nexit 1\n",
                        test_cannot_start);
  g_test_add_data_func ("/media-proxy/cannot-start/no-program", "#!/nowhere/sh\n",
                        test_cannot_start);
  g_test_add_data_func ("/media-proxy/cannot-start/another", "#!/bin/sh\necho Good day >&3\n",
                        test_cannot_start);
  g_test_add_func ("/media-proxy/no-more-descriptors", test_no_more_descriptors);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
