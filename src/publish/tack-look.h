/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-pin.h"
#include "publish/tack-queue.h"

G_BEGIN_DECLS

/**
 * tack_look_async:
 * @queue: with all other jobs that may have made the same Pin.
 * @job: a doubtful one.
 *
 * Looks among the newest Pins of a job's board for the one it may have made: a Pin is created
 * without an idempotency key, so that a lost answer leaves no other way to know. Reads alone, and
 * changes nothing of the job. Main context.
 */
void tack_look_async (TackApiClient      *client,
                      TackQueue          *queue,
                      TackJob            *job,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data);

/**
 * tack_look_finish:
 * @pin: (out) (transfer full) (nullable): the Pin, with %TACK_EVENT_FOUND alone.
 * @error: set with %TACK_EVENT_ERROR alone: the look can be taken again later, except for a
 * cancellation.
 *
 * Returns: %TACK_EVENT_FOUND; %TACK_EVENT_ABSENT when the Pin is surely not there;
 *   %TACK_EVENT_NOT_YET when another job that reads the same is being created at this moment;
 *   %TACK_EVENT_UNKNOWN when this account may not look.
 */
TackEvent tack_look_finish (GAsyncResult *result, TackPin **pin, GError **error);

G_END_DECLS
