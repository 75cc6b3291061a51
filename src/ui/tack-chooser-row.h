/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_CHOOSER_ROW (tack_chooser_row_get_type ())
G_DECLARE_FINAL_TYPE (TackChooserRow, tack_chooser_row, TACK, CHOOSER_ROW, AdwActionRow)

/**
 * TackChooserRow:
 *
 * A row that opens a list with search, to choose a board or a section by name. Properties:
 * `new-label` (string, nullable: the button below the list, such as “New Board…”). Signals:
 * `chosen (GObject *item)`, with %NULL for “none” where that is offered; `new-item (const char
 * *text)`: the button was pressed, with what was typed into the search; `opened ()`: the moment to
 * make sure that the model is fresh.
 */

/**
 * TackItemTextFunc:
 * @item: of the model.
 * @detail: (out) (transfer full) (nullable): a second, dim text.
 *
 * Returns: (transfer none): what the item is called.
 */
typedef const char *(*TackItemTextFunc) (gpointer item, char **detail);

/** tack_chooser_row_set_model: @none_label: (nullable): offers a first entry for “none”. */
void tack_chooser_row_set_model (TackChooserRow  *self,
                                 GListModel      *model,
                                 TackItemTextFunc text_func,
                                 const char      *none_label);

/** tack_chooser_row_set_value: @text: what is chosen now. @is_mixed: drafts differ: in italics. */
void tack_chooser_row_set_value (TackChooserRow *self, const char *text, gboolean is_mixed);

/** tack_chooser_row_set_message: @message: (nullable): instead of a list: still asking, or why not.
 */
void tack_chooser_row_set_message (TackChooserRow *self, const char *message);

G_END_DECLS
