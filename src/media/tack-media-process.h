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
 * tack_media_process_call:
 * @arguments: (transfer none): not floating.
 * @deadline_ms: longer than any work that goes on well takes.
 * @fds: (out): what the handles in the answer stand for.
 *
 * Blocks. Who cancels tells the process to stop, and waits for it: the next call must find it free.
 */
GVariant *tack_media_process_call (TackMediaProcess *self,
                                   const char       *method,
                                   GVariant         *arguments,
                                   int               deadline_ms,
                                   GUnixFDList     **fds,
                                   GCancellable     *cancellable,
                                   GError          **error);

/**
 * TackMediaProcessProgress:
 * @fraction: 0 to 1.
 *
 * Called on the thread that waits.
 */
typedef void (*TackMediaProcessProgress) (double fraction, gpointer user_data);

/**
 * tack_media_process_call_long:
 * @silence_ms: longer than work that goes on well lets nothing be heard of it.
 * @progress: (nullable):
 *
 * tack_media_process_call() for what takes as long as it takes. A process that is silent, or goes
 * on though it was cancelled, is ended.
 */
GVariant *tack_media_process_call_long (TackMediaProcess        *self,
                                        const char              *method,
                                        GVariant                *arguments,
                                        int                      silence_ms,
                                        TackMediaProcessProgress progress,
                                        gpointer                 user_data,
                                        GCancellable            *cancellable,
                                        GError                 **error);

/** tack_media_process_get_connection: Returns: (transfer none): for who calls without waiting. */
GDBusConnection *tack_media_process_get_connection (TackMediaProcess *self);

gboolean tack_media_process_has_ended (TackMediaProcess *self);

/** tack_media_process_free: ends it, whatever it does. */
void tack_media_process_free (TackMediaProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMediaProcess, tack_media_process_free)

G_END_DECLS
