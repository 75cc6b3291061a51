/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-unveil.h"

#include "tack-test.h"
#include "tack-ui-fixture.h"

/* It has its place before it is seen, and it is seen, though nothing else happens. */
static void
test_order (void)
{
  GtkWidget *child = gtk_label_new ("Lantern");
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Before"), "before");
  gtk_stack_add_named (GTK_STACK (stack), child, "child");
  GtkWidget *window = ui_window_new (stack, 200, 100);

  tack_unveil (GTK_STACK (stack), "child");
  g_assert_cmpfloat (gtk_widget_get_opacity (child), ==, 0);
  tack_test_wait_until (gtk_widget_get_width (child) > 0);
  g_assert_cmpfloat (gtk_widget_get_opacity (child), ==, 0);
  tack_test_wait_until (gtk_widget_get_opacity (child) > 0);
  g_assert_cmpfloat (gtk_widget_get_opacity (child), ==, 1);

  ui_window_close (window, stack);
}

void
ui_add_unveil_tests (void)
{
  g_test_add_func ("/ui/unveil/order", test_order);
}
