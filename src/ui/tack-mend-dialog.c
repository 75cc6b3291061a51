/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-mend-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "media/tack-mend-plan.h"
#include "ui/tack-label.h"
#include "ui/tack-mend-text.h"
#include "ui/tack-time-row.h"
#include "ui/tack-trim-strip.h"

#define WHOLE (-1)

#define WIDTH 480

struct _TackMendDialog
{
  AdwWindow parent_instance;

  GtkButton     *start;
  GtkLabel      *sentence;
  GtkWidget     *trim;
  TackTrimStrip *strip;
  TackTimeRow   *from_row;
  TackTimeRow   *to_row;
  GtkLabel      *length;

  TackDraft     *draft;
  TackMediaInfo *info;
};

static guint start_signal;

G_DEFINE_FINAL_TYPE (TackMendDialog, tack_mend_dialog, ADW_TYPE_WINDOW)

/* Untouched, the whole video is meant, whatever its length was said to be. */
static gint64
get_to (TackMendDialog *self)
{
  gint64 to_ms = tack_trim_strip_get_to (self->strip);

  return to_ms >= self->info->duration_ms ? WHOLE : to_ms;
}

static void
show_plan (TackMendDialog *self)
{
  g_autofree char   *name = tack_human_file (tack_draft_get_file (self->draft));
  g_autofree char   *sentence = NULL;
  g_autoptr (GError) error = NULL;
  TackMendPlan       plan;
  gboolean is_possible = tack_mend_plan (self->info, name, tack_trim_strip_get_from (self->strip),
                                         get_to (self), &plan, &error);

  if (is_possible)
    sentence = tack_mend_plan_dup_sentence (&plan, name);
  tack_label_set_text (self->sentence, error != NULL      ? error->message
                                       : sentence != NULL ? sentence
                                                          : _ ("Nothing needs to be done."));
  if (is_possible)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->start), sentence != NULL);
}

static void
show_points (TackMendDialog *self)
{
  gint64           from_ms = tack_trim_strip_get_from (self->strip);
  gint64           to_ms = tack_trim_strip_get_to (self->strip);
  g_autofree char *kept = tack_human_duration (to_ms - from_ms);
  g_autofree char *whole = tack_human_duration (self->info->duration_ms);
  /* Translators: how much of a video is kept, of how much, such as “0:24 of 0:38”. */
  g_autofree char *length = g_strdup_printf (_ ("%s of %s are kept"), kept, whole);

  tack_time_row_set_range (self->from_row, 0, to_ms);
  tack_time_row_set_range (self->to_row, from_ms, self->info->duration_ms);
  tack_time_row_set_value (self->from_row, from_ms);
  tack_time_row_set_value (self->to_row, to_ms);
  gtk_label_set_label (self->length, length);
  gtk_widget_set_visible (GTK_WIDGET (self->length), to_ms - from_ms < self->info->duration_ms);
  show_plan (self);
}

static void
on_row_changed (TackMendDialog *self)
{
  tack_trim_strip_set_points (self->strip, tack_time_row_get_value (self->from_row),
                              tack_time_row_get_value (self->to_row));
  show_points (self);
}

static void
on_start_clicked (TackMendDialog *self)
{
  g_signal_emit (self, start_signal, 0, tack_trim_strip_get_from (self->strip), get_to (self));
  gtk_window_close (GTK_WINDOW (self));
}

static void
tack_mend_dialog_dispose (GObject *object)
{
  TackMendDialog *self = TACK_MEND_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->info, tack_media_info_unref);

  G_OBJECT_CLASS (tack_mend_dialog_parent_class)->dispose (object);
}

static void
tack_mend_dialog_class_init (TackMendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_mend_dialog_dispose;

  start_signal = g_signal_new ("start", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  g_type_ensure (TACK_TYPE_TIME_ROW);
  g_type_ensure (TACK_TYPE_TRIM_STRIP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-mend-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, start);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, trim);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, strip);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, TackMendDialog, length);
  gtk_widget_class_bind_template_callback (widget_class, show_points);
  gtk_widget_class_bind_template_callback (widget_class, on_row_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_start_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tack_mend_dialog_init (TackMendDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_mend_dialog_new (GtkWindow *parent, TackDraft *draft, TackMediaProxy *proxy)
{
  TackMendDialog *self = g_object_new (TACK_TYPE_MEND_DIALOG, "transient-for", parent, NULL);
  TackMend        mend = tack_mend_text_of (draft);

  self->draft = g_object_ref (draft);
  self->info = tack_media_info_ref (tack_draft_get_file_info (draft));
  gtk_window_set_title (GTK_WINDOW (self), tack_mend_text_title (mend));
  gtk_button_set_label (self->start, tack_mend_text_start (mend));
  tack_trim_strip_set_video (self->strip, proxy, tack_draft_get_file (draft),
                             self->info->duration_ms);
  /* What is too long is proposed to be cut at the limit; what is short enough cannot be shorter. */
  tack_trim_strip_set_points (self->strip, 0, MIN (self->info->duration_ms, TACK_VIDEO_MS_MAX));
  gtk_widget_set_visible (self->trim, self->info->duration_ms > TACK_VIDEO_MS_MIN);
  show_points (self);
  /* Not wider than the window it belongs to, which may be a phone's. */
  if (parent != NULL)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))), -1);
  /* Else it would be on “Cancel”, which comes first. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->start));

  return GTK_WIDGET (self);
}

TackDraft *
tack_mend_dialog_get_draft (TackMendDialog *self)
{
  return self->draft;
}
