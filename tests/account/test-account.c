/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "account/tack-account.h"

#include "base/tack-error.h"
#include "base/tack-redact.h"
#include "demo/tack-demo-server.h"

#include "tack-test.h"

#define TOKEN "pina_s3cr3t0123456789"

static char *
dup_token (TackAccount *account)
{
  return tack_authorizer_dup_token (TACK_AUTHORIZER (account));
}

static void
test_hosts (void)
{
  static const struct
  {
    TackHost    host;
    const char *url;
    const char *shown_url;
    const char *name;
    const char *folder;
  } CASES[] = {
    { TACK_HOST_PRODUCTION, NULL, "https://api.pinterest.com/v5", "Production", "production" },
    { TACK_HOST_SANDBOX, NULL, "https://api-sandbox.pinterest.com/v5", "Sandbox", "sandbox" },
    { TACK_HOST_DEMO, "http://127.0.0.1:4711/v5", "http://127.0.0.1:4711/v5", "Demo", "demo" },
    { TACK_HOST_CUSTOM, "http://127.0.0.1:8080/v5", "http://127.0.0.1:8080/v5", "127.0.0.1:8080",
      "custom-127.0.0.1_8080" },
    { TACK_HOST_CUSTOM, "http://[::1]:8080/v5", "http://[::1]:8080/v5", "[::1]:8080",
      "custom-___1__8080" },
    { TACK_HOST_CUSTOM, "https://pins.example/v5", "https://pins.example/v5", "pins.example",
      "custom-pins.example" },
    /* The folder of drafts is nobody else's, whatever the address. */
    { TACK_HOST_CUSTOM, "https://sandbox/v5", "https://sandbox/v5", "sandbox", "custom-sandbox" },
    { TACK_HOST_CUSTOM, "..", "..", "..", "custom-.." },
    { TACK_HOST_CUSTOM, "../../etc", "../../etc", "../../etc", "custom-.._.._etc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackAccount) account = tack_account_new (CASES[i].host, CASES[i].url, TOKEN);
      g_autofree char        *dir = tack_account_dup_store_dir (account);
      g_autofree char        *wanted
        = g_build_filename (g_get_user_data_dir (), "tackboard", CASES[i].folder, NULL);

      g_assert_cmpint (tack_account_get_host (account), ==, CASES[i].host);
      g_assert_cmpstr (tack_account_get_url (account), ==, CASES[i].shown_url);
      g_assert_cmpstr (tack_account_get_host_name (account), ==, CASES[i].name);
      g_assert_cmpstr (dir, ==, wanted);
    }
}

static void
set_environment (const char *token, const char *url)
{
  if (token != NULL)
    g_setenv ("TACKBOARD_ACCESS_TOKEN", token, TRUE);
  else
    g_unsetenv ("TACKBOARD_ACCESS_TOKEN");
  if (url != NULL)
    g_setenv ("TACKBOARD_API_URL", url, TRUE);
  else
    g_unsetenv ("TACKBOARD_API_URL");
}

static void
test_environment (void)
{
  static const struct
  {
    TackHost    asked;
    const char *asked_url;
    const char *url_variable;
    TackHost    host;
    const char *url;
  } CASES[] = {
    { TACK_HOST_PRODUCTION, NULL, NULL, TACK_HOST_PRODUCTION, TACK_API_URL_PRODUCTION },
    { TACK_HOST_SANDBOX, NULL, NULL, TACK_HOST_SANDBOX, TACK_API_URL_SANDBOX },
    { TACK_HOST_PRODUCTION, NULL, "", TACK_HOST_PRODUCTION, TACK_API_URL_PRODUCTION },
    { TACK_HOST_PRODUCTION, NULL, "http://localhost:1", TACK_HOST_CUSTOM, "http://localhost:1" },
    /* What was asked for on the command line wins over what the shell was started with. */
    { TACK_HOST_PRODUCTION, "http://localhost:2", "http://localhost:1", TACK_HOST_CUSTOM,
      "http://localhost:2" },
    { TACK_HOST_SANDBOX, NULL, "http://localhost:1", TACK_HOST_SANDBOX, TACK_API_URL_SANDBOX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      set_environment (TOKEN, CASES[i].url_variable);
      g_autoptr (TackAccount) account
        = tack_account_new_from_environment (CASES[i].asked, CASES[i].asked_url);
      g_autofree char *token = dup_token (account);

      g_assert_cmpint (tack_account_get_host (account), ==, CASES[i].host);
      g_assert_cmpstr (tack_account_get_url (account), ==, CASES[i].url);
      g_assert_cmpstr (token, ==, TOKEN);
    }
}

static void
test_tokens (void)
{
  static const struct
  {
    const char *given;
    const char *token;
  } CASES[] = {
    { TOKEN, TOKEN },
    { NULL, NULL },
    { "", NULL },
    { " \r\n\t", NULL },
    { "  pina_abc\r\n", "pina_abc" },
    /* Wrapped by the page or the terminal it was copied from; a header would end there. */
    { "pina_abc\r\n def\x01", "pina_abcdef" },
    { "\xef\xbb\xbfpina_abc\xc2\xa0", "pina_abc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      set_environment (CASES[i].given, NULL);
      g_autoptr (TackAccount) account = tack_account_new_from_environment (TACK_HOST_SANDBOX, NULL);
      g_autofree char        *token = dup_token (account);

      g_assert_cmpstr (token, ==, CASES[i].token);
      g_assert_cmpint (tack_account_has_token (account), ==, CASES[i].token != NULL);
    }
}

static void
assert_no_secret (const char *text)
{
  if (text != NULL)
    g_assert_null (strstr (text, "s3cr3t"));
}

/* Whoever looks at the object as a whole (an inspector, a binding, a log) finds no token. */
static void
test_no_token_in_properties (void)
{
  g_autoptr (TackAccount) account
    = tack_account_new (TACK_HOST_CUSTOM, "https://pins.example/v5", TOKEN);
  guint                   n_properties;
  g_autofree GParamSpec **properties
    = g_object_class_list_properties (G_OBJECT_GET_CLASS (account), &n_properties);
  g_autofree char *dir = tack_account_dup_store_dir (account);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (account), properties[i]->name, &value);
      g_autofree char *text = g_strdup_value_contents (&value);
      assert_no_secret (text);
    }
  assert_no_secret (tack_account_get_url (account));
  assert_no_secret (tack_account_get_host_name (account));
  assert_no_secret (dir);
}

static void
call_with_account (void)
{
  g_autoptr (TackDemoServer) server = tack_demo_server_new ();
  g_autoptr (GError)         error = NULL;

  tack_redact_install_log_writer ();
  g_assert_true (tack_demo_server_start (server, 0, NULL));
  set_environment (TOKEN, NULL);
  g_autoptr (TackAccount) account
    = tack_account_new_from_environment (TACK_HOST_PRODUCTION, tack_demo_server_get_url (server));
  g_autoptr (TackApiClient) client
    = tack_api_client_new (tack_account_get_url (account), TACK_AUTHORIZER (account), &error);
  g_assert_no_error (error);

  /* A token the stand-in does not take: an error on the way, too. */
  g_autoptr (GAsyncResult) result = NULL;
  tack_api_client_call_async (client, TACK_OPERATION_BOARDS_LIST, NULL, NULL, NULL, NULL,
                              tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_null (tack_api_client_call_finish (client, result, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_SIGN_IN);
  g_message ("signed in with %s: %s", TOKEN, error->message);
}

static void
test_no_token_in_log (void)
{
  if (g_test_subprocess ())
    {
      call_with_account ();
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*signed in with pina_*Sign in again.*");
  g_test_trap_assert_stderr_unmatched ("*s3cr3t*");
  g_test_trap_assert_stdout_unmatched ("*s3cr3t*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/account/hosts", test_hosts);
  g_test_add_func ("/account/environment", test_environment);
  g_test_add_func ("/account/tokens", test_tokens);
  g_test_add_func ("/account/no-token-in-properties", test_no_token_in_properties);
  g_test_add_func ("/account/no-token-in-log", test_no_token_in_log);

  return g_test_run ();
}
