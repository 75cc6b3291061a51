/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-preferences.h"

#include "tack-window-fixture.h"
#include "ui/tack-settings.h"

/* What is set in the preferences is what the runner does. */
static void
test_preferences (WindowFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *key;
    double      value;
    const char *text;
  } cases[] = {
    { TACK_SETTING_MAX_JOBS, 6, "6" },
    { TACK_SETTING_DAILY_CAP, 50, "50" },
    { TACK_SETTING_CREATE_SPACING, 30, "30" },
    { TACK_SETTING_CREATE_SPACING, 0, "Off" },
  };
  static const char *const keys[]
    = { TACK_SETTING_MAX_JOBS, TACK_SETTING_DAILY_CAP, TACK_SETTING_CREATE_SPACING };
  g_autoptr (GSettings) settings = tack_settings_new ();
  GObject              *runner = G_OBJECT (tack_session_get_runner (self->session));
  GtkWidget            *window = tack_preferences_new (GTK_WINDOW (self->window), settings);

  tack_settings_bind_runner (settings, runner);
  gtk_window_present (GTK_WINDOW (window));
  tack_test_wait_until (gtk_widget_get_mapped (window));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) buttons = ui_find_all (window, GTK_TYPE_SPIN_BUTTON);
      guint                 value;

      g_assert_cmpuint (buttons->len, ==, G_N_ELEMENTS (keys));
      for (guint k = 0; k < buttons->len; k++)
        if (g_str_equal (keys[k], cases[i].key))
          {
            gtk_spin_button_set_value (g_ptr_array_index (buttons, k), cases[i].value);
            g_assert_cmpstr (gtk_editable_get_text (g_ptr_array_index (buttons, k)), ==,
                             cases[i].text);
          }
      g_object_get (runner, cases[i].key, &value, NULL);
      g_assert_cmpuint (value, ==, (guint) cases[i].value);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    g_settings_reset (settings, keys[k]);
}

void
window_add_preferences_tests (void)
{
  window_test ("preferences", test_preferences);
}
