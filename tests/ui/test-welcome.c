/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-welcome.h"

#include "tack-test.h"
#include "tack-ui-eyes.h"
#include "tack-ui-fixture.h"
#include "ui/tack-fan.h"

static void
count (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_button_adds_files (void)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction)      action = g_simple_action_new ("add-files", NULL);
  GtkWidget                     *welcome = tack_welcome_new ();
  GtkWidget                     *window = ui_window_new (welcome, 800, 700);
  GtkWidget                     *button = ui_find (welcome, GTK_TYPE_BUTTON);
  guint                          n = 0;

  g_signal_connect (action, "activate", G_CALLBACK (count), &n);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));

  gtk_widget_activate (button);
  tack_test_wait_until (n == 1);

  ui_window_close (window, welcome);
}

/* Pinterest's limits are said as base/tack-limits.h has them. */
static void
test_says_the_limits (void)
{
  GtkWidget *welcome = g_object_ref_sink (tack_welcome_new ());

  g_assert_nonnull (ui_label (welcome, "up to 20 MB"));
  g_assert_nonnull (ui_label (welcome, "4 s to 15 min, up to 2 GB"));

  g_assert_finalize_object (welcome);
}

static void
test_narrow (void)
{
  GtkWidget *welcome = tack_welcome_new ();
  GtkWidget *window = ui_window_new (welcome, 800, 700);
  GtkWidget *pictures = ui_label (welcome, "JPEG");
  GtkWidget *videos = ui_label (welcome, "MP4");
  int        minimum;
  double     y_pictures;
  double     y_videos;

  g_assert_false (gtk_widget_has_css_class (welcome, "narrow"));
  gtk_widget_measure (welcome, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 700);
  tack_test_wait_until (gtk_widget_has_css_class (welcome, "narrow"));
  tack_test_wait_until (
    gtk_widget_translate_coordinates (pictures, welcome, 0, 0, NULL, &y_pictures)
    && gtk_widget_translate_coordinates (videos, welcome, 0, 0, NULL, &y_videos)
    && y_videos > y_pictures);

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 700);
  tack_test_wait_until (!gtk_widget_has_css_class (welcome, "narrow"));

  ui_window_close (window, welcome);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_drop_active (void)
{
  GtkWidget *welcome = g_object_ref_sink (tack_welcome_new ());
  guint      n = 0;

  g_signal_connect (welcome, "notify::drop-active", G_CALLBACK (on_notify), &n);
  tack_welcome_set_drop_active (TACK_WELCOME (welcome), TRUE);
  tack_welcome_set_drop_active (TACK_WELCOME (welcome), TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (gtk_widget_has_css_class (welcome, "drop-active"));
  g_object_set (welcome, "drop-active", FALSE, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (gtk_widget_has_css_class (welcome, "drop-active"));

  g_assert_finalize_object (welcome);
}

/* The fan gives way where there is no room, and keeps its shape. */
static void
test_fan (void)
{
  GtkWidget *fan = tack_fan_new ();
  GtkWidget *window = ui_window_new (fan, 192, 116);
  int        height;

  gtk_widget_measure (fan, GTK_ORIENTATION_VERTICAL, 192, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 116);
  /* The middle picture is in the middle, and the corners are empty. */
  g_assert_cmphex (ui_pixel (fan, 0.5, 0.45) & 0xff, ==, 0xff);
  g_assert_cmphex (ui_pixel (fan, 0, 0), ==, 0);
  g_assert_cmphex (ui_pixel (fan, 1, 1), ==, 0);

  ui_window_close (window, fan);
}

void
ui_add_welcome_tests (void)
{
  g_test_add_func ("/ui/welcome/button-adds-files", test_button_adds_files);
  g_test_add_func ("/ui/welcome/says-the-limits", test_says_the_limits);
  g_test_add_func ("/ui/welcome/narrow", test_narrow);
  g_test_add_func ("/ui/welcome/drop-active", test_drop_active);
  g_test_add_func ("/ui/welcome/fan", test_fan);
}
