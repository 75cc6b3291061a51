/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_PLAYBACK (tack_playback_get_type ())
G_DECLARE_FINAL_TYPE (TackPlayback, tack_playback, TACK, PLAYBACK, GObject)

/**
 * TackPlayback:
 *
 * One video that plays here, in this very process: its sound is heard, its frames are taken by
 * whoever shows them. Main context; decoding runs on threads of its own.
 *
 * Signals: `frame`: there is one to take. `position` (int64, ms): where it stands, after whatever
 * was asked of it, and up to ten times a second while it moves. `ended`: it stands at its beginning
 * again, and no longer plays. `failed`: it cannot be played; nothing comes after it.
 */

/**
 * tack_playback_new:
 * @max_side: of its frames, in pixels; never enlarges.
 * @at_ms: where it stands at first. It does not play until it is told to.
 *
 * Returns: (transfer full) (nullable): %NULL: it is no video, is not whole, or GStreamer
 * lacks what it takes.
 */
TackPlayback *tack_playback_new (GFile *video, int max_side, gint64 at_ms);

/** tack_playback_set_playing: what stands at its end plays from its beginning. */
void tack_playback_set_playing (TackPlayback *self, gboolean playing);
void tack_playback_set_muted (TackPlayback *self, gboolean muted);

/** tack_playback_seek: to the exact frame; any number of calls while one is under way become one.
 */
void tack_playback_seek (TackPlayback *self, gint64 at_ms);

/**
 * tack_playback_take_frame:
 *
 * Returns: (transfer full) (nullable): the last frame, upright and with square pixels, if it has
 * not been taken yet.
 */
GdkPixbuf *tack_playback_take_frame (TackPlayback *self);

G_END_DECLS
