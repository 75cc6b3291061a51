/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-redact.h"

/* What must not be read anywhere; each case below has it once. */
#define SECRET "kX9_s3cr3t-va1ue.~+/x="

static void
test_secrets (void)
{
  static const char *const TEXTS[] = {
    /* headers */
    "Authorization: Bearer " SECRET,
    "> authorization: bearer " SECRET "\r\n> Accept: */*",
    "Authorization: Basic " SECRET,
    "Authorization: " SECRET,
    "{\"Authorization\": \"Bearer " SECRET "\"}",
    "sent with Bearer  " SECRET " to the host",
    /* tokens wherever they stand */
    "token is pina_" SECRET ", really",
    "pinr_" SECRET,
    "pinc_" SECRET,
    "%3Dpina_" SECRET,
    "TACKBOARD_TOKEN_pina_" SECRET,
    "TACKBOARD_ACCESS_TOKEN=" SECRET " tackboard",
    "TACKBOARD_APP_SECRET=" SECRET,
    /* answers and requests of the sign-in */
    "{\"access_token\":\"" SECRET "\",\"token_type\":\"bearer\"}",
    "{\"refresh_token\" : \"" SECRET "\"}",
    "{\"body\":\"{\\\"access_token\\\":\\\"" SECRET "\\\"}\"}",
    "grant_type=refresh_token&refresh_token=" SECRET "&scope=boards:read",
    "client_secret=" SECRET,
    /* a presigned address */
    "https://b.example/?X-Amz-Date=1&X-Amz-Signature=" SECRET "&X-Amz-Expires=2",
    "https://b.example/?X-Amz-Credential=" SECRET,
    "https://b.example/?X-Amz-Security-Token=" SECRET "&a=b",
    "https://b.example/?AWSAccessKeyId=a&Signature=" SECRET,
    /* upload parameters, as JSON and as the form they are sent in */
    "{\"x-amz-signature\":\"" SECRET "\",\"key\":\"k\"}",
    "{\"x-amz-security-token\":\"" SECRET "\"}",
    "{\"x-amz-credential\":\"" SECRET "\"}",
    "{\"policy\":\"" SECRET "\"}",
    "Content-Disposition: form-data; name=\"policy\"\r\n\r\n" SECRET "\r\n--b--",
    "Content-Disposition: form-data; name=\"x-amz-signature\"\r\n\r\n" SECRET "\r\n",
    "Content-Disposition: form-data; name=\"x-amz-security-token\"\r\n"
    "Content-Type: text/plain\r\n\r\n" SECRET "\r\n",
    "Content-Disposition: form-data; name=\"x-amz-credential\"\n\n" SECRET "\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autofree char *shown = tack_redact (TEXTS[i]);

      g_test_message ("%s", shown);
      g_assert_null (strstr (shown, "s3cr3t"));
      g_assert_null (strstr (shown, "kX9"));
      g_assert_null (strstr (shown, "va1ue"));
      g_assert_nonnull (strstr (shown, "•••"));
    }
}

/* What stands around a secret is what a log is read for. */
static void
test_rest_stays (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } CASES[] = {
    { "", "" },
    { "“vase.mp4” has 2 s; Pinterest wants 4 s.", "“vase.mp4” has 2 s; Pinterest wants 4 s." },
    { "GET /v5/boards?page_size=250 401 code 2", "GET /v5/boards?page_size=250 401 code 2" },
    { "two pina_abc and pinr_def here", "two pina_••• and pinr_••• here" },
    { "a=1&access_token=abc&b=2", "a=1&access_token=•••&b=2" },
    { "{\"policy\":\"abc\",\"key\":\"up/1\"}", "{\"policy\":\"•••\",\"key\":\"up/1\"}" },
    { "Authorization: Bearer abc\r\nHost: x", "Authorization: •••\r\nHost: x" },
    { "bad \xff byte, Bearer abc", "bad \xef\xbf\xbd byte, Bearer •••" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *shown = tack_redact (CASES[i].text);

      g_assert_cmpstr (shown, ==, CASES[i].shown);
    }
}

static void
test_long_text (void)
{
  g_autofree char *filler = g_strnfill (200000, 'a');
  g_autofree char *text = g_strconcat (filler, " Bearer " SECRET " ", filler, NULL);
  g_autofree char *shown = tack_redact (text);

  g_assert_null (strstr (shown, "s3cr3t"));
}

/* Every way into the log, in a process of its own: the writer can be installed only once. */
static void
test_log_writer (void)
{
  if (g_test_subprocess ())
    {
      tack_redact_install_log_writer ();
      g_message ("message with Bearer " SECRET);
      g_debug ("debug with pina_" SECRET);
      g_log_structured ("tack-test", G_LOG_LEVEL_INFO, "MESSAGE", "{\"policy\":\"%s\"} in a field",
                        SECRET);
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*s3cr3t*");
  g_test_trap_assert_stdout_unmatched ("*s3cr3t*");
  g_test_trap_assert_stderr ("*message with Bearer*");
  g_test_trap_assert_stdout ("*debug with pina_*in a field*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/redact/secrets", test_secrets);
  g_test_add_func ("/base/redact/rest-stays", test_rest_stays);
  g_test_add_func ("/base/redact/long-text", test_long_text);
  g_test_add_func ("/base/redact/log-writer", test_log_writer);

  return g_test_run ();
}
