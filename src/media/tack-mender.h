/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * TackMendProgress:
 * @fraction: 0 to 1.
 *
 * How far a conversion has come; called now and then, on the thread that waits for it.
 */
typedef void (*TackMendProgress) (double fraction, gpointer user_data);

/**
 * tack_mender_mend:
 * @video: a video; never touched.
 * @output: where the result goes, on this computer; what is there is replaced once the result is
 * whole, and stays until then.
 * @from_ms: where the part to keep begins; 0 for the beginning.
 * @to_ms: where it ends; -1 for the end.
 * @progress: (nullable):
 * @error: `TACK_ERROR_FIX`: the file, the points, or a package that is missing;
 *   `TACK_ERROR_WAIT`: the disk is full; or `G_IO_ERROR_CANCELLED`.
 *
 * Makes of a video an MP4 file of H.264 and AAC that Pinterest takes, as tack_mend_plan() decides,
 * and judges it before it counts. Whatever ends it early, nothing is left behind; only a process
 * that dies leaves files for tack_mender_remove_rest().
 *
 * Blocks as long as it takes, or until nothing goes on for %TACK_MENDER_STALL_S: worker threads
 * only.
 *
 * Returns: (transfer full): what the result is; its sentences name @video.
 */
TackMediaInfo *tack_mender_mend (GFile           *video,
                                 GFile           *output,
                                 gint64           from_ms,
                                 gint64           to_ms,
                                 TackMendProgress progress,
                                 gpointer         user_data,
                                 GCancellable    *cancellable,
                                 GError         **error);

/** The longest time in which nothing at all may go on. */
#define TACK_MENDER_STALL_S 60

/** tack_mender_remove_rest: removes what a conversion to @output left behind that was torn down. */
void tack_mender_remove_rest (GFile *output);

G_END_DECLS
