/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"

G_BEGIN_DECLS

/**
 * TackHost:
 * @TACK_HOST_PRODUCTION: what is published is seen by the world.
 * @TACK_HOST_SANDBOX: Pinterest's own playground.
 * @TACK_HOST_DEMO: the stand-in in this process.
 * @TACK_HOST_CUSTOM: an address of the person's own, such as a stand-in in another process.
 *
 * Which Pinterest it is.
 */
typedef enum
{
  TACK_HOST_PRODUCTION,
  TACK_HOST_SANDBOX,
  TACK_HOST_DEMO,
  TACK_HOST_CUSTOM,
} TackHost;

#define TACK_TYPE_ACCOUNT (tack_account_get_type ())
G_DECLARE_FINAL_TYPE (TackAccount, tack_account, TACK, ACCOUNT, GObject)

/**
 * TackAccount:
 *
 * Who publishes, and where: a host, its address, a token, and the folder that keeps this host's
 * drafts. It is the #TackAuthorizer of the client. Immutable.
 */

/**
 * tack_account_new:
 * @url: (nullable): the API's address, %NULL for the host's own; needed for demo and custom hosts.
 * @token: (nullable): %NULL when nobody is signed in.
 */
TackAccount *tack_account_new (TackHost host, const char *url, const char *token);

/**
 * tack_account_new_from_environment:
 * @host: %TACK_HOST_PRODUCTION or %TACK_HOST_SANDBOX, what the command line asked for.
 * @url: (nullable): an address from the command line; else `TACKBOARD_API_URL`, else the host's
 * own.
 *
 * The token is `TACKBOARD_ACCESS_TOKEN`.
 */
TackAccount *tack_account_new_from_environment (TackHost host, const char *url);

TackHost    tack_account_get_host (TackAccount *self);
const char *tack_account_get_url (TackAccount *self);
gboolean    tack_account_has_token (TackAccount *self);

/** tack_account_get_host_name: Returns: (transfer none): “Production”, “Sandbox”, “Demo”, or the
 * address's host. */
const char *tack_account_get_host_name (TackAccount *self);

/**
 * tack_account_dup_store_dir:
 *
 * Returns: (transfer full): the folder of this host's drafts and queue below the user's data
 * folder: a board id of the sandbox means nothing in production.
 */
char *tack_account_dup_store_dir (TackAccount *self);

G_END_DECLS
