/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

#define TACK_TYPE_FINDING_LIST (tack_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (TackFindingList, tack_finding_list, TACK, FINDING_LIST, GtkBox)

/**
 * TackFindingList:
 *
 * What is wrong with a draft, a box for each finding; hidden while there is none. What another part
 * of the editor says in its own place gets no box.
 */

/** tack_finding_list_show: @draft: (nullable): shown as it is now. */
void tack_finding_list_show (TackFindingList *self, TackDraft *draft);

G_END_DECLS
