/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli-progress.h"
#include "cli/tack-cli-publish-words.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

/**
 * tack_cli_make_drafts:
 * @files: (array zero-terminated=1): as they were written; none where @words name a table.
 * @proxy: (nullable): who looks at the files.
 * @has_failed: (out): whether any of them can be no Pin, which has been told then.
 * @error: none can: the table, a board or the cover of all is wrong, or what a call failed with.
 *
 * Turns what a person wrote into drafts that were looked at, are on their boards and have nothing
 * that Pinterest would refuse. What is wrong with one does not stop the others.
 *
 * Returns: (transfer full) (element-type TackDraft): the ready ones, in order.
 */
GPtrArray *tack_cli_make_drafts (const TackPublishWords *words,
                                 char                  **files,
                                 TackApiClient          *client,
                                 TackMediaProxy         *proxy,
                                 TackCliProgress        *progress,
                                 gboolean               *has_failed,
                                 GError                **error);

G_END_DECLS
