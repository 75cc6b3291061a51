/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-runner.h"

G_BEGIN_DECLS

/**
 * TackCliUnfinished:
 *
 * The jobs of earlier runs that have not published their Pin. The same command again after Ctrl+C,
 * a crash or a failure means the Pin it did not finish, not a second one.
 */
typedef struct _TackCliUnfinished TackCliUnfinished;

TackCliUnfinished *tack_cli_unfinished_new (TackQueue *queue);
void               tack_cli_unfinished_free (TackCliUnfinished *self);

/**
 * tack_cli_unfinished_take:
 *
 * Returns: (transfer full) (nullable): the first job that would make the very same Pin as @draft
 *   from the very same file; taken once.
 */
TackJob *tack_cli_unfinished_take (TackCliUnfinished *self, TackDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCliUnfinished, tack_cli_unfinished_free)

G_END_DECLS
