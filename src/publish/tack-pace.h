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

/**
 * tack_pace_smooth_left:
 * @shown_ms: what was said last, -1 where nothing was.
 * @left_ms: what the pace says now, -1 where it is not known.
 * @elapsed_ms: since @shown_ms was said.
 *
 * A time left that a person watches counts down evenly: it is drawn towards a new estimate slowly,
 * for an estimate jumps with every burst of the network.
 *
 * Returns: what to say, -1 for nothing.
 */
gint64 tack_pace_smooth_left (gint64 shown_ms, gint64 left_ms, gint64 elapsed_ms);

G_END_DECLS
