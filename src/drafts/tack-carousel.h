/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/* Several drafts as one with several pictures, and back. Nothing here touches a store: what becomes
 * of the drafts that were given is tack_draft_store_replace()'s, which also undoes it. */

/**
 * tack_carousel_can_join:
 * @drafts: (element-type TackDraft): in the order they shall be shown.
 * @error: `TACK_ERROR_FIX`: too few or too many pictures, a video among them, or addresses among
 *   files.
 */
gboolean tack_carousel_can_join (GPtrArray *drafts, GError **error);

/**
 * tack_carousel_join:
 * @drafts: (element-type TackDraft): that can be joined; carousels bring all their pictures.
 *
 * Returns: (transfer full): a new draft with what was written about the first of them; the title,
 *   description and link of each stay with its picture.
 */
TackDraft *tack_carousel_join (GPtrArray *drafts);

/**
 * tack_carousel_split:
 * @carousel: a draft with several pictures.
 *
 * Returns: (transfer full) (element-type TackDraft): a new draft for each picture, with its own
 *   texts where it has some, and everything else as the carousel had it.
 */
GPtrArray *tack_carousel_split (TackDraft *carousel);

/**
 * tack_carousel_move:
 *
 * Puts the picture at @from where that at @to is. The one that is shown first stays the one.
 */
void tack_carousel_move (TackDraft *carousel, guint from, guint to);

G_END_DECLS
