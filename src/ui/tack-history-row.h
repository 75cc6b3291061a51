/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-thumbnailer.h"
#include "publish/tack-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY_ROW (tack_history_row_get_type ())
G_DECLARE_FINAL_TYPE (TackHistoryRow, tack_history_row, TACK, HISTORY_ROW, GtkBox)

/**
 * TackHistoryRow:
 *
 * One Pin that was published: its picture, from which file, to which board, and when. Its buttons
 * activate `history.open` and `history.copy-link` with the Pin's address; whoever holds the row has
 * these actions. Made to be used again for another entry.
 */
GtkWidget *tack_history_row_new (void);

/** tack_history_row_set_entry: @entry: (nullable): %NULL when it is not shown any more. */
void tack_history_row_set_entry (TackHistoryRow   *self,
                                 TackHistory      *history,
                                 TackThumbnailer  *thumbnailer,
                                 TackHistoryEntry *entry);

G_END_DECLS
