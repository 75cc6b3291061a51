/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-time-row.h"

#include <math.h>

#include "base/tack-time-text.h"

#define SECOND_MS 1000.0
#define STEP_S 0.1
#define PAGE_S 1
#define WIDTH_CHARS 8

struct _TackTimeRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *spin; /* seconds */
  gboolean       is_showing;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TackTimeRow, tack_time_row, ADW_TYPE_ACTION_ROW)

static gboolean
on_spin_output (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = tack_time_text (tack_time_row_get_value (user_data));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static int
on_spin_input (GtkSpinButton *spin, double *value, gpointer user_data)
{
  gint64 ms;

  if (!tack_time_text_parse (gtk_editable_get_text (GTK_EDITABLE (spin)), &ms))
    return GTK_INPUT_ERROR;

  *value = (double) ms / SECOND_MS;

  return TRUE;
}

static void
on_spin_value_changed (GtkSpinButton *spin, gpointer user_data)
{
  TackTimeRow *self = user_data;

  if (!self->is_showing)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_title_notify (TackTimeRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
tack_time_row_class_init (TackTimeRowClass *klass)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_time_row_init (TackTimeRow *self)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, STEP_S, STEP_S);

  self->spin = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_increments (self->spin, STEP_S, PAGE_S);
  gtk_spin_button_set_digits (self->spin, 3);
  /* A time has colons. */
  gtk_spin_button_set_numeric (self->spin, FALSE);
  gtk_spin_button_set_update_policy (self->spin, GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), WIDTH_CHARS);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (spin, "numbers");
  g_signal_connect (spin, "output", G_CALLBACK (on_spin_output), self);
  g_signal_connect (spin, "input", G_CALLBACK (on_spin_input), self);
  g_signal_connect (spin, "value-changed", G_CALLBACK (on_spin_value_changed), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_notify), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), spin);
}

void
tack_time_row_set_range (TackTimeRow *self, gint64 min_ms, gint64 max_ms)
{
  self->is_showing = TRUE;
  gtk_spin_button_set_range (self->spin, (double) min_ms / SECOND_MS, (double) max_ms / SECOND_MS);
  self->is_showing = FALSE;
}

void
tack_time_row_set_value (TackTimeRow *self, gint64 at_ms)
{
  self->is_showing = TRUE;
  gtk_spin_button_set_value (self->spin, (double) at_ms / SECOND_MS);
  self->is_showing = FALSE;
}

gint64
tack_time_row_get_value (TackTimeRow *self)
{
  return llround (gtk_adjustment_get_value (gtk_spin_button_get_adjustment (self->spin))
                  * SECOND_MS);
}
