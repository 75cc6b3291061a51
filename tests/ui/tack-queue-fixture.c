/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-queue-fixture.h"

#include <glib/gstdio.h>

#include "api/tack-boards.h"
#include "tack-test.h"
#include "ui/tack-job-group.h"

/* A backoff of a minute takes 60 ms. */
#define CLOCK_SPEED 1000

#define PROCESSING_FOR_EVER (G_GINT64_CONSTANT (24) * 3600 * 1000)

static void
on_edit (TackQueuePage *page, TackDraft *draft, gpointer user_data)
{
  g_set_object (&((QueueFixture *) user_data)->edited, draft);
}

static void
on_toast (TackQueuePage *page, const char *text, gpointer user_data)
{
  QueueFixture *self = user_data;

  g_free (self->toast);
  self->toast = g_strdup (text);
}

static char *
dup_board_id (TackApiClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  tack_page_list_load_all_async (boards, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_page_list_load_all_finish (boards, result, &error);
  g_assert_no_error (error);

  return g_strdup (tack_board_get_id (tack_boards_find (G_LIST_MODEL (boards), "Ceramics", NULL)));
}

void
queue_set_up (QueueFixture *self, gconstpointer data)
{
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (CLOCK_SPEED);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  self->folder = g_dir_make_tmp ("tackboard-queue-XXXXXX", &error);
  g_assert_no_error (error);
  self->server = tack_demo_server_new ();
  tack_demo_server_set_processing_ms (self->server, PROCESSING_FOR_EVER);
  tack_demo_server_start (self->server, 0, &error);
  g_assert_no_error (error);

  self->account = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->server),
                                    tack_demo_server_get_token (self->server));
  tack_session_open_async (self->account, self->folder, clock, NULL, tack_test_store_result,
                           &result);
  tack_test_wait_result (result);
  self->session = tack_session_open_finish (result, &error);
  g_assert_no_error (error);
  self->thumbnailer = tack_thumbnailer_new (NULL);
  self->board_id = dup_board_id (tack_session_get_client (self->session));

  self->page = TACK_QUEUE_PAGE (g_object_ref_sink (tack_queue_page_new ()));
  g_signal_connect (self->page, "edit", G_CALLBACK (on_edit), self);
  g_signal_connect (self->page, "toast", G_CALLBACK (on_toast), self);
  tack_queue_page_set_session (self->page, self->session, self->thumbnailer);
}

void
queue_tear_down (QueueFixture *self, gconstpointer data)
{
  tack_runner_pause (queue_runner (self));
  tack_test_wait_until (!tack_runner_is_busy (queue_runner (self)));

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->edited);
  g_assert_finalize_object (self->page);
  g_assert_finalize_object (self->session);
  g_clear_object (&self->thumbnailer);
  g_clear_object (&self->account);
  tack_demo_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->toast, g_free);
  g_clear_pointer (&self->board_id, g_free);

  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

void
queue_show (QueueFixture *self, int width)
{
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  tack_test_wait_until (gtk_widget_get_width (GTK_WIDGET (self->page)) > 0);
}

void
queue_start (QueueFixture *self)
{
  g_autoptr (GError) error = NULL;

  tack_runner_start (queue_runner (self), &error);
  g_assert_no_error (error);
}

void
queue_hide (QueueFixture *self)
{
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
}

static void
add (QueueFixture *self, GPtrArray *drafts)
{
  tack_draft_store_add (tack_session_get_drafts (self->session), drafts);
  tack_queue_add (tack_session_get_queue (self->session), drafts);
}

static void
fill (QueueFixture *self, TackDraft *draft, const char *title)
{
  tack_draft_set_title (draft, title);
  tack_draft_set_board (draft, self->board_id, "Ceramics");
}

void
queue_add (QueueFixture *self, guint n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.com/%u.jpg", i);
      g_autofree char *title = g_strdup_printf ("Pin %u", i);
      TackDraft       *draft = tack_draft_new_for_image_url (url);

      fill (self, draft, title);
      g_ptr_array_add (drafts, draft);
    }
  add (self, drafts);
}

void
queue_add_file (QueueFixture *self, const char *path, TackMediaKind kind)
{
  g_autoptr (GPtrArray)     drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  g_autoptr (GFile)         file = g_file_new_for_path (path);
  g_autoptr (GFileInfo)     facts
    = g_file_query_info (file, "standard::size,time::*", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  TackDraft            *draft = tack_draft_new (file);
  g_autofree char      *name = g_path_get_basename (path);
  g_autoptr (GDateTime) modified_at = g_file_info_get_modification_date_time (facts);

  info->kind = kind;
  info->size = g_file_info_get_size (facts);
  info->mtime_us = g_date_time_to_unix (modified_at) * G_USEC_PER_SEC
                   + g_date_time_get_microsecond (modified_at);
  tack_draft_set_info (draft, info);
  fill (self, draft, name);
  g_ptr_array_add (drafts, draft);
  add (self, drafts);
}

TackRunner *
queue_runner (QueueFixture *self)
{
  return tack_session_get_runner (self->session);
}

TackJob *
queue_job (QueueFixture *self, guint index)
{
  g_autoptr (TackJob) job
    = g_list_model_get_item (G_LIST_MODEL (tack_session_get_queue (self->session)), index);

  return job;
}

static GPtrArray *
collect_rows (QueueFixture *self, TackJobPlace place)
{
  static const char *const titles[] = { "Running", "Needs You", "Waiting", "Done" };
  g_autoptr (GPtrArray)    groups = ui_find_all (GTK_WIDGET (self->page), TACK_TYPE_JOB_GROUP);

  for (guint i = 0; i < groups->len; i++)
    {
      AdwPreferencesGroup *group = g_ptr_array_index (groups, i);
      if (g_strcmp0 (adw_preferences_group_get_title (group), titles[place]) == 0)
        return ui_find_all (GTK_WIDGET (group), TACK_TYPE_JOB_ROW);
    }

  return g_ptr_array_new ();
}

guint
queue_count (QueueFixture *self, TackJobPlace place)
{
  g_autoptr (GPtrArray) rows = collect_rows (self, place);

  return rows->len;
}

GtkWidget *
queue_row (QueueFixture *self, TackJobPlace place, guint index)
{
  g_autoptr (GPtrArray) rows = collect_rows (self, place);

  return index < rows->len ? g_ptr_array_index (rows, index) : NULL;
}
