/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_TEXT_ROW (tack_text_row_get_type ())
G_DECLARE_FINAL_TYPE (TackTextRow, tack_text_row, TACK, TEXT_ROW, AdwPreferencesRow)

/**
 * TackTextRow:
 *
 * A text of a draft: its name, a counter that warns before the stop, and a text view that grows.
 * Properties: `title` (of AdwPreferencesRow), `max` (uint, characters Pinterest takes), `advised`
 * (uint, 0 for none: where feeds cut), `single-line` (boolean: Enter and pasted line breaks become
 * spaces), `min-lines` (uint), `hint` (string, nullable: shown in grey below while the text is
 * empty). Signal `edited (const char *text)`: the person changed the text.
 */

/**
 * tack_text_row_set_text:
 * @text: what the field holds; does not emit `edited`.
 * @mixed: (nullable): shown in its place in italics while several drafts differ, such as “Mixed · 9
 *   different”; then @text is empty, and typing replaces them all.
 */
void tack_text_row_set_text (TackTextRow *self, const char *text, const char *mixed);

/** tack_text_row_set_good: whether to show a green tick for a text known to be right. */
void tack_text_row_set_good (TackTextRow *self, gboolean is_good);

G_END_DECLS
