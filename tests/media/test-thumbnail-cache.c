/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-thumbnail-cache.h"

#include <glib/gstdio.h>

#include "base/tack-error.h"
#include "media/tack-cover.h"
#include "media/tack-media.h"
#include "media/tack-picture.h"
#include "media/tack-thumbnail.h"
#include "media/tack-thumbnailer.h"
#include "tack-test-clips.h"
#include "tack-test.h"

static TackTestClips *clips;

static GdkPixbuf *
load (GFile *file, TackMediaKind kind, gint64 cover_at_ms, int max_side)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GAsyncResult)    result = NULL;
  g_autoptr (GError)          error = NULL;

  tack_thumbnailer_load_async (thumbnailer, file, kind, cover_at_ms, max_side, TRUE, NULL,
                               tack_test_store_result, &result);
  tack_test_wait_result (result);
  GdkPixbuf *thumbnail = tack_thumbnailer_load_finish (thumbnailer, result, &error);
  g_assert_no_error (error);

  return thumbnail;
}

static char *
dup_path (GFile *file, const char *dir)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "thumbnails", dir, name, NULL);
}

/* As the standard wants it: where any other program looks for it. */
static void
test_kept (void)
{
  static const struct
  {
    int         max_side;
    const char *dir;
  } cases[] = { { 96, "normal" }, { 200, "large" }, { 320, "x-large" }, { 640, "xx-large" } };
  g_autoptr (GFile) file = tack_test_clips_get (clips, "turned.jpg");
  g_autofree char  *uri = g_file_get_uri (file);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char      *path = dup_path (file, cases[i].dir);
      g_autoptr (GdkPixbuf) thumbnail = load (file, TACK_MEDIA_IMAGE, 0, cases[i].max_side);
      g_autoptr (GFile)     place = g_file_new_for_path (path);
      g_autoptr (GdkPixbuf) kept = tack_picture_load (place, 0, NULL, NULL);
      GStatBuf              facts;

      g_assert_nonnull (kept);
      g_assert_cmpstr (gdk_pixbuf_get_option (kept, "tEXt::Thumb::URI"), ==, uri);
      g_assert_cmpint (g_ascii_strtoll (gdk_pixbuf_get_option (kept, "tEXt::Thumb::MTime"), NULL,
                                        10),
                       ==, tack_thumbnail_cache_get_mtime (file));
      g_assert_cmpint (g_stat (path, &facts), ==, 0);
      g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
      g_assert_cmpint (gdk_pixbuf_get_height (kept), ==, i == 0 ? 128 : TACK_TEST_CLIP_HEIGHT);
      g_assert_cmpint (gdk_pixbuf_get_height (thumbnail), ==, i == 0 ? 96 : TACK_TEST_CLIP_HEIGHT);
    }
}

/* What another program made is shown, as long as the file is as it was then. */
static void
test_of_others (void)
{
  g_autoptr (GFile)     file = tack_test_clips_copy (clips, "tall.jpg", "others.jpg");
  g_autoptr (GFile)     other = tack_test_clips_get (clips, "tall.png");
  g_autoptr (GdkPixbuf) red = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 100);
  gint64                mtime = tack_thumbnail_cache_get_mtime (file);
  g_autofree char      *path = dup_path (file, "normal");
  g_autofree char      *path_of_other = dup_path (other, "normal");

  gdk_pixbuf_fill (red, 0xff0000ff);
  tack_thumbnail_cache_store (file, mtime, 128, red);
  g_autoptr (GdkPixbuf) hit = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_cmpint (gdk_pixbuf_read_pixels (hit)[0], ==, 255);
  g_assert_cmpint (gdk_pixbuf_read_pixels (hit)[1], ==, 0);

  /* Of an earlier state, of another file, and no picture at all: made anew each time. */
  tack_thumbnail_cache_store (file, mtime - 1, 128, red);
  g_autoptr (GdkPixbuf) stale = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_cmpint (tack_test_clips_read_number (stale), ==, 42);

  tack_thumbnail_cache_store (other, mtime, 128, red);
  g_assert_cmpint (g_rename (path_of_other, path), ==, 0);
  g_autoptr (GdkPixbuf) foreign = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_cmpint (tack_test_clips_read_number (foreign), ==, 42);

  g_assert_true (g_file_set_contents (path, "half a pict", -1, NULL));
  g_autoptr (GdkPixbuf) broken = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_cmpint (tack_test_clips_read_number (broken), ==, 42);
  g_autoptr (GdkPixbuf) mended = tack_thumbnail_cache_load (file, mtime, 96);
  g_assert_nonnull (mended);
}

/* A cover that somebody chose is nobody else's business; a file's own look is. */
static void
test_covers (void)
{
  static const gint64 times[] = { 1500, TACK_COVER_AUTO };

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile) video = tack_test_clips_get (clips, "tall.mp4");
  g_autofree char  *path = dup_path (video, "normal");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GdkPixbuf) cover = load (video, TACK_MEDIA_VIDEO, times[i], 96);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, times[i] == TACK_COVER_AUTO);
    }
}

/* What cannot be decoded is not tried again, by anybody who keeps to the standard, until it has
 * changed. */
static void
test_failed (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile) file = tack_test_clips_put (clips, "torn.png", "\x89PNG\r\n\x1a\nX", 9);
  g_autofree char  *path = dup_path (file, "fail/tackboard-" TACK_VERSION);
  g_autoptr (GFile) well = tack_test_clips_get (clips, "tall.png");
  g_autofree char  *uri = g_file_get_uri (file);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError)       error = NULL;

      tack_thumbnailer_load_async (thumbnailer, file, TACK_MEDIA_IMAGE, 0, 96, TRUE, NULL,
                                   tack_test_store_result, &result);
      tack_test_wait_result (result);
      g_assert_null (tack_thumbnailer_load_finish (thumbnailer, result, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      /* Once it is noted down nobody looks whether it still is so. */
      g_autoptr (GFile)     place = g_file_new_for_path (path);
      g_autoptr (GdkPixbuf) note = tack_picture_load (place, 0, NULL, NULL);
      g_assert_cmpstr (gdk_pixbuf_get_option (note, "tEXt::Thumb::URI"), ==, uri);
      if (i == 0)
        {
          gint64 mtime = tack_thumbnail_cache_get_mtime (file);

          g_assert_true (g_file_copy (well, file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
          g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                      (guint64) mtime, G_FILE_QUERY_INFO_NONE, NULL,
                                                      NULL));
        }
    }

  g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                              (guint64) tack_thumbnail_cache_get_mtime (file) + 1,
                                              G_FILE_QUERY_INFO_NONE, NULL, NULL));
  g_autoptr (GdkPixbuf) thumbnail = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_nonnull (thumbnail);
}

/* A decoder that is missing today may be there tomorrow, and so may the file. */
static void
test_not_failed (void)
{
  static const char *const names[] = { "unknown.bin", "nowhere.png" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_put (clips, names[i], "no magic number at all", 22);
      g_autofree char   *path = dup_path (file, "fail/tackboard-" TACK_VERSION);
      g_autoptr (GError) error = NULL;

      if (i == 1)
        g_file_delete (file, NULL, NULL);
      g_assert_null (tack_thumbnail_load (file, TACK_MEDIA_IMAGE, 96, NULL, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* A row is shown what a card left behind. */
static void
test_of_another_size (void)
{
  g_autoptr (GFile)     file = tack_test_clips_copy (clips, "tall.jpg", "sizes.jpg");
  g_autoptr (GdkPixbuf) red = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 307, 512);

  gdk_pixbuf_fill (red, 0xff0000ff);
  tack_thumbnail_cache_store (file, tack_thumbnail_cache_get_mtime (file), 512, red);
  g_autoptr (GdkPixbuf) small = load (file, TACK_MEDIA_IMAGE, 0, 96);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 96);
  g_assert_cmpint (gdk_pixbuf_read_pixels (small)[0], ==, 255);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/thumbnail-cache/kept", test_kept);
  g_test_add_func ("/media/thumbnail-cache/of-others", test_of_others);
  g_test_add_func ("/media/thumbnail-cache/covers", test_covers);
  g_test_add_func ("/media/thumbnail-cache/failed", test_failed);
  g_test_add_func ("/media/thumbnail-cache/not-failed", test_not_failed);
  g_test_add_func ("/media/thumbnail-cache/of-another-size", test_of_another_size);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
