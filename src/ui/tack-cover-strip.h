/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-draft.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_COVER_STRIP (tack_cover_strip_get_type ())
G_DECLARE_FINAL_TYPE (TackCoverStrip, tack_cover_strip, TACK, COVER_STRIP, GtkWidget)

/**
 * TackCoverStrip:
 *
 * Ten frames of a video and a handle on the cover. Click, drag, arrow keys (a frame) and Shift with
 * arrow keys (a second), Home and End move it; what moves is the draft's `cover-at`, and a cover
 * from a picture file or address gives way to it. Of a frame that Pinterest takes it moves the
 * second. A slider to screen readers.
 *
 * Properties, read-only: `dragging` (boolean): the handle is held, so quick key frames will do;
 * `position` (int64): where the handle stands, ms. Signal `will-move ()`: before the draft is
 * changed; once for all that a drag does.
 */
GtkWidget *tack_cover_strip_new (void);

/** tack_cover_strip_set_proxy: @proxy: (nullable): who reads the files, from the next draft on. */
void tack_cover_strip_set_proxy (TackCoverStrip *self, TackMediaProxy *proxy);

/** tack_cover_strip_set_draft: @draft: (nullable): a video draft. */
void     tack_cover_strip_set_draft (TackCoverStrip *self, TackDraft *draft);
gboolean tack_cover_strip_get_dragging (TackCoverStrip *self);
gint64   tack_cover_strip_get_position (TackCoverStrip *self);

/**
 * tack_cover_strip_set_automatic:
 * @at_ms: where the cover was found that the draft leaves to us; -1 for not known yet.
 */
void tack_cover_strip_set_automatic (TackCoverStrip *self, gint64 at_ms);

G_END_DECLS
