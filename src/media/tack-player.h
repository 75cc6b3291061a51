/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_PLAYER (tack_player_get_type ())
G_DECLARE_FINAL_TYPE (TackPlayer, tack_player, TACK, PLAYER, GObject)

/**
 * TackPlayer:
 *
 * One video that plays in a process of its own (`tackboard-media`): there its sound is heard, its
 * frames come from there one after the other, as fast as this side takes them. A file that crashes
 * a decoder, never ends or wants all memory ends that process, which goes with the player in any
 * case. Main context; nothing here blocks.
 *
 * Properties, read-only: `playing` (boolean), `position` (int64, ms). Signals: `frame` (a
 * #GdkPixbuf, upright and with square pixels): what is to be seen from now on, first of all where
 * it stands at first. `failed`: the video cannot be played here; nothing comes after it.
 */

/**
 * tack_player_new:
 * @max_side: of its frames, in pixels; never enlarges.
 * @at_ms: where it stands at first. It does not play until it is told to.
 */
TackPlayer *tack_player_new (GFile *video, int max_side, gint64 at_ms);

/** tack_player_set_deadline: how long nothing may be heard of what was asked for, in place of 30 s,
 * before it has failed. */
void tack_player_set_deadline (TackPlayer *self, int deadline_ms);

/** tack_player_set_playing: what stands at its end plays from its beginning. */
void     tack_player_set_playing (TackPlayer *self, gboolean playing);
gboolean tack_player_get_playing (TackPlayer *self);
void     tack_player_set_muted (TackPlayer *self, gboolean muted);

/** tack_player_seek: any number of calls while one is under way become one. */
void   tack_player_seek (TackPlayer *self, gint64 at_ms);
gint64 tack_player_get_position (TackPlayer *self);

G_END_DECLS
