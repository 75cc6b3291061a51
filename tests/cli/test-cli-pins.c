/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include "base/tack-json.h"

/* `pins`: what a person types, what comes of it, and what Pinterest has afterwards. */

#define CERAMICS "549755885175"
#define GLAZES "549755885177"
#define VASE "549755885189"
#define HILLS "549755885209"

static void
test_life (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "pins list", 0, HILLS "  Hills · picture · " },
    { "pins list --include-protected", 0, "  Books by colour · picture · " },
    { "pins show " VASE, 0, "\n  Board         " CERAMICS "\n  Section       549755885176\n" },
    { "pins show " VASE, 0, "\n  Address       http://127.0.0.1:" },
    { "pins update " HILLS " --title=Hügel --description='Far away' --alt-text='Green hills' "
      "--link=https://example.com/hills",
      0, HILLS "  Hügel · picture · " },
    { "pins show " HILLS, 0,
      "\n  Alt text      Green hills\n  Link          https://example.com/" },
    { "pins update " HILLS " --title=", 0, HILLS "  Far away · picture · " },
    { "pins update " HILLS " --board=ceramics --section=glazes", 0, HILLS },
    { "sections pins Ceramics Glazes", 0, HILLS },
    { "pins update " HILLS " --section='wheel throwing'", 0, HILLS },
    { "sections pins Ceramics 'Wheel throwing'", 0, HILLS },
    { "pins update " HILLS " --section=", 0, HILLS },
    { "pins save " VASE " --board='Poster ideas'", 0, "  Throwing a tall vase · picture · " },
    { "boards pins 'Poster ideas'", 0, "  Throwing a tall vase · picture · " },
    { "pins delete " HILLS " --yes", 0, HILLS "  deleted\n" },
    { "pins show " HILLS, 1, "The Pin does not exist (any more)." },
    { "pins delete " HILLS " --yes", 1, "The Pin does not exist (any more)." },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

static void
test_json (Bench *bench, gconstpointer data)
{
  g_autoptr (Run) shown = bench_run (bench, "--json", "pins", "show", VASE, NULL);
  JsonObject     *pin = g_ptr_array_index (shown->lines, 0);

  g_assert_cmpuint (shown->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (pin, "id"), ==, VASE);
  g_assert_cmpstr (tack_json_get_string (pin, "board_id"), ==, CERAMICS);
  g_assert_nonnull (tack_json_get_object (tack_json_get_object (pin, "media"), "images"));

  g_autoptr (Run) saved = bench_run (bench, "--json", "pins", "save", VASE, "--board=Ceramics",
                                     "--section=Glazes", NULL);
  pin = g_ptr_array_index (saved->lines, 0);
  g_assert_cmpuint (saved->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (pin, "id"), !=, VASE);
  g_assert_cmpstr (tack_json_get_string (pin, "parent_pin_id"), ==, VASE);
  g_assert_cmpstr (tack_json_get_string (pin, "board_section_id"), ==, GLAZES);

  const char     *id = tack_json_get_string (pin, "id");
  g_autoptr (Run) updated
    = bench_run (bench, "--json", "pins", "update", id, "--alt-text=Vase", "--section=", NULL);
  pin = g_ptr_array_index (updated->lines, 0);
  g_assert_cmpuint (updated->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (pin, "alt_text"), ==, "Vase");
  g_assert_cmpstr (tack_json_get_string (pin, "title"), ==, "Throwing a tall vase");
  g_assert_true (json_object_get_null_member (pin, "board_section_id"));

  g_autoptr (Run) listed = bench_run (bench, "--json", "pins", "list", "--include-protected", NULL);
  g_assert_cmpuint (listed->lines->len, >=, 18);
  g_assert_cmpstr (tack_json_get_string (g_ptr_array_index (listed->lines, 0), "id"), ==, id);

  g_autoptr (Run) deleted = bench_run (bench, "--json", "pins", "delete", id, "-y", NULL);
  JsonObject     *event = bench_get_event (deleted, "deleted");
  bench_assert_members (event, "event id");
  g_assert_cmpstr (tack_json_get_string (event, "id"), ==, id);
}

static void
assert_nothing_written (Bench *bench)
{
  bench_assert_not_called (bench, "pins/save", "pins/update", "pins/delete", NULL);
}

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "pins", 2, "pins knows: list, show, save, update, delete." },
    { "pins create", 2, "pins knows: " },
    { "pins list all", 2, "pins list takes nothing but options." },
    { "pins show", 2, "pins show needs: PIN" },
    { "pins show " VASE " " HILLS, 2, "pins show needs: PIN" },
    { "pins show --include-protected " VASE, 2, "Unknown option" },
    { "pins save " VASE, 2, "pins save needs --board=BOARD." },
    { "pins save " VASE " --section=Glazes", 2, "pins save needs --board=BOARD." },
    { "pins update " VASE, 2, "Say what is to change" },
    { "pins update " VASE " --name=x", 2, "Unknown option --name" },
    { "pins delete " VASE, 2, "add --yes" },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_nothing_written (bench);
}

static void
test_bad_input (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "pins show abc", 1, "The Pin is named by a number of digits only, not by “abc”." },
    { "pins show -- -1", 1, "not by “-1”" },
    { "pins show ''", 2, "PIN must not be empty." },
    { "pins show 12/34", 1, "not by “12/34”" },
    { "pins show ../boards", 1, "not by “../boards”" },
    { "pins delete 1x --yes", 1, "not by “1x”" },
    { "pins save 1x --board=Ceramics", 1, "not by “1x”" },
    { "pins save " VASE " --board=", 2, "--board must not be empty." },
    { "pins save " VASE " --board=Nowhere", 1, "There is no board “Nowhere”." },
    { "pins save " VASE " --board=Ideas", 1, "“Ideas” (549755885187), “Ideas” (549755885188)." },
    { "pins save " VASE " --board=Ceramics --section=Lids", 1, "has no section “Lids”." },
    { "pins update " VASE " --section=Lids", 1, "has no section “Lids”." },
    { "pins update " VASE " --board=Nowhere", 1, "There is no board “Nowhere”." },
    { "pins update " VASE " --link=nonsense", 1, "“nonsense” is no web address" },
    { "pins update " VASE " --link=javascript:1", 1, "“javascript:1” is no web address" },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_nothing_written (bench);
}

/* Counted in characters, with the count and the limit. */
static void
test_long_texts (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *option;
    gsize       length;
    const char *sentence;
  } cases[] = {
    { "--title=", 101, "has 101 characters; Pinterest takes 100." },
    { "--description=", 801, "has 801 characters; Pinterest takes 800." },
    { "--alt-text=", 501, "has 501 characters; Pinterest takes 500." },
    { "--link=", 2049, "has 2049 characters; Pinterest takes 2048." },
    { "--description=", 100 * 1000, "has 100000 characters; Pinterest takes 800." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strnfill (cases[i].length, 'x');
      g_autofree char *option = g_strconcat (cases[i].option, text, NULL);
      g_autoptr (Run)  run = bench_run (bench, "pins", "update", VASE, option, NULL);

      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, cases[i].sentence);
    }

  g_autoptr (Run) red = bench_run (bench, "pins", "update", VASE, "--title=\x1b[31m", NULL);
  g_assert_cmpint (red->status, ==, 1);
  bench_assert_sentence (red, "control characters");
  g_autoptr (Run) invalid = bench_run (bench, "pins", "update", VASE, "--title=\xff", NULL);
  g_assert_cmpint (invalid->status, ==, 2);
  bench_assert_sentence (invalid, "");
  assert_nothing_written (bench);
}

static void
test_full (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "pins save " VASE " --board=Ceramics", 1, "You have all 200000 Pins that Pinterest allows" },
    { "publish f0.jpg --board=Ceramics", 1, "You have all 200000 Pins that Pinterest allows" },
    { "pins delete " HILLS " -y", 0, "deleted" },
    { "pins save " VASE " --board=Ceramics", 0, "Throwing a tall vase" },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  tack_demo_server_set_counts (bench->server, 8, 200000);
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 0);
}

static void
test_refusals (Bench *bench, gconstpointer data)
{
  static const BenchRefusal refusals[] = {
    { "pins/update",
      "status:403:3:Authorization failed.",
      { "pins update " VASE " --title=x", 1, "lacks a permission" } },
    { "pins/get",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "pins show " VASE, 1, "business accounts only" } },
    { "pins/get",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "pins delete " VASE " --yes", 0, "deleted" } },
    { "boards/get",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "pins save " HILLS " --board=" CERAMICS, 0, "Hills" } },
    { "pins/save", "json:{\"code\":0}", { "pins save " HILLS " --board=Ceramics", 1, "damaged" } },
    { "pins/get",
      "json:{\"id\":\"1\",\"title\":7,\"media\":[],\"created_at\":\"soon\"}",
      { "pins show " HILLS, 0, "1  " } },
    { "pins/get",
      "json:{\"id\":\"1\",\"title\":\"a\\u001b[31m\\u000ab\"}",
      { "pins show " HILLS, 0, "1  a [31m b\n" } },
  };

  bench_run_refusals (bench, refusals, G_N_ELEMENTS (refusals));
}

static void
test_question (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "--json", "pins", "delete", VASE, NULL };
  g_autoptr (Run)          no = bench_run_on_terminal (bench, "no\n", words);
  g_autoptr (Run)          yes = bench_run_on_terminal (bench, "y\n", words);

  g_assert_cmpint (no->status, ==, 1);
  g_assert_cmpstr (no->out, ==, "");
  g_assert_cmpint (yes->status, ==, 0);
  g_assert_cmpstr (yes->out, ==, "{\"event\":\"deleted\",\"id\":\"" VASE "\"}\n");
  g_assert_nonnull (strstr (yes->err, "Delete the Pin “Throwing a tall vase”? [y/N] "));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/delete"), ==, 1);
}

/* What may not be read can still be deleted, and is asked for by its number. */
static void
test_question_unread (Bench *bench, gconstpointer data)
{
  static const char *const pin[] = { "pins", "delete", VASE, NULL };
  static const char *const board[] = { "boards", "delete", CERAMICS, NULL };

  tack_demo_server_fail_next (bench->server, "pins/get", 1,
                              "status:403:1:PINNER_DATA_ACCESS_DENIED");
  tack_demo_server_fail_next (bench->server, "boards/get", 1,
                              "status:403:1:PINNER_DATA_ACCESS_DENIED");
  g_autoptr (Run) pin_run = bench_run_on_terminal (bench, "y\n", pin);
  g_autoptr (Run) board_run = bench_run_on_terminal (bench, "y\n", board);

  g_assert_cmpint (pin_run->status, ==, 0);
  g_assert_nonnull (strstr (pin_run->err, "Delete the Pin " VASE "? [y/N] "));
  g_assert_cmpint (board_run->status, ==, 0);
  g_assert_nonnull (strstr (board_run->err, "Delete the board " CERAMICS " with its Pins? [y/N] "));
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/pins/life", test_life },
    { "/cli/pins/json", test_json },
    { "/cli/pins/usage", test_usage },
    { "/cli/pins/bad-input", test_bad_input },
    { "/cli/pins/full", test_full },
    { "/cli/pins/long-texts", test_long_texts },
    { "/cli/pins/refusals", test_refusals },
    { "/cli/pins/question", test_question },
    { "/cli/pins/question/unread", test_question_unread },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
