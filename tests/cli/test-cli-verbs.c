/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* The verbs that publish nothing, and how the command line itself is understood. */

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const char *const cases[] = {
    "frobnicate",
    "--frobnicate boards list",
    "--demo --sandbox boards list",
    "--sandbox --api-url=http://127.0.0.1:1/v5 boards list",
    "inspect",
    "inspect --frobnicate cake.jpg",
    "cover",
    "cover clip.mp4 --at=1",
    "cover clip.mp4 --output=x.jpg",
    "cover clip.mp4 --at=-1 --output=x.jpg",
    "cover clip.mp4 --at=nan --output=x.jpg",
    "cover clip.mp4 --at=1 --output=x.gif",
    "cover clip.mp4 other.mp4 --at=1 --output=x.jpg",
    "mend",
    "mend clip.mp4",
    "mend --output=x.mp4",
    "mend clip.mp4 --output=x.mov",
    "mend clip.mp4 other.mp4 --output=x.mp4",
    "mend clip.mp4 --from=-1 --output=x.mp4",
    "mend clip.mp4 --to=-2 --output=x.mp4",
    "mend clip.mp4 --from=nan --output=x.mp4",
    "publish",
    "publish --board=Ceramics",
    "publish cake.jpg",
    "publish cake.jpg --ad-only --section=Glazes",
    "publish cake.jpg --ad-only --create-board",
    "publish cake.jpg --board=Ceramics --jobs=0",
    "publish cake.jpg --board=Ceramics --jobs=7",
    "publish cake.jpg --board=Ceramics --jobs=many",
    "publish cake.jpg --board=Ceramics --ad-account=me",
    "publish cake.jpg --board=Ceramics --cover-at=inf",
    "publish cake.jpg --board=Ceramics --cover-at=1 --cover-file=cake.jpg",
    "publish cake.jpg --board=Ceramics --cover-at=1 --cover-url=https://example.com/a.jpg",
    "demo-server --port=-1",
    "demo-server --port=65536",
    "demo-server --port=http",
    "demo-server now",
    "demo-server --faults=nothing.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv)  words = g_strsplit (cases[i], " ", -1);
      g_autoptr (Run) run = bench_run_words (bench, (const char *const *) words);

      g_test_message ("%s", cases[i]);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      bench_assert_sentence (run, "");
    }
}

static void
test_help (Bench *bench, gconstpointer data)
{
  static const char *const verbs[] = { "inspect",  "cover", "mend",    "publish",    "boards",
                                       "sections", "pins",  "account", "demo-server" };
  g_autoptr (Run)          nothing = bench_run (bench, NULL);
  g_autoptr (Run)          version = bench_run (bench, "--version", NULL);
  g_autoptr (Run)          help = bench_run (bench, "--help", NULL);

  g_assert_cmpint (nothing->status, ==, 2);
  g_assert_cmpstr (nothing->out, ==, help->out);
  g_assert_cmpint (version->status, ==, 0);
  g_assert_cmpstr (version->out, ==, "tackboard-cli " TACK_VERSION "\n");
  g_assert_cmpint (help->status, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (Run) run = bench_run (bench, verbs[i], "--help", NULL);

      g_assert_nonnull (strstr (help->out, verbs[i]));
      g_assert_cmpint (run->status, ==, 0);
      g_assert_nonnull (strstr (run->out, "Usage:"));
    }
}

static void
assert_inspected (JsonObject *object, const char *kind, const char *container, gint64 width)
{
  bench_assert_members (object, "file kind container video_codec audio_codec width height "
                                "duration_ms size ok issues");
  g_assert_cmpstr (tack_json_get_string (object, "kind"), ==, kind);
  g_assert_cmpstr (tack_json_get_string (object, "container"), ==, container);
  g_assert_cmpint (tack_json_get_int (object, "width", 0), ==, width);
}

static void
test_inspect_picture (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  g_autoptr (Run) human = bench_run (bench, "inspect", "balcony.jpg", NULL);
  g_autoptr (Run) json = bench_run (bench, "--json", "inspect", "./balcony.jpg", NULL);

  g_assert_cmpint (human->status, ==, 0);
  g_assert_cmpstr (human->out, ==, "balcony.jpg · 360 × 540 · jpeg · 52.7\u00a0kB\n");

  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpuint (json->lines->len, ==, 1);
  JsonObject *object = g_ptr_array_index (json->lines, 0);
  assert_inspected (object, "image", "jpeg", 360);
  g_assert_cmpstr (tack_json_get_string (object, "file"), ==, "./balcony.jpg");
  g_assert_cmpint (tack_json_get_int (object, "height", 0), ==, 540);
  g_assert_cmpint (tack_json_get_int (object, "duration_ms", -1), ==, 0);
  g_assert_cmpint (tack_json_get_int (object, "size", 0), ==, 52740);
  g_assert_true (json_object_get_null_member (object, "video_codec"));
  g_assert_true (json_object_get_null_member (object, "audio_codec"));
  g_assert_true (tack_json_get_boolean (object, "ok", FALSE));
  g_assert_cmpuint (json_array_get_length (tack_json_get_array (object, "issues")), ==, 0);
}

/* What will be done to a picture is said beforehand. */
static void
test_inspect_prepared (Bench *bench, gconstpointer data)
{
  bench_add_talkative (bench, "said.jpg");
  g_autoptr (Run) human = bench_run (bench, "inspect", "said.jpg", NULL);
  g_autoptr (Run) json = bench_run (bench, "--json", "inspect", "said.jpg", NULL);
  JsonObject     *object = g_ptr_array_index (json->lines, 0);
  JsonArray      *issues = tack_json_get_array (object, "issues");

  g_assert_nonnull (strstr (human->out, "  · “said.jpg” will be sent without details"));
  assert_inspected (object, "image", "jpeg", 360);
  g_assert_cmpuint (json_array_get_length (issues), ==, 1);
  g_assert_cmpstr (tack_json_get_string (tack_json_get_element_object (issues, 0), "code"), ==,
                   "image-prepared");
}

/* One line a file, in the order given, whatever each is: a script zips them with its arguments. */
static void
test_inspect_several (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  bench_add_text (bench, "notes.mp4", "Buy clay.\n");
  g_autoptr (Run) run = bench_run (bench, "--json", "inspect", "clip.mp4", "nothing.jpg",
                                   "cake.jpg", "notes.mp4", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpuint (run->lines->len, ==, 4);
  assert_inspected (g_ptr_array_index (run->lines, 0), "video", "mp4", 240);
  assert_inspected (g_ptr_array_index (run->lines, 1), "unknown", NULL, 0);
  assert_inspected (g_ptr_array_index (run->lines, 2), "image", "jpeg", 400);
  assert_inspected (g_ptr_array_index (run->lines, 3), "unknown", NULL, 0);

  JsonObject *clip = g_ptr_array_index (run->lines, 0);
  g_assert_cmpstr (tack_json_get_string (clip, "video_codec"), ==, "h264");
  g_assert_cmpint (tack_json_get_int (clip, "duration_ms", 0), >=, 4000);
  g_assert_true (tack_json_get_boolean (clip, "ok", FALSE));

  JsonObject *missing = g_ptr_array_index (run->lines, 1);
  JsonObject *issue = tack_json_get_element_object (tack_json_get_array (missing, "issues"), 0);
  g_assert_false (tack_json_get_boolean (missing, "ok", TRUE));
  bench_assert_members (issue, "severity code message");
  g_assert_cmpstr (tack_json_get_string (issue, "severity"), ==, "error");
  g_assert_nonnull (strstr (tack_json_get_string (issue, "message"), "“nothing.jpg”"));
}

static void
assert_magic (Bench *bench, const char *name, const char *magic)
{
  g_autofree char *path = bench_dup_path (bench, name);
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 500);
  g_assert_true (memcmp (content, magic, strlen (magic)) == 0);
}

static void
test_cover (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "a clip.mp4", -1);
  g_autoptr (Run) jpeg
    = bench_run (bench, "cover", "a clip.mp4", "--at=2.5", "--output=cover.jpg", NULL);
  g_autoptr (Run) png = bench_run (bench, "--json", "cover", "a clip.mp4", "--at=2.5", "--keyframe",
                                   "--output=cover.PNG", NULL);

  g_assert_cmpint (jpeg->status, ==, 0);
  g_assert_cmpstr (jpeg->out, ==, "cover.jpg\n");
  assert_magic (bench, "cover.jpg", "\xff\xd8\xff");

  g_assert_cmpint (png->status, ==, 0);
  g_assert_cmpuint (png->lines->len, ==, 1);
  bench_assert_members (g_ptr_array_index (png->lines, 0), "file width height at_ms");
  assert_magic (bench, "cover.PNG", "\x89PNG");
}

static void
test_cover_failures (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *video;
    const char *output;
    const char *named;
  } cases[] = {
    { "nothing.mp4", "x.jpg", "“nothing.mp4”" },  { "cake.jpg", "x.jpg", "“cake.jpg”" },
    { "notes.mp4", "x.jpg", "“notes.mp4”" },      { "clip.mp4", "no/such/folder/x.jpg", "x.jpg”" },
    { "clip.mp4", "folder.jpg", "“folder.jpg”" },
  };

  if (bench_skips_video (bench))
    return;

  g_autofree char *folder = bench_dup_path (bench, "folder.jpg");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  bench_add_text (bench, "notes.mp4", "Buy clay.\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = g_strconcat ("--output=", cases[i].output, NULL);
      g_autoptr (Run)  run = bench_run (bench, "cover", cases[i].video, "--at=1", output, NULL);
      g_autofree char *path = bench_dup_path (bench, "x.jpg");

      g_assert_cmpint (run->status, ==, 1);
      g_assert_cmpstr (run->out, ==, "");
      bench_assert_sentence (run, cases[i].named);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_not_signed_in (Bench *bench, gconstpointer data)
{
  static const char *const tokens[] = { "", " \n", "pina_of_somebody_else" };
  static const char *const cases[]
    = { "boards list", "pins delete 1 --yes", "account show", "publish cake.jpg --board=Ceramics",
        "publish cake.jpg --ad-only" };

  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
      {
        g_free (bench->token);
        bench->token = g_strdup (tokens[i]);
        g_auto (GStrv)  words = g_strsplit (cases[j], " ", -1);
        g_autoptr (Run) run = bench_run_words (bench, (const char *const *) words);

        g_test_message ("%s with “%s”", cases[j], tokens[i]);
        g_assert_cmpint (run->status, ==, 3);
        g_assert_cmpstr (run->out, ==, "");
        bench_assert_sentence (run, i < 2 ? "Nobody is signed in" : "does not accept your token");
        g_assert_null (strstr (run->err, "pina_of"));
      }
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 0);
}

/* --demo needs neither token nor network, and leaves nothing behind. */
static void
test_demo (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  g_clear_pointer (&bench->token, g_free);
  g_clear_pointer (&bench->url, g_free);
  g_autoptr (Run) boards = bench_run (bench, "--demo", "boards", "list", NULL);
  g_autoptr (Run) run
    = bench_run (bench, "--demo", "publish", "cake.jpg", "--board=Ceramics", NULL);
  g_autofree char *store = bench_dup_path (bench, ".home/tackboard");

  g_assert_cmpint (boards->status, ==, 0);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (g_str_has_prefix (run->out, "✓ cake.jpg · http://127.0.0.1:"));
  g_assert_false (g_file_test (store, G_FILE_TEST_EXISTS));
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, tack_test_store_result,
                                       &result);
  tack_test_wait_result (result);
  char *line = g_data_input_stream_read_line_finish_utf8 (lines, result, NULL, &error);
  g_assert_no_error (error);

  return line;
}

/* Another process is all that the second needs to know the address and token of the first. */
static void
test_demo_server (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "--json", "demo-server", NULL };
  g_autoptr (GSubprocess)  process = bench_start (bench, -1, words);
  g_autofree char         *line = read_line (process);
  g_autoptr (GBytes)       bytes = g_bytes_new (line, strlen (line));
  g_autoptr (JsonNode)     node = tack_json_parse (bytes, NULL);
  JsonObject              *object = json_node_get_object (node);

  bench_assert_members (object, "url token");
  g_free (bench->url);
  g_free (bench->token);
  bench->url = g_strdup (tack_json_get_string (object, "url"));
  bench->token = g_strdup (tack_json_get_string (object, "token"));

  g_autoptr (Run) run = bench_run (bench, "boards", "list", NULL);
  g_assert_cmpint (run->status, ==, 0);

  g_autoptr (GUri) uri = g_uri_parse (bench->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("--port=%d", g_uri_get_port (uri));
  g_autoptr (Run)  second = bench_run (bench, "demo-server", port, NULL);
  g_assert_cmpint (second->status, ==, 1);
  bench_assert_sentence (second, "Port");

  g_subprocess_send_signal (process, SIGTERM);
  g_autoptr (Run) first = bench_finish (bench, process);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpstr (first->err, ==, "");
}

static void
test_demo_server_faults (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "--json", "demo-server", "--faults=faults.txt", NULL };
  g_autofree char         *path = bench_dup_path (bench, "faults.txt");

  g_assert_true (g_file_set_contents (path, "\nboards/list 1 drip\n", -1, NULL));
  g_autoptr (Run) refused = bench_run_words (bench, words);
  g_assert_cmpint (refused->status, ==, 2);
  bench_assert_sentence (refused, "faults.txt:2: ");

  g_assert_true (g_file_set_contents (path, "boards/list 1 status:404\n", -1, NULL));
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  g_autofree char        *line = read_line (process);
  g_autoptr (GBytes)      bytes = g_bytes_new (line, strlen (line));
  g_autoptr (JsonNode)    node = tack_json_parse (bytes, NULL);

  g_free (bench->url);
  bench->url = g_strdup (tack_json_get_string (json_node_get_object (node), "url"));
  for (int i = 0; i <= 1; i++)
    {
      g_autoptr (Run) run = bench_run (bench, "boards", "list", NULL);
      g_assert_cmpint (run->status, ==, i == 0 ? 1 : 0);
    }

  g_subprocess_send_signal (process, SIGTERM);
  g_autoptr (Run) finished = bench_finish (bench, process);
  g_assert_cmpint (finished->status, ==, 0);
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/verbs/usage", test_usage },
    { "/cli/verbs/help", test_help },
    { "/cli/verbs/inspect/picture", test_inspect_picture },
    { "/cli/verbs/inspect/prepared", test_inspect_prepared },
    { "/cli/verbs/inspect/several", test_inspect_several },
    { "/cli/verbs/cover", test_cover },
    { "/cli/verbs/cover/failures", test_cover_failures },
    { "/cli/verbs/not-signed-in", test_not_signed_in },
    { "/cli/verbs/demo", test_demo },
    { "/cli/verbs/demo-server", test_demo_server },
    { "/cli/verbs/demo-server/faults", test_demo_server_faults },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
