/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "publish/tack-session.h"

G_BEGIN_DECLS

#define TACK_TYPE_WINDOW (tack_window_get_type ())
G_DECLARE_FINAL_TYPE (TackWindow, tack_window, TACK, WINDOW, AdwApplicationWindow)

/**
 * TackWindow:
 *
 * The one window: its pages, its header, and the ways in for files. Shown before the session is
 * open; files that come earlier wait for it.
 */
TackWindow *tack_window_new (GtkApplication *application);

void tack_window_set_session (TackWindow *self, TackSession *session);

/** tack_window_add_files: @files: (element-type GFile): files and folders; each becomes a draft. */
void tack_window_add_files (TackWindow *self, GPtrArray *files);

/** tack_window_show_queue: turns to the page of the queue. */
void tack_window_show_queue (TackWindow *self);

/**
 * tack_window_quit:
 * @may_ask: %FALSE where nobody may be there to answer, as at the end of a session.
 *
 * Writes what was typed and goes; while Pins are being published it asks first. Closing the window
 * does the same, or hides it and goes once they are done, if that is what the person prefers.
 */
void tack_window_quit (TackWindow *self, gboolean may_ask);

/** tack_window_show_error: the session could not be opened: says why, in place of the pages. */
void tack_window_show_error (TackWindow *self, const GError *error);

/** tack_window_toast: @timeout_s: seconds to show @text, 0 until it is dismissed. */
void tack_window_toast (TackWindow *self, const char *text, guint timeout_s);

G_END_DECLS
