/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_PLAYBACK_SERVICE (tack_playback_service_get_type ())
G_DECLARE_FINAL_TYPE (TackPlaybackService, tack_playback_service, TACK, PLAYBACK_SERVICE, GObject)

/**
 * TackPlaybackService:
 *
 * The far side of a #TackPlayer: a #TackPlayback in a process of its own. Main context of that
 * process.
 *
 * `Open` comes first, and once. Whatever else is asked is answered by a `Position`, which says how
 * many calls of `Seek` it is after. `NextFrame` returns when there is a frame that has not been
 * handed over yet; so none is converted that nobody waits for.
 */

#define TACK_PLAYBACK_SERVICE_PATH "/playback"
#define TACK_PLAYBACK_SERVICE_INTERFACE "io.github.tackboard.Tackboard.Playback"

/**
 * tack_playback_service_new:
 * @connection: to the one who asks.
 */
TackPlaybackService *tack_playback_service_new (GDBusConnection *connection, GError **error);

G_END_DECLS
