/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include "base/tack-json.h"

/* `boards`: what a person types, what comes of it, and what Pinterest has afterwards. */

#define CERAMICS "549755885175"
#define NOOKS "549755885186"
#define IDEAS "549755885187"

static void
test_list (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "boards list", 0, CERAMICS "  Ceramics · public · 3 Pins\n549755885178  Small kitchens" },
    { "boards list --privacy=secret", 0, "549755885182  Poster ideas · secret · 4 Pins\n" },
    { "boards list --privacy=PROTECTED", 0, NOOKS "  Reading nooks · protected · 2 Pins\n" },
    { "boards show Ceramics", 0,
      CERAMICS "  Ceramics · public · 3 Pins\n  Description   Pots, cups and glazes\n" },
    { "boards show " CERAMICS, 0, CERAMICS "  Ceramics" },
    { "boards show cEraMics", 0, CERAMICS "  Ceramics" },
    { "boards pins Ceramics", 0, "  Three matt glazes · picture · " },
    { "boards pins " IDEAS, 0, "  Evening light · picture · " },
    { "boards list --ad-account=123", 0, "Ceramics" },
  };
  g_autoptr (Run) secret = bench_run (bench, "--json", "boards", "list", "--privacy=secret", NULL);
  g_autoptr (Run) all = bench_run (bench, "--json", "boards", "list", NULL);
  g_autoptr (Run) pins = bench_run (bench, "--json", "boards", "pins", "Ceramics", NULL);
  g_autoptr (Run) board = bench_run (bench, "--json", "boards", "show", "Ceramics", NULL);

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));

  g_assert_cmpuint (secret->lines->len, ==, 1);
  g_assert_cmpuint (all->lines->len, ==, 8);
  g_assert_cmpuint (pins->lines->len, ==, 3);
  g_assert_cmpstr (tack_json_get_string (g_ptr_array_index (pins->lines, 0), "board_id"), ==,
                   CERAMICS);
  g_assert_true (
    json_object_equal (g_ptr_array_index (board->lines, 0), g_ptr_array_index (all->lines, 0)));
}

/* From the first line to the last: made, changed, found under the new name, deleted. */
static void
test_life (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "boards create 'Kiln gods' --description=Small --privacy=secret", 0,
      "  Kiln gods · secret · 0 Pins\n" },
    { "boards update 'kiln gods' --name=Götter", 0, "  Götter · secret · 0 Pins\n" },
    { "boards update Götter --privacy=public --description=", 0, "  Götter · public · 0 Pins\n" },
    { "boards show 'Kiln gods'", 1, "There is no board “Kiln gods”." },
    { "boards delete Götter --yes", 0, "  deleted\n" },
    { "boards show Götter", 1, "There is no board “Götter”." },
    { "boards create Ads --ads-only", 0, "  Ad-only Pins · protected · 0 Pins\n" },
    { "boards create -- --name", 0, "  --name · public · 0 Pins\n" },
    { "boards create 2024", 0, "  2024 · public · 0 Pins\n" },
    { "boards delete 2024 -y", 0, "  deleted\n" },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

/* Lines for scripts: what was made, changed and deleted, with Pinterest's own field names. */
static void
test_json (Bench *bench, gconstpointer data)
{
  g_autoptr (Run) created = bench_run (bench, "--json", "boards", "create", "Kilns",
                                       "--description=Hot", "--privacy=protected", NULL);
  JsonObject     *board = g_ptr_array_index (created->lines, 0);
  const char     *id = tack_json_get_string (board, "id");

  g_assert_cmpuint (created->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (board, "name"), ==, "Kilns");
  g_assert_cmpstr (tack_json_get_string (board, "description"), ==, "Hot");
  g_assert_cmpstr (tack_json_get_string (board, "privacy"), ==, "PROTECTED");
  g_assert_false (tack_json_get_boolean (board, "is_ads_only", TRUE));

  g_autoptr (Run) updated
    = bench_run (bench, "--json", "boards", "update", id, "--description=", NULL);
  g_assert_cmpuint (updated->lines->len, ==, 1);
  board = g_ptr_array_index (updated->lines, 0);
  g_assert_cmpstr (tack_json_get_string (board, "id"), ==, id);
  g_assert_cmpstr (tack_json_get_string (board, "name"), ==, "Kilns");
  g_assert_cmpstr (tack_json_get_string (board, "description"), ==, "");

  g_autoptr (Run) deleted = bench_run (bench, "--json", "boards", "delete", id, "--yes", NULL);
  JsonObject     *event = bench_get_event (deleted, "deleted");
  bench_assert_members (event, "event id");
  g_assert_cmpstr (tack_json_get_string (event, "id"), ==, id);

  g_autoptr (Run) all = bench_run (bench, "--json", "boards", "list", NULL);
  g_assert_cmpuint (all->lines->len, ==, 8);
}

static void
assert_nothing_written (Bench *bench)
{
  bench_assert_not_called (bench, "boards/create", "boards/update", "boards/delete", NULL);
}

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "boards", 2, "boards knows: list, show, pins, create, update, delete." },
    { "boards frobnicate", 2, "boards knows: " },
    { "boards list everything", 2, "boards list takes nothing but options." },
    { "boards list --description=x", 2, "Unknown option --description" },
    { "boards list --privacy=hidden", 2, "--privacy takes public, protected or secret." },
    { "boards list --privacy", 2, "--privacy" },
    { "boards show", 2, "boards show needs: BOARD" },
    { "boards show Ceramics Ideas", 2, "boards show needs: BOARD" },
    { "boards create", 2, "boards create needs: NAME" },
    { "boards create Kilns --privacy=hidden", 2, "--privacy takes" },
    { "boards create Kilns --name=Kilns", 2, "Unknown option --name" },
    { "boards update Ceramics", 2, "Say what is to change: --name, --description or --privacy." },
    { "boards update Ceramics --privacy=protected", 1, "A board is protected from the beginning" },
    { "boards update Ceramics --ads-only", 2, "Unknown option --ads-only" },
    { "boards update Ceramics --name=x --ad-account=me", 2, "--ad-account takes the number" },
    { "boards delete Ceramics", 2, "add --yes" },
    { "boards delete Ceramics --yes=no", 2, "--yes=no: this option takes no value." },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_nothing_written (bench);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), ==, 0);
}

/* Whatever is typed where a name belongs: one sentence of a length that can be read. */
static void
test_bad_names (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "create", "show", "update", "pins" };
  g_autofree char         *long_name = g_strnfill (100 * 1000, 'x');
  const char *const        names[]
    = { "", " ", "a\nb", "red \x1b[31m", "\xff\xfe", "\xed\xa0\x80", long_name };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        const char     *option = g_str_equal (words[i], "update") ? "--name=New" : NULL;
        g_autoptr (Run) run = bench_run (bench, "boards", words[i], names[j], option, NULL);

        g_assert_cmpint (run->status, >=, 1);
        g_assert_cmpint (run->status, <=, 2);
        g_assert_cmpstr (run->out, ==, "");
        bench_assert_sentence (run, "");
        g_assert_cmpuint (strlen (run->err), <, 200);
      }
  for (guint j = 0; j < G_N_ELEMENTS (names); j++)
    {
      g_autofree char *name = g_strconcat ("--name=", names[j], NULL);
      g_autoptr (Run)  run = bench_run (bench, "boards", "update", CERAMICS, name, NULL);

      g_assert_cmpint (run->status, >=, 1);
      bench_assert_sentence (run, "");
      g_assert_cmpuint (strlen (run->err), <, 200);
    }
  assert_nothing_written (bench);
}

static void
test_places (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "boards show 999", 1, "There is no board “999”." },
    { "boards show 12ab", 1, "There is no board “12ab”." },
    { "boards delete Ideas --yes", 1, "“Ideas” (549755885187), “Ideas” (549755885188)." },
    { "boards update ideas --name=x", 1, "Several boards are called “ideas”" },
    { "boards pins Ideas", 1, "Several boards are called “Ideas”" },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_nothing_written (bench);
}

static void
test_full (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "boards create Kilns", 1, "You have all 2000 boards that Pinterest allows" },
    { "boards delete " IDEAS " --yes", 0, "deleted" },
    { "boards create Kilns", 0, "Kilns" },
    { "boards create Gods", 1, "You have all 2000 boards that Pinterest allows" },
  };

  tack_demo_server_set_counts (bench->server, 2000, 21);
  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/create"), ==, 1);
}

/* Between finding and changing it somebody else may delete it, and an account may be allowed to
 * change what it may not read. */
static void
test_refusals (Bench *bench, gconstpointer data)
{
  static const BenchRefusal refusals[] = {
    { "boards/update",
      "status:404:40:Board not found.",
      { "boards update Ceramics --name=x", 1, "does not exist (any more)" } },
    { "boards/delete",
      "status:404:40:Board not found.",
      { "boards delete Ceramics --yes", 1, "does not exist (any more)" } },
    { "boards/get",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "boards show " CERAMICS, 1, "business accounts only" } },
    { "boards/get",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "boards update " CERAMICS " --name=Pots", 0, CERAMICS "  Pots" } },
    { "boards/list", "status:403:3:Scope is missing.", { "boards list", 1, "lacks a permission" } },
    { "boards/list",
      "status:401:2:Authentication failed.",
      { "boards list", 3, "does not accept your token" } },
    { "boards/create",
      "status:400:1:Not today.",
      { "boards create Kilns", 1,
        "Pinterest did not accept this as it is. (Pinterest: “Not today.”" } },
    { "user_account/get", "status:403:3:Scope is missing.", { "boards create Kilns", 0, "Kilns" } },
  };

  bench_run_refusals (bench, refusals, G_N_ELEMENTS (refusals));
}

static void
test_question (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *words[4];
    int         status;
    const char *shown;
  } cases[] = {
    { "n\n", { "boards", "delete", "Ceramics" }, 1, "Nothing was deleted." },
    { "\n", { "boards", "delete", "Ceramics" }, 1, "Nothing was deleted." },
    { "maybe\n", { "boards", "delete", "Ceramics" }, 1, "Nothing was deleted." },
    { "\x04", { "boards", "delete", "Ceramics" }, 1, "Nothing was deleted." },
    { "y\n",
      { "boards", "delete", "Ceramics" },
      0,
      "Delete the board “Ceramics” with its 3 Pins? [y/N] " },
    { "Yes\n",
      { "boards", "delete", "Poster ideas" },
      0,
      "Delete the board “Poster ideas” with its 4 Pins? [y/N] " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Run) run = bench_run_on_terminal (bench, cases[i].typed, cases[i].words);

      g_test_message ("%s", run->err);
      g_assert_cmpint (run->status, ==, cases[i].status);
      g_assert_nonnull (strstr (run->err, cases[i].shown));
      g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/delete"), ==,
                        i < 4 ? 0 : i - 3);
    }
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/boards/list", test_list },           { "/cli/boards/life", test_life },
    { "/cli/boards/json", test_json },           { "/cli/boards/usage", test_usage },
    { "/cli/boards/bad-names", test_bad_names }, { "/cli/boards/places", test_places },
    { "/cli/boards/full", test_full },           { "/cli/boards/refusals", test_refusals },
    { "/cli/boards/question", test_question },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
