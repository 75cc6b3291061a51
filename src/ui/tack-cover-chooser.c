/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-chooser.h"

#include "ui/tack-draft-text.h"
#include "ui/tack-file-chooser.h"

struct _TackCoverChooser
{
  GtkBox parent_instance;

  TackCoverStrip *strip;
  GtkLabel       *label;
  GtkWidget      *frame_button;

  TackEditHistory *history;
  TackDraft       *draft; /* nullable */
  GSignalGroup    *draft_signals;
};

G_DEFINE_FINAL_TYPE (TackCoverChooser, tack_cover_chooser, GTK_TYPE_BOX)

static void
show (TackCoverChooser *self)
{
  gboolean is_video = self->draft != NULL && tack_draft_get_kind (self->draft) == TACK_MEDIA_VIDEO;
  gboolean has_picture = is_video && tack_draft_get_cover_file (self->draft) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_video);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), !has_picture);
  gtk_widget_set_visible (self->frame_button, has_picture);
  if (!is_video)
    return;

  g_autofree char *text = tack_draft_text_cover (self->draft);
  gtk_label_set_label (self->label, text);
}

static void
set_cover_file (TackCoverChooser *self, GFile *file)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  if (self->draft == NULL)
    return;

  g_ptr_array_add (drafts, self->draft);
  tack_edit_history_will_edit (self->history, drafts, "cover");
  tack_draft_set_cover_file (self->draft, file);
}

static void
cover_file_chosen (GPtrArray *files, gpointer user_data)
{
  set_cover_file (user_data, g_ptr_array_index (files, 0));
}

static void
on_picture_clicked (TackCoverChooser *self)
{
  tack_file_chooser_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TACK_CHOOSE_PICTURE,
                          cover_file_chosen, G_OBJECT (self));
}

static void
on_frame_clicked (TackCoverChooser *self)
{
  set_cover_file (self, NULL);
}

static void
tack_cover_chooser_dispose (GObject *object)
{
  TackCoverChooser *self = TACK_COVER_CHOOSER (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);
  g_clear_object (&self->history);

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
  gtk_widget_class_bind_template_child (widget_class, TackCoverChooser, frame_button);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_frame_clicked);
}

static void
tack_cover_chooser_init (TackCoverChooser *self)
{
  static const char *const shown[] = { "notify::info", "notify::cover-at", "notify::cover-file" };

  gtk_widget_init_template (GTK_WIDGET (self));
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
