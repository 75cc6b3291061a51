/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_WELCOME (tack_welcome_get_type ())
G_DECLARE_FINAL_TYPE (TackWelcome, tack_welcome, TACK, WELCOME, GtkWidget)

/**
 * TackWelcome:
 *
 * The empty Compose page: one large drop target that says what it takes. Its button activates
 * `win.add-files`. Property `drop-active` (boolean): files hover over the window.
 */
GtkWidget *tack_welcome_new (void);
void       tack_welcome_set_drop_active (TackWelcome *self, gboolean drop_active);

G_END_DECLS
