/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-board-turns.h"

#include "api/tack-task-queue.h"

struct _TackBoardTurns
{
  GHashTable *queues; /* id of a board whose turn is taken → TackTaskQueue of those who wait */
};

TackBoardTurns *
tack_board_turns_new (void)
{
  TackBoardTurns *self = g_new0 (TackBoardTurns, 1);

  self->queues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) tack_task_queue_free);

  return self;
}

void
tack_board_turns_free (TackBoardTurns *self)
{
  g_hash_table_unref (self->queues);
  g_free (self);
}

void
tack_board_turns_take_async (TackBoardTurns     *self,
                             const char         *board_id,
                             GObject            *source,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  TackTaskQueue    *queue = g_hash_table_lookup (self->queues, board_id);

  g_task_set_source_tag (task, tack_board_turns_take_async);
  /* Once it is given, a turn is taken, cancelled or not: it has to be given back. */
  g_task_set_check_cancellable (task, FALSE);
  if (queue != NULL)
    {
      tack_task_queue_push (queue, g_steal_pointer (&task));
      return;
    }

  g_hash_table_insert (self->queues, g_strdup (board_id), tack_task_queue_new ());
  g_task_return_boolean (task, TRUE);
}

gboolean
tack_board_turns_take_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_board_turns_take_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tack_board_turns_give_back (TackBoardTurns *self, const char *board_id)
{
  TackTaskQueue *queue = g_hash_table_lookup (self->queues, board_id);
  g_return_if_fail (queue != NULL);

  g_autoptr (GTask) next = tack_task_queue_pop (queue);
  if (next != NULL)
    g_task_return_boolean (next, TRUE);
  else
    g_hash_table_remove (self->queues, board_id);
}
