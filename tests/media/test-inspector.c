/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspect.h"
#include "media/tack-inspector.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* One folder of clips for all cases; see the list in tack-test-clips.h. */
static TackTestClips *clips;

static TackMediaInfo *
inspect (GFile *file)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GError)        error = NULL;

  tack_inspector_inspect_async (inspector, file, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  TackMediaInfo *info = tack_inspector_inspect_finish (result, &error);
  g_assert_no_error (error);

  return info;
}

static gboolean
has_issue (TackMediaInfo *info, const char *code)
{
  for (guint i = 0; i < info->issues->len; i++)
    if (g_str_equal (((TackIssue *) g_ptr_array_index (info->issues, i))->code, code))
      return TRUE;

  return FALSE;
}

typedef struct
{
  const char   *name;
  TackMediaKind kind;
  const char   *container;
  const char   *video_codec;
  const char   *audio_codec;
  gint64        duration_ms; /* about */
  gboolean      is_ok;
} Facts;

static const Facts facts[] = {
  { "tall.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", "aac", 5000, TRUE },
  { "tall.mov", TACK_MEDIA_VIDEO, "mov", "h264", "aac", 5000, TRUE },
  { "faststart.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", "aac", 5000, TRUE },
  { "silent.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", NULL, 5000, TRUE },
  { "rotated.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", "aac", 5000, TRUE },
  { "wide-pixels.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", "aac", 5000, TRUE },
  { "short.mp4", TACK_MEDIA_VIDEO, "mp4", "h264", "aac", 2000, FALSE },
  { "tall.webm", TACK_MEDIA_VIDEO, "webm", "vp8", NULL, 5000, FALSE },
};

static void
test_videos (void)
{
  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (GFile)         file = tack_test_clips_get (clips, facts[i].name);
      g_autoptr (TackMediaInfo) info = inspect (file);
      const TackIssue          *worst = tack_issue_array_get_worst (info->issues);

      g_test_message ("%s: %s", facts[i].name, worst != NULL ? worst->message : "fine");
      g_assert_cmpint (info->kind, ==, facts[i].kind);
      g_assert_cmpstr (info->container, ==, facts[i].container);
      g_assert_cmpstr (info->video_codec, ==, facts[i].video_codec);
      if (facts[i].kind == TACK_MEDIA_VIDEO && !g_str_equal (facts[i].container, "webm"))
        g_assert_cmpstr (info->audio_codec, ==, facts[i].audio_codec);
      /* As shown: turned and with square pixels all of them are the same. */
      g_assert_cmpint (info->width, ==, TACK_TEST_CLIP_WIDTH);
      g_assert_cmpint (info->height, ==, TACK_TEST_CLIP_HEIGHT);
      g_assert_cmpint (ABS (info->duration_ms - facts[i].duration_ms), <, 200);
      g_assert_cmpint (info->size, >, 0);
      g_assert_cmpint (tack_media_info_is_ok (info), ==, facts[i].is_ok);
      g_assert_true (tack_media_info_is_current (info, file));
    }
}

static void
test_pictures (void)
{
  static const struct
  {
    const char *name;
    const char *container;
  } pictures[] = { { "tall.jpg", "jpeg" },
                   { "turned.jpg", "jpeg" },
                   { "tall.png", "png" },
                   { "alpha.png", "png" },
                   { "picture.mp4", "jpeg" } };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile)         file = tack_test_clips_get (clips, pictures[i].name);
      g_autoptr (TackMediaInfo) info = inspect (file);

      g_test_message ("%s", pictures[i].name);
      g_assert_cmpint (info->kind, ==, TACK_MEDIA_IMAGE);
      g_assert_cmpstr (info->container, ==, pictures[i].container);
      g_assert_cmpint (info->width, ==, TACK_TEST_CLIP_WIDTH);
      g_assert_cmpint (info->height, ==, TACK_TEST_CLIP_HEIGHT);
      g_assert_true (tack_media_info_is_ok (info));
    }
}

static void
assert_refused (GFile *file, const char *code)
{
  g_autoptr (TackMediaInfo) info = inspect (file);
  const TackIssue          *worst = tack_issue_array_get_worst (info->issues);

  g_assert_nonnull (worst);
  g_test_message ("%s: %s", worst->code, worst->message);
  g_assert_false (tack_media_info_is_ok (info));
  if (code != NULL)
    g_assert_true (has_issue (info, code));
  /* One plain sentence, on one line. */
  g_assert_null (strchr (worst->message, '\n'));
  g_assert_true (g_str_has_suffix (worst->message, "."));
  g_assert_true (g_utf8_validate (worst->message, -1, NULL));
}

static void
test_cut_videos (void)
{
  static const char *const names[] = { "half.mp4", "half-faststart.mp4" };

  if (tack_test_clips_skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = tack_test_clips_get (clips, names[i]);
      assert_refused (file, NULL);
    }
}

static void
test_no_media (void)
{
  static const char *const names[] = { "text.mp4", "empty.mp4" };
  g_autoptr (GFile)        text = tack_test_clips_get (clips, "text.mp4");
  g_autoptr (GFile)        folder = g_file_get_parent (text);
  g_autoptr (GFile)        missing = g_file_get_child (folder, "missing.mp4");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = tack_test_clips_get (clips, names[i]);
      assert_refused (file, NULL);
    }
  assert_refused (folder, NULL);
  assert_refused (missing, "not-found");

  g_autoptr (GFile) loop = g_file_get_child (folder, "loop.mp4");
  g_assert_no_errno (symlink ("loop.mp4", g_file_peek_path (loop)));
  assert_refused (loop, NULL);

  g_autoptr (GFile) locked = tack_test_clips_copy (clips, "text.mp4", "locked.mp4");
  g_assert_no_errno (chmod (g_file_peek_path (locked), 0));
  assert_refused (locked, NULL);
}

static void
test_never_opens_a_pipe (void)
{
  g_autoptr (GFile) text = tack_test_clips_get (clips, "text.mp4");
  g_autoptr (GFile) folder = g_file_get_parent (text);
  g_autoptr (GFile) pipe = g_file_get_child (folder, "pipe.mp4");

  /* To open one waits for somebody to write into it: for ever. */
  g_assert_no_errno (mkfifo (g_file_peek_path (pipe), 0600));
  assert_refused (pipe, NULL);
}

static void
test_names (void)
{
  static const char *const names[]
    = { "with spaces.jpg",      "it's \"quoted\".jpg",    "two\nlines.jpg",
        "\xf0\x9f\x8c\xb5.jpg", "bad \xff\xfe bytes.jpg", "100% #1?.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile)         file = tack_test_clips_copy (clips, "tall.jpg", names[i]);
      g_autoptr (TackMediaInfo) info = inspect (file);

      g_assert_true (tack_media_info_is_ok (info));
      g_autoptr (GFile) text = tack_test_clips_put (clips, names[i], "no picture", 10);
      assert_refused (text, NULL);
    }
}

static void
test_changed (void)
{
  g_autoptr (GFile)         file = tack_test_clips_copy (clips, "tall.jpg", "changing.jpg");
  g_autoptr (TackMediaInfo) info = inspect (file);

  g_assert_true (tack_media_info_is_current (info, file));
  g_autoptr (GFile) same = tack_test_clips_put (clips, "changing.jpg", "shorter", 7);
  g_assert_false (tack_media_info_is_current (info, same));
  g_assert_true (g_file_delete (same, NULL, NULL));
  g_assert_false (tack_media_info_is_current (info, same));
}

static void
test_reader_killed (void)
{
  g_autoptr (GFile)         file = tack_test_clips_get (clips, "tall.jpg");
  g_autoptr (TackMediaInfo) info = tack_inspect_damaged (file, NULL);
  g_autoptr (GFile)         folder = g_file_get_parent (file);
  g_autoptr (GFile)         missing = g_file_get_child (folder, "missing.mp4");
  g_autoptr (TackMediaInfo) gone = tack_inspect_damaged (missing, NULL);

  g_assert_true (has_issue (info, "damaged"));
  g_assert_true (tack_media_info_is_current (info, file));
  /* What can be said without reading is said. */
  g_assert_true (has_issue (gone, "not-found"));
}

static void
test_many_at_once (void)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GFile)         good = tack_test_clips_get (clips, "tall.jpg");
  g_autoptr (GFile)         bad = tack_test_clips_get (clips, "text.mp4");
  GAsyncResult             *results[200] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tack_inspector_inspect_async (inspector, i % 2 == 0 ? good : bad, NULL, tack_test_store_result,
                                  &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      tack_test_wait_result (results[i]);
      g_autoptr (TackMediaInfo) info = tack_inspector_inspect_finish (results[i], NULL);
      g_assert_cmpint (tack_media_info_is_ok (info), ==, i % 2 == 0);
      g_object_unref (results[i]);
    }
}

static void
test_cancel (void)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GFile)         file = tack_test_clips_get (clips, "tall.jpg");
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GError)        error = NULL;

  g_cancellable_cancel (cancellable);
  tack_inspector_inspect_async (inspector, file, cancellable, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_null (tack_inspector_inspect_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/inspector/videos", test_videos);
  g_test_add_func ("/media/inspector/pictures", test_pictures);
  g_test_add_func ("/media/inspector/cut-videos", test_cut_videos);
  g_test_add_func ("/media/inspector/no-media", test_no_media);
  g_test_add_func ("/media/inspector/never-opens-a-pipe", test_never_opens_a_pipe);
  g_test_add_func ("/media/inspector/names", test_names);
  g_test_add_func ("/media/inspector/changed", test_changed);
  g_test_add_func ("/media/inspector/reader-killed", test_reader_killed);
  g_test_add_func ("/media/inspector/many-at-once", test_many_at_once);
  g_test_add_func ("/media/inspector/cancel", test_cancel);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
