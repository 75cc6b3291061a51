/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_MEDIA_SERVICE (tack_media_service_get_type ())
G_DECLARE_FINAL_TYPE (TackMediaService, tack_media_service, TACK, MEDIA_SERVICE, GObject)

/**
 * TackMediaService:
 *
 * The far side of a #TackMediaProxy: reads files in a process of its own, so that one which crashes
 * a decoder takes nothing else down. Main context of that process; one call at a time.
 */

/* What both sides speak, over a D-Bus connection that is theirs alone. */
#define TACK_MEDIA_SERVICE_PATH "/media"
#define TACK_MEDIA_SERVICE_INTERFACE "io.github.tackboard.Tackboard.Media"

/** The file descriptor on which the process finds its end of the connection. */
#define TACK_MEDIA_SERVICE_FD 3

/** What it sends before anything else, when it is there and can begin. */
#define TACK_MEDIA_SERVICE_REPORT '!'

/**
 * tack_media_service_new:
 * @connection: to the one who asks.
 */
TackMediaService *tack_media_service_new (GDBusConnection *connection, GError **error);

G_END_DECLS
