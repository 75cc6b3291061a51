/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-window-fixture.h"
#include "ui/tack-settings.h"

/* Nothing under way is stopped without a question, and nothing is lost. */

/* Two Pins: one is published, the other waits for tomorrow, and the window would have to ask. */
static void
publish_one_of_two (WindowFixture *self)
{
  g_autoptr (GPtrArray) files = window_list_pictures (2);
  TackQueue            *queue = tack_session_get_queue (self->session);
  TackRunner           *runner = tack_session_get_runner (self->session);

  tack_runner_set_limits (runner, (TackCreateLimits){ .daily_cap = 1 });
  window_add (self, files);
  window_assert_says (self, "2 of 2 selected");
  window_give_board (self);
  tack_test_wait_until (window_count (self, tack_draft_is_ready) == 2);
  window_press_until (self, "win.publish", g_list_model_get_n_items (G_LIST_MODEL (queue)) == 2);
  tack_test_wait_until (tack_queue_summarize (queue).published == 1
                        && tack_runner_get_waiting_reason (runner) != NULL);
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog = ui_dialog (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_quit_asks (WindowFixture *self, gconstpointer data)
{
  gpointer window = self->window;

  publish_one_of_two (self);
  gtk_window_close (window);
  /* Asked once, however often it is closed. */
  gtk_window_close (window);
  tack_window_quit (window, TRUE);
  answer ("cancel");
  g_assert_true (gtk_widget_get_visible (window));
  g_assert_true (tack_runner_is_running (tack_session_get_runner (self->session)));

  g_object_add_weak_pointer (window, &window);
  tack_window_quit (window, TRUE);
  answer ("quit");
  tack_test_wait_until (window == NULL);
  g_assert_false (tack_runner_is_running (tack_session_get_runner (self->session)));

  /* What was not published is there the next time. */
  g_clear_object (&self->session);
  window_open (self);
  g_assert_cmpuint (tack_queue_summarize (tack_session_get_queue (self->session)).waiting, ==, 1);
}

/* Closed, it goes on without a window, and ends once it is done. */
static void
test_background (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = tack_settings_new ();
  TackRunner           *runner = tack_session_get_runner (self->session);
  gpointer              window = self->window;

  publish_one_of_two (self);
  g_settings_set_boolean (settings, TACK_SETTING_RUN_IN_BACKGROUND, TRUE);
  gtk_window_close (window);
  g_settings_reset (settings, TACK_SETTING_RUN_IN_BACKGROUND);
  g_assert_null (ui_dialog (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_false (gtk_widget_get_visible (window));
  g_assert_true (tack_runner_is_running (runner));

  g_object_add_weak_pointer (window, &window);
  tack_runner_set_limits (runner, (TackCreateLimits){ 0 });
  tack_test_wait_until (window == NULL);
  g_assert_cmpuint (tack_queue_summarize (tack_session_get_queue (self->session)).published, ==, 2);

  g_clear_object (&self->session);
  window_open (self);
}

/* At the end of a session nobody answers. */
static void
test_terminate (WindowFixture *self, gconstpointer data)
{
  gpointer window = self->window;

  publish_one_of_two (self);
  g_object_add_weak_pointer (window, &window);
  tack_window_quit (window, FALSE);
  g_assert_null (ui_dialog (ADW_TYPE_MESSAGE_DIALOG));
  tack_test_wait_until (window == NULL);

  g_clear_object (&self->session);
  window_open (self);
}

static void
test_quit_while_mending (WindowFixture *self, gconstpointer data)
{
  gpointer window = self->window;

  if (!window_add_videos (self, 1))
    return;

  window_assert_says (self, "Wrong codec");
  window_start_mending (self);
  gtk_window_close (window);
  g_assert_nonnull (ui_dialog (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (adw_message_dialog_get_heading (ui_dialog (ADW_TYPE_MESSAGE_DIALOG)), ==,
                   "Videos Are Being Converted");

  /* In the background it is finished, and then the window goes. */
  g_object_add_weak_pointer (window, &window);
  answer ("background");
  tack_test_wait_until (window == NULL);
  g_clear_object (&self->session);
  window_open (self);
  tack_test_wait_until (g_list_model_get_n_items (window_drafts (self)) == 1);
  g_assert_nonnull (tack_draft_get_mended_file (window_draft (self, 0)));
}

void
window_add_closing_tests (void)
{
  window_test ("quit-asks", test_quit_asks);
  window_test ("background", test_background);
  window_test ("terminate", test_terminate);
  window_test ("quit-while-mending", test_quit_while_mending);
}
