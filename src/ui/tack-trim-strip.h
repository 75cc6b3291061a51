/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_TRIM_STRIP (tack_trim_strip_get_type ())
G_DECLARE_FINAL_TYPE (TackTrimStrip, tack_trim_strip, TACK, TRIM_STRIP, GtkWidget)

/**
 * TackTrimStrip:
 *
 * Ten frames of a video between two handles: where the part to keep begins, and where it ends. Each
 * handle is a slider to screen readers, with the arrow keys (a frame), Shift with them (a second),
 * Home and End. Signal `moved ()`: by the person.
 */
GtkWidget *tack_trim_strip_new (void);

/** tack_trim_strip_set_video: @proxy: (nullable): who reads it. All of it is kept at first. */
void tack_trim_strip_set_video (TackTrimStrip  *self,
                                TackMediaProxy *proxy,
                                GFile          *video,
                                gint64          duration_ms);

/** tack_trim_strip_set_points: ms; brought into order and into the video. */
void   tack_trim_strip_set_points (TackTrimStrip *self, gint64 from_ms, gint64 to_ms);
gint64 tack_trim_strip_get_from (TackTrimStrip *self);
gint64 tack_trim_strip_get_to (TackTrimStrip *self);

G_END_DECLS
