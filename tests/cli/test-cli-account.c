/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <fcntl.h>

#include "base/tack-json.h"

/* `account show`, and what holds for every verb that has sub-verbs. */

static void
test_show (Bench *bench, gconstpointer data)
{
  g_autoptr (Run)  human = bench_run (bench, "account", "show", NULL);
  g_autoptr (Run)  json = bench_run (bench, "--json", "account", "show", NULL);
  g_autofree char *host = g_strndup (bench->url + strlen ("http://"),
                                     strlen (bench->url) - strlen ("http://") - strlen ("/v5"));
  g_autofree char *wanted
    = g_strdup_printf ("marlene · %s\n  8 of 2000 boards\n  21 of 200000 Pins\n", host);

  g_assert_cmpint (human->status, ==, 0);
  g_assert_cmpstr (human->out, ==, wanted);

  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpuint (json->lines->len, ==, 1);
  JsonObject *object = g_ptr_array_index (json->lines, 0);
  g_assert_cmpstr (tack_json_get_string (object, "username"), ==, "marlene");
  g_assert_cmpstr (tack_json_get_string (object, "account_type"), ==, "BUSINESS");
  g_assert_cmpint (tack_json_get_int (object, "board_count", -1), ==, 8);
  g_assert_cmpint (tack_json_get_int (object, "pin_count", -1), ==, 21);
  g_assert_cmpstr (tack_json_get_string (object, "api_url"), ==, bench->url);
  g_assert_cmpint (tack_json_get_int (object, "board_limit", -1), ==, 2000);
  g_assert_cmpint (tack_json_get_int (object, "pin_limit", -1), ==, 200000);
}

static void
test_odd_accounts (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    const char *line;
  } cases[] = {
    { "json:{\"username\":\"m\",\"board_count\":1900}", "You have 1900 of 2000 boards" },
    { "json:{\"username\":\"m\",\"board_count\":2000}", "You have all 2000 boards" },
    { "json:{\"username\":\"m\",\"pin_count\":199999}", "You have 199999 of 200000 Pins" },
    { "json:{}", "  0 of 2000 boards\n  0 of 200000 Pins\n" },
    { "json:{\"username\":7,\"board_count\":null,\"pin_count\":[]}", "  0 of 2000 boards" },
    { "json:{\"username\":\"\\u001b[31m\\u000ared\"}", " [31m red · " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tack_demo_server_fail_next (bench->server, "user_account/get", 1, cases[i].answer);
      g_autoptr (Run) run = bench_run (bench, "account", "show", NULL);

      g_assert_cmpint (run->status, ==, 0);
      g_assert_nonnull (strstr (run->out, cases[i].line));
    }
}

static void
test_usage (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *words[3];
    const char *sentence;
  } cases[] = {
    { { NULL }, "account knows: show." },
    { { "frobnicate" }, "account knows: show." },
    { { "sh\xffw" }, "account knows: show." },
    { { "show", "marlene" }, "account show takes nothing but options." },
    { { "show", "--json" }, "Unknown option --json" },
    { { "show", "--yes" }, "Unknown option --yes" },
    { { "show", "--ad-account=" }, "--ad-account takes the number" },
    { { "show", "--ad-account=me" }, "--ad-account takes the number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Run) run
        = bench_run (bench, "account", cases[i].words[0], cases[i].words[1], NULL);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      bench_assert_sentence (run, cases[i].sentence);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "user_account/get"), ==, 0);
}

static void
test_help (Bench *bench, gconstpointer data)
{
  g_autoptr (Run) verb = bench_run (bench, "account", "--help", NULL);
  g_autoptr (Run) subverb = bench_run (bench, "account", "show", "--help", NULL);

  g_assert_cmpint (verb->status, ==, 0);
  g_assert_nonnull (strstr (verb->out, "\n  account show  "));
  g_assert_cmpint (subverb->status, ==, 0);
  g_assert_nonnull (strstr (subverb->out, "\n  tackboard-cli account show [OPTION…]\n"));
  g_assert_nonnull (strstr (subverb->out, "--ad-account=NUMBER"));
  g_assert_null (strstr (subverb->out, "--yes"));
}

/* A script must not take what could not be written for what was written. */
static void
test_full_disk (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "--json", "account", "show", NULL };
  int                      fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    {
      g_test_skip ("no /dev/full");
      return;
    }

  g_autoptr (GSubprocess) process = bench_start (bench, fd, words);
  g_autoptr (Run)         run = bench_finish (bench, process);

  g_assert_cmpint (run->status, ==, 1);
  bench_assert_sentence (run, "could not be written");
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/account/show", test_show },           { "/cli/account/odd", test_odd_accounts },
    { "/cli/account/usage", test_usage },         { "/cli/account/help", test_help },
    { "/cli/account/full-disk", test_full_disk },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
