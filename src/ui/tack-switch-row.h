/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_SWITCH_ROW (tack_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (TackSwitchRow, tack_switch_row, TACK, SWITCH_ROW, AdwActionRow)

/**
 * TackSwitchRow:
 *
 * A yes or no of one draft or of many. Property `field` (string, construct only): the boolean
 * property of #TackDraft. Signal `edited (gboolean active)`: by the person.
 */

/**
 * tack_switch_row_show:
 * @drafts: (element-type TackDraft): whose field is shown as it is now.
 * @explanation: (nullable): what the switch does, for drafts that agree; %NULL: it does nothing for
 *   them, and the row is hidden.
 */
void tack_switch_row_show (TackSwitchRow *self, GPtrArray *drafts, const char *explanation);

const char *tack_switch_row_get_field (TackSwitchRow *self);

G_END_DECLS
