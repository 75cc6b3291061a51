/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-page-list.h"
#include "cli/tack-cli.h"

G_BEGIN_DECLS

/* How boards, sections and Pins are told: as JSON with Pinterest's own field names, or in a line
 * for people that begins with the number that other verbs take. */

/** tack_cli_print_entity: prints @entity in one line. Returns: whether anybody reads on. */
gboolean tack_cli_print_entity (TackCli *cli, gpointer entity);

/**
 * tack_cli_print_answer:
 * @entity: (transfer full) (nullable): what a call has answered with.
 *
 * Prints it in one line. Returns: whether there was one.
 */
gboolean tack_cli_print_answer (TackCli *cli, gpointer entity);

/** tack_cli_print_detail: for people, below an entity's line; nothing for a @value that is %NULL or
 * empty. */
void tack_cli_print_detail (const char *label, const char *value);

/** tack_cli_print_deleted: tells that something is gone. */
void tack_cli_print_deleted (TackCli *cli, const char *id);

/**
 * tack_cli_print_list:
 * @list: (transfer full): still without a page.
 *
 * Prints a list as its pages arrive, until it ends or nobody reads on.
 */
gboolean tack_cli_print_list (TackCli *cli, TackPageList *list, GError **error);

G_END_DECLS
