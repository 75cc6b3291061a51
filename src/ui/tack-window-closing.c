/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-queue-look.h"
#include "ui/tack-settings.h"

/* Nothing typed is lost, and nothing under way is stopped without a question. */

static gboolean (*parent_close_request) (GtkWindow *window);

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackWindow) self = user_data;

  /* What could not be written was said when it failed; keeping the window open does not help. */
  tack_draft_store_flush_finish (TACK_DRAFT_STORE (source), result, NULL);
  self->n_closing = 2;
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_for_good (TackWindow *self)
{
  if (self->n_closing > 0)
    return;

  self->n_closing = 1;
  tack_runner_pause (tack_session_get_runner (self->session));
  tack_mend_queue_cancel_all (self->mends);
  tack_draft_store_flush_async (tack_session_get_drafts (self->session), flushed_cb,
                                g_object_ref (self));
}

/* Something is on its way, or would be by itself. */
static gboolean
is_publishing (TackWindow *self)
{
  g_auto (TackQueueLook) look = tack_queue_look (tack_session_get_queue (self->session),
                                                 tack_session_get_runner (self->session));

  return tack_queue_facts_count_pending (&look.facts) > 0
         && !tack_queue_facts_is_resumable (&look.facts);
}

static gboolean
is_busy (TackWindow *self)
{
  return is_publishing (self) || !tack_mend_queue_is_empty (self->mends);
}

/* The window goes and the program stays, until all of it has ended. */
static void
go_to_background (TackWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_quit_response (TackWindow *self, const char *response)
{
  self->quit_dialog = NULL;
  if (g_str_equal (response, "quit"))
    close_for_good (self);
  else if (g_str_equal (response, "background"))
    go_to_background (self);
}

static void
ask_before_quitting (TackWindow *self)
{
  if (self->quit_dialog != NULL)
    {
      gtk_window_present (self->quit_dialog);
      return;
    }

  gboolean   is_published = is_publishing (self);
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self),
    is_published ? _ ("Pins Are Being Published") : _ ("Videos Are Being Converted"),
    is_published
      ? _ ("They can go on without the window, and you are told when they are done. If you quit, "
           "nothing is lost: they go on when you open Tackboard again.")
      : _ ("They can be finished without the window. If you quit, what is not finished has to be "
           "converted again; your files stay as they are."));

  self->quit_dialog = GTK_WINDOW (dialog);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "quit",
                                    _ ("_Quit"), "background",
                                    is_published ? _ ("_Keep Publishing") : _ ("_Keep Converting"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "background",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "background");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_quit_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* In the background, that was all there was to do. A queue that only a person can start again has
 * ended too; one that waits for space on the disk has not. */
static void
on_runner_idle (TackWindow *self)
{
  gboolean is_over = tack_runner_is_running (tack_session_get_runner (self->session))
                     || tack_queue_get_hold (tack_session_get_queue (self->session)) != NULL;

  if (is_over && tack_mend_queue_is_empty (self->mends)
      && !gtk_widget_get_visible (GTK_WIDGET (self)))
    close_for_good (self);
}

static void
on_mends_changed (TackWindow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && self->n_closing == 0 && !is_busy (self))
    close_for_good (self);
}

static gboolean
wants_background (void)
{
  g_autoptr (GSettings) settings = tack_settings_new ();

  return settings != NULL && g_settings_get_boolean (settings, TACK_SETTING_RUN_IN_BACKGROUND);
}

static void
save_size (TackWindow *self)
{
  g_autoptr (GSettings) settings = tack_settings_new ();
  int                   width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, TACK_SETTING_WINDOW_WIDTH, width);
  g_settings_set_int (settings, TACK_SETTING_WINDOW_HEIGHT, height);
  g_settings_set_boolean (settings, TACK_SETTING_WINDOW_MAXIMIZED,
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (TackWindow *self)
{
  g_autoptr (GSettings) settings = tack_settings_new ();

  if (settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, TACK_SETTING_WINDOW_WIDTH),
                               g_settings_get_int (settings, TACK_SETTING_WINDOW_HEIGHT));
  if (g_settings_get_boolean (settings, TACK_SETTING_WINDOW_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
tack_window_close_request (GtkWindow *window)
{
  TackWindow *self = TACK_WINDOW (window);

  if (self->session == NULL || self->n_closing == 2)
    {
      save_size (self);
      return parent_close_request (window);
    }

  if (self->n_closing > 0 || !is_busy (self))
    close_for_good (self);
  else if (wants_background ())
    go_to_background (self);
  else
    ask_before_quitting (self);

  return GDK_EVENT_STOP;
}

void
tack_window_quit (TackWindow *self, gboolean may_ask)
{
  if (self->session == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else if (may_ask && self->n_closing == 0 && is_busy (self))
    {
      gtk_window_present (GTK_WINDOW (self));
      ask_before_quitting (self);
    }
  else
    close_for_good (self);
}

void
tack_window_closing_class_init (GtkWindowClass *window_class)
{
  parent_close_request = window_class->close_request;
  window_class->close_request = tack_window_close_request;
}

void
tack_window_closing_init (TackWindow *self)
{
  restore_size (self);
}

void
tack_window_closing_start (TackWindow *self)
{
  g_signal_connect_object (tack_session_get_runner (self->session), "idle",
                           G_CALLBACK (on_runner_idle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mends, "changed", G_CALLBACK (on_mends_changed), self,
                           G_CONNECT_SWAPPED);
}
