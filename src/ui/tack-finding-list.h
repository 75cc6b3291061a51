/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-mend-queue.h"
#include "ui/tack-edit-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_FINDING_LIST (tack_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (TackFindingList, tack_finding_list, TACK, FINDING_LIST, GtkBox)

/**
 * TackFindingList:
 *
 * What is wrong with a draft, a box for each finding, with the button that mends it; while that
 * goes on, how far it has come; and afterwards that a mended copy is sent. Of many drafts, only
 * what can be mended at once. Hidden while there is nothing to say. What another part of the editor
 * says in its own place gets no box.
 */

/** tack_finding_list_set_context: @history: what can be undone. @queue: what converts videos.
 * @proxy: (nullable): who reads files. */
void tack_finding_list_set_context (TackFindingList *self,
                                    TackEditHistory *history,
                                    TackMendQueue   *queue,
                                    TackMediaProxy  *proxy);

/** tack_finding_list_show: @drafts: (element-type TackDraft): at least one, as they are now. Not
 * changed any more by anybody. */
void tack_finding_list_show (TackFindingList *self, GPtrArray *drafts);

G_END_DECLS
