/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_media_init:
 *
 * Prepares gexiv2. Called once by each program before it uses this room, on the main thread.
 */
void tack_media_init (void);

/**
 * tack_media_init_gstreamer:
 *
 * Prepares GStreamer for who is about to use it: most files are judged without. The first run on a
 * machine scans the plugins (about half a second), later ones take milliseconds. Any thread, any
 * number of times.
 */
void tack_media_init_gstreamer (void);

G_END_DECLS
