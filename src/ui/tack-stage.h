/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-draft.h"
#include "ui/tack-cover-strip.h"

G_BEGIN_DECLS

#define TACK_TYPE_STAGE (tack_stage_get_type ())
G_DECLARE_FINAL_TYPE (TackStage, tack_stage, TACK, STAGE, GtkWidget)

/**
 * TackStage:
 *
 * The draft large, 214 px high: a picture, or a video that shows its cover frame and plays on
 * request with position, length and sound. Dashed lines with the rest dimmed mark what a 2:3 feed
 * shows.
 */
GtkWidget *tack_stage_new (void);

/** tack_stage_set_proxy: @proxy: (nullable): who reads the files, from the next draft on. */
void tack_stage_set_proxy (TackStage *self, TackMediaProxy *proxy);

/** tack_stage_set_draft: @draft: (nullable): stops what played before. */
void tack_stage_set_draft (TackStage *self, TackDraft *draft);

/**
 * tack_stage_set_strip:
 * @strip: (nullable): while it drags, the nearest key frame is shown before the exact one; it is
 * told where the automatic cover was found.
 */
void tack_stage_set_strip (TackStage *self, TackCoverStrip *strip);

/**
 * tack_stage_crop:
 * @picture: where a picture stands.
 * @shown: (out): what of it is left in a feed, which cuts off what is taller than 2:3. Wider
 *   pictures are shown whole.
 *
 * Pure.
 *
 * Returns: whether anything is cut off.
 */
gboolean tack_stage_crop (const graphene_rect_t *picture, graphene_rect_t *shown);

G_END_DECLS
