/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * tack_verdict_judge:
 * @info: the facts; its issues are completed.
 * @name: the file as people see it, for the sentences.
 *
 * Holds the facts against Pinterest's limits. Pure: a table of rules, no I/O.
 */
void tack_verdict_judge (TackMediaInfo *info, const char *name);

G_END_DECLS
