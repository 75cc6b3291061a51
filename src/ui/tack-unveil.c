/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-unveil.h"

/* The frame in which it is laid out begins with this, too, and the next one. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gint64 *first = user_data;
  gint64  frame = gdk_frame_clock_get_frame_counter (clock);

  if (*first == 0)
    *first = frame;
  if (frame == *first)
    return G_SOURCE_CONTINUE;

  gtk_widget_set_opacity (widget, 1);

  return G_SOURCE_REMOVE;
}

void
tack_unveil (GtkStack *stack, const char *page)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), page) == 0)
    return;

  gtk_stack_set_visible_child_name (stack, page);
  /* What is transparent is given its size, but GTK draws nothing of it. */
  GtkWidget *widget = gtk_stack_get_visible_child (stack);
  gtk_widget_set_opacity (widget, 0);
  gtk_widget_add_tick_callback (widget, on_tick, g_new0 (gint64, 1), g_free);
}
