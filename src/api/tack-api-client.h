/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>
#include <json-glib/json-glib.h>

#include "api/tack-authorizer.h"
#include "api/tack-body.h"
#include "api/tack-operation.h"
#include "base/tack-clock.h"

G_BEGIN_DECLS

#define TACK_API_URL_PRODUCTION "https://api.pinterest.com/v5"
#define TACK_API_URL_SANDBOX "https://api-sandbox.pinterest.com/v5"

#define TACK_TYPE_API_CLIENT (tack_api_client_get_type ())
G_DECLARE_FINAL_TYPE (TackApiClient, tack_api_client, TACK, API_CLIENT, GObject)

/**
 * TackApiClient:
 *
 * One conversation with one host: build, sign, send, read, turn an error into its class. The calls
 * themselves stand in the file of their resource (tack-boards.h, tack-pins.h, tack-uploads.h).
 * Lives on the main context; nothing blocks.
 */

/**
 * tack_api_client_new:
 * @url: where the API is, such as %TACK_API_URL_PRODUCTION. https, or http to a loopback address.
 * @authorizer: (transfer none): brings the token.
 * @error: `TACK_ERROR_FIX` when a token sent to @url could be read by others.
 */
TackApiClient *tack_api_client_new (const char *url, TackAuthorizer *authorizer, GError **error);

/**
 * tack_api_client_set_clock:
 *
 * What limits and pauses are measured by; real time unless another is brought before the first
 * call.
 */
void tack_api_client_set_clock (TackApiClient *self, TackClock *clock);

/**
 * tack_api_client_set_deadline:
 * @deadline_ms: how long one sending may take from its first byte to the last of its answer, beside
 *   the time for its own length; a minute by default.
 */
void tack_api_client_set_deadline (TackApiClient *self, guint deadline_ms);

/** tack_api_client_set_ad_account: act for the owner of that ad account; %NULL for oneself. */
void tack_api_client_set_ad_account (TackApiClient *self, const char *ad_account_id);

/**
 * tack_api_client_dup_pin_url:
 *
 * Returns: (transfer full): the address of a Pin for the browser.
 */
char *tack_api_client_dup_pin_url (TackApiClient *self, const char *pin_id);

/** tack_api_client_dup_profile_url: Returns: (transfer full): the page with an account's Pins. */
char *tack_api_client_dup_profile_url (TackApiClient *self, const char *username);

/**
 * tack_api_client_call_async:
 * @ids: (nullable) (array zero-terminated=1): the ids in the path, in its order.
 * @query: (nullable): a form-encoded query, without `?`.
 * @body: (nullable): what to send.
 *
 * The one way to the API host. Waits out ordinary limits, and sends again what cannot do harm: see
 * tack-exchange.h.
 */
void tack_api_client_call_async (TackApiClient      *self,
                                 TackOperation       operation,
                                 const char *const  *ids,
                                 const char         *query,
                                 TackBody           *body,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

/**
 * tack_api_client_call_finish:
 * @error: `TACK_ERROR` with the details of the answer, or `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full) (nullable): the answer's JSON; %NULL with no error for an empty answer
 *   where the contract has none (204).
 */
JsonNode *tack_api_client_call_finish (TackApiClient *self, GAsyncResult *result, GError **error);

/**
 * tack_api_url_check:
 * @error: `TACK_ERROR_FIX`: not an address, or neither https nor loopback.
 *
 * Returns: (transfer full): the parsed address.
 */
GUri *tack_api_url_check (const char *url, GError **error);

G_END_DECLS
