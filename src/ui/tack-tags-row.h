/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_TAGS_ROW (tack_tags_row_get_type ())
G_DECLARE_FINAL_TYPE (TackTagsRow, tack_tags_row, TACK, TAGS_ROW, AdwExpanderRow)

/**
 * TackTagsRow:
 *
 * The product tags of a Pin, each the number of a product Pin. Takes a number or the address of a
 * Pin's page. Signal `edited (GStrv ids)`: the person added or removed one.
 */

/** tack_tags_row_set_tags: @tags: (nullable). @is_mixed: several drafts differ. */
void tack_tags_row_set_tags (TackTagsRow *self, const char *const *tags, gboolean is_mixed);

/**
 * tack_tags_parse_pin:
 * @text: a number, or an address such as `https://www.pinterest.com/pin/123/`.
 *
 * Returns: (transfer full) (nullable): the number.
 */
char *tack_tags_parse_pin (const char *text);

G_END_DECLS
