/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_PLAYER (tack_player_get_type ())
G_DECLARE_FINAL_TYPE (TackPlayer, tack_player, TACK, PLAYER, GObject)

/**
 * TackPlayer:
 *
 * One video that plays, and stands upright while it does. A #GdkPaintable, empty (0 × 0) until the
 * first frame that was asked for is there. Main context.
 *
 * Properties, read-only: `playing` (boolean), `position` (int64, ms). Signal `failed`: the video
 * cannot be played here; nothing comes after it.
 */

/**
 * tack_player_new:
 * @proxy: (nullable): who reads the video before this process dares to.
 * @width: of the video as shown, as is @height; 0 for not known.
 * @at_ms: where it stands at first. It does not play until it is told to.
 */
TackPlayer *tack_player_new (TackMediaProxy *proxy,
                             GFile          *video,
                             int             width,
                             int             height,
                             gint64          at_ms);

void     tack_player_set_playing (TackPlayer *self, gboolean playing);
gboolean tack_player_get_playing (TackPlayer *self);
void     tack_player_set_muted (TackPlayer *self, gboolean muted);

/** tack_player_seek: any number of calls while one is under way become one. */
void   tack_player_seek (TackPlayer *self, gint64 at_ms);
gint64 tack_player_get_position (TackPlayer *self);

G_END_DECLS
