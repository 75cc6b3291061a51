/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-trim-handle.h"

#include "base/tack-time-text.h"

#define STEP_FRAME_MS 40
#define STEP_SECOND_MS 1000
#define STEP_WHOLE_MS (G_GINT64_CONSTANT (1) << 40)

struct _TackTrimHandle
{
  GtkWidget parent_instance;
};

static guint step_signal;

G_DEFINE_FINAL_TYPE (TackTrimHandle, tack_trim_handle, GTK_TYPE_WIDGET)

static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gint64 step;

  g_variant_get (args, "(x)", &step);
  g_signal_emit (widget, step_signal, 0, step);

  return GDK_EVENT_STOP;
}

/* What lies to the left is earlier, but in a language that is read from the right. */
static gboolean
on_arrow (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gint64 step;

  g_variant_get (args, "(x)", &step);
  g_signal_emit (widget, step_signal, 0,
                 gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -step : step);

  return GDK_EVENT_STOP;
}

static void
add_key (GtkWidgetClass *widget_class, guint key, guint keypad_key, gint64 sign)
{
  const guint keys[] = { key, keypad_key };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i], 0, on_arrow, "(x)",
                                    sign * STEP_FRAME_MS);
      gtk_widget_class_add_binding (widget_class, keys[i], GDK_SHIFT_MASK, on_arrow, "(x)",
                                    sign * STEP_SECOND_MS);
    }
}

static void
tack_trim_handle_class_init (TackTrimHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  step_signal = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_key, "(x)", -STEP_WHOLE_MS);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_key, "(x)", STEP_WHOLE_MS);
  gtk_widget_class_set_css_name (widget_class, "trimhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
tack_trim_handle_init (TackTrimHandle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
}

GtkWidget *
tack_trim_handle_new (const char *label)
{
  GtkWidget *self = g_object_new (TACK_TYPE_TRIM_HANDLE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return self;
}

void
tack_trim_handle_set_value (TackTrimHandle *self, gint64 at_ms, gint64 duration_ms)
{
  g_autofree char *text = tack_time_text (at_ms);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) duration_ms / 1000.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) at_ms / 1000.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}
