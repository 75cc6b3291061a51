/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY_THUMBNAILS (tack_history_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (TackHistoryThumbnails,
                      tack_history_thumbnails,
                      TACK,
                      HISTORY_THUMBNAILS,
                      GObject)

/**
 * TackHistoryThumbnails:
 *
 * Small pictures of what was published, as files in the store: the photos may be gone when somebody
 * looks. Files and not rows, so that the database stays small and is checked quickly. One thread of
 * its own makes them, one after the other; the last unref waits for it.
 */
TackHistoryThumbnails *tack_history_thumbnails_new (const char *store_dir);

/** tack_history_thumbnails_set_proxy: @proxy: (nullable): who reads the files from now on. */
void tack_history_thumbnails_set_proxy (TackHistoryThumbnails *self, TackMediaProxy *proxy);

/** tack_history_thumbnails_make: begins to make the one of @draft. One that cannot be made is
 * missing, and nothing else is wrong. */
void tack_history_thumbnails_make (TackHistoryThumbnails *self, TackDraft *draft);

/** tack_history_thumbnails_dup_file: Returns: (transfer full): where the one of the draft of that
 * id is, or would be. */
GFile *tack_history_thumbnails_dup_file (TackHistoryThumbnails *self, const char *draft_id);

G_END_DECLS
