/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/tack-error.h"
#include "media/tack-media.h"
#include "media/tack-mending.h"
#include "tack-test-children.h"
#include "tack-test-clips.h"

/* A conversion from the main context: in this process, and in one of its own. */

static TackTestClips *clips;

typedef struct
{
  TackMediaProxy *proxy; /* nullable */
  GFile          *output;
  GCancellable   *cancellable;
  TackMending    *mending;
  GAsyncResult   *result;
  guint           n_told;
  double          last;
} Bench;

static void
set_up (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GFile) other = tack_test_clips_put (clips, "other.txt", "", 0);
  g_autoptr (GFile) folder = g_file_get_parent (other);

  bench->proxy = GPOINTER_TO_INT (is_apart) ? tack_media_proxy_new () : NULL;
  bench->output = g_file_get_child (folder, "mended.mp4");
  bench->cancellable = g_cancellable_new ();
  g_file_delete (bench->output, NULL, NULL);
}

static void
tear_down (Bench *bench, gconstpointer is_apart)
{
  g_clear_object (&bench->result);
  /* What is still to be told of it, and the thread's task, hold it a moment longer. */
  if (bench->mending != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (bench->mending), (gpointer *) &bench->mending);
      g_object_unref (bench->mending);
    }
  while (bench->mending != NULL)
    g_main_context_iteration (NULL, FALSE);
  g_clear_object (&bench->proxy);
  g_clear_object (&bench->output);
  g_clear_object (&bench->cancellable);
}

static void
assert_nothing_left (Bench *bench)
{
  static const char *const names[] = { "mended.mp4", "mended.mp4.part", "mended.mp4.part.index" };
  g_autoptr (GFile)        folder = g_file_get_parent (bench->output);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, names[i]);
      g_assert_false (g_file_query_exists (file, NULL));
    }
}

static void
on_progress (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  Bench *bench = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpfloat (tack_mending_get_progress (mending), >=, bench->last);
  bench->last = tack_mending_get_progress (mending);
  bench->n_told++;
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  bench->result = g_object_ref (result);
}

static TackMediaInfo *
run (Bench *bench, const char *name, GCallback on_notify, GError **error)
{
  g_autoptr (GFile) video = tack_test_clips_get (clips, name);

  bench->mending = tack_mending_new (bench->proxy, video, bench->output, 500, -1);
  g_signal_connect (bench->mending, "notify::progress", on_notify, bench);
  tack_mending_run_async (bench->mending, bench->cancellable, run_cb, bench);
  while (bench->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return tack_mending_run_finish (bench->mending, bench->result, error);
}

static void
test_run (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaInfo) info = run (bench, "tall.webm", G_CALLBACK (on_progress), &error);
  g_assert_no_error (error);
  g_assert_true (tack_media_info_is_ok (info));
  g_assert_cmpstr (info->video_codec, ==, "h264");
  g_assert_true (tack_media_info_is_current (info, bench->output));
  g_assert_cmpuint (bench->n_told, >, 0);
  g_assert_cmpfloat (bench->last, >, 0.5);
}

static void
on_progress_cancel (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  Bench *bench = user_data;

  g_cancellable_cancel (bench->cancellable);
}

static void
test_cancelled (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_assert_null (run (bench, "minute.webm", G_CALLBACK (on_progress_cancel), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (bench);
}

static void
test_cancelled_before (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_cancellable_cancel (bench->cancellable);
  g_assert_null (run (bench, "tall.webm", G_CALLBACK (on_progress), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (bench);
}

static void
on_progress_kill (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  tack_test_children_signal (SIGKILL);
}

/* What ends the process that converts it is damaged; nothing else ends, and nothing is left. */
static void
test_killed (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_assert_null (run (bench, "minute.webm", G_CALLBACK (on_progress_kill), &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "“minute.webm” is damaged: it cannot be read.");
  assert_nothing_left (bench);
}

static void
on_progress_hang (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  Bench *bench = user_data;

  tack_test_children_signal (SIGSTOP);
  g_cancellable_cancel (bench->cancellable);
}

/* A process that cannot stop by itself is ended, and what it wrote goes. */
static void
test_hangs (Bench *bench, gconstpointer is_apart)
{
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_assert_null (run (bench, "minute.webm", G_CALLBACK (on_progress_hang), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (bench);
}

/* No file may get longer than this. */
static void
limit_files (rlim_t n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (n_bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* However little is missing: it is said what, and nothing is left that would fill the disk. */
static void
test_full_disk (Bench *bench, gconstpointer is_apart)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaInfo) whole = run (bench, "tall.webm", G_CALLBACK (on_progress), NULL);
  const rlim_t              limits[]
    = { 0, 1, (rlim_t) whole->size / 2, (rlim_t) whole->size * 9 / 10, (rlim_t) whole->size - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GError) error = NULL;

      tear_down (bench, is_apart);
      *bench = (Bench){ 0 };
      set_up (bench, is_apart);
      limit_files (limits[i]);
      g_autoptr (TackMediaInfo) info = run (bench, "tall.webm", G_CALLBACK (on_progress), &error);
      limit_files (RLIM_INFINITY);

      g_test_message ("%d of %d bytes", (int) limits[i], (int) whole->size);
      g_assert_null (info);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpstr (error->message, ==, "The disk is full: “tall.webm” could not be converted.");
      assert_nothing_left (bench);
    }
}

/* What the process says is said here in its words. */
static void
test_sentence (Bench *bench, gconstpointer is_apart)
{
  g_autofree char   *before = g_strdup (g_getenv ("GST_PLUGIN_FEATURE_RANK"));
  g_autoptr (GError) error = NULL;

  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile) clip = tack_test_clips_get (clips, "tall.webm");
  g_setenv ("GST_PLUGIN_FEATURE_RANK",
            "x264enc:NONE,openh264enc:NONE,vah264enc:NONE,nvh264enc:NONE", TRUE);
  g_assert_null (run (bench, "tall.webm", G_CALLBACK (on_progress), &error));
  if (before != NULL)
    g_setenv ("GST_PLUGIN_FEATURE_RANK", before, TRUE);
  else
    g_unsetenv ("GST_PLUGIN_FEATURE_RANK");

  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==,
                   "“tall.webm” cannot be converted: GStreamer lacks an encoder for H.264. Install "
                   "the package gstreamer1.0-plugins-ugly.");
  assert_nothing_left (bench);
}

#define HERE GINT_TO_POINTER (FALSE)
#define APART GINT_TO_POINTER (TRUE)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  signal (SIGXFSZ, SIG_IGN); /* writing fails instead, as on a full disk */
  clips = tack_test_clips_new ();

  g_test_add ("/mending/here/run", Bench, HERE, set_up, test_run, tear_down);
  g_test_add ("/mending/here/cancelled", Bench, HERE, set_up, test_cancelled, tear_down);
  g_test_add ("/mending/here/full-disk", Bench, HERE, set_up, test_full_disk, tear_down);
  g_test_add ("/mending/apart/run", Bench, APART, set_up, test_run, tear_down);
  g_test_add ("/mending/apart/cancelled", Bench, APART, set_up, test_cancelled, tear_down);
  g_test_add ("/mending/apart/cancelled-before", Bench, APART, set_up, test_cancelled_before,
              tear_down);
  g_test_add ("/mending/apart/killed", Bench, APART, set_up, test_killed, tear_down);
  g_test_add ("/mending/apart/full-disk", Bench, APART, set_up, test_full_disk, tear_down);
  g_test_add ("/mending/apart/hangs", Bench, APART, set_up, test_hangs, tear_down);
  g_test_add ("/mending/apart/sentence", Bench, APART, set_up, test_sentence, tear_down);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
