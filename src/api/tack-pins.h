/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-pin-request.h"
#include "api/tack-pin.h"

G_BEGIN_DECLS

/**
 * tack_pins_create_async:
 * @request: refused with `TACK_ERROR_FIX` before anything is sent when it cannot be a Pin. Its
 *   pictures are shared, not copied.
 *
 * Never sent twice by the client: Pinterest has no idempotency key, and an error whose details say
 * `answer_lost` may stand for a published Pin.
 */
void     tack_pins_create_async (TackApiClient        *client,
                                 const TackPinRequest *request,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
TackPin *tack_pins_create_finish (TackApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
