/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window.h"

#include <glib/gstdio.h>

#include "api/tack-boards.h"
#include "base/tack-limits.h"
#include "demo/tack-demo-server.h"
#include "media/tack-media.h"
#include "media/tack-verdict.h"
#include "tack-test.h"
#include "tack-ui-fixture.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-finding-list.h"
#include "ui/tack-cover-strip.h"
#include "ui/tack-mend-dialog.h"
#include "ui/tack-preferences.h"
#include "ui/tack-settings.h"
#include "ui/tack-switch-row.h"

/* The whole window on a real session with the stand-in: from a file to a Pin. */

typedef struct
{
  char           *folder;
  TackDemoServer *server;
  TackSession    *session;
  TackWindow     *window;
} Fixture;

static TackSession *
open_session (Fixture *self, const char *token)
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

static void
open_window (Fixture *self)
{
  self->window = tack_window_new (NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  self->session = open_session (self, tack_demo_server_get_token (self->server));
  tack_window_set_session (self->window, self->session);
}

/* As a person closes it: drafts are written first, then it goes, and nothing of it stays. */
static void
close_window (Fixture *self)
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

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tackboard-window-XXXXXX", &error);
  self->server = tack_demo_server_new ();
  g_assert_true (tack_demo_server_start (self->server, 0, &error));
  open_window (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_window (self);
  tack_demo_server_stop (self->server);
  g_clear_object (&self->server);
  ui_files_remove ();
  g_free (self->folder);
}

static GPtrArray *
list_pictures (guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("picture %u.png", i);
      g_ptr_array_add (files, ui_picture_new (name, 300, 450, 0x3070a0ff));
    }

  return files;
}

static GListModel *
drafts (Fixture *self)
{
  return G_LIST_MODEL (tack_session_get_drafts (self->session));
}

static guint
count_ready (Fixture *self)
{
  guint n_ready = 0;

  for (guint i = 0; i < g_list_model_get_n_items (drafts (self)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), i);
      n_ready += tack_draft_is_ready (draft);
    }

  return n_ready;
}

static guint
count_inspected (Fixture *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (drafts (self)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), i);
      n += tack_draft_get_info (draft) != NULL;
    }

  return n;
}

/* All of them, in order. */
static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean is_said = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                     && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !is_said;
       child = gtk_widget_get_next_sibling (child))
    is_said = says (child, text);

  return is_said;
}

#define assert_says(self, text) tack_test_wait_until (says (GTK_WIDGET ((self)->window), text))

/* A button follows what it depends on a moment later; a person presses it when it can be pressed.
 */
#define press_until(self, action, condition)                                                       \
  tack_test_wait_until (                                                                           \
    (gtk_widget_activate_action (GTK_WIDGET ((self)->window), action, NULL), (condition)))

static void
give_board (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  TackApiClient           *client = tack_session_get_client (self->session);
  GType                    type = g_type_from_name ("TackChooserRow");
  GtkWidget               *row = ui_find_widget (GTK_WIDGET (self->window), type);

  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  tack_page_list_load_all_async (boards, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_page_list_load_all_finish (boards, result, NULL);
  /* What a click on the board in the list says. */
  g_signal_emit_by_name (row, "chosen", tack_boards_find (G_LIST_MODEL (boards), "Ceramics", NULL));
}

static void
test_two_hundred (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (200);

  tack_window_add_files (self->window, files);
  /* In steps, for machines that are busy with other things. */
  for (guint n = 25; n <= 200; n += 25)
    tack_test_wait_until (count_inspected (self) >= n);
  /* Selected as they come, so that one board is for all of them. */
  assert_says (self, "200 of 200 selected");
  assert_says (self, "200 drafts selected");
  g_assert_cmpuint (count_ready (self), ==, 0);

  give_board (self);
  tack_test_wait_until (count_ready (self) == 200);
  assert_says (self, "Publish 200 Pins");

  TackQueue *queue = tack_session_get_queue (self->session);
  press_until (self, "win.publish", g_list_model_get_n_items (G_LIST_MODEL (queue)) == 200);
  for (guint n = 25; n <= 200; n += 25)
    tack_test_wait_until (tack_queue_summarize (queue).published >= n);
  assert_says (self, "All published");
}

static void
test_survives (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (3);

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 3);
  g_autoptr (TackDraft) typed = g_list_model_get_item (drafts (self), 1);
  tack_draft_set_title (typed, "Typed a moment ago");

  close_window (self);
  open_window (self);
  g_assert_cmpuint (g_list_model_get_n_items (drafts (self)), ==, 3);
  g_autoptr (TackDraft) again = g_list_model_get_item (drafts (self), 1);
  g_assert_cmpstr (tack_draft_get_title (again), ==, "Typed a moment ago");
  assert_says (self, "3 drafts");
}

static void
test_remove_and_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (3);

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 3);
  assert_says (self, "3 of 3 selected");
  press_until (self, "win.remove", g_list_model_get_n_items (drafts (self)) == 0);
  assert_says (self, "3 drafts removed");
  press_until (self, "win.undo", g_list_model_get_n_items (drafts (self)) == 3);
  assert_says (self, "3 of 3 selected");
}

/* The visible row of a switch. */
static GtkWidget *
find_switch_row (Fixture *self, const char *field)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (self->window), TACK_TYPE_SWITCH_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (tack_switch_row_get_field (g_ptr_array_index (rows, i)), field)
        && gtk_widget_get_mapped (g_ptr_array_index (rows, i)))
      return g_ptr_array_index (rows, i);

  return NULL;
}

static guint
count_keeping (Fixture *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (drafts (self)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), i);
      n += tack_draft_get_keep_details (draft);
    }

  return n;
}

/* What pictures tell is not sent, which is said, unless the switch says otherwise, of all at once.
 */
static void
test_keep_details (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)         files = list_pictures (2);
  g_autoptr (GFileOutputStream) stream
    = g_file_append_to (g_ptr_array_index (files, 0), G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget            *row;

  g_assert_true (
    g_output_stream_write_all (G_OUTPUT_STREAM (stream), "secret", 6, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));

  /* There is none where it would do nothing. */
  g_ptr_array_add (first, g_object_ref (g_ptr_array_index (files, 1)));
  tack_window_add_files (self->window, first);
  tack_test_wait_until (count_inspected (self) == 1);
  assert_says (self, "1 draft");
  g_assert_null (find_switch_row (self, "keep-details"));

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 3);
  assert_says (self, "2 of 3 selected");
  assert_says (self, "1 of 2 tells of place, camera or author.");
  row = find_switch_row (self, "keep-details");
  gtk_switch_set_active (GTK_SWITCH (ui_find_widget (row, GTK_TYPE_SWITCH)), TRUE);
  g_assert_cmpuint (count_keeping (self), ==, 2);
  press_until (self, "win.undo", count_keeping (self) == 0);
  tack_test_wait_until (
    !gtk_switch_get_active (GTK_SWITCH (ui_find_widget (row, GTK_TYPE_SWITCH))));
}

/* The warning's button does what the switch does, and the warning makes room for what is done. */
static void
test_make_smaller (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)     files = list_pictures (1);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  g_autoptr (TackDraft)     draft = NULL;
  GtkWidget                *findings;

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 1);
  draft = g_list_model_get_item (drafts (self), 0);
  info->kind = TACK_MEDIA_IMAGE;
  info->container = g_strdup ("jpeg");
  info->size = TACK_IMAGE_BYTES_ADVISED + 1;
  info->width = 4000;
  info->height = 6000;
  tack_verdict_judge (info, "huge.jpg");
  tack_draft_set_info (draft, info);
  assert_says (self, "Large file");
  g_assert_nonnull (find_switch_row (self, "shrink"));

  findings = ui_find_widget (GTK_WIDGET (self->window), TACK_TYPE_FINDING_LIST);
  g_signal_emit_by_name (ui_find_widget (findings, GTK_TYPE_BUTTON), "clicked");
  g_assert_true (tack_draft_get_shrink (draft));
  tack_test_wait_until (!gtk_widget_get_visible (findings));
  g_autofree char *said = tack_draft_text_prepared (draft);
  assert_says (self, said);
  press_until (self, "win.undo", !tack_draft_get_shrink (draft));
  assert_says (self, "Large file");
}

/* The second of two files with the same content says so, and which the first one is. */
static void
test_duplicate (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (2);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  guint                 n_duplicates = 0;

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 2);
  assert_says (self, "Duplicate");

  collect (GTK_WIDGET (self->window), g_type_from_name ("TackDraftCard"), cards);
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      if (!gtk_widget_get_mapped (card) || !says (card, "Duplicate"))
        continue;
      n_duplicates++;
      /* One badge a corner. */
      g_assert_false (says (card, "No alt text"));
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (card), "picture 0.png"));
    }
  g_assert_cmpuint (n_duplicates, ==, 1);
}

/* Files that come by the command line are there before the store is open. */
static void
test_early_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (2);

  close_window (self);
  self->window = tack_window_new (NULL);
  tack_window_add_files (self->window, files);
  self->session = open_session (self, tack_demo_server_get_token (self->server));
  tack_window_set_session (self->window, self->session);
  tack_test_wait_until (count_inspected (self) == 2);
}

static GtkDropTarget *
find_drop_target (Fixture *self)
{
  for (GtkWidget *widget = ui_find_widget (GTK_WIDGET (self->window), GTK_TYPE_WINDOW_HANDLE);
       widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
          if (GTK_IS_DROP_TARGET (controller))
            return GTK_DROP_TARGET (controller);
        }
    }
  g_assert_not_reached ();
}

/* In the middle of @widget, as a person lets go of files there. */
static void
drop_on (Fixture *self, GPtrArray *files, GtkWidget *widget)
{
  GtkDropTarget  *target = find_drop_target (self);
  GtkWidget      *content = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GValue) value = G_VALUE_INIT;
  GSList         *list = NULL;
  gboolean        is_taken = FALSE;
  GdkDragAction   action;
  double          x, y;

  for (guint i = 0; i < files->len; i++)
    list = g_slist_append (list, g_object_ref (g_ptr_array_index (files, i)));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (list));
  g_slist_free_full (list, g_object_unref);

  gtk_widget_translate_coordinates (widget, content, gtk_widget_get_width (widget) / 2.0,
                                    gtk_widget_get_height (widget) / 2.0, &x, &y);
  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_signal_emit_by_name (target, "drop", &value, x, y, &is_taken);
  g_assert_true (is_taken);
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (2);

  /* A text field would else take the files for text. */
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (
                     GTK_EVENT_CONTROLLER (find_drop_target (self))),
                   ==, GTK_PHASE_CAPTURE);
  drop_on (self, files, GTK_WIDGET (self->window));
  tack_test_wait_until (count_inspected (self) == 2);
}

/* A picture dropped on the strip of a video is its cover; anything else becomes a draft. */
static void
test_drop_on_strip (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) picture = list_pictures (1);
  g_autoptr (GPtrArray) pictures = list_pictures (2);

  g_ptr_array_add (videos, ui_video_new ("covered.mov"));
  tack_window_add_files (self->window, videos);
  tack_test_wait_until (count_inspected (self) == 1);
  g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), 0);
  GtkWidget            *strip = ui_find_widget (GTK_WIDGET (self->window), TACK_TYPE_COVER_STRIP);
  tack_test_wait_until (gtk_widget_get_mapped (strip) && gtk_widget_get_width (strip) > 0);

  drop_on (self, picture, strip);
  g_assert_true (g_file_equal (tack_draft_get_cover_file (draft), g_ptr_array_index (picture, 0)));
  assert_says (self, "Cover: picture 0.png");
  g_assert_cmpuint (g_list_model_get_n_items (drafts (self)), ==, 1);
  press_until (self, "win.undo", tack_draft_get_cover_file (draft) == NULL);

  drop_on (self, pictures, strip);
  tack_test_wait_until (count_inspected (self) == 3);
  g_assert_null (tack_draft_get_cover_file (draft));
}

static void
test_without_token (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = list_pictures (1);

  close_window (self);
  self->window = tack_window_new (NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  self->session = open_session (self, NULL);
  tack_window_set_session (self->window, self->session);
  assert_says (self, "Not signed in");

  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 1);
  g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), 0);
  tack_draft_set_board (draft, "1", "Somewhere");
  assert_says (self, "Publish 1 Pin");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.publish", NULL);
  g_assert_false (tack_draft_get_queued (draft));
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (self->session))),
                    ==, 0);
}

static void
test_says_where (Fixture *self, gconstpointer data)
{
  assert_says (self, "Demo");
  assert_says (self, "@marlene");
}

/* Near Pinterest's limits the account says so, beside its name. */
static void
test_near_limit (Fixture *self, gconstpointer data)
{
  close_window (self);
  tack_demo_server_set_counts (self->server, 1950, 30);
  open_window (self);
  assert_says (self, "@marlene");

  GtkWidget *chip
    = ui_find_widget (GTK_WIDGET (self->window), g_type_from_name ("TackAccountChip"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find_widget (chip, GTK_TYPE_MENU_BUTTON)));
  assert_says (self, "You have 1950 of 2000 boards: soon there is no room for more.");
}

/* Two Pins: one is published, the other waits for tomorrow, and the window would have to ask. */
static void
publish_one_of_two (Fixture *self)
{
  g_autoptr (GPtrArray) files = list_pictures (2);
  TackQueue            *queue = tack_session_get_queue (self->session);
  TackRunner           *runner = tack_session_get_runner (self->session);

  tack_runner_set_limits (runner, (TackCreateLimits){ .daily_cap = 1 });
  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == 2);
  assert_says (self, "2 of 2 selected");
  give_board (self);
  tack_test_wait_until (count_ready (self) == 2);
  press_until (self, "win.publish", g_list_model_get_n_items (G_LIST_MODEL (queue)) == 2);
  tack_test_wait_until (tack_queue_summarize (queue).published == 1
                        && tack_runner_get_waiting_reason (runner) != NULL);
}

/* Returns: (transfer none) (nullable): the question that stands open. */
static AdwMessageDialog *
find_dialog (void)
{
  AdwMessageDialog *found = NULL;
  GListModel       *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        {
          g_assert_null (found);
          found = ADW_MESSAGE_DIALOG (window);
        }
    }

  return found;
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_quit_asks (Fixture *self, gconstpointer data)
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
  open_window (self);
  g_assert_cmpuint (tack_queue_summarize (tack_session_get_queue (self->session)).waiting, ==, 1);
}

/* Closed, it goes on without a window, and ends once it is done. */
static void
test_background (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = tack_settings_new ();
  TackRunner           *runner = tack_session_get_runner (self->session);
  gpointer              window = self->window;

  publish_one_of_two (self);
  g_settings_set_boolean (settings, TACK_SETTING_RUN_IN_BACKGROUND, TRUE);
  gtk_window_close (window);
  g_settings_reset (settings, TACK_SETTING_RUN_IN_BACKGROUND);
  g_assert_null (find_dialog ());
  g_assert_false (gtk_widget_get_visible (window));
  g_assert_true (tack_runner_is_running (runner));

  g_object_add_weak_pointer (window, &window);
  tack_runner_set_limits (runner, (TackCreateLimits){ 0 });
  tack_test_wait_until (window == NULL);
  g_assert_cmpuint (tack_queue_summarize (tack_session_get_queue (self->session)).published, ==, 2);

  g_clear_object (&self->session);
  open_window (self);
}

/* At the end of a session nobody answers. */
static void
test_terminate (Fixture *self, gconstpointer data)
{
  gpointer window = self->window;

  publish_one_of_two (self);
  g_object_add_weak_pointer (window, &window);
  tack_window_quit (window, FALSE);
  g_assert_null (find_dialog ());
  tack_test_wait_until (window == NULL);

  g_clear_object (&self->session);
  open_window (self);
}

/* What is set in the preferences is what the runner does. */
static void
test_preferences (Fixture *self, gconstpointer data)
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
      g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
      guint                 value;

      collect (window, GTK_TYPE_SPIN_BUTTON, buttons);
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

/* Videos in a codec that Pinterest does not take. Returns: whether they can be converted here. */
static gboolean
add_videos (Fixture *self, guint n)
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
  tack_window_add_files (self->window, files);
  tack_test_wait_until (count_inspected (self) == n);

  return TRUE;
}

static TackDraft *
get_draft (Fixture *self, guint i)
{
  g_autoptr (TackDraft) draft = g_list_model_get_item (drafts (self), i);

  return draft;
}

/* Returns: (nullable): the button, in the findings or in the dialog, that says so. */
static GtkWidget *
find_button (GtkWidget *below, const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (below, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), label) == 0)
      return g_ptr_array_index (buttons, i);

  return NULL;
}

#define press(below, label)                                                                        \
  G_STMT_START                                                                                     \
    {                                                                                              \
      tack_test_wait_until (find_button (below, label) != NULL);                                   \
      g_signal_emit_by_name (find_button (below, label), "clicked");                               \
    }                                                                                              \
  G_STMT_END

/* A finding's button, the dialog, and its start. */
static void
start_mending (Fixture *self)
{
  GtkWidget *dialog = NULL;

  press (GTK_WIDGET (self->window), "_Convert…");
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (TACK_IS_MEND_DIALOG (item->data))
      dialog = item->data;
  g_assert_nonnull (dialog);
  press (dialog, "_Convert");
}

/* Mended, the copy's verdict shows; and there is a way back. */
static void
test_mend (Fixture *self, gconstpointer data)
{
  if (!add_videos (self, 1))
    return;

  assert_says (self, "Wrong codec");
  start_mending (self);
  assert_says (self, "Being converted");
  /* Neither the card nor the editor complains any more. */
  tack_test_wait_until (!says (GTK_WIDGET (self->window), "Wrong codec"));
  tack_test_wait_until (tack_draft_get_mended_file (get_draft (self, 0)) != NULL);
  assert_says (self, "Converted copy");
  g_assert_true (tack_media_info_is_ok (tack_draft_get_info (get_draft (self, 0))));

  press (GTK_WIDGET (self->window), "Use _Original");
  assert_says (self, "Wrong codec");
  g_assert_null (tack_draft_get_mended_file (get_draft (self, 0)));
}

/* Many at once; what is given up is as it was. */
static void
test_mend_many (Fixture *self, gconstpointer data)
{
  if (!add_videos (self, 3))
    return;

  assert_says (self, "3 videos can be mended");
  press (GTK_WIDGET (self->window), "_Convert 3 Videos");
  assert_says (self, "3 videos are being converted");
  press (GTK_WIDGET (self->window), "_Cancel");
  assert_says (self, "3 videos can be mended");
  for (guint i = 0; i < 3; i++)
    g_assert_null (tack_draft_get_mended_file (get_draft (self, i)));

  press (GTK_WIDGET (self->window), "_Convert 3 Videos");
  for (guint i = 0; i < 3; i++)
    tack_test_wait_until (tack_draft_get_mended_file (get_draft (self, i)) != NULL);
}

static void
test_quit_while_mending (Fixture *self, gconstpointer data)
{
  gpointer window = self->window;

  if (!add_videos (self, 1))
    return;

  assert_says (self, "Wrong codec");
  start_mending (self);
  gtk_window_close (window);
  g_assert_nonnull (find_dialog ());
  g_assert_cmpstr (adw_message_dialog_get_heading (find_dialog ()), ==,
                   "Videos Are Being Converted");

  /* In the background it is finished, and then the window goes. */
  g_object_add_weak_pointer (window, &window);
  answer ("background");
  tack_test_wait_until (window == NULL);
  g_clear_object (&self->session);
  open_window (self);
  tack_test_wait_until (g_list_model_get_n_items (drafts (self)) == 1);
  g_assert_nonnull (tack_draft_get_mended_file (get_draft (self, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  tack_media_init ();

#define add(name, func) g_test_add ("/ui/window/" name, Fixture, NULL, set_up, func, tear_down)
  add ("duplicate", test_duplicate);
  add ("mend", test_mend);
  add ("mend-many", test_mend_many);
  add ("quit-while-mending", test_quit_while_mending);
  add ("keep-details", test_keep_details);
  add ("make-smaller", test_make_smaller);
  add ("quit-asks", test_quit_asks);
  add ("background", test_background);
  add ("terminate", test_terminate);
  add ("preferences", test_preferences);
  add ("two-hundred", test_two_hundred);
  add ("survives", test_survives);
  add ("remove-and-undo", test_remove_and_undo);
  add ("early-files", test_early_files);
  add ("drop", test_drop);
  add ("drop-on-strip", test_drop_on_strip);
  add ("without-token", test_without_token);
  add ("says-where", test_says_where);
  add ("near-limit", test_near_limit);
#undef add

  return g_test_run ();
}
