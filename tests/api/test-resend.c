/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-resend.h"

#include <libsoup/soup.h>

#include "base/tack-error.h"

static GError *
new_error (TackErrorClass error_class, guint status, gint64 retry_after_ms, gboolean answer_lost)
{
  TackErrorDetails details
    = { .status = status, .retry_after_ms = retry_after_ms, .answer_lost = answer_lost };

  return tack_error_new_with_details (error_class, &details, "It failed.");
}

/* How often a call is sent in all when each sending fails the same way. */
static void
test_sendings (void)
{
  static const struct
  {
    TackOperation  operation;
    TackErrorClass error_class;
    guint          status;
    gboolean       answer_lost;
    guint          n_sendings;
  } cases[] = {
    { TACK_OPERATION_BOARDS_LIST, TACK_ERROR_WAIT, 0, TRUE, 3 },
    { TACK_OPERATION_BOARDS_LIST, TACK_ERROR_WAIT, 503, FALSE, 3 },
    { TACK_OPERATION_BOARDS_LIST, TACK_ERROR_FIX, 400, FALSE, 1 },
    { TACK_OPERATION_BOARDS_DELETE, TACK_ERROR_WAIT, 0, TRUE, 3 },
    /* It may be done already: only who looks can tell. */
    { TACK_OPERATION_PINS_CREATE, TACK_ERROR_WAIT, 0, TRUE, 1 },
    { TACK_OPERATION_PINS_CREATE, TACK_ERROR_WAIT, 503, FALSE, 1 },
    { TACK_OPERATION_PINS_CREATE, TACK_ERROR_WAIT, 409, FALSE, 1 },
    { TACK_OPERATION_BOARD_SECTIONS_CREATE, TACK_ERROR_WAIT, 409, FALSE, 5 },
    { TACK_OPERATION_BOARD_SECTIONS_CREATE, TACK_ERROR_WAIT, 0, TRUE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TackResend         resend = { 0 };
      g_autoptr (GError) error
        = new_error (cases[i].error_class, cases[i].status, -1, cases[i].answer_lost);
      guint n_sendings = 1;

      while (tack_resend_count (&resend, cases[i].operation, error) >= 0)
        n_sendings++;
      g_assert_cmpuint (n_sendings, ==, cases[i].n_sendings);
    }
}

static void
test_server_knows_better (void)
{
  TackResend         resend = { 0 };
  g_autoptr (GError) error = new_error (TACK_ERROR_WAIT, 503, 90 * 1000, FALSE);

  g_assert_cmpint (tack_resend_count (&resend, TACK_OPERATION_PINS_GET, error), ==, 90 * 1000);
}

/* What is not there was deleted by us, if we may have deleted it, and else is an error. */
static void
test_deleted_before (void)
{
  TackResend         resend = { 0 };
  g_autoptr (GError) lost = new_error (TACK_ERROR_WAIT, 0, -1, TRUE);
  g_autoptr (GError) refusal
    = tack_resend_settle (&resend, TACK_OPERATION_PINS_DELETE,
                          new_error (TACK_ERROR_GONE, SOUP_STATUS_NOT_FOUND, -1, FALSE));

  g_assert_error (refusal, TACK_ERROR, TACK_ERROR_GONE);

  tack_resend_count (&resend, TACK_OPERATION_PINS_DELETE, lost);
  g_assert_null (
    tack_resend_settle (&resend, TACK_OPERATION_PINS_DELETE,
                        new_error (TACK_ERROR_GONE, SOUP_STATUS_NOT_FOUND, -1, FALSE)));

  g_autoptr (GError) of_another
    = tack_resend_settle (&resend, TACK_OPERATION_PINS_GET,
                          new_error (TACK_ERROR_GONE, SOUP_STATUS_NOT_FOUND, -1, FALSE));
  g_assert_error (of_another, TACK_ERROR, TACK_ERROR_GONE);
}

/* A lost answer is a doubt only about what must not be done twice. */
static void
test_doubt (void)
{
  const TackResend   resend = { 0 };
  g_autoptr (GError) list = tack_resend_settle (&resend, TACK_OPERATION_BOARDS_LIST,
                                                new_error (TACK_ERROR_WAIT, 0, -1, TRUE));
  g_autoptr (GError) create = tack_resend_settle (&resend, TACK_OPERATION_PINS_CREATE,
                                                  new_error (TACK_ERROR_WAIT, 0, -1, TRUE));

  g_assert_false (tack_error_get_details (list)->answer_lost);
  g_assert_cmpstr (list->message, ==, "It failed.");
  g_assert_true (tack_error_get_details (create)->answer_lost);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/resend/sendings", test_sendings);
  g_test_add_func ("/api/resend/server-knows-better", test_server_knows_better);
  g_test_add_func ("/api/resend/deleted-before", test_deleted_before);
  g_test_add_func ("/api/resend/doubt", test_doubt);

  return g_test_run ();
}
