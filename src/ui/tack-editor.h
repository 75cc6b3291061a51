/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "drafts/tack-mend-queue.h"
#include "media/tack-thumbnailer.h"
#include "publish/tack-session.h"
#include "ui/tack-board-list.h"
#include "ui/tack-edit-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_EDITOR (tack_editor_get_type ())
G_DECLARE_FINAL_TYPE (TackEditor, tack_editor, TACK, EDITOR, AdwBin)

/**
 * TackEditor:
 *
 * One draft or many: what is on top differs, the fields are the same, and an edit applies to all of
 * them. Values that differ are shown as mixed and left alone until touched. Signal `toast (const
 * char *text)`.
 */

/** tack_editor_set_context: the parts it works with; none is kept beyond the editor. */
void tack_editor_set_context (TackEditor      *self,
                              TackDraftStore  *store,
                              TackBoardList   *boards,
                              TackEditHistory *history,
                              TackMendQueue   *mends,
                              TackThumbnailer *thumbnailer);

/** tack_editor_set_drafts: @drafts: (element-type TackDraft): what is selected; may be empty. */
void tack_editor_set_drafts (TackEditor *self, GPtrArray *drafts);

G_END_DECLS
