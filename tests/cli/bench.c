/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <pty.h>
#include <unistd.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* Portrait of 2:3 and five seconds, so that it has nothing that Pinterest would mind; its index in
 * front, so that it can be cut behind it. */
#define CLIP_SOURCE                                                                                \
  "videotestsrc num-buffers=50 pattern=ball ! "                                                    \
  "video/x-raw,format=I420,width=240,height=360,framerate=10/1 ! "
#define CLIP_SINK " ! h264parse ! mp4mux faststart=true ! filesink location="

static char *shared_dir;
static char *shared_clip;

const char *
bench_get_program (void)
{
  const char *program = g_getenv ("TACK_TEST_CLI");

  g_assert_nonnull (program);

  return program;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir
    = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

/* Returns: whether the command line ran and succeeded; what it says is nobody's business. */
static gboolean
runs (const char *command)
{
  g_auto (GStrv) words = NULL;
  int            status;

  return g_shell_parse_argv (command, NULL, &words, NULL)
         && g_spawn_sync (NULL, words, NULL,
                          G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                            | G_SPAWN_STDERR_TO_DEV_NULL,
                          NULL, NULL, NULL, NULL, &status, NULL)
         && status == 0;
}

static char *
make_clip (void)
{
  static const char *const encoders[] = { "openh264enc", "x264enc" };

  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    {
      g_autofree char *probe = g_strconcat ("gst-inspect-1.0 --exists ", encoders[i], NULL);
      g_autofree char *path = g_build_filename (shared_dir, "clip.mp4", NULL);
      g_autofree char *command
        = g_strconcat ("gst-launch-1.0 -q " CLIP_SOURCE, encoders[i], CLIP_SINK, path, NULL);

      if (runs (probe) && runs (command))
        return g_steal_pointer (&path);
    }

  return NULL;
}

static void
set_up (Bench *bench, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bench->dir = g_dir_make_tmp ("tack-cli-XXXXXX", &error);
  g_assert_no_error (error);
  bench->clip = shared_clip;
  bench->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (bench->server, 0);
  tack_demo_server_start (bench->server, 0, &error);
  g_assert_no_error (error);
  bench->token = g_strdup (tack_demo_server_get_token (bench->server));
  bench->url = g_strdup (tack_demo_server_get_url (bench->server));
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_assert_finalize_object (bench->server);
  remove_tree (bench->dir);
  g_free (bench->dir);
  g_free (bench->token);
  g_free (bench->url);
}

int
bench_main (int argc, char **argv, const BenchTest *tests, gsize n_tests)
{
  /* Every bench has a home of its own; isolating this process would hide the system's files too. */
  g_test_init (&argc, &argv, NULL);

  shared_dir = g_dir_make_tmp ("tack-cli-shared-XXXXXX", NULL);
  if (g_getenv ("GST_REGISTRY") == NULL)
    {
      g_autofree char *registry = g_build_filename (shared_dir, "registry.bin", NULL);
      g_setenv ("GST_REGISTRY", registry, TRUE);
    }
  shared_clip = make_clip ();

  for (gsize i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, Bench, NULL, set_up, tests[i].run, tear_down);
  int status = g_test_run ();

  remove_tree (shared_dir);
  g_free (shared_dir);
  g_free (shared_clip);

  return status;
}

gboolean
bench_skips_video (Bench *bench)
{
  if (bench->clip == NULL)
    g_test_skip ("no H.264 encoder (openh264enc or x264enc) to make a video with");

  return bench->clip == NULL;
}

char *
bench_dup_path (Bench *bench, const char *name)
{
  return g_build_filename (bench->dir, name, NULL);
}

static void
copy (Bench *bench, const char *from, const char *name, gssize keep)
{
  g_autofree char   *path = bench_dup_path (bench, name);
  g_autofree char   *content = NULL;
  gsize              length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, content, keep >= 0 ? keep : (gssize) length, &error);
  g_assert_no_error (error);
}

void
bench_add_photo (Bench *bench, const char *photo, const char *name)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "..", "data", "photos", photo, NULL);

  copy (bench, from, name, -1);
}

void
bench_add_clip (Bench *bench, const char *name, gssize keep)
{
  copy (bench, bench->clip, name, keep);
}

void
bench_add_text (Bench *bench, const char *name, const char *text)
{
  g_autofree char   *path = bench_dup_path (bench, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
bench_add_talkative (Bench *bench, const char *name)
{
  g_autofree char              *path = bench_dup_path (bench, name);
  g_autoptr (GFile)             file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;

  bench_add_photo (bench, "balcony.jpg", name);
  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);
  g_assert_true (g_output_stream_printf (G_OUTPUT_STREAM (stream), NULL, NULL, NULL, "secret"));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
}

char *
bench_dup_sha256 (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static void
set_env (GSubprocessLauncher *launcher, const char *name, const char *value)
{
  if (value != NULL)
    g_subprocess_launcher_setenv (launcher, name, value, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, name);
}

static GSubprocess *
start (Bench *bench, GSubprocessLauncher *launcher, const char *const *words)
{
  static const char *const homes[] = {
    "HOME",           "XDG_DATA_HOME",  "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
  };
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char      *home = bench_dup_path (bench, ".home");
  g_autoptr (GError)    error = NULL;

  /* A shell of the test's own names the program itself. */
  if (words[0] == NULL || !g_str_equal (words[0], "sh"))
    g_ptr_array_add (argv, (gpointer) bench_get_program ());
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) words[i]);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_cwd (launcher, bench->dir);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    set_env (launcher, homes[i], home);
  set_env (launcher, "TACKBOARD_API_URL", bench->url);
  set_env (launcher, "TACKBOARD_ACCESS_TOKEN", bench->token);

  GSubprocess *process
    = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);

  return process;
}

GSubprocess *
bench_start (Bench *bench, int out_fd, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDERR_PIPE
    | (out_fd < 0 ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_NONE));

  if (out_fd >= 0)
    g_subprocess_launcher_take_stdout_fd (launcher, out_fd);

  return start (bench, launcher, words);
}

static char *
dup_text (GBytes *bytes)
{
  gsize       length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  const char *text = length > 0 ? data : "";

  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));

  return g_strndup (text, length);
}

static void
assert_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 || *p == '\n');
}

static GPtrArray *
parse_lines (const char *out)
{
  g_autoptr (GPtrArray) objects
    = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GBytes)   bytes = g_bytes_new (lines[i], strlen (lines[i]));
      g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      g_ptr_array_add (objects, json_node_dup_object (node));
    }

  return g_steal_pointer (&objects);
}

Run *
bench_finish (Bench *bench, GSubprocess *process)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes)       out = NULL;
  g_autoptr (GBytes)       err = NULL;
  g_autoptr (GError)       error = NULL;
  Run                     *run = g_new0 (Run, 1);

  g_subprocess_communicate_async (process, NULL, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_subprocess_communicate_finish (process, result, &out, &err, &error);
  g_assert_no_error (error);

  run->out = dup_text (out);
  run->err = dup_text (err);
  run->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  run->lines = parse_lines (run->out);
  g_test_message ("status %d\n%s%s", run->status, run->out, run->err);

  return run;
}

/* What the terminal shows, until nobody has it open any more. */
static char *
read_terminal (int fd)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  char                buffer[256];
  ssize_t             n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (shown, buffer, n);

  return g_strdup (shown->str);
}

Run *
bench_run_on_terminal (Bench *bench, const char *typed, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  int terminal;
  int program;

  g_assert_cmpint (openpty (&terminal, &program, NULL, NULL, NULL), ==, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, program);
  g_subprocess_launcher_take_stderr_fd (launcher, dup (program));
  g_assert_cmpint (write (terminal, typed, strlen (typed)), ==, (gssize) strlen (typed));

  g_autoptr (GSubprocess) process = start (bench, launcher, words);
  g_subprocess_launcher_close (launcher);
  Run *run = bench_finish (bench, process);
  g_free (run->err);
  run->err = read_terminal (terminal);
  close (terminal);

  return run;
}

Run *
bench_run_words (Bench *bench, const char *const *words)
{
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  Run                    *run = bench_finish (bench, process);
  const char             *token = tack_demo_server_get_token (bench->server);

  g_assert_cmpint (run->status, >=, 0);
  assert_plain (run->out);
  assert_plain (run->err);
  g_assert_null (strstr (run->out, token));
  g_assert_null (strstr (run->err, token));
  if (run->status == 0)
    g_assert_cmpstr (run->err, ==, "");

  return run;
}

Run *
bench_run (Bench *bench, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char           *word;
  va_list               args;

  va_start (args, bench);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);

  return bench_run_words (bench, (const char *const *) words->pdata);
}

void
bench_clear_run (Run *run)
{
  g_free (run->out);
  g_free (run->err);
  g_clear_pointer (&run->lines, g_ptr_array_unref);
  g_free (run);
}

void
bench_run_cases (Bench *bench, const BenchCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_auto (GStrv)     words = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].words);
      g_shell_parse_argv (cases[i].words, NULL, &words, &error);
      g_assert_no_error (error);
      g_autoptr (Run) run = bench_run_words (bench, (const char *const *) words);

      g_assert_cmpint (run->status, ==, cases[i].status);
      if (cases[i].status != 0)
        {
          g_assert_cmpstr (run->out, ==, "");
          bench_assert_sentence (run, cases[i].says);
        }
      else if (strstr (run->out, cases[i].says) == NULL)
        g_assert_cmpstr (run->out, ==, cases[i].says);
    }
}

void
bench_run_refusals (Bench *bench, const BenchRefusal *refusals, gsize n_refusals)
{
  for (gsize i = 0; i < n_refusals; i++)
    {
      tack_demo_server_fail_next (bench->server, refusals[i].operation, 1, refusals[i].fault);
      bench_run_cases (bench, &refusals[i].run, 1);
    }
}

void
bench_assert_not_called (Bench *bench, ...)
{
  va_list args;
  va_start (args, bench);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    g_assert_cmpuint (tack_demo_server_count_calls (bench->server, name), ==, 0);
  va_end (args);
}

void
bench_assert_sentence (Run *run, const char *part)
{
  const char *end = strchr (run->err, '\n');

  g_assert_nonnull (end);
  g_assert_cmpstr (end, ==, "\n");
  g_assert_nonnull (strstr (run->err, part));
}

void
bench_assert_members (JsonObject *object, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GList)   members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", (const char *) l->data);
  g_assert_cmpstr (found->str, ==, names);
}

JsonObject *
bench_get_event (Run *run, const char *event)
{
  g_assert_nonnull (run->lines);
  for (guint i = run->lines->len; i > 0; i--)
    {
      JsonObject *object = g_ptr_array_index (run->lines, i - 1);

      if (g_strcmp0 (tack_json_get_string (object, "event"), event) == 0)
        return object;
    }

  g_error ("no event %s in: %s", event, run->out);
}

JsonArray *
bench_dup_pins (TackDemoServer *server)
{
  g_autofree char     *text = tack_demo_server_dup_pins_json (server);
  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return json_node_dup_array (node);
}

guint
bench_count_pins (TackDemoServer *server)
{
  g_autoptr (JsonArray) pins = bench_dup_pins (server);

  return json_array_get_length (pins);
}

void
bench_assert_request (Bench *bench, guint index, const char *json)
{
  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  g_autoptr (GBytes)    bytes = g_bytes_new (json, strlen (json));
  g_autoptr (JsonNode)  wanted = tack_json_parse (bytes, NULL);
  JsonNode *asked = json_object_get_member (tack_json_get_element_object (pins, index), "request");
  g_autofree char *asked_text = tack_json_to_string (asked);

  g_assert_nonnull (wanted);
  if (!json_node_equal (asked, wanted))
    g_assert_cmpstr (asked_text, ==, json);
}
