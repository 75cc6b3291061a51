/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-mend-queue.h"
#include "media/tack-thumbnailer.h"

G_BEGIN_DECLS

#define TACK_TYPE_DRAFT_CARD (tack_draft_card_get_type ())
G_DECLARE_FINAL_TYPE (TackDraftCard, tack_draft_card, TACK, DRAFT_CARD, GtkBox)

/**
 * TackDraftCard:
 *
 * A draft in the grid: its picture with a badge in each corner that has something to say, its name
 * and a line with its worst problem or its board. Recycled by the grid.
 */
GtkWidget *tack_draft_card_new (void);

/** tack_draft_card_set_draft: @draft: (nullable): %NULL when the card is put away. @mends:
 * (nullable): what may be converting its video. */
void tack_draft_card_set_draft (TackDraftCard   *self,
                                TackThumbnailer *thumbnailer,
                                TackMendQueue   *mends,
                                TackDraft       *draft);

G_END_DECLS
