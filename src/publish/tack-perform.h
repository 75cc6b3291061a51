/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "media/tack-media-proxy.h"
#include "publish/tack-queue-progress.h"
#include "publish/tack-queue.h"

G_BEGIN_DECLS

/**
 * tack_perform_async:
 * @proxy: (nullable): who reads the job's files.
 * @action: what the step machine asked for.
 *
 * Performs one action of one job over the API: prepares the picture or the cover, registers, sends,
 * checks, polls, creates, or looks. What it learns (upload, progress, Pin) it sets on the job; what
 * it means is the event it returns. It does not touch the job's step and writes nothing: the runner
 * does.
 */
void tack_perform_async (TackApiClient      *client,
                         TackMediaProxy     *proxy,
                         TackQueue          *queue,
                         TackQueueProgress  *progress,
                         TackJob            *job,
                         TackAction          action,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data);

/**
 * tack_perform_finish:
 * @error: set with %TACK_EVENT_ERROR and %TACK_EVENT_LOST, and for a cancellation.
 *
 * Returns: what happened.
 */
TackEvent tack_perform_finish (GAsyncResult *result, GError **error);

G_END_DECLS
