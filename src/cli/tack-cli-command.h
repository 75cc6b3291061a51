/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli.h"

G_BEGIN_DECLS

/**
 * TackCliCommand:
 * @arguments: as many as the sub-verb takes, in its order, valid UTF-8, none empty.
 *
 * What a person wrote behind a verb that has sub-verbs, understood, and the account it is meant
 * for. An option that was not given is %NULL or %FALSE; "" was given.
 */
typedef struct
{
  TackCli       *cli;
  TackAccount   *account;
  TackApiClient *client;
  GStrv          arguments;

  char    *ad_account;
  char    *alt_text;
  char    *board;
  char    *description;
  char    *link;
  char    *name;
  char    *privacy;
  char    *section;
  char    *title;
  gboolean include_protected;
  gboolean is_ads_only;
  gboolean yes;
} TackCliCommand;

/**
 * TackCliSubverb:
 * @name: such as `create`.
 * @arguments: what it takes, such as `BOARD NAME`; a `PIN` has to be a number.
 * @options: those it takes, such as `privacy yes`; every sub-verb takes `ad-account`, and one that
 *   takes `yes` deletes.
 * @summary: what it does, for the help.
 * @run: does it. An error of `G_OPTION_ERROR` is wrong usage.
 *
 * A row of a verb's table, which ends with a row without a name.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *options;
  const char *summary;
  gboolean (*run) (TackCliCommand *command, GError **error);
} TackCliSubverb;

/**
 * tack_cli_run_subverb:
 *
 * Finds the sub-verb, checks all that can be checked without Pinterest, signs in and runs it.
 *
 * Returns: how the process ends; what is wrong has been said.
 */
TackExit tack_cli_run_subverb (TackCli *cli, const TackCliSubverb *subverbs, int argc, char **argv);

/**
 * tack_cli_confirm:
 * @question: asked on the terminal, unless the command says `--yes`.
 * @error: `G_IO_ERROR_CANCELLED`: the person does not want it.
 */
gboolean tack_cli_confirm (TackCliCommand *command, const char *question, GError **error);

G_END_DECLS
