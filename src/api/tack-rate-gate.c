/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-rate-gate.h"

#include <glib/gi18n-lib.h>

#include "api/tack-rate-headers.h"
#include "api/tack-task-queue.h"
#include "base/tack-backoff.h"
#include "base/tack-error.h"

/* The pause after a 429 that does not say how long. */
#define PAUSE_FIRST_MS 1000
#define PAUSE_MAX_MS 60000
/* What is left of a window is spread when it is less than a tenth, or than this where the whole is
 * not known. */
#define SCARCE_SHARE 10
#define SCARCE_UNKNOWN 10
/* The last calls of a day are not spread over hours: they are made, and then it is over. */
#define SPREAD_MS_MAX (5 * 60 * 1000)
/* Clocks stand still while a computer sleeps, and what was told may be wrong: so often one may ask
 * although it is too early. */
#define ASK_AGAIN_MS (15 * 60 * 1000)
/* As many at once need no watching any more. */
#define FREE_FROM 32

typedef struct
{
  gint64 limit;
  gint64 left;
  gint64 resets_at;
} Budget;

/* All times are the clock's. */
struct _TackRateGate
{
  GObject parent_instance;

  TackClock     *clock;
  TackTaskQueue *waiting; /* task data: the deadline, a gint64 */
  GSource       *timer;   /* nullable */

  guint    n_inside;
  guint    n_inside_max; /* grows again after a refusal */
  guint    n_refusals;   /* in a row */
  gint64   closed_until;
  gint64   told_at;   /* when the last answer told something */
  gboolean is_asking; /* the only one inside is there to ask whether it is still too early */
  gint64   last_entered_at;
  GArray  *budgets; /* of Budget: what the last answer told */
};

G_DEFINE_FINAL_TYPE (TackRateGate, tack_rate_gate, G_TYPE_OBJECT)

static void
clear_timer (TackRateGate *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
tack_rate_gate_finalize (GObject *object)
{
  TackRateGate *self = TACK_RATE_GATE (object);

  clear_timer (self);
  g_clear_object (&self->clock);
  tack_task_queue_free (self->waiting);
  g_array_unref (self->budgets);

  G_OBJECT_CLASS (tack_rate_gate_parent_class)->finalize (object);
}

static void
tack_rate_gate_class_init (TackRateGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_rate_gate_finalize;
}

static void
tack_rate_gate_init (TackRateGate *self)
{
  self->waiting = tack_task_queue_new ();
  self->n_inside_max = G_MAXUINT;
  self->last_entered_at = G_MININT64 / 2;
  self->budgets = g_array_new (FALSE, FALSE, sizeof (Budget));
}

TackRateGate *
tack_rate_gate_new (TackClock *clock)
{
  TackRateGate *self = g_object_new (TACK_TYPE_RATE_GATE, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

static gint64
get_budget_opening (TackRateGate *self, const Budget *budget, gint64 now)
{
  gint64 scarce = budget->limit > 0 ? budget->limit / SCARCE_SHARE : SCARCE_UNKNOWN;

  if (budget->resets_at <= now)
    return now;
  if (budget->left <= 0)
    return budget->resets_at;
  if (budget->left > scarce || budget->resets_at - now > SPREAD_MS_MAX)
    return now;

  gint64 since = MAX (self->last_entered_at, now - SPREAD_MS_MAX);
  return since + (budget->resets_at - since) / (budget->left + 1);
}

/* When the next call may go in, as far as is known. */
static gint64
get_opening (TackRateGate *self, gint64 now)
{
  gint64 opening = MAX (self->closed_until, now);

  for (guint i = 0; i < self->budgets->len; i++)
    opening
      = MAX (opening, get_budget_opening (self, &g_array_index (self->budgets, Budget, i), now));

  return opening;
}

static gboolean
is_in_vain (GTask *task, gpointer user_data)
{
  const gint64 *opening = user_data;
  const gint64 *deadline = g_task_get_task_data (task);

  return *opening > *deadline;
}

static void
send_away (TackRateGate *self, gint64 opening, gint64 now)
{
  g_autoptr (GPtrArray) tasks = tack_task_queue_take_if (self->waiting, is_in_vain, &opening);
  TackErrorDetails      details = { .retry_after_ms = opening - now };

  for (guint i = 0; i < tasks->len; i++)
    g_task_return_error (g_ptr_array_index (tasks, i),
                         tack_error_new_with_details (TACK_ERROR_WAIT, &details,
                                                      _ ("Pinterest asks for a pause: too many "
                                                         "requests.")));
}

static void
let_one_in (TackRateGate *self, gint64 now)
{
  g_autoptr (GTask) task = tack_task_queue_pop (self->waiting);

  self->n_inside++;
  self->last_entered_at = now;
  for (guint i = 0; i < self->budgets->len; i++)
    g_array_index (self->budgets, Budget, i).left--;
  g_task_return_boolean (task, TRUE);
}

static void on_timer (gpointer user_data);

/* Lets one in instead of sending it away for hours once more. */
static void
let_one_ask (TackRateGate *self, gint64 now)
{
  if (self->n_inside > 0 || now - self->told_at < ASK_AGAIN_MS
      || tack_task_queue_is_empty (self->waiting))
    return;

  self->is_asking = TRUE;
  let_one_in (self, now);
}

/* Whatever changes, this decides anew who goes in, who is sent away, and when to look again. */
static void
update (TackRateGate *self)
{
  /* Whoever goes in may go out again at once, and take the last reference along. */
  g_autoptr (TackRateGate) alive = g_object_ref (self);
  gint64                   now = tack_clock_get_monotonic_ms (self->clock);
  gint64                   opening = get_opening (self, now);

  while (opening <= now && self->n_inside < self->n_inside_max
         && !tack_task_queue_is_empty (self->waiting))
    {
      let_one_in (self, now);
      opening = get_opening (self, now);
    }

  if (opening - now > SPREAD_MS_MAX)
    let_one_ask (self, now);
  send_away (self, opening, now);
  clear_timer (self);
  /* With somebody inside who goes ahead, looking again is for when that one is out. */
  if (opening > now && !tack_task_queue_is_empty (self->waiting))
    self->timer = tack_clock_add_timeout (self->clock, opening - now, on_timer, self);
}

static void
on_timer (gpointer user_data)
{
  update (user_data);
}

void
tack_rate_gate_enter_async (TackRateGate       *self,
                            gint64              deadline_ms,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_rate_gate_enter_async);
  g_task_set_task_data (task, g_memdup2 (&deadline_ms, sizeof deadline_ms), g_free);
  /* Once it is in, it has to come out, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  tack_task_queue_push (self->waiting, task);
  update (self);
}

gboolean
tack_rate_gate_enter_finish (TackRateGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Those that are under way may not be counted yet. */
static void
learn (TackRateGate *self, SoupMessageHeaders *headers)
{
  g_autoptr (GArray) windows = tack_rate_headers_parse (headers);
  gint64             now = tack_clock_get_monotonic_ms (self->clock);

  if (windows->len == 0)
    return;

  self->told_at = now;
  g_array_set_size (self->budgets, 0);
  for (guint i = 0; i < windows->len; i++)
    {
      TackRateWindow window = g_array_index (windows, TackRateWindow, i);
      gint64         left = MAX (window.remaining - self->n_inside, MIN (window.remaining, 1));
      Budget         budget = { window.limit, left, now + window.reset_ms };

      if (window.reset_ms >= 0)
        g_array_append_val (self->budgets, budget);
    }
}

static void
forget (TackRateGate *self)
{
  self->closed_until = tack_clock_get_monotonic_ms (self->clock);
  g_array_set_size (self->budgets, 0);
}

void
tack_rate_gate_leave (TackRateGate *self, SoupMessageHeaders *headers)
{
  g_return_if_fail (self->n_inside > 0);

  self->n_inside--;
  if (headers != NULL)
    {
      if (self->is_asking)
        forget (self);
      self->n_refusals = 0;
      learn (self, headers);
      if (self->n_inside_max < FREE_FROM)
        self->n_inside_max *= 2;
      if (self->n_inside_max >= FREE_FROM)
        self->n_inside_max = G_MAXUINT;
    }
  self->is_asking = FALSE;
  update (self);
}

void
tack_rate_gate_refuse (TackRateGate *self, gint64 retry_after_ms)
{
  gint64 now = tack_clock_get_monotonic_ms (self->clock);
  gint64 pause = retry_after_ms;

  g_return_if_fail (self->n_inside > 0);

  /* Those that were under way beside the first one tell nothing new. */
  if (now >= self->closed_until)
    self->n_refusals++;
  /* A server that asks for a second and then refuses again does not know better. */
  if (retry_after_ms < 0 || self->n_refusals > 1)
    pause = MAX (pause, tack_backoff_get_delay (self->n_refusals, PAUSE_FIRST_MS, PAUSE_MAX_MS,
                                                g_random_double ()));

  self->n_inside--;
  self->n_inside_max = 1;
  self->is_asking = FALSE;
  self->told_at = now;
  self->closed_until = MAX (self->closed_until, now + pause);
  update (self);
}
