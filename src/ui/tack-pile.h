/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-thumbnailer.h"

G_BEGIN_DECLS

#define TACK_TYPE_PILE (tack_pile_get_type ())
G_DECLARE_FINAL_TYPE (TackPile, tack_pile, TACK, PILE, GtkWidget)

/**
 * TackPile:
 *
 * Several drafts as overlapping thumbnails over the whole width: nine at most, then “+191”.
 */

/** tack_pile_set_drafts: @drafts: (element-type TackDraft): */
void tack_pile_set_drafts (TackPile *self, TackThumbnailer *thumbnailer, GPtrArray *drafts);

G_END_DECLS
