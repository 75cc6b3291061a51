/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_INSPECTOR (tack_inspector_get_type ())
G_DECLARE_FINAL_TYPE (TackInspector, tack_inspector, TACK, INSPECTOR, GObject)

/**
 * TackInspector:
 *
 * Says what files are. Any number may be asked for at once; a few threads of its own look at them
 * in order, each file with a deadline, so that two hundred dropped files neither start two hundred
 * decoders nor wait for a hanging one. The last unref waits for what is under way.
 */

/**
 * tack_inspector_new:
 * @proxy: (nullable): who reads the files; %NULL for the threads of this process.
 */
TackInspector *tack_inspector_new (TackMediaProxy *proxy);

/**
 * tack_inspector_inspect_async:
 * @file: anything: a file that is missing, unreadable or no picture at all is a finding, not a
 * failure.
 * @cancellable: (nullable):
 */
void tack_inspector_inspect_async (TackInspector      *self,
                                   GFile              *file,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);

/**
 * tack_inspector_inspect_finish:
 * @error: only `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full): the facts with their verdict.
 */
TackMediaInfo *tack_inspector_inspect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
