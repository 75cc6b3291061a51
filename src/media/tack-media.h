/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_media_init:
 *
 * Prepares GStreamer and gexiv2. Called once by each program before it uses this room, on the main
 * thread; the first run on a machine scans the plugins (about half a second), later ones take
 * milliseconds.
 */
void tack_media_init (void);

G_END_DECLS
