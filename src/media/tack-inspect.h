/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * tack_inspect:
 * @file: anything: that it is missing, unreadable or no picture at all is a finding.
 * @cancellable: (nullable): when it is cancelled meanwhile, what is known so far is returned, and
 * is not to be used.
 *
 * Says what a file is and whether Pinterest takes it. Blocks, with a deadline: worker threads only.
 *
 * Returns: (transfer full): the facts with their verdict, never %NULL.
 */
TackMediaInfo *tack_inspect (GFile *file, GCancellable *cancellable);

/**
 * tack_inspect_as:
 * @name: what people know it as.
 *
 * tack_inspect() of a file with another name than its own.
 */
TackMediaInfo *tack_inspect_as (GFile *file, const char *name, GCancellable *cancellable);

/**
 * tack_inspect_damaged:
 *
 * What is left to say of a file whose reading ended the process that read it: its size and time,
 * and that it is damaged. Opens nothing. Blocks on the disk.
 *
 * Returns: (transfer full): the facts with the finding `damaged`.
 */
TackMediaInfo *tack_inspect_damaged (GFile *file, GCancellable *cancellable);

G_END_DECLS
