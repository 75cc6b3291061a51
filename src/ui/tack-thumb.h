/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-draft.h"
#include "media/tack-thumbnailer.h"

G_BEGIN_DECLS

#define TACK_TYPE_THUMB (tack_thumb_get_type ())
G_DECLARE_FINAL_TYPE (TackThumb, tack_thumb, TACK, THUMB, GtkWidget)

/**
 * TackThumb:
 *
 * A draft's picture as a feed shows it: 2:3, rounded, contained on a ground of its own dominant
 * colour darkened; a picture within 3 % of 2:3 fills. Loads while it has a draft and is on
 * screen, or after those that are, a page from it; cancels when either ends, so that a recycled
 * card costs nothing. Property `radius` (int, 12).
 */
GtkWidget *tack_thumb_new (void);

/**
 * tack_thumb_set_draft:
 * @thumbnailer: (nullable): %NULL only together with @draft.
 * @draft: (nullable): whose file, cover time and cover file are shown and watched.
 */
void tack_thumb_set_draft (TackThumb *self, TackThumbnailer *thumbnailer, TackDraft *draft);

G_END_DECLS
