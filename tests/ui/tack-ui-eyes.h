/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A person's eyes and fingers: what is to be seen below a widget, and can be pressed. */

/** ui_find_all: Returns: (transfer full) (element-type GtkWidget): what is to be seen of @type
 * below @widget, or is it, in order. */
GPtrArray *ui_find_all (GtkWidget *widget, GType type);

/** ui_find: Returns: (transfer none) (nullable): the first of them. */
gpointer ui_find (GtkWidget *widget, GType type);

/** ui_find_by_name: the same for a type that only its own file knows. */
gpointer ui_find_by_name (GtkWidget *widget, const char *type_name);

/** ui_label: Returns: (transfer none) (nullable): a label below @widget that is to be seen and
 * contains @text. */
GtkWidget *ui_label (GtkWidget *widget, const char *text);

/** ui_says: Returns: whether there is such a label. */
gboolean ui_says (GtkWidget *widget, const char *text);

/** ui_says_only: Returns: whether there is a label that says @text and no more. */
gboolean ui_says_only (GtkWidget *widget, const char *text);

/** ui_button: Returns: (transfer none) (nullable): a button below @widget that is to be seen, by
 * its text or its action. */
GtkWidget *ui_button (GtkWidget *widget, const char *name);

/** ui_click: presses it; it has to be there. */
void ui_click (GtkWidget *widget, const char *name);

/** ui_dialog: Returns: (transfer none) (nullable): the window of @type that is open. */
gpointer ui_dialog (GType type);
