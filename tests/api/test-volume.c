/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-volume.h"

#include "api/tack-boards.h"
#include "api/tack-create.h"
#include "api/tack-pins.h"
#include "api/tack-uploads.h"
#include "base/tack-error.h"
#include "base/tack-limits.h"

#include "tack-test-api.h"
#include "tack-test.h"

#define CERAMICS "549755885175"

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
      gint64                      used = tack_volume_get_used (CASES[i].volume, account);
      g_autofree char            *warning = tack_volume_dup_warning (CASES[i].volume, used);
      g_autoptr (GError)          error = NULL;

      g_test_message ("%s", CASES[i].answer);
      if (CASES[i].warning != NULL)
        g_assert_true (g_str_has_prefix (warning, CASES[i].warning));
      else
        g_assert_cmpstr (warning, ==, NULL);

      g_assert_true (tack_volume_check (CASES[i].volume, used, 1, &error) == CASES[i].has_room);
      if (CASES[i].has_room)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_assert_cmpstr (error->message, ==, warning);
        }
    }
}

/* Several at once: none of them, or all that fit. */
static void
test_several (void)
{
  static const struct
  {
    TackVolume  volume;
    gint64      n_used;
    gint64      n_more;
    const char *sentence;
  } CASES[] = {
    { TACK_VOLUME_PINS, 199800, 200, NULL },
    { TACK_VOLUME_PINS, 199801, 200, "You have 199801 of 200000 Pins: 200 more are too many." },
    { TACK_VOLUME_PINS, 0, G_MAXINT64, "You have 0 of 200000 Pins: 2147483647 more are too many." },
    { TACK_VOLUME_BOARDS, 1999, 2, "You have 1999 of 2000 boards: 2 more are too many." },
    { TACK_VOLUME_BOARDS, G_MAXINT64, 0,
      "You have all 2000 boards that Pinterest allows: delete one to make room." },
    { TACK_VOLUME_BOARDS, -1, G_MAXINT64, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tack_volume_check (CASES[i].volume, CASES[i].n_used, CASES[i].n_more,
                                          &error),
                       ==, CASES[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, CASES[i].sentence);
    }
}

static gboolean
create_board (TackTestDemo *demo, const char *name, GError **error)
{
  const TackBoardFields    fields = { .name = name };
  g_autoptr (GAsyncResult) result = NULL;

  tack_boards_create_async (demo->client, &fields, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackBoard) board = tack_boards_create_finish (demo->client, result, error);

  return board != NULL;
}

static gboolean
create_pin (TackTestDemo *demo, GError **error)
{
  g_auto (TackPinRequest)  request = TACK_PIN_REQUEST_INIT;
  g_autoptr (GAsyncResult) result = NULL;

  request.board_id = g_strdup (CERAMICS);
  request.image_url = g_strdup ("https://a.example/b.jpg");
  tack_pins_create_async (demo->client, &request, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackPin) pin = tack_pins_create_finish (demo->client, result, error);

  return pin != NULL;
}

static gboolean
save_pin (TackTestDemo *demo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_pins_save_async (demo->client, "1", CERAMICS, NULL, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackPin) pin = tack_pins_save_finish (demo->client, result, error);

  return pin != NULL;
}

static gboolean
register_video (TackTestDemo *demo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_uploads_register_async (demo->client, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackUpload) upload = tack_uploads_register_finish (demo->client, result, error);

  return upload != NULL;
}

static guint
count_calls (TackTestDemo *demo, const char *operation)
{
  return tack_demo_server_count_calls (demo->server, operation);
}

/* A full account is refused before anything is sent, though no caller asked how full it is. */
static void
test_full (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tack_create_forget_counts (demo->client);
  tack_demo_server_set_counts (demo->server, TACK_BOARDS_MAX, TACK_PINS_MAX);
  g_assert_false (create_board (demo, "Ovens", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_clear_error (&error);
  g_assert_false (create_pin (demo, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_clear_error (&error);
  g_assert_false (save_pin (demo, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_clear_error (&error);
  g_assert_false (register_video (demo, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);

  g_assert_cmpuint (count_calls (demo, "user_account/get"), ==, 1);
  g_assert_cmpuint (count_calls (demo, "boards/create"), ==, 0);
  g_assert_cmpuint (count_calls (demo, "pins/create"), ==, 0);
  g_assert_cmpuint (count_calls (demo, "pins/save"), ==, 0);
  g_assert_cmpuint (count_calls (demo, "media/create"), ==, 0);
}

/* Asked once, counted on: what Pinterest refused does not count, what was deleted is asked for. */
static void
test_counts (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_create_forget_counts (demo->client);
  tack_demo_server_set_counts (demo->server, TACK_BOARDS_MAX - 2, 0);
  g_assert_true (create_board (demo, "One", NULL));
  g_assert_false (create_board (demo, "One", NULL)); /* the name is taken */
  g_assert_true (create_board (demo, "Two", NULL));
  g_assert_false (create_board (demo, "Three", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpuint (count_calls (demo, "boards/create"), ==, 3);
  g_assert_cmpuint (count_calls (demo, "user_account/get"), ==, 1);

  tack_boards_delete_async (demo->client, CERAMICS, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_boards_delete_finish (demo->client, result, NULL));
  g_assert_true (create_board (demo, "Three", NULL));
  g_assert_cmpuint (count_calls (demo, "user_account/get"), ==, 2);

  /* The owner of an ad account has boards of their own. */
  tack_api_client_set_ad_account (demo->client, "7");
  tack_demo_server_set_counts (demo->server, 10, 0);
  g_assert_true (create_board (demo, "Four", NULL));
  g_assert_cmpuint (count_calls (demo, "user_account/get"), ==, 3);
}

/* An account that cannot be read refuses nothing, and is not asked for again and again. */
static void
test_unreadable (TackTestDemo *demo, gconstpointer data)
{
  static const char *const FAULTS[] = {
    "status:403:29:No.",
    "status:400:1:No.",
    "json:{}",
    "json:{\"board_count\":\"many\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      guint            n_before = count_calls (demo, "user_account/get");
      g_autofree char *first = g_strdup_printf ("First %u", i);
      g_autofree char *second = g_strdup_printf ("Second %u", i);

      g_test_message ("%s", FAULTS[i]);
      tack_create_forget_counts (demo->client);
      tack_demo_server_fail_next (demo->server, "user_account/get", 1, FAULTS[i]);
      g_assert_true (create_board (demo, first, NULL));
      g_assert_true (create_board (demo, second, NULL));
      g_assert_cmpuint (count_calls (demo, "user_account/get") - n_before, ==, 1);
    }
}

/* Who reads slowly is not waited for: writing has limits of its own. */
static void
test_slow (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  const TackBoardFields    fields = { .name = "Ovens" };

  tack_create_forget_counts (demo->client);
  tack_demo_server_fail_next (demo->server, "user_account/get", 1, "late:4000");
  tack_boards_create_async (demo->client, &fields, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackBoard) board = tack_boards_create_finish (demo->client, result, NULL);
  g_assert_nonnull (board);

  /* The account's answer arrives all the same, and ends nothing twice. */
  g_clear_object (&result);
  tack_test_wait_until (G_OBJECT (demo->client)->ref_count == 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/volume/levels", TackTestDemo, NULL, tack_test_demo_set_up, test_levels,
              tack_test_demo_tear_down);

  g_test_add_func ("/volume/several", test_several);
  g_test_add ("/volume/full", TackTestDemo, NULL, tack_test_demo_set_up, test_full,
              tack_test_demo_tear_down);
  g_test_add ("/volume/counts", TackTestDemo, NULL, tack_test_demo_set_up, test_counts,
              tack_test_demo_tear_down);
  g_test_add ("/volume/unreadable", TackTestDemo, NULL, tack_test_demo_set_up, test_unreadable,
              tack_test_demo_tear_down);

  g_test_add ("/volume/slow", TackTestDemo, NULL, tack_test_demo_set_up, test_slow,
              tack_test_demo_tear_down);

  return g_test_run ();
}
