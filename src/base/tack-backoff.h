/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_backoff_get_delay:
 * @attempt: how many tries have failed, from 1.
 * @first_ms: the delay after the first failure.
 * @max_ms: the longest delay.
 * @random: 0 to 1, spreads tries that failed together.
 *
 * Doubles from @first_ms up to @max_ms, then takes between half of that and all of it, so that many
 * clients that failed at once do not come back at once. Pure: the caller brings the randomness.
 *
 * Returns: milliseconds to wait.
 */
gint64 tack_backoff_get_delay (guint attempt, gint64 first_ms, gint64 max_ms, double random);

/**
 * tack_backoff_get_poll_delay:
 * @poll: how many polls have been answered “not yet”, from 0.
 *
 * Returns: 1, 2, 4, 8, then 10 seconds, in milliseconds: the pace Pinterest's guide asks for when
 * it processes a video. What takes long, for it may take a day, is asked for once a minute, in the
 * end every five.
 */
gint64 tack_backoff_get_poll_delay (guint poll);

G_END_DECLS
