/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "base/tack-error.h"
#include "demo/tack-demo-server.h"

#include "tack-test-server.h"
#include "tack-test.h"

G_BEGIN_DECLS

/** TACK_TEST_TOKEN: what clients of a TackTestServer sign with. */
#define TACK_TEST_TOKEN "pina_0123456789abcdef"

/** tack_test_client_new: a client of any server; @token may be %NULL. */
TackApiClient *tack_test_client_new (const char *url, const char *token);

/**
 * TackTestDemo:
 *
 * The fixture of most tests here: the stand-in of the demo and a client signed in to it.
 */
typedef struct
{
  TackDemoServer *server;
  TackApiClient  *client;
} TackTestDemo;

void tack_test_demo_set_up (TackTestDemo *demo, gconstpointer data);
void tack_test_demo_tear_down (TackTestDemo *demo, gconstpointer data);

/**
 * tack_test_call:
 * @body: (nullable): JSON.
 *
 * One call of tack_api_client_call_async(), waited for.
 */
JsonNode *tack_test_call (TackApiClient *client,
                          TackOperation  operation,
                          const char    *body,
                          GError       **error);

/** tack_test_parse: Returns: (transfer full): @text, which has to be JSON. */
JsonNode *tack_test_parse (const char *text);

G_END_DECLS
