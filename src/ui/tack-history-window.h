/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "media/tack-thumbnailer.h"
#include "publish/tack-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_HISTORY_WINDOW (tack_history_window_get_type ())
G_DECLARE_FINAL_TYPE (TackHistoryWindow, tack_history_window, TACK, HISTORY_WINDOW, AdwWindow)

/**
 * TackHistoryWindow:
 *
 * What was ever published: searched, opened in the browser, exported. It reads a page at a time as
 * the person scrolls, and takes in what is published meanwhile.
 */
GtkWidget *tack_history_window_new (GtkWindow       *parent,
                                    TackHistory     *history,
                                    TackThumbnailer *thumbnailer);

/** tack_history_window_export: writes all of it to @file, and says how that went. */
void tack_history_window_export (TackHistoryWindow *self, GFile *file);

G_END_DECLS
