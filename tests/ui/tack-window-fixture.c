/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-window-fixture.h"

#include "api/tack-boards.h"
#include "ui/tack-mend-dialog.h"

TackSession *
window_open_session (WindowFixture *self, const char *token)
{
  g_autoptr (TackAccount) account
    = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->server), token);
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (100);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_session_open_async (account, self->folder, clock, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  TackSession *session = tack_session_open_finish (result, &error);
  g_assert_no_error (error);

  return session;
}

void
window_open (WindowFixture *self)
{
  self->window = tack_window_new (self->application);
  gtk_window_present (GTK_WINDOW (self->window));
  self->session = window_open_session (self, tack_demo_server_get_token (self->server));
  tack_window_set_session (self->window, self->session);
}

void
window_close (WindowFixture *self)
{
  gpointer window = self->window;

  /* While something is on its way it would ask first. */
  tack_test_wait_until (!tack_runner_is_busy (tack_session_get_runner (self->session)));
  g_object_add_weak_pointer (window, &window);
  gtk_window_present (window);
  gtk_window_close (window);
  tack_test_wait_until (window == NULL);
  self->window = NULL;
  g_clear_object (&self->session);
}

void
window_set_up (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tackboard-window-XXXXXX", &error);
  self->server = tack_demo_server_new ();
  g_assert_true (tack_demo_server_start (self->server, 0, &error));
  window_open (self);
}

void
window_tear_down (WindowFixture *self, gconstpointer data)
{
  window_close (self);
  tack_demo_server_stop (self->server);
  g_clear_object (&self->server);
  ui_files_remove ();
  ui_folder_remove (self->folder);
  g_free (self->folder);
}

GPtrArray *
window_list_pictures (guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("picture %u.png", i);
      g_ptr_array_add (files, ui_picture_new (name, 300, 450, 0x3070a0ff));
    }

  return files;
}

GListModel *
window_drafts (WindowFixture *self)
{
  return G_LIST_MODEL (tack_session_get_drafts (self->session));
}

TackDraft *
window_draft (WindowFixture *self, guint i)
{
  g_autoptr (TackDraft) draft = g_list_model_get_item (window_drafts (self), i);

  return draft;
}

guint
window_count (WindowFixture *self, gboolean (*is_counted) (TackDraft *draft))
{
  guint n_drafts = g_list_model_get_n_items (window_drafts (self));
  guint n = 0;

  for (guint i = 0; i < n_drafts; i++)
    n += is_counted (window_draft (self, i));

  return n;
}

static gboolean
is_inspected (TackDraft *draft)
{
  return tack_draft_get_info (draft) != NULL;
}

void
window_add (WindowFixture *self, GPtrArray *files)
{
  guint n_before = g_list_model_get_n_items (window_drafts (self));

  tack_window_add_files (self->window, files);
  /* In steps, for machines that are busy with other things. */
  for (guint n = 25; n < files->len; n += 25)
    tack_test_wait_until (window_count (self, is_inspected) >= n_before + n);
  tack_test_wait_until (window_count (self, is_inspected) == n_before + files->len);
}

void
window_give_board (WindowFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  TackApiClient           *client = tack_session_get_client (self->session);
  GtkWidget               *row;

  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  tack_page_list_load_all_async (boards, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_page_list_load_all_finish (boards, result, NULL);
  tack_test_wait_until ((row = ui_find_by_name (GTK_WIDGET (self->window), "TackChooserRow"))
                        != NULL);
  /* What a click on the board in the list says. */
  g_signal_emit_by_name (row, "chosen", tack_boards_find (G_LIST_MODEL (boards), "Ceramics", NULL));
}

gboolean
window_add_videos (WindowFixture *self, guint n)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("video %u.mov", i);
      g_ptr_array_add (files, ui_video_new (name));
    }
  if (!ui_has_encoder ())
    {
      g_test_skip ("no encoder for H.264 is installed");
      return FALSE;
    }
  window_add (self, files);

  return TRUE;
}

void
window_start_mending (WindowFixture *self)
{
  window_click (self, "_Convert…");
  GtkWidget *dialog = ui_dialog (TACK_TYPE_MEND_DIALOG);
  g_assert_nonnull (dialog);
  ui_click (dialog, "_Convert");
}
