/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_FAN (tack_fan_get_type ())
G_DECLARE_FINAL_TYPE (TackFan, tack_fan, TACK, FAN, GtkWidget)

/**
 * TackFan:
 *
 * Three bundled pictures like cards in a hand, for pages that are empty. Grows no larger than it is
 * drawn, shrinks where there is no room.
 */
GtkWidget *tack_fan_new (void);

G_END_DECLS
