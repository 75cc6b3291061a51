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

/** tack_stage_set_draft: @draft: (nullable): stops what played before. */
void tack_stage_set_draft (TackStage *self, TackDraft *draft);

/** tack_stage_set_strip: @strip: (nullable): while it drags, key frames are shown, then the exact
 * one. */
void tack_stage_set_strip (TackStage *self, TackCoverStrip *strip);

G_END_DECLS
