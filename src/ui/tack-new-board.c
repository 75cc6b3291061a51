/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-new-board.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  AdwMessageDialog *dialog; /* not owned: GTK's until it is closed */
  GtkWidget        *name;
  GtkWidget        *secret;
} Request;

static void
on_name_changed (GtkEditable *name, gpointer user_data)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (name)));
  g_autofree char *advice = tack_boards_dup_name_advice (text);

  adw_message_dialog_set_body (user_data, advice != NULL ? advice : "");
  adw_message_dialog_set_response_enabled (user_data, "create", *text != '\0');
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError           *error = NULL;
  TackBoard *board = tack_board_list_create_finish (TACK_BOARD_LIST (source), result, &error);

  if (board != NULL)
    g_task_return_pointer (task, board, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request          *request = g_task_get_task_data (task);

  if (!g_str_equal (response, "create"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No board was made");
      return;
    }

  TackBoardList   *boards = g_task_get_source_object (task);
  gboolean         is_secret = gtk_switch_get_active (GTK_SWITCH (request->secret));
  g_autofree char *name
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (request->name))));
  tack_board_list_create_async (boards, name, is_secret ? TACK_PRIVACY_SECRET : TACK_PRIVACY_PUBLIC,
                                created_cb, g_steal_pointer (&task));
}

static GtkWidget *
new_form (Request *request, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *secret_row = adw_action_row_new ();

  request->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (request->name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (request->name), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (request->name), TRUE);

  request->secret = gtk_switch_new ();
  gtk_widget_set_valign (request->secret, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (request->secret), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Secret"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (secret_row), _ ("Secret"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (secret_row),
                               _ ("Only you and people you invite see it."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (secret_row), request->secret);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (secret_row), request->secret);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), request->name);
  gtk_list_box_append (GTK_LIST_BOX (list), secret_row);

  return list;
}

void
tack_new_board_run_async (TackBoardList      *boards,
                          GtkWindow          *parent,
                          const char         *name,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask     *task = g_task_new (boards, NULL, callback, user_data);
  Request   *request = g_new0 (Request, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("New Board"), NULL);

  request->dialog = ADW_MESSAGE_DIALOG (dialog);
  g_task_set_source_tag (task, tack_new_board_run_async);
  g_task_set_task_data (task, request, g_free);
  adw_message_dialog_add_responses (request->dialog, "cancel", _ ("_Cancel"), "create",
                                    _ ("C_reate"), NULL);
  adw_message_dialog_set_response_appearance (request->dialog, "create", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (request->dialog, "create");
  adw_message_dialog_set_close_response (request->dialog, "cancel");
  adw_message_dialog_set_extra_child (request->dialog, new_form (request, name));
  g_signal_connect_object (request->name, "changed", G_CALLBACK (on_name_changed), dialog, 0);
  on_name_changed (GTK_EDITABLE (request->name), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

TackBoard *
tack_new_board_run_finish (TackBoardList *boards, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, boards), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
