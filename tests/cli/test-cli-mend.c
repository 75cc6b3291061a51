/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "base/tack-json.h"

/* How often the folder is looked at for the first sign of the conversion. */
#define LOOK_US 1000

static gboolean
has_file (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_no_rest (Bench *bench, const char *name)
{
  g_autofree char *part = g_strconcat (name, ".part", NULL);
  g_autofree char *index = g_strconcat (part, ".index", NULL);

  g_assert_false (has_file (bench, part));
  g_assert_false (has_file (bench, index));
}

/* From a part that is too short to a file that can be published, and there is nothing left to do.
 */
static void
test_mend (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "mend clip.mp4 --from=0.5 --to=2 --output=out.mp4", 0, "out.mp4" },
    { "mend out.mp4 --output=again.mp4", 1, "“out.mp4” can be published as it is" },
    /* A part of it is wanted all the same. */
    { "mend out.mp4 --from=0 --to=4.05 --output=again.mp4", 0, "again.mp4" },
  };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_no_rest (bench, "out.mp4");

  g_autoptr (Run) inspected = bench_run (bench, "inspect", "again.mp4", NULL);
  g_assert_cmpint (inspected->status, ==, 0);
  g_assert_null (strstr (inspected->out, "tackboard-cli mend"));
}

/* Inspecting says what mending would do. */
static void
test_offer (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  g_autofree char *path = bench_dup_path (bench, "clip.mkv");
  g_autofree char *command
    = g_strdup_printf ("gst-launch-1.0 -q filesrc location=%s ! qtdemux ! h264parse ! matroskamux "
                       "! filesink location=%s",
                       bench->clip, path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_autoptr (Run) run = bench_run (bench, "inspect", "clip.mkv", NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->out, "tackboard-cli mend: “clip.mkv” becomes an MP4 file: "));
}

static void
test_json (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  g_autoptr (Run) run
    = bench_run (bench, "--json", "mend", "clip.mp4", "--from=0.5", "--output=out.mp4", NULL);
  g_assert_cmpint (run->status, ==, 0);

  JsonObject *progress = bench_get_event (run, "progress");
  bench_assert_members (progress, "event file step fraction");
  g_assert_cmpstr (tack_json_get_string (progress, "file"), ==, "clip.mp4");
  g_assert_cmpfloat (json_object_get_double_member (progress, "fraction"), <=, 1);

  JsonObject *mended = bench_get_event (run, "mended");
  bench_assert_members (mended, "event file width height duration_ms size");
  g_assert_cmpstr (tack_json_get_string (mended, "file"), ==, "out.mp4");
  g_assert_cmpint (json_object_get_int_member (mended, "duration_ms"), >=, 4000);

  g_autoptr (Run) inspected = bench_run (bench, "--json", "inspect", "out.mp4", NULL);
  g_assert_cmpint (inspected->status, ==, 0);
}

/* What cannot be done is said in one sentence, and nothing is written. */
static void
test_failures (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "mend nowhere.mp4 --output=out.mp4", 1, "“nowhere.mp4” is not there" },
    { "mend cake.jpg --output=out.mp4", 1, "“cake.jpg” is not a video." },
    { "mend diary.mp4 --output=out.mp4", 1, "“diary.mp4” is neither a picture nor a video." },
    { "mend half.mp4 --output=out.mp4", 1, "“half.mp4”" },
    { "mend clip.mp4 --from=60 --output=out.mp4", 1, "Nothing is left of “clip.mp4”" },
    { "mend clip.mp4 --from=3 --to=2 --output=out.mp4", 1, "Nothing is left of “clip.mp4”" },
    { "mend clip.mp4 --from=1 --output=clip.mp4", 1, "“clip.mp4” would be overwritten" },
    { "mend clip.mp4 --from=1 --output=nowhere/out.mp4", 1, "“out.mp4” could not be written." },
  };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_clip (bench, "half.mp4", 3000);
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  bench_add_text (bench, "diary.mp4", "Dear diary, this is no video.\n");
  g_autofree char *before = bench_dup_sha256 (bench, "clip.mp4");
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));

  g_autofree char *after = bench_dup_sha256 (bench, "clip.mp4");
  g_assert_cmpstr (before, ==, after);
  g_assert_false (has_file (bench, "out.mp4"));
  assert_no_rest (bench, "out.mp4");
}

/* Ctrl+C in the middle leaves nothing behind. */
static void
test_interrupted (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "mend", "clip.mp4", "--from=0.5", "--output=out.mp4", NULL };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  while (!has_file (bench, "out.mp4.part") && g_subprocess_get_identifier (process) != NULL)
    g_usleep (LOOK_US);
  g_subprocess_send_signal (process, SIGINT);

  g_autoptr (Run) run = bench_finish (bench, process);
  g_assert_cmpint (run->status, ==, 1);
  bench_assert_sentence (run, "“clip.mp4” was not converted.");
  g_assert_false (has_file (bench, "out.mp4"));
  assert_no_rest (bench, "out.mp4");
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli-mend/mend", test_mend },
    { "/cli-mend/offer", test_offer },
    { "/cli-mend/json", test_json },
    { "/cli-mend/failures", test_failures },
    { "/cli-mend/interrupted", test_interrupted },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
