/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

#define TACK_TYPE_COVER_STRIP (tack_cover_strip_get_type ())
G_DECLARE_FINAL_TYPE (TackCoverStrip, tack_cover_strip, TACK, COVER_STRIP, GtkWidget)

/**
 * TackCoverStrip:
 *
 * Ten frames of a video and a handle on the cover. Click, drag, arrow keys (a frame) and Shift with
 * arrow keys (a second) move it; what moves is the draft's `cover-at`. A slider to screen readers.
 * Property `dragging` (boolean, read-only): the handle is held, so quick key frames will do.
 */
GtkWidget *tack_cover_strip_new (void);

/** tack_cover_strip_set_draft: @draft: (nullable): a video draft. */
void     tack_cover_strip_set_draft (TackCoverStrip *self, TackDraft *draft);
gboolean tack_cover_strip_get_dragging (TackCoverStrip *self);

G_END_DECLS
