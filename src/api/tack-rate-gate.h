/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "base/tack-clock.h"

G_BEGIN_DECLS

#define TACK_TYPE_RATE_GATE (tack_rate_gate_get_type ())
G_DECLARE_FINAL_TYPE (TackRateGate, tack_rate_gate, TACK, RATE_GATE, GObject)

/**
 * TackRateGate:
 *
 * The one way for all calls that Pinterest counts against the same limit. While there is enough
 * left it lets everybody through; where the answers say that little is left it spreads that until
 * more comes; after a 429 all wait together, and then one goes ahead before the others follow.
 * Nothing blocks. Main context.
 */
TackRateGate *tack_rate_gate_new (TackClock *clock);

/**
 * tack_rate_gate_enter_async:
 * @deadline_ms: on the clock, until when it is worth waiting.
 *
 * Waits for the turn of a call. One that got in has to come out, by tack_rate_gate_leave() or
 * tack_rate_gate_refuse().
 */
void tack_rate_gate_enter_async (TackRateGate       *self,
                                 gint64              deadline_ms,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

/**
 * tack_rate_gate_enter_finish:
 * @error: `TACK_ERROR_WAIT` as soon as it is clear that the deadline cannot be kept, with
 *   `retry_after_ms`; or `G_IO_ERROR_CANCELLED`.
 *
 * Returns: whether the call got in.
 */
gboolean tack_rate_gate_enter_finish (TackRateGate *self, GAsyncResult *result, GError **error);

/**
 * tack_rate_gate_leave:
 * @headers: (nullable): of the answer; %NULL where none came.
 *
 * A call is over that was not refused by 429.
 */
void tack_rate_gate_leave (TackRateGate *self, SoupMessageHeaders *headers);

/**
 * tack_rate_gate_refuse:
 * @retry_after_ms: how long the answer asks to wait, -1 where it does not say.
 *
 * A call was refused: too many requests.
 */
void tack_rate_gate_refuse (TackRateGate *self, gint64 retry_after_ms);

G_END_DECLS
