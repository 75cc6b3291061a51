/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "account/tack-account.h"
#include "demo/tack-demo-server.h"
#include "publish/tack-session.h"

G_BEGIN_DECLS

/**
 * TackExit:
 *
 * The exit statuses: part of the contract with scripts.
 */
typedef enum
{
  TACK_EXIT_DONE = 0,
  TACK_EXIT_FAILED = 1,
  TACK_EXIT_USAGE = 2,
  TACK_EXIT_NOT_SIGNED_IN = 3,
} TackExit;

/**
 * TackCli:
 *
 * What stands before the verb on the command line, and what verbs share because of it.
 */
typedef struct
{
  gboolean is_demo;
  gboolean is_sandbox;
  gboolean is_json;
  char    *api_url;   /* nullable */
  char    *store_dir; /* nullable */

  TackDemoServer *demo; /* nullable: runs while the process does */
} TackCli;

/**
 * TackCliVerb:
 *
 * One verb: takes the words behind its name, does its work with a main loop of its own where it
 * needs one, and returns how the process ends.
 */
typedef TackExit (*TackCliVerb) (TackCli *cli, int argc, char **argv);

TackExit tack_cli_account (TackCli *cli, int argc, char **argv);
TackExit tack_cli_boards (TackCli *cli, int argc, char **argv);
TackExit tack_cli_cover (TackCli *cli, int argc, char **argv);
TackExit tack_cli_demo_server (TackCli *cli, int argc, char **argv);
TackExit tack_cli_inspect (TackCli *cli, int argc, char **argv);
TackExit tack_cli_mend (TackCli *cli, int argc, char **argv);
TackExit tack_cli_pins (TackCli *cli, int argc, char **argv);
TackExit tack_cli_publish (TackCli *cli, int argc, char **argv);
TackExit tack_cli_queue (TackCli *cli, int argc, char **argv);
TackExit tack_cli_sections (TackCli *cli, int argc, char **argv);

/**
 * tack_cli_parse:
 * @entries: the verb's options; arguments that are no options are left in @argv.
 * @usage: what stands behind the verb in its help, such as `FILE…`.
 *
 * Prints help or the mistake itself.
 *
 * Returns: whether to go on; else @exit says how to end.
 */
gboolean tack_cli_parse (const GOptionEntry *entries,
                         const char         *usage,
                         int                *argc,
                         char             ***argv,
                         TackExit           *exit);

/**
 * tack_cli_dup_sentence:
 *
 * Returns: (transfer full): the error's sentence; behind it, in brackets, Pinterest's own words and
 *   the number of the request where there are any. One line.
 */
char *tack_cli_dup_sentence (const GError *error);

/**
 * tack_cli_fail:
 *
 * Prints one sentence to standard error.
 *
 * Returns: %TACK_EXIT_USAGE for `G_OPTION_ERROR`, %TACK_EXIT_NOT_SIGNED_IN for that class, else
 *   %TACK_EXIT_FAILED.
 */
TackExit tack_cli_fail (const GError *error);

/** tack_cli_usage: prints one sentence to standard error. Returns: %TACK_EXIT_USAGE. */
TackExit tack_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** tack_cli_print_line: prints one line for people, whatever others put into it, at once. Returns:
 * whether anybody reads on. */
gboolean tack_cli_print_line (const char *line);

/** tack_cli_print_json: prints @object on a line of its own, at once. Returns: likewise. */
gboolean tack_cli_print_json (JsonObject *object);

/** tack_cli_finish_output: Returns: @status, or failure when the output is lost: the last thing. */
TackExit tack_cli_finish_output (TackExit status);

/**
 * tack_cli_find_account:
 *
 * Starts the stand-in first when the command line says `--demo`.
 *
 * Returns: (transfer full): where is published; whether anybody is signed in there is left open.
 */
TackAccount *tack_cli_find_account (TackCli *cli, GError **error);

/**
 * tack_cli_get_account:
 * @error: `TACK_ERROR_SIGN_IN`: there is no token.
 *
 * Returns: (transfer full): likewise, and who publishes.
 */
TackAccount *tack_cli_get_account (TackCli *cli, GError **error);

/** tack_cli_wait: runs the main context until the result is there. @result: a `GAsyncResult *`
 * slot. */
void tack_cli_wait (GAsyncResult **result);

/** tack_cli_store_result: a #GAsyncReadyCallback that fills a slot for tack_cli_wait(). */
void tack_cli_store_result (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
