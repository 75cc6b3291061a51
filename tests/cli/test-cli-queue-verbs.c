/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <signal.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* `queue list|run|retry|cancel|clear`, in a store of their own. */

#define CERAMICS "549755885175"
#define MEMBERS "id file title board_id board state step pin_id url class message code"

static const char *const photos[] = { "f0.jpg", "f1.jpg", "f2.jpg", "f3.jpg", "f4.jpg" };

static const char *const publish_photos[]
  = { "--store=store", "publish",           "f0.jpg",         "f1.jpg",   "f2.jpg", "f3.jpg",
      "f4.jpg",        "--board=" CERAMICS, "--title={name}", "--jobs=1", NULL };

static void
add_photos (Bench *bench)
{
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    bench_add_photo (bench, photos[i], photos[i]);
}

static guint
count_calls (Bench *bench, const char *operation)
{
  return tack_demo_server_count_calls (bench->server, operation);
}

/* Leaves the program waiting for the answer to its next create, which has arrived. */
static GSubprocess *
start_and_hold (Bench *bench, const char *const *words)
{
  guint n_calls = count_calls (bench, "pins/create");

  tack_demo_server_fail_next (bench->server, "pins/create", 1, "late:60000");
  GSubprocess *process = bench_start (bench, -1, words);
  tack_test_wait_until (count_calls (bench, "pins/create") > n_calls);

  return process;
}

static void
end_by (Bench *bench, GSubprocess *process, int signal)
{
  g_subprocess_send_signal (process, signal);
  g_autoptr (Run) run = bench_finish (bench, process);
  g_assert_cmpint (run->status, !=, 0);
}

static void
kill_while_publishing (Bench *bench, const char *const *words)
{
  g_autoptr (GSubprocess) process = start_and_hold (bench, words);
  end_by (bench, process, SIGKILL);
}

static Run *
list_json (Bench *bench)
{
  Run *run = bench_run (bench, "--json", "--store=store", "queue", "list", NULL);

  g_assert_cmpint (run->status, ==, 0);

  return run;
}

/* Returns: (transfer none): the line of @run that lists the job of the file. */
static JsonObject *
get_job (Run *run, const char *file)
{
  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *object = g_ptr_array_index (run->lines, i);

      if (g_str_has_suffix (tack_json_get_string (object, "file"), file))
        return object;
    }

  g_error ("no job of %s in: %s", file, run->out);
}

static char *
dup_id (Bench *bench, const char *file)
{
  g_autoptr (Run) run = list_json (bench);

  return g_strdup (tack_json_get_string (get_job (run, file), "id"));
}

static void
assert_state (Bench *bench, const char *file, const char *state)
{
  g_autoptr (Run) run = list_json (bench);

  g_assert_cmpstr (tack_json_get_string (get_job (run, file), "state"), ==, state);
}

/* One photo that Pinterest refuses for now, the rest published. */
static void
publish_with_failures (Bench *bench)
{
  add_photos (bench);
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "status:403:29:Trial.");
  g_autoptr (Run) run = bench_run_words (bench, publish_photos);
  g_assert_cmpint (run->status, ==, 1);
  assert_state (bench, "f0.jpg", "failed");
  assert_state (bench, "f4.jpg", "published");
}

/* Killed in the middle: what was created is found, what waited is published, nothing is twice. */
static void
test_run_after_kill (Bench *bench, gconstpointer data)
{
  add_photos (bench);
  kill_while_publishing (bench, publish_photos);
  g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);
  g_autoptr (Run) again = bench_run (bench, "--store=store", "queue", "run", NULL);

  g_assert_cmpint (run->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autofree char *line = g_strdup_printf ("✓ %s · ", photos[i]);
      g_assert_nonnull (strstr (run->out, line));
      assert_state (bench, photos[i], "published");
    }
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos));
  g_assert_cmpuint (count_calls (bench, "pins/create"), ==, G_N_ELEMENTS (photos));
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpstr (again->out, ==, "Nothing waits in the queue.\n");
}

/* Killed, and killed again by the run that went on, at each create. */
static void
test_killed_runs (Bench *bench, gconstpointer data)
{
  static const char *const go_on[] = { "--store=store", "queue", "run", "--jobs=1", NULL };

  add_photos (bench);
  kill_while_publishing (bench, publish_photos);
  for (guint i = 1; i < G_N_ELEMENTS (photos); i++)
    kill_while_publishing (bench, go_on);
  g_autoptr (Run) run = bench_run_words (bench, go_on);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos));
}

/* The same words for a video: its upload is used again. */
static void
test_run_video (Bench *bench, gconstpointer data)
{
  static const char *const words[]
    = { "--store=store", "publish", "clip.mp4", "--board=" CERAMICS, NULL };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  tack_demo_server_fail_next (bench->server, "bucket", 1, "late:60000");
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  tack_test_wait_until (count_calls (bench, "bucket") > 0);
  end_by (bench, process, SIGINT);
  g_autoptr (Run) run = bench_run (bench, "--json", "--store=store", "queue", "run", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (tack_json_get_string (bench_get_event (run, "published"), "pin_id"));
  g_assert_nonnull (bench_get_event (run, "progress"));
  g_assert_cmpuint (count_calls (bench, "media/create"), ==, 1);
}

/* What failed earlier waits for the person: a script hears of it from every run. */
static void
test_run_tells_failures (Bench *bench, gconstpointer data)
{
  publish_with_failures (bench);
  g_autoptr (Run) run = bench_run (bench, "--json", "--store=store", "queue", "run", NULL);

  g_assert_cmpint (run->status, ==, 1);
  bench_assert_sentence (run, "“f0.jpg”");
  JsonObject *failed = bench_get_event (run, "failed");
  g_assert_cmpstr (tack_json_get_string (failed, "class"), ==, "ask");
  g_assert_cmpint (json_object_get_int_member (failed, "code"), ==, 29);
}

static void
test_list (Bench *bench, gconstpointer data)
{
  publish_with_failures (bench);

  g_clear_pointer (&bench->token, g_free);
  tack_demo_server_stop (bench->server);
  g_autoptr (Run) json = list_json (bench);
  g_autoptr (Run) people = bench_run (bench, "--store=store", "queue", NULL);

  g_assert_cmpuint (json->lines->len, ==, G_N_ELEMENTS (photos));
  JsonObject *failed = get_job (json, "f0.jpg");
  bench_assert_members (failed, MEMBERS);
  g_assert_cmpstr (tack_json_get_string (failed, "step"), ==, "creating");
  g_assert_cmpstr (tack_json_get_string (failed, "title"), ==, "f0");
  g_assert_cmpstr (tack_json_get_string (failed, "board"), ==, "Ceramics");
  g_assert_cmpstr (tack_json_get_string (failed, "board_id"), ==, CERAMICS);
  g_assert_cmpstr (tack_json_get_string (failed, "class"), ==, "ask");
  g_assert_cmpint (json_object_get_int_member (failed, "code"), ==, 29);
  g_assert_nonnull (tack_json_get_string (failed, "message"));
  g_assert_true (json_object_get_null_member (failed, "pin_id"));

  JsonObject *published = get_job (json, "f1.jpg");
  bench_assert_members (published, MEMBERS);
  g_assert_nonnull (tack_json_get_string (published, "pin_id"));
  g_assert_nonnull (tack_json_get_string (published, "url"));
  g_assert_true (json_object_get_null_member (published, "message"));

  g_assert_cmpint (people->status, ==, 0);
  g_auto (GStrv)   lines = g_strsplit (people->out, "\n", -1);
  g_autofree char *id = g_strndup (tack_json_get_string (failed, "id"), 4);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (photos) + 1);
  g_assert_true (g_str_has_prefix (lines[0], id));
  g_assert_nonnull (strstr (lines[0], "  failed · f0.jpg · f0 · Ceramics · "));
  g_assert_nonnull (strstr (lines[1], "  published · f1.jpg · f1 · Ceramics · http"));
}

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "--store=store queue", 0, "The queue is empty.\n" },
    { "--store=store queue retry", 0, "Nothing in the queue has failed.\n" },
    { "--store=store queue clear", 0, "Nothing in the queue is over.\n" },
    { "--store=store queue run", 0, "Nothing waits in the queue.\n" },
    { "--store=store --json queue", 0, "" },
    { "queue --help", 0, "queue retry [ID]" },
    { "queue retry --help", 0, "--send-again" },
    { "queue run --help", 0, "--jobs" },
    { "queue later", 2, "list, run, retry, cancel, clear" },
    { "queue list all", 2, "queue list takes nothing but options." },
    { "queue list --jobs=2", 2, "--jobs" },
    { "queue cancel", 2, "queue cancel needs: ID" },
    { "queue cancel a b", 2, "queue cancel needs: ID" },
    { "queue cancel ''", 2, "An ID must not be empty" },
    { "queue run --jobs=0", 2, "--jobs takes a number from 1 to 6." },
    { "queue run --ad-account=me", 2, "--ad-account takes the number" },
    { "queue retry a --pin=mine", 2, "--pin takes the number of a Pin." },
    { "queue retry a --pin=1 --send-again", 2, "exclude each other" },
    { "queue retry --send-again", 2, "add its ID" },
    { "--demo queue list", 2, "add --store=DIR" },
    { "--store=store queue cancel zz", 1, "Nothing in the queue is called “zz”." },
    { "--store=store queue retry zz", 1, "Nothing in the queue is called “zz”." },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

static void
test_no_token (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "--store=store queue run", 3, "Nobody is signed in." },
    { "--store=store queue list", 0, "The queue is empty." },
    { "--store=store queue clear", 0, "Nothing in the queue is over." },
  };

  g_clear_pointer (&bench->token, g_free);
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

static void
test_retry (Bench *bench, gconstpointer data)
{
  publish_with_failures (bench);
  g_autofree char *failed = dup_id (bench, "f0.jpg");
  g_autofree char *published = dup_id (bench, "f1.jpg");

  g_autoptr (Run) no = bench_run (bench, "--store=store", "queue", "retry", published, NULL);
  g_assert_cmpint (no->status, ==, 1);
  bench_assert_sentence (no, "“f1.jpg” is published already.");
  g_autoptr (Run) sure
    = bench_run (bench, "--store=store", "queue", "retry", failed, "--send-again", NULL);
  g_assert_cmpint (sure->status, ==, 1);
  bench_assert_sentence (sure, "“f0.jpg” is not in doubt");

  g_autoptr (Run) one = bench_run (bench, "--store=store", "queue", "retry", failed, NULL);
  g_assert_cmpint (one->status, ==, 0);
  g_assert_nonnull (strstr (one->out, "  waiting · f0.jpg · f0 · Ceramics\n"));
  assert_state (bench, "f0.jpg", "waiting");
  g_autoptr (Run) twice = bench_run (bench, "--store=store", "queue", "retry", failed, NULL);
  g_assert_cmpint (twice->status, ==, 1);
  bench_assert_sentence (twice, "“f0.jpg” has not failed: “tackboard-cli queue run” goes on");

  g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos));
}

/* Without an ID: those that another try can mend. What Pinterest refused is said, and stays. */
static void
test_retry_all (Bench *bench, gconstpointer data)
{
  publish_with_failures (bench);
  bench_add_photo (bench, "f5.jpg", "f5.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "status:400:1:Not today.");
  g_autoptr (Run) refused
    = bench_run (bench, "--store=store", "publish", "f5.jpg", "--board=" CERAMICS, NULL);
  g_assert_cmpint (refused->status, ==, 1);

  g_autoptr (Run) run = bench_run (bench, "--json", "--store=store", "queue", "retry", NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (run->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (get_job (run, "f0.jpg"), "state"), ==, "waiting");
  bench_assert_sentence (run, "Not today.");
  assert_state (bench, "f0.jpg", "waiting");
  assert_state (bench, "f5.jpg", "failed");
}

/* A cancelled one is not published, not even by a run; clearing takes away what is over alone. */
static void
test_cancel_and_clear (Bench *bench, gconstpointer data)
{
  add_photos (bench);
  kill_while_publishing (bench, publish_photos);
  g_autofree char *first = dup_id (bench, "f0.jpg");
  g_autofree char *last = dup_id (bench, "f4.jpg");

  g_autoptr (Run) cancel = bench_run (bench, "--store=store", "queue", "cancel", last, NULL);
  g_assert_cmpint (cancel->status, ==, 0);
  g_assert_nonnull (strstr (cancel->out, "  cancelled · f4.jpg · f4 · Ceramics\n"));
  assert_state (bench, "f4.jpg", "cancelled");

  g_autoptr (Run) clear = bench_run (bench, "--json", "--store=store", "queue", "clear", NULL);
  g_assert_cmpint (clear->status, ==, 0);
  g_assert_cmpuint (clear->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (get_job (clear, "f4.jpg"), "id"), ==, last);

  g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos) - 1);

  g_autoptr (Run) late = bench_run (bench, "--store=store", "queue", "cancel", first, NULL);
  g_assert_cmpint (late->status, ==, 1);
  bench_assert_sentence (late, "“f0.jpg” is published already.");
  g_autoptr (Run) all = bench_run (bench, "--store=store", "queue", "clear", NULL);
  g_assert_cmpint (all->status, ==, 0);
  g_autoptr (Run) list = list_json (bench);
  g_assert_cmpuint (list->lines->len, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos) - 1);
}

/* The beginning of an ID is enough, if only one begins so. Of seventeen two begin alike. */
static void
test_short_ids (Bench *bench, gconstpointer data)
{
  g_autoptr (GString)    names = g_string_new ("--store=store publish --board=" CERAMICS);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto (GStrv)         words = NULL;
  char                   twice[2] = "";

  for (guint i = 0; i < 17; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      bench_add_photo (bench, "f0.jpg", name);
      g_string_append_printf (names, " %s", name);
    }
  words = g_strsplit (names->str, " ", -1);
  kill_while_publishing (bench, (const char *const *) words);
  g_autoptr (Run) json = list_json (bench);
  g_autoptr (Run) list = bench_run (bench, "--store=store", "queue", "list", NULL);
  g_auto (GStrv)  lines = g_strsplit (list->out, "\n", -1);

  for (guint i = 0; i < json->lines->len; i++)
    {
      const char *id = tack_json_get_string (g_ptr_array_index (json->lines, i), "id");
      g_assert_cmpint (strncmp (lines[i], id, 4), ==, 0);
      if (!g_hash_table_add (seen, GINT_TO_POINTER (id[0])))
        twice[0] = id[0];
    }

  g_autoptr (Run) vague = bench_run (bench, "--store=store", "queue", "cancel", twice, NULL);
  g_assert_cmpint (vague->status, ==, 1);
  bench_assert_sentence (vague, "write more of it.");

  g_autofree char *short_id = g_strndup (lines[16], strcspn (lines[16], " "));
  g_autoptr (Run)  cancel = bench_run (bench, "--store=store", "queue", "cancel", short_id, NULL);
  g_assert_cmpint (cancel->status, ==, 0);
  assert_state (bench, "16.jpg", "cancelled");
}

/* While one process runs the queue, others may look. */
static void
test_lock (Bench *bench, gconstpointer data)
{
  static const char *const refused[] = { "run", "retry", "clear", "cancel" };

  add_photos (bench);
  g_autoptr (GSubprocess) process = start_and_hold (bench, publish_photos);
  g_autofree char        *id = dup_id (bench, "f4.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", refused[i],
                                       g_str_equal (refused[i], "cancel") ? id : NULL, NULL);

      g_assert_cmpint (run->status, ==, 1);
      g_assert_cmpstr (run->out, ==, "");
      bench_assert_sentence (run, "Another Tackboard is already publishing from this queue.");
    }
  assert_state (bench, "f0.jpg", "creating");
  assert_state (bench, "f4.jpg", "waiting");

  /* The lock goes with its process. */
  end_by (bench, process, SIGKILL);
  g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, G_N_ELEMENTS (photos));
}

/* Created, the answer lost, and the board may not be looked at. */
static void
make_doubtful (Bench *bench, const char *photo)
{
  bench_add_photo (bench, photo, photo);
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "lost");
  tack_demo_server_fail_next (bench->server, "boards/list_pins", 1, "status:403:3:Scope.");
  g_autoptr (Run) run
    = bench_run (bench, "--store=store", "publish", photo, "--board=" CERAMICS, NULL);

  g_assert_cmpint (run->status, ==, 1);
  bench_assert_sentence (run, "The answer was lost: the Pin may be on “Ceramics” already. Look at "
                              "http://");
  assert_state (bench, photo, "doubtful");
}

static void
test_settle (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *photo;
    const char *option;
    const char *state;
    guint       n_creates; /* by the run that follows */
  } cases[] = {
    { "f0.jpg", "--pin=813744226420795884", "published", 0 },
    { "f1.jpg", "--send-again", "waiting", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      make_doubtful (bench, cases[i].photo);
      guint            n_creates = count_calls (bench, "pins/create");
      g_autofree char *id = dup_id (bench, cases[i].photo);

      g_autoptr (Run) unsaid = bench_run (bench, "--store=store", "queue", "retry", id, NULL);
      g_assert_cmpint (unsaid->status, ==, 1);
      bench_assert_sentence (unsaid, "--send-again”, or --pin=NUMBER when it is there.");
      assert_state (bench, cases[i].photo, "doubtful");

      g_autoptr (Run) said
        = bench_run (bench, "--store=store", "queue", "retry", id, cases[i].option, NULL);
      g_assert_cmpint (said->status, ==, 0);
      assert_state (bench, cases[i].photo, cases[i].state);
      g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);
      g_assert_cmpint (run->status, ==, 0);
      g_assert_cmpuint (count_calls (bench, "pins/create"), ==, n_creates + cases[i].n_creates);
      assert_state (bench, cases[i].photo, "published");
    }
}

/* Whoever may look again by then need not ask the person. */
static void
test_run_looks_again (Bench *bench, gconstpointer data)
{
  make_doubtful (bench, "f0.jpg");
  g_autoptr (Run) run = bench_run (bench, "--store=store", "queue", "run", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (count_calls (bench, "pins/create"), ==, 1);
  assert_state (bench, "f0.jpg", "published");
}

/* The stand-in forgets its Pins, but not what a kept store holds. */
static void
test_demo_store (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "--demo --store=own publish f0.jpg --board=Ceramics", 0, "✓ f0.jpg · " },
    { "--demo --store=own queue", 0, "  published · f0.jpg · " },
    { "--demo --store=own queue run", 0, "Nothing waits in the queue.\n" },
    { "--demo --store=own queue clear", 0, "  published · f0.jpg · " },
    { "--demo --store=own queue list", 0, "The queue is empty.\n" },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/queue-verbs/run-after-kill", test_run_after_kill },
    { "/cli/queue-verbs/killed-runs", test_killed_runs },
    { "/cli/queue-verbs/run-video", test_run_video },
    { "/cli/queue-verbs/run-tells-failures", test_run_tells_failures },
    { "/cli/queue-verbs/list", test_list },
    { "/cli/queue-verbs/usage", test_usage },
    { "/cli/queue-verbs/no-token", test_no_token },
    { "/cli/queue-verbs/retry", test_retry },
    { "/cli/queue-verbs/retry-all", test_retry_all },
    { "/cli/queue-verbs/cancel-and-clear", test_cancel_and_clear },
    { "/cli/queue-verbs/short-ids", test_short_ids },
    { "/cli/queue-verbs/lock", test_lock },
    { "/cli/queue-verbs/settle", test_settle },
    { "/cli/queue-verbs/run-looks-again", test_run_looks_again },
    { "/cli/queue-verbs/demo-store", test_demo_store },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
