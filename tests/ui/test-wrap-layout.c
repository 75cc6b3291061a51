/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-wrap-layout.h"

#include "tack-ui-fixture.h"

#define WIDTH 100
#define HEIGHT 20

/* Three of the same size, and one that is hidden, at any width. */
static void
test_lines (void)
{
  static const struct
  {
    int              width;
    GtkTextDirection direction;
    int              height; /* of all */
    int              x[3];
    int              y[3];
  } rows[] = {
    { 312, GTK_TEXT_DIR_LTR, 20, { 0, 106, 212 }, { 0, 0, 0 } },
    { 311, GTK_TEXT_DIR_LTR, 46, { 0, 106, 0 }, { 0, 0, 26 } },
    { 150, GTK_TEXT_DIR_LTR, 72, { 0, 0, 0 }, { 0, 26, 52 } },
    { 206, GTK_TEXT_DIR_RTL, 46, { 106, 0, 106 }, { 0, 0, 26 } },
  };
  g_autoptr (GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget            *children[4];
  int                   minimum, natural;

  gtk_widget_set_layout_manager (box, tack_wrap_layout_new ());
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (children[i], WIDTH, HEIGHT);
      gtk_box_append (GTK_BOX (box), children[i]);
    }
  gtk_widget_set_visible (children[3], FALSE);

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, WIDTH);
  g_assert_cmpint (natural, ==, 312);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_set_direction (box, rows[i].direction);
      gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, rows[i].width, &minimum, &natural, NULL,
                          NULL);
      g_assert_cmpint (minimum, ==, rows[i].height);
      g_assert_cmpint (natural, ==, rows[i].height);
      gtk_widget_allocate (box, rows[i].width, natural, -1, NULL);
      for (guint k = 0; k < 3; k++)
        {
          graphene_rect_t bounds;

          g_assert_true (gtk_widget_compute_bounds (children[k], box, &bounds));
          g_assert_cmpfloat (bounds.origin.x, ==, rows[i].x[k]);
          g_assert_cmpfloat (bounds.origin.y, ==, rows[i].y[k]);
          g_assert_cmpfloat (bounds.size.width, ==, WIDTH);
        }
    }
}

void
ui_add_wrap_layout_tests (void)
{
  g_test_add_func ("/ui/wrap-layout/lines", test_lines);
}
