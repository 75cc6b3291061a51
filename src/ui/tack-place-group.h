/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/tack-board-list.h"
#include "ui/tack-edit-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_PLACE_GROUP (tack_place_group_get_type ())
G_DECLARE_FINAL_TYPE (TackPlaceGroup, tack_place_group, TACK, PLACE_GROUP, AdwPreferencesGroup)

/**
 * TackPlaceGroup:
 *
 * Where drafts go: their board, and its section. Signal `toast (const char *text)`.
 */

/** tack_place_group_set_context: the parts it works with; none is kept beyond the group. */
void tack_place_group_set_context (TackPlaceGroup  *self,
                                   TackBoardList   *boards,
                                   TackEditHistory *history);

/** tack_place_group_show: @drafts: (element-type TackDraft): at least one, as they are now; what is
 * chosen goes into all of them. Not changed any more by anybody. */
void tack_place_group_show (TackPlaceGroup *self, GPtrArray *drafts);

G_END_DECLS
