/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window-private.h"

#include <glib/gi18n-lib.h>

#include "drafts/tack-intake.h"
#include "ui/tack-finding.h"
#include "ui/tack-history-window.h"

/* Below this the header keeps only what fits on a phone. */
#define NARROW_WIDTH 860

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
  tack_window_toast (self, text, TACK_WINDOW_TOAST_SECONDS);
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

/* --- The drafts ------------------------------------------------------------------------------ */

static void
select_touched (TackWindow *self, GPtrArray *drafts)
{
  if (drafts == NULL)
    return;

  adw_view_stack_set_visible_child_name (self->pages, "compose");
  tack_compose_page_select (self->compose, drafts, TRUE);
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

/* Another file was chosen, or chosen back. */
static void
on_draft_changed (TackWindow *self, TackDraft *draft, const char *property)
{
  if (g_str_equal (property, "file") && tack_draft_get_slides (draft) == NULL)
    tack_intake_inspect_async (draft, self->inspector, self->cancellable, NULL, NULL);
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
  g_clear_weak_pointer (&self->drop_chooser);
  g_clear_object (&self->history);
  g_clear_object (&self->inhibitor);
  g_clear_object (&self->mends);
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
}

static void
tack_window_class_init (TackWindowClass *klass)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "win.back", back_action },
    { "win.history", history_action },
    { TACK_FINDING_LOOK_AGAIN, look_again_action },
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

  g_type_ensure (TACK_TYPE_ACCOUNT_CHIP);
  g_type_ensure (TACK_TYPE_COMPOSE_PAGE);
  g_type_ensure (TACK_TYPE_QUEUE_PAGE);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  tack_window_files_class_init (widget_class);
  tack_window_closing_class_init (GTK_WINDOW_CLASS (klass));
}

static void
tack_window_init (TackWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->early_files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  self->inspector = tack_inspector_new (proxy);
  self->thumbnailer = tack_thumbnailer_new (proxy);
  gtk_widget_init_template (GTK_WIDGET (self));

  tack_window_files_init (self);
  tack_window_closing_init (self);
  /* A wide header would not let it become as narrow as it was the last time. */
  int width, height;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  self->is_narrow = width > 0 && width < NARROW_WIDTH;
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
  self->mends = tack_mend_queue_new (drafts, tack_thumbnailer_get_proxy (self->thumbnailer));
  tack_mend_queue_tidy (self->mends);
  self->inhibitor = tack_inhibitor_new (GTK_WINDOW (self), session, self->mends);
  tack_compose_page_set_session (self->compose, session, self->history, self->mends,
                                 self->thumbnailer);
  tack_queue_page_set_session (self->queue, session, self->thumbnailer);
  tack_account_chip_set_session (self->chip, session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.history", TRUE);
  g_signal_connect_object (drafts, "draft-changed", G_CALLBACK (on_draft_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "save-failed", G_CALLBACK (on_save_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tack_session_get_runner (session), "stopped",
                           G_CALLBACK (on_runner_stopped), self, G_CONNECT_SWAPPED);
  show_header (self);
  look_at_all (self);
  tack_window_closing_start (self);
  tack_window_files_start (self);
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
