/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include "base/tack-limits.h"
#include "media/tack-inspect.h"
#include "media/tack-media-proxy.h"
#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test-movie.h"

/* Damaged files of each accepted kind, the same in each run: whatever is in them, something is said
 * of them, in time, by a process that lives on; and what is called fine can be so. Some are shown
 * as well, through the process that reads files for the window. TACK_MUTANTS says how many of each;
 * then all of them are shown. */

#define N_MUTANTS_DEFAULT 40
#define SHOWN_DEFAULT 10 /* one of so many */
#define BATCH 40
#define SECONDS_MAX 20 /* for one file; the deadline of a reader is shorter */
#define SHOWN_SECONDS_MAX 60

static TackTestClips *clips;

static void
mutate (GByteArray *bytes, GRand *random)
{
  guint n = (guint) g_rand_int_range (random, 1, 9);
  guint head = MIN (bytes->len, 2000);

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0: /* bits flipped, half of them where the structure is */
      for (; n > 0; n--)
        {
          guint range = g_rand_boolean (random) ? head : bytes->len;
          guint at = (guint) g_rand_int_range (random, 0, (gint32) range);

          bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
        }
      break;
    case 1: /* cut */
      g_byte_array_set_size (bytes, (guint) g_rand_int_range (random, 1, (gint32) bytes->len));
      break;
    case 2: /* spliced: a part of it over another */
      for (; n > 0; n--)
        {
          guint length = (guint) g_rand_int_range (random, 1, (gint32) MIN (bytes->len, 400));
          guint from = (guint) g_rand_int_range (random, 0, (gint32) (bytes->len - length) + 1);
          guint to = (guint) g_rand_int_range (random, 0, (gint32) (bytes->len - length) + 1);

          memmove (bytes->data + to, bytes->data + from, length);
        }
      break;
    default: /* numbers as big as they get */
      for (; n > 0; n--)
        {
          guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len - 4);

          memset (bytes->data + at, g_rand_boolean (random) ? 0xff : 0x7f, 4);
        }
    }
}

/* What no file that is fine has. */
static gboolean
is_impossible (const TackMediaInfo *info)
{
  if (!tack_media_info_is_ok (info))
    return FALSE;

  return info->kind == TACK_MEDIA_UNKNOWN || info->container == NULL || info->width <= 0
         || info->height <= 0
         || (info->kind == TACK_MEDIA_VIDEO
             && (info->video_codec == NULL || info->duration_ms < TACK_VIDEO_MS_MIN
                 || info->duration_ms > TACK_VIDEO_MS_MAX));
}

/* As the window does it. Whether anything is to be seen is no matter. */
static void
show (TackMediaProxy *proxy, GFile *file, const TackMediaInfo *info)
{
  gint64                at_ms = info->duration_ms / 2;
  g_autoptr (GdkPixbuf) shown
    = info->kind == TACK_MEDIA_VIDEO
        ? tack_media_proxy_read_cover (proxy, file, &at_ms, TRUE, 64, NULL, NULL)
        : tack_media_proxy_load_picture (proxy, file, 64, NULL, NULL);

  g_assert_true (shown == NULL || gdk_pixbuf_get_width (shown) <= 64);
}

/* The child: looks at mutants number @first to @end of the file at @path. */
static int
inspect_mutants (const char *path, guint first, guint end)
{
  g_autofree char  *mutant_path = g_strconcat (path, "-mutant", NULL);
  g_autoptr (GFile) mutant = g_file_new_for_path (mutant_path);
  g_autofree char  *data = NULL;
  gsize             size;
  guint             shown_every = g_getenv ("TACK_MUTANTS") != NULL ? 1 : SHOWN_DEFAULT;

  tack_media_init ();
  g_log_set_fatal_mask ("tack-media", G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (guint number = first; number < end; number++)
    {
      g_autoptr (GRand)      random = g_rand_new_with_seed (number);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) data, (guint) size);
      mutate (bytes, random);
      g_assert_true (
        g_file_set_contents (mutant_path, (const char *) bytes->data, bytes->len, NULL));

      alarm (SECONDS_MAX);
      g_autoptr (TackMediaInfo) info = tack_inspect (mutant, NULL);
      if (is_impossible (info))
        {
          g_printerr ("mutant %u: %s %s %d × %d, %" G_GINT64_FORMAT " ms is called fine\n", number,
                      info->container, info->video_codec, info->width, info->height,
                      info->duration_ms);
          return 1;
        }
      alarm (SHOWN_SECONDS_MAX);
      if (number % shown_every == 0 && info->kind != TACK_MEDIA_UNKNOWN)
        show (proxy, mutant, info);
    }

  return 0;
}

/* In a process of its own, so that a crash is counted and the numbers of its files are known. */
static void
inspect_batch (const char *path, guint first, guint end)
{
  g_autofree char   *first_text = g_strdup_printf ("%u", first);
  g_autofree char   *end_text = g_strdup_printf ("%u", end);
  const char        *argv[] = { "/proc/self/exe", path, first_text, end_text, NULL };
  g_auto (GStrv)     environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autoptr (GError) error = NULL;
  int                status = 0;

  /* Libraries warn of what is in the files, which is no fault of theirs or ours. */
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    {
      g_test_message ("mutants %u to %u: %s", first, end - 1, error->message);
      g_test_fail ();
    }
}

static gboolean
is_picture (const char *name)
{
  static const char *const endings[]
    = { ".jpg", ".png", ".webp", ".tiff", ".bmp", ".gif", ".svg", NULL };

  return g_strv_contains (endings, strrchr (name, '.') != NULL ? strrchr (name, '.') : name);
}

static GFile *
put_movie (const char *name, const TackTestMovie *movie)
{
  g_autoptr (GByteArray) bytes = tack_test_movie_make (movie);

  return tack_test_clips_put (clips, name, bytes->data, bytes->len);
}

static GFile *
get_original (const char *name)
{
  static const TackTestMovie boxes
    = { .n_sounds = 2, .n_videos = 2, .is_uneven = TRUE, .seconds = 4, .stream_transfer = 16 };
  static const TackTestMovie hevc
    = { .codec = "hvc1", .fragments = TACK_TEST_FRAGMENTS_BY_FRAME, .seconds = 4 };

  if (g_str_equal (name, "boxes"))
    return put_movie (name, &boxes);
  if (g_str_equal (name, "fragments"))
    return put_movie (name, &hevc);
  if (is_picture (name) || !tack_test_clips_skip ())
    return tack_test_clips_get (clips, name);

  return NULL;
}

static void
test_mutants (gconstpointer data)
{
  const char *name = data;
  const char *wanted = g_getenv ("TACK_MUTANTS");
  guint       n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_MUTANTS_DEFAULT;
  g_autoptr (GFile) file = get_original (name);

  for (guint first = 0; file != NULL && first < n; first += BATCH)
    inspect_batch (g_file_peek_path (file), first, MIN (first + BATCH, n));
}

int
main (int argc, char **argv)
{
  static const char *const names[]
    = { "boxes",     "fragments",     "tall.mp4",  "faststart.mp4", "tall.mov",
        "tall.m4v",  "fragments.mp4", "tall.webm", "tall.jpg",      "tall.png",
        "tall.webp", "tall.tiff",     "tall.bmp",  "tall.gif",      "tall.svg" };

  if (argc == 4 && g_path_is_absolute (argv[1]))
    return inspect_mutants (argv[1], (guint) g_ascii_strtoull (argv[2], NULL, 10),
                            (guint) g_ascii_strtoull (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media/mutants/%s", names[i]);
      g_test_add_data_func (path, names[i], test_mutants);
    }

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
