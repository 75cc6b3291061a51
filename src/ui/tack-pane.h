/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_PANE (tack_pane_get_type ())
G_DECLARE_FINAL_TYPE (TackPane, tack_pane, TACK, PANE, GtkWidget)

/**
 * TackPane:
 *
 * Holds one child and says how wide it would like to be, whatever the child says: a grid would like
 * to have all its columns, and then a leaflet folds far too early. Properties: `child` (GtkWidget),
 * `natural-width` (int, pixels).
 */

G_END_DECLS
