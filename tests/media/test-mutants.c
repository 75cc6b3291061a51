/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test-movie.h"

/* Damaged files of each accepted kind, the same in each run: whatever is in them, something is said
 * of them, in time, by a process that lives on. TACK_MUTANTS says how many of each. */

#define N_MUTANTS_DEFAULT 40
#define BATCH 40
#define SECONDS_MAX 20 /* for one file; the deadline of a reader is shorter */

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

/* The child: looks at mutants number @first to @end of the file at @path. */
static int
inspect_mutants (const char *path, guint first, guint end)
{
  g_autofree char  *mutant_path = g_strconcat (path, "-mutant", NULL);
  g_autoptr (GFile) mutant = g_file_new_for_path (mutant_path);
  g_autofree char  *data = NULL;
  gsize             size;

  tack_media_init ();
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
      if (info->width == 0 && tack_media_info_is_ok (info))
        {
          g_printerr ("mutant %u: nothing is said\n", number);
          return 1;
        }
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
  g_autoptr (GError) error = NULL;
  int                status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    {
      g_test_message ("mutants %u to %u: %s", first, end - 1, error->message);
      g_test_fail ();
    }
}

static void
test_mutants (gconstpointer data)
{
  const char *name = data;
  const char *wanted = g_getenv ("TACK_MUTANTS");
  guint       n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_MUTANTS_DEFAULT;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (name, "boxes"))
    {
      TackTestMovie movie = { .n_sounds = 2, .n_videos = 2, .is_uneven = TRUE, .seconds = 4 };
      g_autoptr (GByteArray) bytes = tack_test_movie_make (&movie);

      file = tack_test_clips_put (clips, name, bytes->data, bytes->len);
    }
  else if (g_str_has_suffix (name, ".jpg") || g_str_has_suffix (name, ".png")
           || !tack_test_clips_skip ())
    file = tack_test_clips_get (clips, name);

  for (guint first = 0; file != NULL && first < n; first += BATCH)
    inspect_batch (g_file_peek_path (file), first, MIN (first + BATCH, n));
}

int
main (int argc, char **argv)
{
  static const char *const names[]
    = { "boxes", "tall.mp4", "faststart.mp4", "tall.mov", "tall.m4v", "tall.jpg", "tall.png" };

  if (argc == 4)
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
