/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TACK_TYPE_CLOCK (tack_clock_get_type ())
G_DECLARE_FINAL_TYPE (TackClock, tack_clock, TACK, CLOCK, GObject)

/**
 * TackClock:
 *
 * What time it is, and “wake me later”. Whatever waits (polling, backoff, the stand-in's
 * processing) takes its time from one of these, so that a test can hand in a clock on which a
 * minute is short.
 */
TackClock *tack_clock_new (void);

/**
 * tack_clock_new_with_speed:
 * @speed: how many of its milliseconds pass in a real one; 1 is real time.
 */
TackClock *tack_clock_new_with_speed (double speed);

/** tack_clock_get_unix_ms: Returns: milliseconds since 1970, never sped up: it is written down. */
gint64 tack_clock_get_unix_ms (TackClock *self);

/** tack_clock_get_monotonic_ms: Returns: milliseconds on this clock, for measuring spans. */
gint64 tack_clock_get_monotonic_ms (TackClock *self);

/**
 * tack_clock_add_timeout:
 * @delay_ms: in this clock's milliseconds.
 * @callback: runs once, in the thread-default main context of the caller.
 *
 * Returns: (transfer full): an attached source; destroy it to call off.
 */
GSource *tack_clock_add_timeout (TackClock      *self,
                                 gint64          delay_ms,
                                 GSourceOnceFunc callback,
                                 gpointer        user_data);

G_END_DECLS
