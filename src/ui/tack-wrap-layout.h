/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_WRAP_LAYOUT (tack_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (TackWrapLayout, tack_wrap_layout, TACK, WRAP_LAYOUT, GtkLayoutManager)

/**
 * TackWrapLayout:
 *
 * Children one beside the other, as many to a line as fit, each as wide as it wants to be. What a
 * GtkFlowBox does in columns, which makes buttons as wide as the widest of them.
 */
GtkLayoutManager *tack_wrap_layout_new (void);

G_END_DECLS
