/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-pace.h"

#include <math.h>
#include <string.h>

/* Nobody waits for longer than this; it also keeps a rate near nothing from overflowing. */
#define LEFT_MS_MAX (G_GINT64_CONSTANT (48) * 3600 * 1000)

/* After this long two thirds of a correction have been made. */
#define SMOOTH_MS 8000.0

void
tack_pace_init (TackPace *self, gint64 window_ms)
{
  *self = (TackPace){ .window_ms = window_ms };
}

/* Drops the oldest samples, but keeps one at or before the window's beginning to measure from. */
static void
forget (TackPace *self, gint64 now_ms)
{
  guint n_old = 0;

  while (n_old + 1 < self->n && self->at[n_old + 1] <= now_ms - self->window_ms)
    n_old++;
  if (n_old == 0 && self->n == TACK_PACE_SAMPLES)
    n_old = 1;

  self->n -= n_old;
  memmove (self->at, self->at + n_old, self->n * sizeof self->at[0]);
  memmove (self->amount, self->amount + n_old, self->n * sizeof self->amount[0]);
}

void
tack_pace_add (TackPace *self, gint64 now_ms, double amount)
{
  if (self->n > 0 && amount < self->last_amount)
    self->n = 0;

  self->last_at = now_ms;
  self->last_amount = amount;
  if (self->n > 0 && now_ms - self->at[self->n - 1] < self->window_ms / (TACK_PACE_SAMPLES - 2))
    return;

  forget (self, now_ms);
  self->at[self->n] = now_ms;
  self->amount[self->n] = amount;
  self->n++;
}

double
tack_pace_get_rate (const TackPace *self)
{
  if (self->n == 0)
    return 0;

  gint64 span_ms = self->last_at - self->at[0];
  if (span_ms < self->window_ms / 4)
    return 0;

  return (self->last_amount - self->amount[0]) * 1000 / (double) span_ms;
}

gint64
tack_pace_get_left_ms (const TackPace *self, double amount)
{
  double rate = tack_pace_get_rate (self);

  if (rate <= 0)
    return -1;

  return (gint64) MIN (MAX (amount, 0) * 1000 / rate, (double) LEFT_MS_MAX);
}

gint64
tack_pace_smooth_left (gint64 shown_ms, gint64 left_ms, gint64 elapsed_ms)
{
  if (left_ms < 0 || shown_ms < 0)
    return left_ms;

  double expected = (double) MAX (shown_ms - elapsed_ms, 0);
  double weight = 1 - exp (-(double) MAX (elapsed_ms, 0) / SMOOTH_MS);

  return (gint64) (expected + ((double) left_ms - expected) * weight);
}
