/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackCreateLimits:
 * @daily_cap: how many Pins a day, 0 for any number.
 * @spacing_s: seconds between two creates, 0 for none.
 *
 * What a person has set so that a burst of Pins does not get the account blocked.
 */
typedef struct
{
  guint daily_cap;
  guint spacing_s;
} TackCreateLimits;

/**
 * TackCreateWait:
 * @TACK_CREATE_NOW: the next Pin may be created.
 * @TACK_CREATE_SPACED: the last one was a moment ago.
 * @TACK_CREATE_CAPPED: there are enough for today.
 */
typedef enum
{
  TACK_CREATE_NOW,
  TACK_CREATE_SPACED,
  TACK_CREATE_CAPPED,
} TackCreateWait;

/**
 * tack_create_limits_check:
 * @n_today: how many were created today.
 * @last_at: when the last one was, 0 where it was long ago.
 * @now: all in Unix ms.
 * @until: (out): when it may be; 0 for now.
 *
 * Pure, but for the day, which is this computer's.
 */
TackCreateWait tack_create_limits_check (TackCreateLimits limits,
                                         guint            n_today,
                                         gint64           last_at,
                                         gint64           now,
                                         gint64          *until);

/** tack_create_limits_get_midnight: Returns: Unix ms at which the day of @now began here; with
 * @days 1 the day after. */
gint64 tack_create_limits_get_midnight (gint64 now, int days);

G_END_DECLS
