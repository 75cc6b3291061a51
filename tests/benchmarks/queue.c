/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "drafts/tack-test-store.h"
#include "publish/tack-queue-progress.h"
#include "tack-test.h"

/* queue [N]: how long a store of N queued jobs (ten thousand) takes to open, and how much memory it
 * needs; and the same for half as many, for it has to be linear. Each is opened by a process of its
 * own. Fails over budget. */

#define N_DEFAULT 10000
#define OPEN_MS_MAX 1000
#define MEMORY_MIB_MAX 100
#define OPEN_OPTION "--open"

static const char *const fields[]
  = { "A vase of stoneware, thrown by hand and glazed in green and blue",
      "Every piece is a little different. Dishwasher safe, and at home on the table as well as on "
      "the shelf. Made in a small workshop by the sea.",
      "A green and blue vase on a wooden table" };

static void
fill (const char *dir, guint n)
{
  g_autoptr (TackDatabase)   database = tack_test_open (dir);
  g_autoptr (TackDraftStore) store = tack_test_load (database);
  g_autoptr (TackQueue)      queue = tack_queue_new (store);
  g_autoptr (GPtrArray)      drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      TackDraft *draft = tack_test_draft_new (fields[0]);

      tack_draft_set_description (draft, fields[1]);
      tack_draft_set_alt_text (draft, fields[2]);
      g_ptr_array_add (drafts, draft);
    }
  tack_draft_store_add (store, drafts);
  tack_queue_add (queue, drafts);
  g_assert_true (tack_test_flush (store));
  tack_test_query_int (database, "SELECT 1");
}

/* In a process of its own: prints milliseconds and KiB. */
static int
open_store (const char *dir)
{
  gint64                     began = g_get_monotonic_time ();
  g_autoptr (TackDatabase)   database = tack_test_open (dir);
  g_autoptr (TackDraftStore) store = tack_test_load (database);
  g_autoptr (TackQueue)      queue = tack_queue_new (store);
  g_autoptr (GAsyncResult)   result = NULL;
  struct rusage              usage;

  tack_queue_load_async (queue, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_queue_load_finish (queue, result, NULL));
  gint64 ms = (g_get_monotonic_time () - began) / 1000;

  /* What whoever shows it looks at first. */
  began = g_get_monotonic_time ();
  g_assert_cmpuint (tack_queue_summarize (queue).total, >, 0);
  gint64 look_us = g_get_monotonic_time () - began;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%" G_GINT64_FORMAT " %ld %" G_GINT64_FORMAT "\n", ms, usage.ru_maxrss, look_us);

  return 0;
}

typedef struct
{
  gint64 ms;
  gint64 kib;
  gint64 look_us;
} Figures;

static Figures
measure (const char *program, guint n)
{
  g_autofree char *name = g_strdup_printf ("store %u", n);
  g_autofree char *dir = tack_test_dup_dir (name);
  Figures          best = { G_MAXINT64, G_MAXINT64, G_MAXINT64 };

  fill (dir, n);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError)      error = NULL;
      g_autofree char        *output = NULL;
      g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                        program, OPEN_OPTION, dir, NULL);
      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);

      g_auto (GStrv) words = g_strsplit (g_strstrip (output), " ", 3);
      g_assert_cmpuint (g_strv_length (words), ==, 3);
      best.ms = MIN (best.ms, g_ascii_strtoll (words[0], NULL, 10));
      best.kib = MIN (best.kib, g_ascii_strtoll (words[1], NULL, 10));
      best.look_us = MIN (best.look_us, g_ascii_strtoll (words[2], NULL, 10));
    }
  g_print ("%u jobs: opened in %" G_GINT64_FORMAT " ms, %" G_GINT64_FORMAT
           " MiB at most, counted in %" G_GINT64_FORMAT " us\n",
           n, best.ms, best.kib / 1024, best.look_us);

  return best;
}

static const char *program;
static guint       n_jobs = N_DEFAULT;

static void
bench (void)
{
  Figures none = measure (program, 1);
  Figures half = measure (program, n_jobs / 2);
  Figures whole = measure (program, n_jobs);
  double  growth = (double) (whole.kib - none.kib) / (double) MAX (half.kib - none.kib, 1);

  g_print ("twice as many jobs take %.1f times the memory, %.1f KiB each\n", growth,
           (double) (whole.kib - none.kib) / n_jobs);
  g_assert_cmpint (whole.ms, <, OPEN_MS_MAX);
  g_assert_cmpint (whole.kib / 1024, <, MEMORY_MIB_MAX);
  g_assert_cmpfloat (growth, <, 2.5);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], OPEN_OPTION))
    return open_store (argv[2]);
  if (argc == 2)
    {
      n_jobs = (guint) atoi (argv[1]);
      argc = 1;
    }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/benchmark/queue", bench);

  return g_test_run ();
}
