/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli.h"

G_BEGIN_DECLS

/**
 * TackCliSession:
 * @proxy: (nullable): who reads the files: to publish takes long, and one hostile file must not end
 *   it for all others. What only looks at files, or makes one cover, does without.
 * @temporary_store: (nullable): a folder that goes with the process.
 *
 * The store of a verb that has to do with the queue. A plain struct: zeroed, cleared with
 * tack_cli_session_clear().
 */
typedef struct
{
  TackSession    *session;
  TackMediaProxy *proxy;
  char           *temporary_store;
} TackCliSession;

/**
 * TackCliSessionUse:
 * @TACK_CLI_SESSION_LOOK: needs neither a token nor the queue for itself.
 * @TACK_CLI_SESSION_CHANGE: the queue for itself.
 * @TACK_CLI_SESSION_PUBLISH: both.
 */
typedef enum
{
  TACK_CLI_SESSION_LOOK,
  TACK_CLI_SESSION_CHANGE,
  TACK_CLI_SESSION_PUBLISH,
} TackCliSessionUse;

/**
 * tack_cli_session_open:
 * @error: `TACK_ERROR_SIGN_IN`: there is no token; `TACK_ERROR_WAIT`: another process runs the
 *   queue.
 *
 * Says what the store has to say, too.
 */
gboolean tack_cli_session_open (TackCliSession   *self,
                                TackCli          *cli,
                                TackCliSessionUse use,
                                GError          **error);

/** tack_cli_session_flush: Returns: whether all that was changed is on the disk. */
gboolean tack_cli_session_flush (TackCliSession *self, GError **error);
void     tack_cli_session_clear (TackCliSession *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackCliSession, tack_cli_session_clear)

G_END_DECLS
