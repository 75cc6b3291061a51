/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli-progress.h"
#include "cli/tack-cli-session.h"

G_BEGIN_DECLS

/**
 * TackCliRun:
 *
 * Drives the queue to its end on the command line, or until Ctrl+C, and says how it went.
 */
typedef struct _TackCliRun TackCliRun;

/** tack_cli_run_new: @session, @progress: outlive it. */
TackCliRun *tack_cli_run_new (TackCliSession *session, TackCliProgress *progress);
void        tack_cli_run_free (TackCliRun *self);

/** tack_cli_run_watch: @job: one that has to be published, or the run has failed. */
void tack_cli_run_watch (TackCliRun *self, TackJob *job);

/** tack_cli_run_get_jobs: Returns: (transfer none) (element-type TackJob): those watched so far. */
GPtrArray *tack_cli_run_get_jobs (TackCliRun *self);

/**
 * tack_cli_run_to_end:
 * @n_jobs: how many at once.
 * @by_hand: whether a person says that the queue shall go on, even if Pinterest has stopped it for
 *   spam: a script that publishes on and on would make that worse.
 *
 * Watches whatever else the runner will drive, for it drives all that the queue holds.
 *
 * Returns: how the process ends; what is wrong has been said.
 */
TackExit tack_cli_run_to_end (TackCliRun *self, guint n_jobs, gboolean by_hand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCliRun, tack_cli_run_free)

G_END_DECLS
