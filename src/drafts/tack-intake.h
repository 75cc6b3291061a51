/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft-store.h"
#include "media/tack-inspector.h"

G_BEGIN_DECLS

/**
 * tack_intake_add_async:
 * @files: (element-type GFile): files and folders, local or not; copied.
 *
 * Files become drafts: folders are opened (what is no picture or video by type is passed over
 * there), the drafts appear in @store in the order given, frame by frame so that whatever shows
 * them can keep up, and each is inspected as soon as it is there. Blocks nothing. The operation
 * ends when every draft has its verdict.
 */
void tack_intake_add_async (TackDraftStore     *store,
                            TackInspector      *inspector,
                            GPtrArray          *files,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);

/** tack_intake_add_finish: Returns: (transfer full) (element-type TackDraft): what was added. */
GPtrArray *tack_intake_add_finish (GAsyncResult *result, GError **error);

/**
 * tack_intake_inspect_async:
 *
 * Looks at one draft's file, or all files of a carousel, (again) and sets `info`; for drafts of
 * earlier sessions too, whose file may have changed or gone.
 */
void     tack_intake_inspect_async (TackDraft          *draft,
                                    TackInspector      *inspector,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean tack_intake_inspect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
