/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/**
 * TackMediaProcess:
 *
 * One `tackboard-media` that runs, and the connection to it. For one thread at a time.
 */
typedef struct _TackMediaProcess TackMediaProcess;

/** tack_media_process_get_program: Returns: (transfer none): the path of `tackboard-media`. */
const char *tack_media_process_get_program (void);

/**
 * tack_media_process_start:
 * @error: `G_IO_ERROR_CANCELLED`, or why it does not run: no file is to blame for that.
 *
 * Returns when it has reported for work. Blocks: worker threads only.
 */
TackMediaProcess *tack_media_process_start (const char   *program,
                                            GCancellable *cancellable,
                                            GError      **error);

/**
 * TackMediaProcessProgress:
 * @fraction: 0 to 1.
 *
 * Called on the thread that waits.
 */
typedef void (*TackMediaProcessProgress) (double fraction, gpointer user_data);

/**
 * tack_media_process_call:
 * @silence_ms: longer than work that goes on well lets nothing be heard of it: neither progress nor
 * an answer.
 * @progress: (nullable):
 * @fds: (out) (optional): what the handles in the answer stand for.
 * @error: what the process says; `G_IO_ERROR_TIMED_OUT`: it hangs, and is good for nothing but
 * tack_media_process_free(); or that there is no process any more.
 *
 * Blocks. Who cancels tells the process to stop, and waits for that, for the next call must find it
 * free; but not longer than a moment.
 */
GVariant *tack_media_process_call (TackMediaProcess        *self,
                                   const char              *method,
                                   GVariant                *arguments,
                                   int                      silence_ms,
                                   TackMediaProcessProgress progress,
                                   gpointer                 user_data,
                                   GUnixFDList            **fds,
                                   GCancellable            *cancellable,
                                   GError                 **error);

/** tack_media_process_get_connection: Returns: (transfer none): for who calls without waiting. */
GDBusConnection *tack_media_process_get_connection (TackMediaProcess *self);

gboolean tack_media_process_has_ended (TackMediaProcess *self);

/** tack_media_process_free: ends it, whatever it does. */
void tack_media_process_free (TackMediaProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMediaProcess, tack_media_process_free)

G_END_DECLS
