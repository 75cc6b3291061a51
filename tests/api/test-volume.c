/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-volume.h"

#include "base/tack-error.h"
#include "tack-test-api.h"
#include "tack-test.h"

static TackAccountInfo *
get_account (TackTestDemo *demo, const char *answer)
{
  g_autofree char         *fault = g_strconcat ("json:", answer, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_demo_server_fail_next (demo->server, "user_account/get", 1, fault);
  tack_account_info_get_async (demo->client, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  TackAccountInfo *account = tack_account_info_get_finish (demo->client, result, &error);
  g_assert_no_error (error);

  return account;
}

/* Warned from 95 %, refused at 100 %: of what Pinterest says, whatever that is. */
static void
test_levels (TackTestDemo *demo, gconstpointer data)
{
  static const struct
  {
    TackVolume  volume;
    const char *answer;
    const char *warning;
    gboolean    has_room;
  } CASES[] = {
    { TACK_VOLUME_BOARDS, "{\"board_count\":0}", NULL, TRUE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":1899,\"pin_count\":200000}", NULL, TRUE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":1900}", "You have 1900 of 2000 boards", TRUE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":1999}", "You have 1999 of 2000 boards", TRUE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":2000}", "You have all 2000 boards", FALSE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":9007199254740993}", "You have all 2000", FALSE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":null}", NULL, TRUE },
    { TACK_VOLUME_BOARDS, "{\"board_count\":\"2000\"}", NULL, TRUE },
    { TACK_VOLUME_BOARDS, "{}", NULL, TRUE },
    { TACK_VOLUME_PINS, "{\"pin_count\":189999,\"board_count\":2000}", NULL, TRUE },
    { TACK_VOLUME_PINS, "{\"pin_count\":190000}", "You have 190000 of 200000 Pins", TRUE },
    { TACK_VOLUME_PINS, "{\"pin_count\":200000}", "You have all 200000 Pins", FALSE },
    { TACK_VOLUME_PINS, "{\"pin_count\":-1}", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackAccountInfo) account = get_account (demo, CASES[i].answer);
      g_autofree char            *warning = tack_volume_dup_warning (CASES[i].volume, account);
      g_autoptr (GError)          error = NULL;

      g_test_message ("%s", CASES[i].answer);
      if (CASES[i].warning != NULL)
        g_assert_true (g_str_has_prefix (warning, CASES[i].warning));
      else
        g_assert_cmpstr (warning, ==, NULL);

      g_assert_true (tack_volume_check (CASES[i].volume, account, &error) == CASES[i].has_room);
      if (CASES[i].has_room)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_assert_cmpstr (error->message, ==, warning);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/volume/levels", TackTestDemo, NULL, tack_test_demo_set_up, test_levels,
              tack_test_demo_tear_down);

  return g_test_run ();
}
