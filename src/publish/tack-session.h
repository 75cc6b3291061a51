/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "account/tack-account.h"
#include "publish/tack-history.h"
#include "publish/tack-runner.h"

G_BEGIN_DECLS

#define TACK_TYPE_SESSION (tack_session_get_type ())
G_DECLARE_FINAL_TYPE (TackSession, tack_session, TACK, SESSION, GObject)

/**
 * TackSession:
 *
 * One account with one store, opened and wired: database, drafts, queue, client and runner. What
 * the window and the command line both begin with; they own it and hand its parts down. Main
 * context.
 */

/**
 * tack_session_open_async:
 * @store_dir: (nullable): where drafts and queue live; %NULL for the account's own folder.
 * @clock: what the runner waits by.
 *
 * Opens the store and loads drafts and queue. The runner is not started. When a full disk stops it
 * later, it goes on by itself once there is space.
 */
void tack_session_open_async (TackAccount        *account,
                              const char         *store_dir,
                              TackClock          *clock,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/**
 * tack_session_open_locked_async:
 *
 * Likewise, with the store's queue taken for this process before it is read, until the session
 * goes: what another process did to a job meanwhile would be unknown, and done again.
 */
void tack_session_open_locked_async (TackAccount        *account,
                                     const char         *store_dir,
                                     TackClock          *clock,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/**
 * tack_session_open_finish: of both.
 * @error: `TACK_ERROR`, with a sentence naming the address or the folder; `TACK_ERROR_WAIT`:
 *   another process runs this store's queue.
 */
TackSession *tack_session_open_finish (GAsyncResult *result, GError **error);

/**
 * tack_session_set_proxy:
 * @proxy: (nullable): who reads the files that are published, from now on; %NULL for the threads of
 *   this process.
 */
void tack_session_set_proxy (TackSession *self, TackMediaProxy *proxy);

/**
 * tack_session_get_notice:
 *
 * Returns: (transfer none) (nullable): a sentence to be shown once the session is open: the store
 *   that was found could not be used, and where it is kept.
 */
const char *tack_session_get_notice (TackSession *self);

/* All (transfer none). */
TackAccount    *tack_session_get_account (TackSession *self);
TackApiClient  *tack_session_get_client (TackSession *self);
TackDraftStore *tack_session_get_drafts (TackSession *self);
TackQueue      *tack_session_get_queue (TackSession *self);
TackHistory    *tack_session_get_history (TackSession *self);
TackRunner     *tack_session_get_runner (TackSession *self);

G_END_DECLS
