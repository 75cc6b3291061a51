/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "base/tack-error.h"
#include "media/tack-cover.h"
#include "media/tack-media-process.h"
#include "media/tack-media-proxy.h"
#include "media/tack-media-service.h"
#include "media/tack-media.h"
#include "media/tack-thumbnail-cache.h"
#include "tack-test-children.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* Files that are a decoder's end: the processes that read them have one whose faults are real,
 * tack-hostile-loader.c. Whatever becomes of them, this one stands for the window. */

#define DEADLINE_MS 1000
#define N_MUTANTS 24

static TackTestClips *clips;

static GError *
inspect (TackMediaProxy *proxy, GFile *file)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (TackMediaInfo) info = tack_media_proxy_inspect (proxy, file, NULL, &error);
  const TackIssue          *worst = tack_issue_array_get_worst (info->issues);

  g_assert_no_error (error);

  return worst != NULL && g_str_equal (worst->code, "damaged")
           ? g_error_new_literal (TACK_ERROR, TACK_ERROR_FIX, worst->message)
           : NULL;
}

static GError *
load (TackMediaProxy *proxy, GFile *file)
{
  GError               *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture (proxy, file, 64, NULL, &error);

  g_assert_true ((pixbuf != NULL) == (error == NULL));

  return error;
}

static GError *
prepare (TackMediaProxy *proxy, GFile *file)
{
  const char        *type;
  GError            *error = NULL;
  g_autoptr (GBytes) bytes = tack_media_proxy_prepare_picture (proxy, file, 0, &type, NULL, &error);

  g_assert_true ((bytes != NULL) == (error == NULL));

  return error;
}

static GError *
read_cover (TackMediaProxy *proxy, GFile *file)
{
  gint64                at_ms = TACK_COVER_AUTO;
  GError               *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf
    = tack_media_proxy_read_cover (proxy, file, &at_ms, TRUE, 64, NULL, &error);

  g_assert_true ((pixbuf != NULL) == (error == NULL));

  return error;
}

static GError *
load_thumbnail (TackMediaProxy *proxy, GFile *file)
{
  GError               *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf
    = tack_media_proxy_load_thumbnail (proxy, file, TACK_MEDIA_IMAGE, 64, NULL, &error);

  g_assert_true ((pixbuf != NULL) == (error == NULL));
  /* Nobody dies of it twice. */
  if (error != NULL)
    g_assert_true (tack_thumbnail_cache_has_failed (file, tack_thumbnail_cache_get_mtime (file)));

  return error;
}

typedef GError *(*Call) (TackMediaProxy *proxy, GFile *file);

static void
test_fate (gconstpointer data)
{
  static const Call          calls[] = { inspect, load, prepare, load_thumbnail };
  const char                *fate = data;
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autofree char           *content = g_strdup_printf ("RIFFsizeWEBP%-500s", fate);
  gsize                      length = strlen (content);
  g_autoptr (GFile)          well = tack_test_clips_get (clips, "tall.png");

  memcpy (content + 4, "\xf8\1\0\0", 4); /* as long as it is */
  g_autoptr (GFile) file = tack_test_clips_put (clips, fate, content, length);
  tack_media_proxy_set_deadline (proxy, DEADLINE_MS);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = calls[i](proxy, file);
      g_autofree char *sentence = g_strdup_printf ("“%s” is damaged: it cannot be read.", fate);

      if (g_str_equal (fate, "harmless"))
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_assert_cmpstr (error->message, ==, sentence);
        }

      /* The next file is read as if nothing had been. */
      g_assert_null (calls[i](proxy, well));
    }
}

typedef struct
{
  TackMediaProxy *proxy;
  GFile          *file;
  Call            call;
} Errand;

static gpointer
run_errand (gpointer data)
{
  Errand *errand = data;

  return errand->call (errand->proxy, errand->file);
}

/* A process that others end, for want of memory, is no fault of the file it was just reading. */
static void
test_killed_amidst (void)
{
  static const struct
  {
    Call        call;
    const char *name;
  } cases[] = {
    { inspect, "tall.png" },        { load, "tall.png" },       { prepare, "tall.png" },
    { load_thumbnail, "tall.png" }, { read_cover, "tall.mp4" },
  };
  guint n = tack_test_clips_skip () ? 4 : G_N_ELEMENTS (cases);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
      g_autoptr (GFile)          file = tack_test_clips_get (clips, cases[i].name);
      Errand                     errand = { proxy, file, cases[i].call };

      g_assert_null (cases[i].call (proxy, file));

      /* It cannot get ahead of the one that kills it. */
      tack_test_children_signal (SIGSTOP);
      GThread *thread = g_thread_new ("errand", run_errand, &errand);
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
      tack_test_children_signal (SIGKILL);
      g_assert_null (g_thread_join (thread));
    }
}

/* Nobody is left to end it when the program crashes. */
static void
test_left_alone (void)
{
  const char        *content = "RIFF\xf8\1\0\0WEBPhang";
  g_autoptr (GFile)  file = tack_test_clips_put (clips, "hang", content, 16);
  g_autoptr (GFile)  note = tack_test_clips_put (clips, "note", "", 0);
  g_autofree char   *uri = g_file_get_uri (file);
  g_autoptr (GError) error = NULL;

  g_file_delete (note, NULL, NULL);
  g_setenv ("TACK_TEST_HANGS", g_file_peek_path (note), TRUE);
  g_autoptr (TackMediaProcess) process
    = tack_media_process_start (tack_media_process_get_program (), NULL, &error);
  g_assert_no_error (error);

  GDBusConnection *connection = tack_media_process_get_connection (process);
  g_dbus_connection_call (connection, NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE,
                          "LoadPicture", g_variant_new ("(si)", uri, 64), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  /* Those of other tests may take a moment to end. */
  tack_test_wait_until (g_file_query_exists (note, NULL) && tack_test_children_count () == 1);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  tack_test_wait_until (tack_test_children_count () == 0);
  g_unsetenv ("TACK_TEST_HANGS");
}

/* Whatever is in them, an answer comes, and others are read behind them. */
static void
test_mutants (gconstpointer data)
{
  const char                *name = data;
  gboolean                   is_video = g_str_has_suffix (name, ".mp4");
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();

  if (is_video && tack_test_clips_skip ())
    return;

  g_autoptr (GFile) well = tack_test_clips_get (clips, name);
  tack_media_proxy_set_deadline (proxy, DEADLINE_MS);
  for (guint32 seed = 0; seed < N_MUTANTS; seed++)
    {
      g_autoptr (GFile)  file = tack_test_clips_put_mutant (clips, name, "mutant", seed);
      g_autoptr (GError) found = inspect (proxy, file);
      g_autoptr (GError) error = is_video ? read_cover (proxy, file) : load (proxy, file);
      g_autoptr (GError) late_error = is_video ? NULL : prepare (proxy, file);
    }

  g_assert_null (is_video ? read_cover (proxy, well) : load (proxy, well));
}

/* Beside GdkPixbuf's own formats there is no other in the processes than the hostile one. */
static void
use_hostile_loader (void)
{
  g_autofree char *module
    = g_build_filename (g_test_get_dir (G_TEST_BUILT), "media", "hostile-loader.so", NULL);
  g_autofree char  *cache = g_strdup_printf ("\"%s\"\n\"webp\" 0 \"\" \"Hostile\" \"LGPL\"\n"
                                              "\"image/webp\" \"\"\n\"webp\" \"\"\n"
                                              "\"RIFFsizeWEBP\" \"    xxxx    \" 100\n\n",
                                             module);
  g_autoptr (GFile) file = tack_test_clips_put (clips, "loaders.cache", cache, strlen (cache));

  g_setenv ("GDK_PIXBUF_MODULE_FILE", g_file_peek_path (file), TRUE);
}

int
main (int argc, char **argv)
{
  static const char *const fates[] = { "harmless", "kill", "hang", "eat" };
  static const char *const names[] = { "tall.jpg", "tall.png", "faststart.mp4" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();
  use_hostile_loader ();

  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media-hostile/%s", fates[i]);
      g_test_add_data_func (path, fates[i], test_fate);
    }
  g_test_add_func ("/media-hostile/killed-amidst", test_killed_amidst);
  g_test_add_func ("/media-hostile/left-alone", test_left_alone);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media-hostile/mutants/%s", names[i]);
      g_test_add_data_func (path, names[i], test_mutants);
    }

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
