/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue-private.h"

/* In which order a person wants it. */

/* Whether a person can say when it is its turn. */
static gboolean
is_movable (TackJob *job)
{
  TackState state = tack_job_get_state (job);

  return state == TACK_STATE_WAITING || state == TACK_STATE_PAUSED;
}

static TackJob *
get_job (TackQueue *self, guint position)
{
  g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), position);

  return job; /* the list's */
}

/* Returns: where @job goes to, its own position when it cannot go there. */
static guint
find_target (TackQueue *self, guint position, TackMove move)
{
  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  guint target = position;

  if (!is_movable (get_job (self, position)))
    return position;

  if (move == TACK_MOVE_DOWN || move == TACK_MOVE_END)
    {
      for (guint i = position + 1; i < n_jobs; i++)
        if (is_movable (get_job (self, i)))
          {
            target = i;
            if (move == TACK_MOVE_DOWN)
              break;
          }
      return target;
    }

  for (guint i = position; i-- > 0;)
    if (is_movable (get_job (self, i)))
      {
        target = i;
        if (move == TACK_MOVE_UP)
          break;
      }

  return target;
}

gboolean
tack_queue_can_move (TackQueue *self, TackJob *job, TackMove move)
{
  guint position;

  return g_list_store_find (self->jobs, job, &position)
         && find_target (self, position, move) != position;
}

void
tack_queue_move (TackQueue *self, TackJob *job, TackMove move)
{
  guint position;

  if (!g_list_store_find (self->jobs, job, &position))
    return;

  guint target = find_target (self, position, move);
  if (target == position)
    return;

  /* Those between both change places; each takes the position that was there. */
  guint                 first = MIN (position, target);
  guint                 n = MAX (position, target) - first + 1;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gint64    *positions = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      positions[i] = tack_job_get_position (get_job (self, first + i));
      if (first + i != position)
        g_ptr_array_add (jobs, g_object_ref (get_job (self, first + i)));
    }
  g_ptr_array_insert (jobs, target < position ? 0 : -1, g_object_ref (job));
  for (guint i = 0; i < n; i++)
    tack_job_set_position (g_ptr_array_index (jobs, i), positions[i]);

  tack_queue_write_moved (self, jobs);
  g_list_store_splice (self->jobs, first, n, jobs->pdata, jobs->len);
}
