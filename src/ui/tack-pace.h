/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TACK_PACE_SAMPLES 16

/**
 * TackPace:
 *
 * How fast an amount grows, smoothed over a window: bytes a second for one upload, Pins a second
 * for the queue. Plain data on the given clock; begin with tack_pace_init().
 */
typedef struct
{
  gint64 window_ms;
  guint  n;
  gint64 at[TACK_PACE_SAMPLES];
  double amount[TACK_PACE_SAMPLES];
  gint64 last_at;
  double last_amount;
} TackPace;

/** tack_pace_init: @window_ms: how much of the past counts. */
void tack_pace_init (TackPace *self, gint64 window_ms);

/** tack_pace_add: an amount smaller than the last one is a new beginning. */
void tack_pace_add (TackPace *self, gint64 now_ms, double amount);

/** tack_pace_get_rate: Returns: the growth in a second; 0 while a quarter of the window is not
 * known, or where nothing grew. */
double tack_pace_get_rate (const TackPace *self);

/** tack_pace_get_left_ms: Returns: how long @amount more will take, -1 where that is not known. */
gint64 tack_pace_get_left_ms (const TackPace *self, double amount);

G_END_DECLS
