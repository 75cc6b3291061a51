/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-pane.h"

struct _TackPane
{
  GtkWidget parent_instance;

  int natural_width;
};

typedef enum
{
  PROP_CHILD = 1,
  PROP_NATURAL_WIDTH,
  N_PROPS,
} TackPaneProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackPane, tack_pane, GTK_TYPE_WIDGET)

static void
set_child (TackPane *self, GtkWidget *child)
{
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (old != NULL)
    gtk_widget_unparent (old);
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static GtkSizeRequestMode
tack_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
tack_pane_measure (GtkWidget     *widget,
                   GtkOrientation orientation,
                   int            for_size,
                   int           *minimum,
                   int           *natural,
                   int           *minimum_baseline,
                   int           *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, TACK_PANE (widget)->natural_width);
}

static void
tack_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
tack_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackPane *self = TACK_PANE (object);

  switch ((TackPaneProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, gtk_widget_get_first_child (GTK_WIDGET (self)));
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackPane *self = TACK_PANE (object);

  switch ((TackPaneProperty) prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_NATURAL_WIDTH:
      self->natural_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_pane_dispose (GObject *object)
{
  set_child (TACK_PANE (object), NULL);

  G_OBJECT_CLASS (tack_pane_parent_class)->dispose (object);
}

static void
tack_pane_class_init (TackPaneClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_pane_get_property;
  object_class->set_property = tack_pane_set_property;
  object_class->dispose = tack_pane_dispose;
  widget_class->get_request_mode = tack_pane_get_request_mode;
  widget_class->measure = tack_pane_measure;
  widget_class->size_allocate = tack_pane_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "pane");
}

static void
tack_pane_init (TackPane *self)
{
}
