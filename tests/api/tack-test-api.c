/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-api.h"

#include "api/tack-create.h"
#include "base/tack-json.h"

#define TACK_TYPE_TEST_AUTHORIZER (tack_test_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (TackTestAuthorizer, tack_test_authorizer, TACK, TEST_AUTHORIZER, GObject)

struct _TackTestAuthorizer
{
  GObject parent_instance;

  char *token;
};

static char *
tack_test_authorizer_dup_token (TackAuthorizer *authorizer)
{
  return g_strdup (TACK_TEST_AUTHORIZER (authorizer)->token);
}

static void
authorizer_iface_init (TackAuthorizerInterface *iface)
{
  iface->dup_token = tack_test_authorizer_dup_token;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TackTestAuthorizer,
                               tack_test_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TACK_TYPE_AUTHORIZER, authorizer_iface_init))

static void
tack_test_authorizer_finalize (GObject *object)
{
  g_free (TACK_TEST_AUTHORIZER (object)->token);

  G_OBJECT_CLASS (tack_test_authorizer_parent_class)->finalize (object);
}

static void
tack_test_authorizer_class_init (TackTestAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_test_authorizer_finalize;
}

static void
tack_test_authorizer_init (TackTestAuthorizer *self)
{
}

TackApiClient *
tack_test_client_new (const char *url, const char *token)
{
  g_autoptr (TackTestAuthorizer) authorizer = g_object_new (TACK_TYPE_TEST_AUTHORIZER, NULL);
  g_autoptr (GError)             error = NULL;

  authorizer->token = g_strdup (token);
  TackApiClient *client = tack_api_client_new (url, TACK_AUTHORIZER (authorizer), &error);
  g_assert_no_error (error);
  /* No call comes before the one that a test makes. */
  tack_create_set_counts (client, -1, -1);

  return client;
}

void
tack_test_demo_set_up (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  demo->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (demo->server, 0);
  tack_demo_server_start (demo->server, 0, &error);
  g_assert_no_error (error);
  demo->client = tack_test_client_new (tack_demo_server_get_url (demo->server),
                                       tack_demo_server_get_token (demo->server));
}

void
tack_test_demo_tear_down (TackTestDemo *demo, gconstpointer data)
{
  g_assert_finalize_object (demo->client);
  g_assert_finalize_object (demo->server);
}

JsonNode *
tack_test_parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode          *node = tack_json_parse (bytes, &error);

  g_assert_no_error (error);

  return node;
}

JsonNode *
tack_test_call (TackApiClient *client, TackOperation operation, const char *body, GError **error)
{
  g_autoptr (JsonNode)     node = body != NULL ? tack_test_parse (body) : NULL;
  g_autoptr (TackBody)     sent = node != NULL ? tack_body_new_from_json (node) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tack_api_client_call_async (client, operation, NULL, NULL, sent, NULL, tack_test_store_result,
                              &result);
  tack_test_wait_result (result);

  return tack_api_client_call_finish (client, result, error);
}
