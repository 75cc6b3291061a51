/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-wrap-layout.h"

#define GAP 6

struct _TackWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TackWrapLayout, tack_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_natural (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);

  return natural;
}

static void
place (GtkWidget *widget, GtkWidget *child, GtkAllocation where)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    where.x = gtk_widget_get_width (widget) - where.x - where.width;
  gtk_widget_size_allocate (child, &where, -1);
}

/* Returns: the height they take. */
static int
arrange (GtkWidget *widget, int width, gboolean is_placed)
{
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;

      int child_width = MIN (get_natural (child, GTK_ORIENTATION_HORIZONTAL, -1), width);
      int child_height = get_natural (child, GTK_ORIENTATION_VERTICAL, child_width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + GAP;
          line_height = 0;
        }
      if (is_placed)
        place (widget, child, (GtkAllocation){ x, y, child_width, child_height });
      x += child_width + GAP;
      line_height = MAX (line_height, child_height);
    }

  return y + line_height;
}

static GtkSizeRequestMode
tack_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* At least as wide as the widest of them, and at best all on one line. */
static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int child_minimum, child_natural;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                            NULL, NULL);
        *minimum = MAX (*minimum, child_minimum);
        *natural += child_natural + (*natural > 0 ? GAP : 0);
      }
}

static void
tack_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  measure_width (widget, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = arrange (widget, for_size < 0 ? *natural : for_size, FALSE);
}

static void
tack_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  arrange (widget, width, TRUE);
}

static void
tack_wrap_layout_class_init (TackWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = tack_wrap_layout_get_request_mode;
  layout_class->measure = tack_wrap_layout_measure;
  layout_class->allocate = tack_wrap_layout_allocate;
}

static void
tack_wrap_layout_init (TackWrapLayout *self)
{
}

GtkLayoutManager *
tack_wrap_layout_new (void)
{
  return g_object_new (TACK_TYPE_WRAP_LAYOUT, NULL);
}
