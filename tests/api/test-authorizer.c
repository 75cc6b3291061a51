/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-api.h"

/* An account whose first token is too old, and which can get others. */

#define TACK_TYPE_TEST_ACCOUNT (tack_test_account_get_type ())
G_DECLARE_FINAL_TYPE (TackTestAccount, tack_test_account, TACK, TEST_ACCOUNT, GObject)

struct _TackTestAccount
{
  GObject parent_instance;

  const char *token;
  const char *fresh; /* nullable: it gets none */
  guint       n_refreshes;
};

static char *
dup_token (TackAuthorizer *authorizer)
{
  return g_strdup (TACK_TEST_ACCOUNT (authorizer)->token);
}

static gboolean
on_refreshed (gpointer user_data)
{
  GTask           *task = user_data;
  TackTestAccount *self = g_task_get_source_object (task);

  if (self->fresh != NULL)
    self->token = self->fresh;
  g_task_return_boolean (task, self->fresh != NULL);

  return G_SOURCE_REMOVE;
}

static void
refresh_async (TackAuthorizer *authorizer, GAsyncReadyCallback callback, gpointer user_data)
{
  TACK_TEST_ACCOUNT (authorizer)->n_refreshes++;
  g_timeout_add_full (G_PRIORITY_DEFAULT, 20, on_refreshed,
                      g_task_new (authorizer, NULL, callback, user_data), g_object_unref);
}

static gboolean
refresh_finish (TackAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
authorizer_iface_init (TackAuthorizerInterface *iface)
{
  iface->dup_token = dup_token;
  iface->refresh_async = refresh_async;
  iface->refresh_finish = refresh_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TackTestAccount,
                               tack_test_account,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TACK_TYPE_AUTHORIZER, authorizer_iface_init))

static void
tack_test_account_class_init (TackTestAccountClass *klass)
{
}

static void
tack_test_account_init (TackTestAccount *self)
{
  self->token = "too old";
}

typedef struct
{
  TackTestDemo     demo;
  TackTestAccount *account;
  TackApiClient   *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_test_demo_set_up (&fixture->demo, NULL);
  fixture->account = g_object_new (TACK_TYPE_TEST_ACCOUNT, NULL);
  fixture->account->fresh = tack_demo_server_get_token (fixture->demo.server);
  fixture->client = tack_api_client_new (tack_demo_server_get_url (fixture->demo.server),
                                         TACK_AUTHORIZER (fixture->account), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_assert_finalize_object (fixture->account);
  tack_test_demo_tear_down (&fixture->demo, NULL);
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) node
    = tack_test_call (fixture->client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, &error);

  /* Nobody notices but the account. */
  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_cmpuint (fixture->account->n_refreshes, ==, 1);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[5] = { NULL };

  /* Calls that are refused together share one refresh: the second would take the first one's token
   * away, for each ends the one before. */
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tack_api_client_call_async (fixture->client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, NULL, NULL,
                                NULL, tack_test_store_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) node = NULL;

      tack_test_wait_result (results[i]);
      node = tack_api_client_call_finish (fixture->client, results[i], &error);
      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (fixture->account->n_refreshes, ==, 1);
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  static const char *const fresh[] = { NULL, "too old as well" };

  /* No new token, or one that is no better: the call fails, and does not ask for ever. */
  for (guint i = 0; i < G_N_ELEMENTS (fresh); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) node = NULL;

      fixture->account->fresh = fresh[i];
      fixture->account->n_refreshes = 0;
      node = tack_test_call (fixture->client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, &error);
      g_assert_null (node);
      g_assert_error (error, TACK_ERROR, TACK_ERROR_SIGN_IN);
      g_assert_cmpuint (fixture->account->n_refreshes, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/api/authorizer/refresh", test_refresh },
    { "/api/authorizer/shared", test_shared },
    { "/api/authorizer/once", test_once },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
