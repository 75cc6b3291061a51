/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-runner.h"

G_BEGIN_DECLS

/**
 * tack_cli_find_unfinished:
 * @queue: with the jobs of earlier runs.
 * @draft: what shall become a Pin.
 * @taken: (element-type TackJob): jobs that do not count.
 *
 * The same command again after Ctrl+C, a crash or a failure means the Pin it did not finish, not
 * a second one.
 *
 * Returns: (transfer none) (nullable): the job of an earlier run that would make the very same Pin
 *   from the very same file and has not published it.
 */
TackJob *tack_cli_find_unfinished (TackQueue *queue, TackDraft *draft, GPtrArray *taken);

G_END_DECLS
