/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/tack-json.h"

/* Whatever goes wrong: one plain sentence that names it, status 1, and nothing half done. */

#define CERAMICS "549755885175"

/* Root reads what nobody may; without that power it is a person like others. */
#define AS_A_PERSON "exec setpriv --bounding-set=-dac_override,-dac_read_search -- \"$0\" \"$@\""

static void
make_nothing (Bench *bench, const char *name)
{
}

static void
make_folder (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_pipe (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static void
make_socket (Bench *bench, const char *name)
{
  g_autofree char   *path = bench_dup_path (bench, name);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

static void
make_secret (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);

  bench_add_photo (bench, "f0.jpg", name);
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
}

static void
make_empty (Bench *bench, const char *name)
{
  bench_add_text (bench, name, "");
}

static void
make_text (Bench *bench, const char *name)
{
  bench_add_text (bench, name, "Buy clay, and glaze in blue.\n");
}

static void
make_loop (Bench *bench, const char *name)
{
  g_autofree char *path = bench_dup_path (bench, name);

  g_assert_cmpint (symlink (name, path), ==, 0);
}

static void
make_cut_in_index (Bench *bench, const char *name)
{
  bench_add_clip (bench, name, 500);
}

static void
make_cut_behind_index (Bench *bench, const char *name)
{
  bench_add_clip (bench, name, 10000);
}

static const struct
{
  const char *name;
  void (*make) (Bench *bench, const char *name);
  const char *sentence;
} bad_files[] = {
  { "nothing.jpg", make_nothing, "“nothing.jpg” is not there" },
  { "no/such/folder/nothing.jpg", make_nothing, "“nothing.jpg” is not there" },
  { "folder.jpg", make_folder, "“folder.jpg” is a folder" },
  { "pipe.mp4", make_pipe, "“pipe.mp4” is not a file" },
  { "socket.mp4", make_socket, "“socket.mp4” is not a file" },
  { "loop.jpg", make_loop, "“loop.jpg”" },
  { "secret.jpg", make_secret, "“secret.jpg”" },
  { "empty.jpg", make_empty, "“empty.jpg” is empty" },
  { "notes.mp4", make_text, "“notes.mp4” is neither a picture nor a video" },
  { "index.mp4", make_cut_in_index, "“index.mp4” is incomplete" },
  { "end.mp4", make_cut_behind_index, "“end.mp4” is incomplete" },
  { " two  spaces .jpg", make_empty, "“ two  spaces .jpg” is empty" },
  { "“quotes” \"and\" 'more'.jpg", make_empty, "““quotes” \"and\" 'more'.jpg” is empty" },
  { "a\nline\tand\x1b[31m red.jpg", make_empty, "“a line and [31m red.jpg” is empty" },
  { "😀.jpg", make_empty, "“😀.jpg” is empty" },
  { "bad\xff utf.jpg", make_empty, "“bad\ufffd utf.jpg” is empty" },
  { "100%s%n.jpg", make_empty, "“100%s%n.jpg” is empty" },
};

static Run *
run_as_person (Bench *bench, const char *verb, const char *name)
{
  if (geteuid () != 0)
    return bench_run (bench, "--json", verb, name,
                      g_str_equal (verb, "publish") ? "--board=" CERAMICS : NULL, NULL);

  return bench_run (bench, "sh", "-c", AS_A_PERSON, bench_get_program (), "--json", verb, name,
                    g_str_equal (verb, "publish") ? "--board=" CERAMICS : NULL, NULL);
}

static void
assert_one_error (Run *run, const char *sentence)
{
  g_assert_cmpuint (run->lines->len, ==, 1);
  JsonObject *object = g_ptr_array_index (run->lines, 0);
  JsonArray  *issues = tack_json_get_array (object, "issues");
  JsonObject *issue = tack_json_get_element_object (issues, 0);

  g_assert_false (tack_json_get_boolean (object, "ok", TRUE));
  g_assert_cmpuint (json_array_get_length (issues), ==, 1);
  g_assert_cmpstr (tack_json_get_string (issue, "severity"), ==, "error");
  g_assert_true (g_str_has_prefix (tack_json_get_string (issue, "message"), sentence));
}

static void
test_bad_files (Bench *bench, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      const char *sentence = bad_files[i].sentence;

      if (bench->clip == NULL
          && (bad_files[i].make == make_cut_in_index || bad_files[i].make == make_cut_behind_index))
        continue;

      bad_files[i].make (bench, bad_files[i].name);
      g_autoptr (Run) publish = run_as_person (bench, "publish", bad_files[i].name);
      g_autoptr (Run) inspect = run_as_person (bench, "inspect", bad_files[i].name);

      g_test_message ("%s", sentence);
      g_assert_cmpint (publish->status, ==, 1);
      bench_assert_sentence (publish, sentence);
      JsonObject *failed = bench_get_event (publish, "failed");
      g_assert_cmpstr (tack_json_get_string (failed, "class"), ==, "fix");
      g_assert_true (g_str_has_prefix (tack_json_get_string (failed, "message"), sentence));

      g_assert_cmpint (inspect->status, ==, 1);
      g_assert_cmpstr (inspect->err, ==, "");
      assert_one_error (inspect, sentence);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 0);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "media/create"), ==, 0);
}

/* What cannot become a Pin is noticed before anything is sent. */
static void
test_bad_words (Bench *bench, gconstpointer data)
{
  g_autofree char *long_title = g_strnfill (101, 'x');
  g_autofree char *title = g_strconcat ("--title=", long_title, NULL);
  const struct
  {
    const char *words[3];
    const char *sentence;
  } cases[] = {
    { { "--board=Pottery" }, "There is no board “Pottery”" },
    { { "--board=123" }, "There is no board “123”" },
    { { "--board=" }, "There is no board “”" },
    { { "--board=ideas" }, "549755885187" },
    { { "--board=Ceramics", "--section=Mugs" }, "“Mugs”" },
    { { "--board=Ceramics", "--link=example" }, "“example” is no web address" },
    { { "--board=Ceramics", "--link=file:///etc/passwd" }, "“file:///etc/passwd”" },
    { { "--board=Ceramics", "--product=vase" }, "“vase”" },
    { { "--board=Ceramics", "--product=1", "--product=1" }, "product 1 is tagged twice" },
    { { "--board=Ceramics", title }, "101 characters" },
    { { "--board=Ceramics", "--title=a\x01" }, "control characters" },
    { { "--board=Ceramics", "--cover-url=c.jpg" }, "“c.jpg” is no web address" },
    { { "--board=Ceramics", "--cover-file=nothing.jpg" }, "“nothing.jpg” is not there" },
    { { "--board=Ceramics", "--cover-file=notes.txt" }, "“notes.txt” is neither" },
    { { "--board=Ceramics", "--cover-file=clip.mp4" }, "“clip.mp4” is not a picture" },
    { { "--board=Ceramics", "--image-url=example" }, "“example” is no web address" },
  };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  make_text (bench, "notes.txt");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean has_url = cases[i].words[1] != NULL && strstr (cases[i].words[1], "image-url");
      g_autoptr (Run) run
        = has_url ? bench_run (bench, "publish", cases[i].words[0], cases[i].words[1], NULL)
                  : bench_run (bench, "publish", "clip.mp4", cases[i].words[0], cases[i].words[1],
                               cases[i].words[2], NULL);

      g_assert_cmpint (run->status, ==, 1);
      g_assert_cmpstr (run->out, ==, "");
      bench_assert_sentence (run, cases[i].sentence);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "media/create"), ==, 0);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 0);
}

/* A token goes to no address that is not safe, and an unreachable one is called by its name. */
static void
test_addresses (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *url;
    const char *sentence;
  } cases[] = {
    { "http://example.com/v5", "“http://example.com/v5” is not safe" },
    { "http://10.0.0.1/v5", "“http://10.0.0.1/v5” is not safe" },
    { "http://localhost.example.com/v5", "is not safe" },
    { "ftp://127.0.0.1/v5", "“ftp://127.0.0.1/v5” is not safe" },
    { "nonsense", "“nonsense” is not a web address" },
    { "https://", "“https://” is not a web address" },
    { "http://127.0.0.1:1/v5", "127.0.0.1 cannot be reached" },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_free (bench->url);
      bench->url = g_strdup (cases[i].url);
      g_autoptr (Run) list = bench_run (bench, "boards", "list", NULL);
      g_autoptr (Run) publish = bench_run (bench, "publish", "f0.jpg", "--board=Ceramics", NULL);

      g_assert_cmpint (list->status, ==, 1);
      bench_assert_sentence (list, cases[i].sentence);
      g_assert_cmpint (publish->status, ==, 1);
      bench_assert_sentence (publish, cases[i].sentence);
    }
}

/* A network's sign-in page, half an answer and the like: asked again, and told when that is vain.
 */
static void
test_bad_answers (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *sentence;
  } cases[] = {
    { "html", "answer arrived damaged" },
    { "half", "answer arrived damaged" },
    { "drop", "127.0.0.1 was lost" },
    { "status:503", "trouble of its own" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tack_demo_server_fail_next (bench->server, "boards/list", 1, cases[i].fault);
      g_autoptr (Run) once = bench_run (bench, "boards", "list", NULL);
      for (guint nth = 1; nth <= 3; nth++)
        tack_demo_server_fail_next (bench->server, "boards/list", nth, cases[i].fault);
      g_autoptr (Run) thrice = bench_run (bench, "boards", "list", NULL);

      g_assert_cmpint (once->status, ==, 0);
      g_assert_cmpint (thrice->status, ==, 1);
      g_assert_cmpstr (thrice->out, ==, "");
      bench_assert_sentence (thrice, cases[i].sentence);
    }
}

/* Pinterest says no: the class and code for scripts, the reason and request for people. */
static void
test_refusals (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *class_nick;
    int         code;
    const char *reason;
  } cases[] = {
    { "status:400:1:The title is \"odd\".", "fix", 1, "The title is \"odd\"." },
    { "status:403:29:Trial access.", "ask", 29, "Trial access." },
    { "status:403:3:Scope is missing.", "ask", 3, "Scope is missing." },
    { "status:404:40:Board not found.", "gone", 40, "Board not found." },
    { "status:429:9:This looks like spam.", "slow-down", 9, "This looks like spam." },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *store = g_strdup_printf ("--store=store-%u", i);

      tack_demo_server_fail_next (bench->server, "pins/create", 1, cases[i].fault);
      g_autoptr (Run) run = bench_run (bench, "--json", store, "publish", "f0.jpg", "--title=Vase",
                                       "--board=" CERAMICS, NULL);
      JsonObject     *failed = bench_get_event (run, "failed");

      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, cases[i].reason);
      g_assert_true (g_str_has_prefix (run->err, "“f0.jpg”: "));
      g_assert_nonnull (strstr (run->err, "request demo"));
      g_assert_cmpstr (tack_json_get_string (failed, "class"), ==, cases[i].class_nick);
      g_assert_cmpint (tack_json_get_int (failed, "code", 0), ==, cases[i].code);
    }
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 0);
}

/* Spam stops all of it: every further request makes it worse. */
static void
test_spam_stops_all (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  bench_add_photo (bench, "f1.jpg", "f1.jpg");
  bench_add_photo (bench, "f2.jpg", "f2.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 2,
                              "status:429:9:This looks like spam.");
  g_autoptr (Run) run = bench_run (bench, "--store=store", "publish", "f0.jpg", "f1.jpg", "f2.jpg",
                                   "--jobs=1", "--board=" CERAMICS, NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->out, "✓ f0.jpg"));
  g_assert_nonnull (strstr (run->err, "“f1.jpg”: "));
  g_assert_nonnull (strstr (run->err, "“f2.jpg”: "));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 2);

  /* Whatever a script does next: only a person lets it go on. */
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  g_autoptr (Run) more
    = bench_run (bench, "--store=store", "publish", "cake.jpg", "--board=" CERAMICS, NULL);
  g_assert_cmpint (more->status, ==, 1);
  g_assert_nonnull (strstr (more->err, "“cake.jpg”: "));
  g_assert_nonnull (strstr (more->err, "spam"));
  g_assert_nonnull (strstr (more->err, "“tackboard-cli queue run”"));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 2);

  g_autoptr (Run) by_hand = bench_run (bench, "--store=store", "queue", "run", NULL);
  g_assert_cmpint (by_hand->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 4);
}

typedef struct
{
  const char *operation;
  const char *fault;

  TackDemoServer *server;
  GSubprocess    *process;
} Healed;

static void
start_healed (Bench *bench, Healed *healed)
{
  static const char *const words[] = { "publish", "clip.mp4", "--board=" CERAMICS, NULL };

  healed->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (healed->server, 0);
  g_assert_true (tack_demo_server_start (healed->server, 0, NULL));
  tack_demo_server_fail_next (healed->server, healed->operation, 1, healed->fault);
  g_free (bench->url);
  bench->url = g_strdup (tack_demo_server_get_url (healed->server));
  healed->process = bench_start (bench, -1, words);
}

static void
finish_healed (Bench *bench, Healed *healed, const char *sum)
{
  g_autoptr (Run)       run = bench_finish (bench, healed->process);
  g_autoptr (JsonArray) pins = bench_dup_pins (healed->server);
  JsonObject *request = tack_json_get_object (tack_json_get_element_object (pins, 0), "request");
  const char *media_id
    = tack_json_get_string (tack_json_get_object (request, "media_source"), "media_id");
  g_autofree char *arrived = tack_demo_server_dup_upload_sha256 (healed->server, media_id);

  g_test_message ("%s %s", healed->operation, healed->fault);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpuint (json_array_get_length (pins), ==, 1);
  g_assert_cmpstr (arrived, ==, sum);
  g_object_unref (healed->process);
  g_object_unref (healed->server);
}

/* What heals by itself is not told, and whatever became of the answer, there is one Pin. All at
 * once: each waits a while before it tries again. */
static void
test_healed (Bench *bench, gconstpointer data)
{
  Healed cases[] = {
    { "pins/create", "lost" },       { "pins/create", "half" },
    { "pins/create", "html" },       { "pins/create", "drop" },
    { "pins/create", "status:500" }, { "media/create", "status:500" },
    { "bucket", "status:403" },      { "bucket", "lost" },
    { "media/get", "html" },
  };

  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  g_autofree char *sum = bench_dup_sha256 (bench, "clip.mp4");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    start_healed (bench, &cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    finish_healed (bench, &cases[i], sum);
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/failures/bad-files", test_bad_files },
    { "/cli/failures/bad-words", test_bad_words },
    { "/cli/failures/addresses", test_addresses },
    { "/cli/failures/bad-answers", test_bad_answers },
    { "/cli/failures/refusals", test_refusals },
    { "/cli/failures/spam-stops-all", test_spam_stops_all },
    { "/cli/failures/healed", test_healed },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
