/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-chooser.h"

#include "ui/tack-cover-address-dialog.h"
#include "ui/tack-cover-source.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-file-chooser.h"

struct _TackCoverChooser
{
  GtkBox parent_instance;

  TackCoverStrip *strip;
  GtkLabel       *label;
  GtkLabel       *detail;

  TackEditHistory *history;
  TackDraft       *draft; /* nullable */
  GSignalGroup    *draft_signals;
  GSimpleAction   *source; /* its state is the nick of what counts */
};

G_DEFINE_FINAL_TYPE (TackCoverChooser, tack_cover_chooser, GTK_TYPE_BOX)

static void
show (TackCoverChooser *self)
{
  gboolean is_video = self->draft != NULL && tack_draft_get_kind (self->draft) == TACK_MEDIA_VIDEO;

  gtk_widget_set_visible (GTK_WIDGET (self), is_video);
  if (!is_video)
    return;

  TackCoverSource  source = tack_cover_source_of (self->draft);
  g_autofree char *text = tack_draft_text_cover (self->draft);
  g_autofree char *detail = tack_draft_text_cover_detail (self->draft);
  gtk_label_set_label (self->label, text);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
  g_simple_action_set_state (self->source,
                             g_variant_new_string (tack_cover_source_to_nick (source)));
}

/* Once before every change, so that it can be undone. */
static void
begin_edit (TackCoverChooser *self)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  g_ptr_array_add (drafts, self->draft);
  tack_edit_history_will_edit (self->history, drafts, "cover");
}

static void
on_strip_will_move (TackCoverChooser *self)
{
  begin_edit (self);
}

static void
use_automatic (TackCoverChooser *self)
{
  begin_edit (self);
  tack_cover_source_use_frame (self->draft, TACK_COVER_AUTO);
}

static void
use_frame (TackCoverChooser *self)
{
  begin_edit (self);
  tack_cover_source_use_frame (self->draft, tack_cover_strip_get_position (self->strip));
}

static void
use_key_frame (TackCoverChooser *self)
{
  begin_edit (self);
  tack_cover_source_use_key_frame (self->draft, tack_cover_strip_get_position (self->strip));
}

static void
cover_file_chosen (GPtrArray *files, gpointer user_data)
{
  tack_cover_chooser_take_file (user_data, g_ptr_array_index (files, 0));
}

static void
ask_for_file (TackCoverChooser *self)
{
  tack_file_chooser_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TACK_CHOOSE_PICTURE,
                          tack_draft_get_file (self->draft), cover_file_chosen, G_OBJECT (self));
}

static void
on_address_chosen (TackCoverChooser *self, const char *address)
{
  if (self->draft == NULL)
    return;

  begin_edit (self);
  tack_cover_source_use_address (self->draft, address);
}

static void
ask_for_address (TackCoverChooser *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog
    = tack_cover_address_dialog_new (window, tack_draft_get_cover_url (self->draft));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_address_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_source_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static void (*const choose[]) (TackCoverChooser *) = {
    [TACK_COVER_SOURCE_AUTOMATIC] = use_automatic, [TACK_COVER_SOURCE_FRAME] = use_frame,
    [TACK_COVER_SOURCE_FILE] = ask_for_file,       [TACK_COVER_SOURCE_ADDRESS] = ask_for_address,
    [TACK_COVER_SOURCE_KEY_FRAME] = use_key_frame,
  };
  TackCoverChooser *self = user_data;

  for (guint i = 0; self->draft != NULL && i < G_N_ELEMENTS (choose); i++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), tack_cover_source_to_nick (i)))
      choose[i](self);
}

static void
tack_cover_chooser_dispose (GObject *object)
{
  TackCoverChooser *self = TACK_COVER_CHOOSER (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);
  g_clear_object (&self->history);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (tack_cover_chooser_parent_class)->dispose (object);
}

static void
tack_cover_chooser_class_init (TackCoverChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_cover_chooser_dispose;

  g_type_ensure (TACK_TYPE_COVER_STRIP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-cover-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, TackCoverChooser, strip);
  gtk_widget_class_bind_template_child (widget_class, TackCoverChooser, label);
  gtk_widget_class_bind_template_child (widget_class, TackCoverChooser, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_strip_will_move);
}

static void
tack_cover_chooser_init (TackCoverChooser *self)
{
  static const GActionEntry source
    = { "source", on_source_activate, "s", "'automatic'", NULL, { 0 } };
  static const char *const shown[] = {
    "notify::info",      "notify::cover-at",        "notify::cover-file",
    "notify::cover-url", "notify::cover-key-frame",
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), &source, 1, self);
  self->source
    = g_object_ref (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), "source")));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "cover", G_ACTION_GROUP (group));

  self->draft_signals = g_signal_group_new (TACK_TYPE_DRAFT);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_group_connect_swapped (self->draft_signals, shown[i], G_CALLBACK (show), self);
  show (self);
}

void
tack_cover_chooser_set_context (TackCoverChooser *self,
                                TackEditHistory  *history,
                                TackMediaProxy   *proxy)
{
  g_set_object (&self->history, history);
  tack_cover_strip_set_proxy (self->strip, proxy);
}

void
tack_cover_chooser_set_draft (TackCoverChooser *self, TackDraft *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  g_signal_group_set_target (self->draft_signals, draft);
  tack_cover_strip_set_draft (self->strip, draft);
  show (self);
}

TackCoverStrip *
tack_cover_chooser_get_strip (TackCoverChooser *self)
{
  return self->strip;
}

void
tack_cover_chooser_set_drop_active (TackCoverChooser *self, gboolean drop_active)
{
  if (drop_active)
    gtk_widget_add_css_class (GTK_WIDGET (self->strip), "drop-active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->strip), "drop-active");
}

void
tack_cover_chooser_take_file (TackCoverChooser *self, GFile *file)
{
  if (self->draft == NULL)
    return;

  begin_edit (self);
  tack_cover_source_use_file (self->draft, file);
}
