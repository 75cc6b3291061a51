/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-board-turns.h"

#include "tack-test.h"

typedef struct
{
  GObject        *owner;
  TackBoardTurns *turns;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->owner = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->turns = tack_board_turns_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tack_board_turns_free (fixture->turns);
  g_assert_finalize_object (fixture->owner);
}

static void
take (Fixture *fixture, const char *board_id, GCancellable *cancellable, GAsyncResult **result)
{
  tack_board_turns_take_async (fixture->turns, board_id, fixture->owner, cancellable,
                               tack_test_store_result, result);
}

static gboolean
is_taken (GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) owned = NULL;

  tack_test_wait_result (*result);
  owned = g_steal_pointer (result);

  return tack_board_turns_take_finish (owned, error);
}

/* One board makes no other one wait. */
static void
test_boards_apart (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;

  take (fixture, "1", NULL, &first);
  take (fixture, "2", NULL, &second);
  g_assert_true (is_taken (&first, NULL));
  g_assert_true (is_taken (&second, NULL));
  tack_board_turns_give_back (fixture->turns, "2");
  tack_board_turns_give_back (fixture->turns, "1");
}

/* First come, first served, and one who left is passed over. */
static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  GAsyncResult            *results[4] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    take (fixture, "1", i == 2 ? cancellable : NULL, &results[i]);
  g_cancellable_cancel (cancellable);
  g_assert_false (is_taken (&results[2], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (is_taken (&results[0], NULL));
  g_assert_null (results[1]);
  tack_board_turns_give_back (fixture->turns, "1");
  g_assert_true (is_taken (&results[1], NULL));
  g_assert_null (results[3]);
  tack_board_turns_give_back (fixture->turns, "1");
  g_assert_true (is_taken (&results[3], NULL));
  tack_board_turns_give_back (fixture->turns, "1");
}

/* A turn that was given counts, even to one who is called off in the same moment. */
static void
test_called_off_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult            *first = NULL;
  GAsyncResult            *second = NULL;

  take (fixture, "1", cancellable, &first);
  g_cancellable_cancel (cancellable);
  g_assert_true (is_taken (&first, NULL));
  tack_board_turns_give_back (fixture->turns, "1");
  take (fixture, "1", NULL, &second);
  g_assert_true (is_taken (&second, NULL));
  tack_board_turns_give_back (fixture->turns, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/api/board-turns/boards-apart", Fixture, NULL, set_up, test_boards_apart, tear_down);
  g_test_add ("/api/board-turns/in-order", Fixture, NULL, set_up, test_in_order, tear_down);
  g_test_add ("/api/board-turns/called-off-too-late", Fixture, NULL, set_up,
              test_called_off_too_late, tear_down);

  return g_test_run ();
}
