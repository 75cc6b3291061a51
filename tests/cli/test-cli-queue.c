/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* What outlives the process: a run that ends in the middle loses nothing and doubles nothing. */

#define CERAMICS "549755885175"

/* Fills all but so many KiB of a small disk, fails on it, frees it, and does the same again. */
#define ON_A_FULL_DISK                                                                             \
  "mkdir -p full && mount -t tmpfs -o size=1024k none full && "                                    \
  "dd if=/dev/zero of=full/pad bs=1024 count=$((1024 - $1)) 2>/dev/null && "                       \
  "{ \"$0\" --store=full/store publish f0.jpg --board=" CERAMICS "; status=$?; rm full/pad; "      \
  "\"$0\" --store=full/store publish f0.jpg --board=" CERAMICS " || exit 9; exit $status; }"

static const char *const publish_clip[]
  = { "--store=store", "publish", "clip.mp4", "--board=" CERAMICS, NULL };

static guint
count_calls (Bench *bench, const char *operation)
{
  return tack_demo_server_count_calls (bench->server, operation);
}

/* Leaves the program waiting for the answer to @operation, which has arrived in full. */
static GSubprocess *
start_and_hold (Bench *bench, const char *operation, const char *const *words)
{
  guint n_calls = count_calls (bench, operation);

  tack_demo_server_fail_next (bench->server, operation, 1, "late:60000");
  GSubprocess *process = bench_start (bench, -1, words);
  tack_test_wait_until (count_calls (bench, operation) > n_calls);

  return process;
}

static Run *
end_by (Bench *bench, GSubprocess *process, int signal)
{
  g_subprocess_send_signal (process, signal);

  return bench_finish (bench, process);
}

static void
interrupt_upload (Bench *bench)
{
  g_autoptr (GSubprocess) process = start_and_hold (bench, "bucket", publish_clip);
  g_autoptr (Run)         run = end_by (bench, process, SIGINT);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  bench_assert_sentence (run, "“clip.mp4”: Not published yet: it waits in the queue, which goes on "
                              "with “tackboard-cli queue run”.");
}

/* However it ended, the same words again publish the one Pin, with the upload registered before. */
static void
test_again_after_upload (Bench *bench, gconstpointer data)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGKILL };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = start_and_hold (bench, "bucket", publish_clip);
      g_autoptr (Run)         first = end_by (bench, process, signals[i]);
      g_autoptr (Run)         again = bench_run_words (bench, publish_clip);

      g_assert_cmpint (first->status, ==, signals[i] == SIGINT ? 1 : -1);
      g_assert_cmpint (again->status, ==, 0);
      g_assert_true (g_str_has_prefix (again->out, "✓ clip.mp4 · "));
      g_assert_cmpuint (bench_count_pins (bench->server), ==, i + 1);
      g_assert_cmpuint (count_calls (bench, "media/create"), ==, i + 1);
    }
}

/* Killed while the answer to the creation was on its way: the Pin is there, and is found. */
static void
test_again_after_create (Bench *bench, gconstpointer data)
{
  static const char *const words[]
    = { "--store=store", "publish", "f0.jpg", "--board=" CERAMICS, NULL };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  g_autoptr (GSubprocess) process = start_and_hold (bench, "pins/create", words);
  g_autoptr (Run)         first = end_by (bench, process, SIGKILL);
  g_autoptr (Run)         again = bench_run_words (bench, words);

  g_assert_cmpint (first->status, ==, -1);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);
  g_assert_cmpuint (count_calls (bench, "pins/create"), ==, 1);
}

/* Ctrl+C leaves a creation under way to its end: cut off, nobody would know what came of it. */
static void
test_interrupted_create (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "publish", "f0.jpg", "--board=" CERAMICS, NULL };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "late:300");
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  tack_test_wait_until (count_calls (bench, "pins/create") > 0);
  g_autoptr (Run) run = end_by (bench, process, SIGINT);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (g_str_has_prefix (run->out, "✓ f0.jpg · "));
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);
}

/* A refused creation is tried again by the same words, and the video is not sent a second time. */
static void
test_again_after_failure (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "status:400:1:Not today.");
  g_autoptr (Run) first = bench_run_words (bench, publish_clip);
  g_autoptr (Run) again = bench_run_words (bench, publish_clip);
  g_autoptr (Run) once_more = bench_run_words (bench, publish_clip);

  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (count_calls (bench, "bucket"), ==, 2);
  /* What is published is over: the third time is meant as one more. */
  g_assert_cmpint (once_more->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

/* Other words, another Pin; what was left goes on beside it and is told too. */
static void
test_others_go_on (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  interrupt_upload (bench);
  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  g_autoptr (Run) run
    = bench_run (bench, "--store=store", "publish", "f0.jpg", "--board=" CERAMICS, NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "✓ clip.mp4 · "));
  g_assert_nonnull (strstr (run->out, "✓ f0.jpg · "));
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

/* A draft means the file that it was made of, not whatever has its name by now. */
static void
test_file_changed (Bench *bench, gconstpointer data)
{
  static const struct
  {
    gssize      keep; /* 0: the file is gone */
    const char *sentence;
  } cases[] = {
    { 0, "“clip.mp4” is not there (any more)." },
    { 10000, "“clip.mp4” has changed since it was drafted." },
  };

  if (bench_skips_video (bench))
    return;

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = bench_dup_path (bench, "clip.mp4");

      bench_add_clip (bench, "clip.mp4", -1);
      interrupt_upload (bench);
      g_assert_cmpint (g_remove (path), ==, 0);
      if (cases[i].keep > 0)
        bench_add_clip (bench, "clip.mp4", cases[i].keep);
      g_autoptr (Run) run
        = bench_run (bench, "--store=store", "publish", "f0.jpg", "--board=" CERAMICS, NULL);

      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, cases[i].sentence);
      g_assert_true (g_str_has_prefix (run->out, "✓ f0.jpg · "));
      g_assert_cmpuint (bench_count_pins (bench->server), ==, i + 1);
    }
}

static void
test_second_process (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  g_autoptr (GSubprocess) process = start_and_hold (bench, "bucket", publish_clip);
  g_autoptr (Run)         same_store
    = bench_run (bench, "--store=store", "publish", "f0.jpg", "--board=" CERAMICS, NULL);
  g_autoptr (Run) other_store
    = bench_run (bench, "--store=other", "publish", "f0.jpg", "--board=" CERAMICS, NULL);
  g_autoptr (Run) first = end_by (bench, process, SIGINT);
  g_autoptr (Run) again = bench_run_words (bench, publish_clip);

  g_assert_cmpint (same_store->status, ==, 1);
  bench_assert_sentence (same_store, "Another Tackboard is already publishing from this queue.");
  g_assert_cmpint (other_store->status, ==, 0);
  g_assert_cmpint (first->status, ==, 1);
  /* The second left nothing in the queue of the first. */
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

static gboolean
can_mount (Bench *bench)
{
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "unshare", "-rm", "mount", "-t",
                        "tmpfs", "none", bench->dir, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

/* However little is left: a plain word, no Pin that the store would not know of, and all well once
 * there is room. */
static void
test_full_disk (Bench *bench, gconstpointer data)
{
  static const char *const free_kib[] = { "0", "8", "40", "56", "64" };

  if (!can_mount (bench))
    {
      g_test_skip ("may not mount a small disk here");
      return;
    }

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (free_kib); i++)
    {
      g_autoptr (Run) run = bench_run (bench, "sh", "-c", "exec unshare -rm sh -c \"$@\"", "sh",
                                       ON_A_FULL_DISK, bench_get_program (), free_kib[i], NULL);

      g_test_message ("%s KiB", free_kib[i]);
      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, "The disk is full");
      g_assert_true (g_str_has_prefix (run->out, "✓ f0.jpg · "));
      g_assert_cmpuint (bench_count_pins (bench->server), ==, i + 1);
    }
}

static void
test_bad_stores (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *store;
    const char *sentence;
  } cases[] = {
    { "f0.jpg", "“f0.jpg”" },
    { "/proc/nowhere", "“/proc/nowhere”" },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *store = g_strconcat ("--store=", cases[i].store, NULL);
      g_autoptr (Run)  run
        = bench_run (bench, store, "publish", "f0.jpg", "--board=" CERAMICS, NULL);

      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, cases[i].sentence);
    }

  g_assert_cmpuint (bench_count_pins (bench->server), ==, 0);
}

static void
test_set_aside (Bench *bench, gconstpointer data)
{
  g_autofree char *folder = bench_dup_path (bench, "damaged");

  /* It says so, and publishes all the same. */
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  bench_add_photo (bench, "f0.jpg", "damaged/tackboard.db");
  {
    static const char *const words[]
      = { "--store=damaged", "publish", "f0.jpg", "--board=" CERAMICS, NULL };
    g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
    g_autoptr (Run)         run = bench_finish (bench, process);

    g_assert_cmpint (run->status, ==, 0);
    bench_assert_sentence (run, "was damaged. It is kept as “damaged/tackboard-damaged-");
  }
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *before = bench_dup_sha256 (bench, "f0.jpg");
  guint            n_kept = 0;
  const char      *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "tackboard-damaged-"))
      {
        g_autofree char *kept = g_build_filename ("damaged", name, NULL);
        g_autofree char *after = bench_dup_sha256 (bench, kept);

        g_assert_cmpstr (before, ==, after);
        n_kept++;
      }
  g_assert_cmpuint (n_kept, ==, 1);
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/queue/again-after-upload", test_again_after_upload },
    { "/cli/queue/again-after-create", test_again_after_create },
    { "/cli/queue/interrupted-create", test_interrupted_create },
    { "/cli/queue/again-after-failure", test_again_after_failure },
    { "/cli/queue/others-go-on", test_others_go_on },
    { "/cli/queue/file-changed", test_file_changed },
    { "/cli/queue/second-process", test_second_process },
    { "/cli/queue/full-disk", test_full_disk },
    { "/cli/queue/bad-stores", test_bad_stores },
    { "/cli/queue/set-aside", test_set_aside },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
