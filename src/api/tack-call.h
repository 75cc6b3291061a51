/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"

G_BEGIN_DECLS

/**
 * TackItemFunc:
 *
 * Makes a typed object of what Pinterest tells of it.
 *
 * Returns: (transfer full) (nullable): a #GObject; %NULL for an object that is none.
 */
typedef gpointer (*TackItemFunc) (JsonObject *object);

/**
 * tack_call_async:
 * @ids: (nullable) (array zero-terminated=1): the ids in the path; anything but digits is refused
 *   with `TACK_ERROR_FIX` before anything is sent.
 * @body: (nullable) (transfer full): what to send.
 * @item_func: (nullable): makes the answer's object; %NULL where the contract has none.
 *
 * What every call on a resource has in common: from an operation to a typed object.
 */
void tack_call_async (TackApiClient      *client,
                      TackOperation       operation,
                      const char *const  *ids,
                      const char         *query,
                      TackBody           *body,
                      TackItemFunc        item_func,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data);

/**
 * tack_call_refuse_async:
 * @error: (transfer full): why nothing is sent.
 *
 * Ends a call before it begins; its `finish` function reports @error.
 */
void tack_call_refuse_async (TackApiClient      *client,
                             GError             *error,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

/** tack_call_finish: Returns: (transfer full): the object of a call that answers with one. */
gpointer tack_call_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/** tack_call_finish_empty: Returns: whether a call without an object was carried out. */
gboolean tack_call_finish_empty (TackApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
