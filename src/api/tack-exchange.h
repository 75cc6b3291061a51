/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-body.h"
#include "api/tack-operation.h"

G_BEGIN_DECLS

/* One call of a client: from its turn to its answer, with all that may go wrong between. Private to
 * the client. */

/**
 * tack_exchange_begin:
 * @task: (transfer full): of a #TackApiClient; gets the answer's JSON, or the error.
 * @url: with its query.
 * @board_id: (nullable): the board whose sections the call changes.
 * @body: (nullable):
 *
 * Waits for its turn, sends, reads, and sends again what may be sent again:
 *
 * - what was refused by an ordinary 429, when the time has come;
 * - a change of sections that met another one (409), a few times;
 * - an idempotent call whose answer was lost, or a 5xx, a few times.
 *
 * Each sending has a deadline, whatever trickles in, and all the waiting together has one too.
 */
void tack_exchange_begin (GTask        *task,
                          TackOperation operation,
                          const char   *url,
                          const char   *board_id,
                          TackBody     *body);

G_END_DECLS
