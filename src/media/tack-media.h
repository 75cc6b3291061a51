/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

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

/** tack_media_new_damaged_error: Returns: (transfer full): `TACK_ERROR_FIX`, what is said of a file
 * that a decoder did not survive. */
GError *tack_media_new_damaged_error (GFile *file);

G_END_DECLS
