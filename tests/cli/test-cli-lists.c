/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <signal.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* Lists of many pages, and who stops reading them. */

#define CERAMICS "549755885175"

static guint
count_ids (Run *run)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < run->lines->len; i++)
    g_hash_table_add (ids,
                      (gpointer) tack_json_get_string (g_ptr_array_index (run->lines, i), "id"));

  return g_hash_table_size (ids);
}

static void
test_many (Bench *bench, gconstpointer data)
{
  tack_demo_server_add_boards (bench->server, 1992);
  tack_demo_server_add_pins (bench->server, CERAMICS, 1000);
  tack_demo_server_add_sections (bench->server, CERAMICS, 300);
  g_autoptr (Run) boards = bench_run (bench, "--json", "boards", "list", NULL);
  g_autoptr (Run) pins = bench_run (bench, "--json", "boards", "pins", "Ceramics", NULL);
  g_autoptr (Run) sections = bench_run (bench, "sections", "list", "Ceramics", NULL);
  g_autoptr (Run) last = bench_run (bench, "boards", "show", "board 1992", NULL);

  g_assert_cmpuint (boards->lines->len, ==, 2000);
  g_assert_cmpuint (count_ids (boards), ==, 2000);
  g_assert_cmpuint (pins->lines->len, ==, 1003);
  g_assert_cmpuint (count_ids (pins), ==, 1003);
  g_assert_nonnull (strstr (sections->out, "  Section 300\n"));
  g_assert_nonnull (strstr (last->out, "  Board 1992 · public · 0 Pins\n"));
}

/* What has arrived is printed, and then said why there is no more. */
static void
test_broken_off (Bench *bench, gconstpointer data)
{
  tack_demo_server_add_boards (bench->server, 500);
  for (guint nth = 2; nth <= 6; nth++)
    tack_demo_server_fail_next (bench->server, "boards/list", nth,
                                "status:403:3:Scope is missing.");
  g_autoptr (Run) run = bench_run (bench, "--json", "boards", "list", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (run->lines->len, ==, 250);
  bench_assert_sentence (run, "lacks a permission");
}

/* Who reads one line wants no other page, and no complaint. */
static void
test_head (Bench *bench, gconstpointer data)
{
  static const char *const verbs[] = { "boards list", "--json boards list" };

  tack_demo_server_add_boards (bench->server, 1992);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *script
        = g_strdup_printf ("{ \"$0\" %s; echo $? >&2; } | head -n 1", verbs[i]);
      const char *const       words[] = { "sh", "-c", script, bench_get_program (), NULL };
      g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
      g_autoptr (Run)         run = bench_finish (bench, process);

      g_assert_cmpstr (strchr (run->out, '\n'), ==, "\n");
      g_assert_nonnull (strstr (run->out, CERAMICS));
      g_assert_cmpstr (run->err, ==, "0\n");
    }
  /* All of them would be eight pages each; on a busy machine “head” is a while in coming. */
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), <, 16);
}

/* Ctrl+C ends it at once, even while an answer is waited for. */
static void
test_interrupt (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "boards", "list", NULL };

  tack_demo_server_fail_next (bench->server, "boards/list", 1, "late:20000");
  g_autoptr (GSubprocess) process = bench_start (bench, -1, words);
  tack_test_wait_until (tack_demo_server_count_calls (bench->server, "boards/list") == 1);
  g_subprocess_send_signal (process, SIGINT);
  g_autoptr (Run) run = bench_finish (bench, process);

  g_assert_cmpint (run->status, ==, -1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_cmpstr (run->err, ==, "");
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/lists/many", test_many },
    { "/cli/lists/broken-off", test_broken_off },
    { "/cli/lists/head", test_head },
    { "/cli/lists/interrupt", test_interrupt },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
