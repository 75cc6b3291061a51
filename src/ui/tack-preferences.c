/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-preferences.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-settings.h"

struct _TackPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSpinButton *max_jobs;
  GtkSpinButton *daily_cap;
  GtkSpinButton *create_spacing;
  GtkSwitch     *run_in_background;
};

G_DEFINE_FINAL_TYPE (TackPreferences, tack_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* Nothing is no number of Pins or seconds, it is the limit being off. */
static gboolean
on_limit_output (GtkSpinButton *button)
{
  if (gtk_spin_button_get_value_as_int (button) > 0)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (button), _ ("Off"));

  return TRUE;
}

static void
tack_preferences_class_init (TackPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TackPreferences, max_jobs);
  gtk_widget_class_bind_template_child (widget_class, TackPreferences, daily_cap);
  gtk_widget_class_bind_template_child (widget_class, TackPreferences, create_spacing);
  gtk_widget_class_bind_template_child (widget_class, TackPreferences, run_in_background);
  gtk_widget_class_bind_template_callback (widget_class, on_limit_output);
}

static void
tack_preferences_init (TackPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_preferences_new (GtkWindow *parent, GSettings *settings)
{
  TackPreferences *self = g_object_new (TACK_TYPE_PREFERENCES, "transient-for", parent, NULL);

  g_settings_bind (settings, TACK_SETTING_MAX_JOBS, self->max_jobs, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, TACK_SETTING_DAILY_CAP, self->daily_cap, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, TACK_SETTING_CREATE_SPACING, self->create_spacing, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, TACK_SETTING_RUN_IN_BACKGROUND, self->run_in_background, "active",
                   G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
