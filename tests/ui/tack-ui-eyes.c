/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-ui-eyes.h"

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
ui_find_all (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);

  return found;
}

gpointer
ui_find (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = ui_find_all (widget, type);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

gpointer
ui_find_by_name (GtkWidget *widget, const char *type_name)
{
  GType type = g_type_from_name (type_name);

  return type != G_TYPE_INVALID ? ui_find (widget, type) : NULL;
}

GtkWidget *
ui_label (GtkWidget *widget, const char *text)
{
  g_autoptr (GPtrArray) labels = ui_find_all (widget, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (strstr (gtk_label_get_label (g_ptr_array_index (labels, i)), text) != NULL)
      return g_ptr_array_index (labels, i);

  return NULL;
}

gboolean
ui_says (GtkWidget *widget, const char *text)
{
  return ui_label (widget, text) != NULL;
}

gboolean
ui_says_only (GtkWidget *widget, const char *text)
{
  g_autoptr (GPtrArray) labels = ui_find_all (widget, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_label (g_ptr_array_index (labels, i)), text))
      return TRUE;

  return FALSE;
}

GtkWidget *
ui_button (GtkWidget *widget, const char *name)
{
  g_autoptr (GPtrArray) buttons = ui_find_all (widget, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkActionable *button = g_ptr_array_index (buttons, i);
      if (g_strcmp0 (gtk_actionable_get_action_name (button), name) == 0
          || ui_says (GTK_WIDGET (button), name))
        return GTK_WIDGET (button);
    }

  return NULL;
}

void
ui_click (GtkWidget *widget, const char *name)
{
  GtkWidget *button = ui_button (widget, name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

gpointer
ui_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}
