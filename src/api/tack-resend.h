/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-operation.h"

G_BEGIN_DECLS

/**
 * TackResend:
 * @n_losses: how many answers got lost, or were a 5xx.
 * @n_conflicts: how many times it met another change of the board's sections (409).
 * @is_in_doubt: one of the sendings may have been carried out.
 *
 * What the sendings of one call have met so far, which decides whether it may be sent again and
 * what its failure means in the end. Zero-initialised. Pure but for the jitter of the delays.
 */
typedef struct
{
  guint    n_losses;
  guint    n_conflicts;
  gboolean is_in_doubt;
} TackResend;

/**
 * tack_resend_count:
 * @operation: what is called.
 * @error: how a sending failed, other than by an ordinary 429 or a refused token.
 *
 * Returns: milliseconds until the call may be sent again; -1: never.
 */
gint64 tack_resend_count (TackResend *self, TackOperation operation, const GError *error);

/**
 * tack_resend_settle:
 * @operation: what is called.
 * @error: (transfer full): how the last sending failed.
 *
 * Returns: (transfer full) (nullable): what to tell the caller; %NULL for success: a deletion that
 *   finds nothing after one whose answer was lost.
 */
GError *tack_resend_settle (const TackResend *self, TackOperation operation, GError *error);

G_END_DECLS
