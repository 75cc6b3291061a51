/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window.h"

#include <glib/gi18n-lib.h>

#include "drafts/tack-intake.h"
#include "media/tack-thumbnailer.h"
#include "ui/tack-account-chip.h"
#include "ui/tack-compose-page.h"
#include "ui/tack-edit-history.h"
#include "ui/tack-file-chooser.h"
#include "ui/tack-history-window.h"
#include "ui/tack-queue-look.h"
#include "ui/tack-queue-page.h"
#include "ui/tack-settings.h"

/* Below this the header keeps only what fits on a phone. */
#define NARROW_WIDTH 860

#define TOAST_SECONDS 5

struct _TackWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay      *toasts;
  GtkDropTarget        *drop_target;
  AdwViewSwitcherTitle *switcher_title;
  GtkWidget            *back;
  GtkWidget            *add;
  GtkWidget            *history_buttons;
  TackAccountChip      *chip;
  GtkButton            *publish;
  GtkStack             *stack;
  AdwViewStack         *pages;
  TackComposePage      *compose;
  TackQueuePage        *queue;
  AdwStatusPage        *error_page;
  GtkWidget            *publish_bar;
  GtkLabel             *publish_line;
  GtkButton            *publish_below;
  AdwViewSwitcherBar   *switcher_bar;

  TackSession     *session; /* nullable: not open yet */
  TackInspector   *inspector;
  TackThumbnailer *thumbnailer;
  TackEditHistory *history;     /* nullable, as the session */
  GCancellable    *cancellable; /* of looking at files */
  GPtrArray       *early_files; /* of GFile: came before the session */
  guint            n_intakes;   /* under way */
  GtkWindow       *quit_dialog; /* nullable */
  guint            n_closing;   /* 1: flushing, 2: may go */
  guint            header_id;   /* idle */
  gboolean         is_narrow;
};

G_DEFINE_FINAL_TYPE (TackWindow, tack_window, ADW_TYPE_APPLICATION_WINDOW)

void
tack_window_toast (TackWindow *self, const char *text, guint timeout_s)
{
  AdwToast *toast = adw_toast_new ("");

  /* A file's name must not be taken for markup. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  adw_toast_set_title (toast, escaped);
  adw_toast_set_timeout (toast, timeout_s);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_page_toast (TackWindow *self, const char *text)
{
  tack_window_toast (self, text, TOAST_SECONDS);
}

/* --- What the header shows ------------------------------------------------------------------- */

static guint
get_uint (gpointer object, const char *property)
{
  guint value;

  g_object_get (object, property, &value, NULL);

  return value;
}

static void
show_publish (TackWindow *self, gboolean is_compose, gboolean is_editing)
{
  guint            n_drafts = get_uint (self->compose, "n-drafts");
  guint            n_ready = get_uint (self->compose, "n-ready");
  gboolean         is_shown = is_compose && n_drafts > 0;
  g_autofree char *label
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Publish %u Pin", "Publish %u Pins", n_ready),
                       n_ready);
  g_autofree char *line
    = g_strdup_printf (_ ("%u ready, %u to complete"), n_ready, n_drafts - n_ready);

  gtk_button_set_label (self->publish, n_ready > 0 ? label : _ ("Publish"));
  gtk_button_set_label (self->publish_below, n_ready > 0 ? label : _ ("Publish"));
  gtk_label_set_label (self->publish_line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->publish), is_shown && !self->is_narrow);
  gtk_widget_set_visible (self->publish_bar, is_shown && self->is_narrow && !is_editing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.publish", n_ready > 0);
}

static void
show_title (TackWindow *self, gboolean is_editing)
{
  const char      *host = self->session != NULL
                            ? tack_account_get_host_name (tack_session_get_account (self->session))
                            : "";
  g_autofree char *place = NULL;

  if (is_editing)
    /* Translators: how many drafts are edited, of how many, and on which host */
    place = g_strdup_printf (_ ("%u of %u · %s"), get_uint (self->compose, "n-selected"),
                             get_uint (self->compose, "n-drafts"), host);

  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title,
                                                     !is_editing && !self->is_narrow);
  adw_view_switcher_title_set_title (self->switcher_title,
                                     is_editing ? _ ("Edit Draft") : "Tackboard");
  adw_view_switcher_title_set_subtitle (self->switcher_title, is_editing ? place : host);
  adw_view_switcher_bar_set_reveal (
    self->switcher_bar,
    !is_editing
      && (self->is_narrow || adw_view_switcher_title_get_title_visible (self->switcher_title)));
}

static void
show_header (TackWindow *self)
{
  gboolean is_compose
    = g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "compose") == 0;
  gboolean is_folded_editor = FALSE;

  g_object_get (self->compose, "editing", &is_folded_editor, NULL);

  gboolean is_editing = is_compose && is_folded_editor;
  gtk_widget_set_visible (self->back, is_editing);
  gtk_widget_set_visible (self->add, is_compose && !is_editing);
  gtk_widget_set_visible (self->history_buttons, is_compose && !self->is_narrow);
  tack_account_chip_set_narrow (self->chip, self->is_narrow);
  show_publish (self, is_compose, is_editing);
  show_title (self, is_editing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.remove",
                                 is_compose && get_uint (self->compose, "n-selected") > 0);
}

static gboolean
on_header_idle (gpointer user_data)
{
  TackWindow *self = user_data;

  self->header_id = 0;
  self->is_narrow = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_WIDTH;
  show_header (self);

  return G_SOURCE_REMOVE;
}

/* What the header depends on may change while sizes are being given out, and then no child may
 * change its own. */
static void
on_header_changed (TackWindow *self)
{
  if (self->header_id == 0)
    self->header_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_header_idle, self, NULL);
}

static void
tack_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TackWindow *self = TACK_WINDOW (widget);

  GTK_WIDGET_CLASS (tack_window_parent_class)->size_allocate (widget, width, height, baseline);

  if ((width < NARROW_WIDTH) != self->is_narrow)
    on_header_changed (self);
}

static void
update_history (TackWindow *self)
{
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;

  if (self->history != NULL)
    g_object_get (self->history, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", can_redo);
}

/* --- The ways in ----------------------------------------------------------------------------- */

static void
files_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackWindow) self = user_data;
  g_autoptr (GPtrArray)  drafts = tack_intake_add_finish (result, NULL);

  self->n_intakes--;
  if (drafts != NULL && drafts->len == 0)
    tack_window_toast (self, _ ("There are no pictures or videos in this folder."), TOAST_SECONDS);
}

void
tack_window_add_files (TackWindow *self, GPtrArray *files)
{
  if (self->session == NULL)
    {
      for (guint i = 0; i < files->len; i++)
        g_ptr_array_add (self->early_files, g_object_ref (g_ptr_array_index (files, i)));
      return;
    }

  adw_view_stack_set_visible_child_name (self->pages, "compose");
  self->n_intakes++;
  tack_intake_add_async (tack_session_get_drafts (self->session), self->inspector, files,
                         self->cancellable, files_added_cb, g_object_ref (self));
}

/* What was just added is what the person wants to work on: two hundred dropped pictures can be
 * given a board at once. */
static void
on_drafts_items_changed (TackWindow *self,
                         guint       position,
                         guint       removed,
                         guint       added,
                         GListModel *drafts)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->n_intakes == 0 || added == 0)
    return;

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (fresh, g_list_model_get_item (drafts, position + i));
  tack_compose_page_select (self->compose, fresh);
}

static void
files_chosen (GPtrArray *files, gpointer user_data)
{
  tack_window_add_files (user_data, files);
}

static void
add_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_file_chooser_open (GTK_WINDOW (widget), TACK_CHOOSE_MEDIA, files_chosen, G_OBJECT (widget));
}

static void
add_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_file_chooser_open (GTK_WINDOW (widget), TACK_CHOOSE_FOLDER, files_chosen, G_OBJECT (widget));
}

static void
add_file_list (TackWindow *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_ptr_array_add (files, g_object_ref (item->data));
  if (files->len > 0)
    tack_window_add_files (self, files);
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackWindow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    add_file_list (self, value);
  else
    tack_window_toast (self, _ ("The clipboard holds no files. Copy some in the file manager."),
                       TOAST_SECONDS);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), GDK_TYPE_FILE_LIST,
                                  G_PRIORITY_DEFAULT, TACK_WINDOW (widget)->cancellable,
                                  clipboard_read_cb, g_object_ref (widget));
}

static GdkDragAction
on_drop_enter (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  TackWindow *self = user_data;

  tack_compose_page_set_drop_active (self->compose, TRUE);
  adw_view_stack_set_visible_child_name (self->pages, "compose");

  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GtkDropTarget *target, gpointer user_data)
{
  tack_compose_page_set_drop_active (TACK_WINDOW (user_data)->compose, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  TackWindow *self = user_data;

  tack_compose_page_set_drop_active (self->compose, FALSE);
  add_file_list (self, value);

  return TRUE;
}

/* --- The drafts ------------------------------------------------------------------------------ */

static void
select_touched (TackWindow *self, GPtrArray *drafts)
{
  if (drafts == NULL)
    return;

  adw_view_stack_set_visible_child_name (self->pages, "compose");
  tack_compose_page_select (self->compose, drafts);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow           *self = TACK_WINDOW (widget);
  g_autoptr (GPtrArray) drafts = tack_edit_history_undo (self->history);

  select_touched (self, drafts);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow           *self = TACK_WINDOW (widget);
  g_autoptr (GPtrArray) drafts = tack_edit_history_redo (self->history);

  select_touched (self, drafts);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow           *self = TACK_WINDOW (widget);
  g_autoptr (GPtrArray) drafts = tack_compose_page_dup_selected (self->compose);
  AdwToast             *toast;

  if (drafts->len == 0)
    return;

  tack_edit_history_remove (self->history, drafts);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u draft removed",
                                                        "%u drafts removed", drafts->len),
                                           drafts->len);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
look_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow           *self = TACK_WINDOW (widget);
  g_autoptr (GPtrArray) drafts = tack_compose_page_dup_selected (self->compose);

  for (guint i = 0; i < drafts->len; i++)
    if (tack_draft_get_file (g_ptr_array_index (drafts, i)) != NULL)
      tack_intake_inspect_async (g_ptr_array_index (drafts, i), self->inspector, self->cancellable,
                                 NULL, NULL);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_compose_page_go_back (TACK_WINDOW (widget)->compose);
}

static void
explain_signing_in (TackWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self), _ ("Not Signed In"),
    _ ("Tackboard has no access token for Pinterest. Close it, put the token into the environment "
       "variable TACKBOARD_ACCESS_TOKEN, and start it again. To try Tackboard without an account, "
       "start it with --demo.\n\nYour drafts are kept."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow           *self = TACK_WINDOW (widget);
  g_autoptr (GPtrArray) drafts = tack_compose_page_dup_ready (self->compose);
  g_autoptr (GError)    error = NULL;

  if (drafts->len == 0)
    return;
  if (!tack_account_has_token (tack_session_get_account (self->session)))
    {
      explain_signing_in (self);
      return;
    }
  /* Before anything is queued: a store whose queue runs in another window takes no job from here.
   */
  if (!tack_runner_start (tack_session_get_runner (self->session), &error))
    {
      tack_window_toast (self, error->message, 0);
      return;
    }

  tack_queue_add (tack_session_get_queue (self->session), drafts);
  adw_view_stack_set_visible_child_name (self->pages, "queue");
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackWindow *self = TACK_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (tack_history_window_new (GTK_WINDOW (self),
                                                           tack_session_get_history (self->session),
                                                           self->thumbnailer)));
}

static void
on_queue_edit (TackWindow *self, TackDraft *draft)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  g_ptr_array_add (drafts, draft);
  select_touched (self, drafts);
}

static void
on_save_failed (TackWindow *self, const GError *error)
{
  tack_window_toast (self, error->message, 0);
}

/* The whole queue stopped: no token any more, or Pinterest asked to slow down. */
static void
on_runner_stopped (TackWindow *self, const GError *error)
{
  tack_window_toast (self, error->message, 0);
}

/* --- Closing --------------------------------------------------------------------------------- */

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

/* The window goes and the program stays, until the queue has ended. */
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

  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self), _ ("Pins Are Being Published"),
    _ ("They can go on without the window, and you are told when they are done. If you quit, "
       "nothing is lost: they go on when you open Tackboard again."));

  self->quit_dialog = GTK_WINDOW (dialog);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "quit",
                                    _ ("_Quit"), "background", _ ("_Keep Publishing"), NULL);
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

  if (is_over && !gtk_widget_get_visible (GTK_WIDGET (self)))
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
      return GTK_WINDOW_CLASS (tack_window_parent_class)->close_request (window);
    }

  if (self->n_closing > 0 || !is_publishing (self))
    close_for_good (self);
  else if (wants_background ())
    go_to_background (self);
  else
    ask_before_quitting (self);

  return GDK_EVENT_STOP;
}

/* --- The object ------------------------------------------------------------------------------ */

static void
tack_window_dispose (GObject *object)
{
  TackWindow *self = TACK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->header_id, g_source_remove);
  /* Pages that go say so, and the header goes with them. */
  if (self->compose != NULL)
    g_signal_handlers_disconnect_by_data (self->compose, self);
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->history);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tack_window_parent_class)->dispose (object);
}

static void
tack_window_finalize (GObject *object)
{
  TackWindow *self = TACK_WINDOW (object);

  g_clear_object (&self->inspector);
  g_clear_object (&self->thumbnailer);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->early_files);

  G_OBJECT_CLASS (tack_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TackWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, drop_target);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, back);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, add);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, history_buttons);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, chip);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, publish);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, compose);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, queue);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, publish_bar);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, publish_line);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, publish_below);
  gtk_widget_class_bind_template_child (widget_class, TackWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_page_toast);
  gtk_widget_class_bind_template_callback (widget_class, on_header_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_queue_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
}

static void
tack_window_class_init (TackWindowClass *klass)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "win.add-files", add_files_action },
    { "win.add-folder", add_folder_action },
    { "win.back", back_action },
    { "win.history", history_action },
    { "win.look-again", look_again_action },
    { "win.paste", paste_action },
    { "win.publish", publish_action },
    { "win.redo", redo_action },
    { "win.remove", remove_action },
    { "win.undo", undo_action },
  };
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tack_window_dispose;
  object_class->finalize = tack_window_finalize;
  widget_class->size_allocate = tack_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = tack_window_close_request;

  g_type_ensure (TACK_TYPE_ACCOUNT_CHIP);
  g_type_ensure (TACK_TYPE_COMPOSE_PAGE);
  g_type_ensure (TACK_TYPE_QUEUE_PAGE);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  /* Not an accelerator of the application: that would come before a text field's own paste. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
}

static void
tack_window_init (TackWindow *self)
{
  GType file_list = GDK_TYPE_FILE_LIST;

  self->cancellable = g_cancellable_new ();
  self->early_files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  self->inspector = tack_inspector_new (proxy);
  self->thumbnailer = tack_thumbnailer_new (proxy);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_drop_target_set_gtypes (self->drop_target, &file_list, 1);
  restore_size (self);
  update_history (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.history", FALSE);
  show_header (self);
}

TackWindow *
tack_window_new (GtkApplication *application)
{
  return g_object_new (TACK_TYPE_WINDOW, "application", application, NULL);
}

/* A file of an earlier session may have changed or gone. */
static void
look_at_all (TackWindow *self)
{
  GListModel *drafts = G_LIST_MODEL (tack_session_get_drafts (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);

      if (!tack_draft_get_queued (draft) && tack_draft_get_file (draft) != NULL)
        tack_intake_inspect_async (draft, self->inspector, self->cancellable, NULL, NULL);
    }
}

void
tack_window_set_session (TackWindow *self, TackSession *session)
{
  TackDraftStore *drafts = tack_session_get_drafts (session);

  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  tack_session_set_proxy (session, tack_thumbnailer_get_proxy (self->thumbnailer));
  self->history = tack_edit_history_new (drafts);
  g_signal_connect_object (self->history, "notify", G_CALLBACK (update_history), self,
                           G_CONNECT_SWAPPED);
  tack_compose_page_set_session (self->compose, session, self->history, self->thumbnailer);
  tack_queue_page_set_session (self->queue, session, self->thumbnailer);
  tack_account_chip_set_session (self->chip, session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.history", TRUE);
  g_signal_connect_object (drafts, "items-changed", G_CALLBACK (on_drafts_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "save-failed", G_CALLBACK (on_save_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tack_session_get_runner (session), "stopped",
                           G_CALLBACK (on_runner_stopped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tack_session_get_runner (session), "idle", G_CALLBACK (on_runner_idle),
                           self, G_CONNECT_SWAPPED);
  show_header (self);
  look_at_all (self);

  g_autoptr (GPtrArray) early = g_steal_pointer (&self->early_files);
  self->early_files = g_ptr_array_new_with_free_func (g_object_unref);
  if (early->len > 0)
    tack_window_add_files (self, early);
}

void
tack_window_show_error (TackWindow *self, const GError *error)
{
  adw_status_page_set_description (self->error_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

void
tack_window_show_queue (TackWindow *self)
{
  adw_view_stack_set_visible_child_name (self->pages, "queue");
}

void
tack_window_quit (TackWindow *self, gboolean may_ask)
{
  if (self->session == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else if (may_ask && self->n_closing == 0 && is_publishing (self))
    {
      gtk_window_present (GTK_WINDOW (self));
      ask_before_quitting (self);
    }
  else
    close_for_good (self);
}
