/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-call.h"
#include "api/tack-volume.h"

G_BEGIN_DECLS

/* Calls that make something an account can have only so many of. Here and nowhere else they are
 * held against what the account has, so that no caller can forget it. What it has is asked for
 * once, by whoever asks first, kept with the client, and counted on. An account that may not be
 * read, or takes seconds to, refuses nothing. */

/**
 * tack_create_async:
 * @volume: what there will be more of.
 * @n_made: how many more; 0 for a step before, such as the upload of a video: it is refused when
 *   there is no room for one.
 *
 * As tack_call_async(). `TACK_ERROR_FIX`, before anything is sent, for an account that is full.
 */
void tack_create_async (TackApiClient      *client,
                        TackVolume          volume,
                        guint               n_made,
                        TackOperation       operation,
                        const char *const  *ids,
                        TackBody           *body,
                        TackItemFunc        item_func,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data);

/** tack_create_finish: Returns: (transfer full): what was made. */
gpointer tack_create_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/**
 * tack_create_set_counts:
 * @n_boards: how many the account of @client has, -1 where that cannot be known.
 * @n_pins: the same of Pins.
 *
 * For whoever has read the account.
 */
void tack_create_set_counts (TackApiClient *client, gint64 n_boards, gint64 n_pins);

/** tack_create_forget_counts: asks for them anew before the next: something was deleted, or another
 * account is meant. */
void tack_create_forget_counts (TackApiClient *client);

G_END_DECLS
