/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include "base/tack-json.h"

/* `sections`: what a person types, what comes of it, and what Pinterest has afterwards. */

#define CERAMICS "549755885175"
#define WHEEL "549755885176"
#define GLAZES "549755885177"

/* Of 180 characters, which are 360 bytes. */
static char *
dup_long_name (guint n_characters)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < n_characters; i++)
    g_string_append (name, "ä");

  return g_strdup (name->str);
}

static void
test_life (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "sections list Ceramics", 0, WHEEL "  Wheel throwing\n" GLAZES "  Glazes\n" },
    { "sections list " CERAMICS, 0, GLAZES "  Glazes\n" },
    { "sections pins ceramics glazes", 0, "  Three matt glazes · picture · " },
    { "sections pins Ceramics " WHEEL, 0, "  Throwing a tall vase · picture · " },
    { "sections create Ceramics Öfen", 0, "  Öfen\n" },
    { "sections rename Ceramics öfen 'Kiln gods'", 0, "  Kiln gods\n" },
    { "sections pins Ceramics 'Kiln gods'", 0, "" },
    { "sections pins Ceramics Öfen", 1, "The board has no section “Öfen”." },
    { "sections delete Ceramics 'kiln gods' --yes", 0, "  deleted\n" },
    { "sections delete Ceramics 'kiln gods' --yes", 1, "The board has no section “kiln gods”." },
    { "sections delete Ceramics " GLAZES " -y", 0, GLAZES "  deleted\n" },
    { "sections list Ceramics", 0, WHEEL "  Wheel throwing\n" },
    { "sections list Ideas", 1, "Several boards are called “Ideas”" },
    { "sections list 999", 1, "There is no board “999”." },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
}

static void
test_json (Bench *bench, gconstpointer data)
{
  g_autofree char *name = dup_long_name (180);
  g_autoptr (Run)  created
    = bench_run (bench, "--json", "sections", "create", "Ceramics", name, NULL);
  JsonObject *section = g_ptr_array_index (created->lines, 0);
  const char *id = tack_json_get_string (section, "id");

  g_assert_cmpint (created->status, ==, 0);
  g_assert_cmpuint (created->lines->len, ==, 1);
  bench_assert_members (section, "id name");
  g_assert_cmpstr (tack_json_get_string (section, "name"), ==, name);

  g_autoptr (Run) renamed
    = bench_run (bench, "--json", "sections", "rename", "Ceramics", id, "Kilns", NULL);
  section = g_ptr_array_index (renamed->lines, 0);
  g_assert_cmpstr (tack_json_get_string (section, "id"), ==, id);
  g_assert_cmpstr (tack_json_get_string (section, "name"), ==, "Kilns");

  g_autoptr (Run) listed = bench_run (bench, "--json", "sections", "list", "Ceramics", NULL);
  g_assert_cmpuint (listed->lines->len, ==, 3);
  g_autoptr (Run) pins = bench_run (bench, "--json", "sections", "pins", "Ceramics", WHEEL, NULL);
  g_assert_cmpuint (pins->lines->len, ==, 1);
  g_assert_cmpstr (tack_json_get_string (g_ptr_array_index (pins->lines, 0), "board_section_id"),
                   ==, WHEEL);

  g_autoptr (Run) deleted
    = bench_run (bench, "--json", "sections", "delete", "Ceramics", "Kilns", "--yes", NULL);
  JsonObject *event = bench_get_event (deleted, "deleted");
  bench_assert_members (event, "event id");
  g_assert_cmpstr (tack_json_get_string (event, "id"), ==, id);
}

static void
assert_nothing_written (Bench *bench)
{
  bench_assert_not_called (bench, "board_sections/create", "board_sections/update",
                           "board_sections/delete", NULL);
}

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const BenchCase cases[] = {
    { "sections", 2, "sections knows: list, pins, create, rename, delete." },
    { "sections update", 2, "sections knows: " },
    { "sections list", 2, "sections list needs: BOARD" },
    { "sections list Ceramics Glazes", 2, "sections list needs: BOARD" },
    { "sections pins Ceramics", 2, "sections pins needs: BOARD SECTION" },
    { "sections create Ceramics", 2, "sections create needs: BOARD NAME" },
    { "sections create Ceramics Kilns --privacy=secret", 2, "Unknown option --privacy" },
    { "sections rename Ceramics Glazes", 2, "sections rename needs: BOARD SECTION NAME" },
    { "sections rename Ceramics Glazes New Name", 2, "sections rename needs:" },
    { "sections delete Ceramics Glazes", 2, "add --yes" },
  };

  bench_run_cases (bench, cases, G_N_ELEMENTS (cases));
  assert_nothing_written (bench);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), ==, 0);
}

static void
test_bad_names (Bench *bench, gconstpointer data)
{
  g_autofree char  *long_name = dup_long_name (181);
  g_autofree char  *endless = g_strnfill (100 * 1000, 'x');
  const char *const names[] = { "", "\t", "a\nb", "\x1b[31mred", "\xff", long_name, endless };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (Run) created = bench_run (bench, "sections", "create", CERAMICS, names[i], NULL);
      g_autoptr (Run) renamed
        = bench_run (bench, "sections", "rename", CERAMICS, GLAZES, names[i], NULL);

      g_assert_cmpint (created->status, >=, 1);
      g_assert_cmpint (renamed->status, ==, created->status);
      g_assert_cmpstr (created->out, ==, "");
      bench_assert_sentence (created, "");
      g_assert_cmpstr (renamed->err, ==, created->err);
      g_assert_cmpuint (strlen (created->err), <, 200);
      if (names[i] == long_name)
        bench_assert_sentence (created, "181 characters; Pinterest takes 180.");
    }
  assert_nothing_written (bench);
}

/* A board that another process works on is busy for a while; and sections may not be readable. */
static void
test_refusals (Bench *bench, gconstpointer data)
{
  static const BenchRefusal refusals[] = {
    { "board_sections/create",
      "status:409:1:could not get exclusive access",
      { "sections create Ceramics Kilns", 0, "Kilns" } },
    { "board_sections/delete",
      "status:404:2031:Board section not found.",
      { "sections delete Ceramics Glazes --yes", 1, "does not exist (any more)" } },
    { "board_sections/list",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "sections rename Ceramics " GLAZES " Glasuren", 0, GLAZES "  Glasuren\n" } },
    { "board_sections/list",
      "status:403:1:PINNER_DATA_ACCESS_DENIED",
      { "sections rename Ceramics Glasuren Glazes", 1, "business accounts only" } },
  };

  bench_run_refusals (bench, refusals, G_N_ELEMENTS (refusals));
}

static void
test_question (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "sections", "delete", "Ceramics", "glazes", NULL };
  g_autoptr (Run)          no = bench_run_on_terminal (bench, "n\n", words);
  g_autoptr (Run)          yes = bench_run_on_terminal (bench, "y\n", words);

  g_assert_cmpint (no->status, ==, 1);
  g_assert_cmpstr (no->out, ==, "");
  g_assert_nonnull (strstr (no->err, "Nothing was deleted."));
  g_assert_cmpint (yes->status, ==, 0);
  g_assert_cmpstr (yes->out, ==, GLAZES "  deleted\n");
  g_assert_nonnull (
    strstr (yes->err, "Delete the section “Glazes” of the board “Ceramics” with its Pins? [y/N] "));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "board_sections/delete"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/sections/life", test_life },         { "/cli/sections/json", test_json },
    { "/cli/sections/usage", test_usage },       { "/cli/sections/bad-names", test_bad_names },
    { "/cli/sections/refusals", test_refusals }, { "/cli/sections/question", test_question },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
