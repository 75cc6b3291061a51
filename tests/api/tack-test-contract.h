/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_test_contract_check:
 * @base: what stands before the paths of the contract, such as `/v5`.
 * @head: request line and headers, as they were sent.
 * @body: (nullable): what was sent behind them.
 * @operation: (out) (optional): Pinterest's id of the call.
 *
 * Holds a request against Pinterest's v5 reference: method, path, query, headers, and every field
 * of the body with its type and limits. The rules are written from the reference, not from what the
 * program does. Pure.
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL where nothing is.
 */
char *tack_test_contract_check (const char  *base,
                                const char  *head,
                                const char  *body,
                                const char **operation);

G_END_DECLS
