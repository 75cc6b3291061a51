/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_MENDING (tack_mending_get_type ())
G_DECLARE_FINAL_TYPE (TackMending, tack_mending, TACK, MENDING, GObject)

/**
 * TackMending:
 *
 * One conversion of a video, as tack_mender_mend() does it, to watch while it goes on: its property
 * `progress` (0 to 1) changes on the main context. Main context.
 */

/**
 * tack_mending_new:
 * @proxy: (nullable): who reads and converts; %NULL: this process.
 */
TackMending *tack_mending_new (TackMediaProxy *proxy,
                               GFile          *video,
                               GFile          *output,
                               gint64          from_ms,
                               gint64          to_ms);

double tack_mending_get_progress (TackMending *self);

/** tack_mending_run_async: converts, on a worker thread. Once for each #TackMending. */
void tack_mending_run_async (TackMending        *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

/** tack_mending_run_finish: Returns: (transfer full): as tack_mender_mend(). */
TackMediaInfo *tack_mending_run_finish (TackMending *self, GAsyncResult *result, GError **error);

G_END_DECLS
