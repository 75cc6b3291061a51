/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-queue.h"

G_BEGIN_DECLS

/**
 * TackCliProgress:
 *
 * Tells how jobs go on: JSON lines, or short lines for people with a live bar below them on a
 * terminal.
 */
typedef struct _TackCliProgress TackCliProgress;

TackCliProgress *tack_cli_progress_new (TackQueue *queue, gboolean is_json);
void             tack_cli_progress_free (TackCliProgress *self);

/** tack_cli_progress_watch: follows a job until it is over. */
void tack_cli_progress_watch (TackCliProgress *self, TackJob *job);

/** tack_cli_progress_tell_failed: reports what no job tells: that a draft could not become one, or
 * that its job came to rest. */
void tack_cli_progress_tell_failed (TackCliProgress *self, TackDraft *draft, const GError *error);

/** tack_cli_progress_tell_failed_file: the same of what is no draft at all. */
void tack_cli_progress_tell_failed_file (TackCliProgress *self, GFile *file, const GError *error);

/** tack_cli_progress_tell_warning: says something of @file that stops nothing. */
void tack_cli_progress_tell_warning (TackCliProgress *self, GFile *file, const char *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCliProgress, tack_cli_progress_free)

G_END_DECLS
