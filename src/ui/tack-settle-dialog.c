/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-settle-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-job-text.h"

struct _TackSettleDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *entry;
};

enum
{
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackSettleDialog, tack_settle_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
on_entry_changed (TackSettleDialog *self)
{
  g_autofree char *pin_id = tack_job_text_parse_pin (gtk_editable_get_text (self->entry));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "settle", pin_id != NULL);
}

static void
tack_settle_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TackSettleDialog *self = TACK_SETTLE_DIALOG (dialog);
  g_autofree char  *pin_id = tack_job_text_parse_pin (gtk_editable_get_text (self->entry));

  if (g_str_equal (response, "settle") && pin_id != NULL)
    g_signal_emit (self, signals[SETTLED], 0, pin_id);
}

static void
tack_settle_dialog_class_init (TackSettleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ADW_MESSAGE_DIALOG_CLASS (klass)->response = tack_settle_dialog_response;

  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-settle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TackSettleDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
}

static void
tack_settle_dialog_init (TackSettleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_settle_dialog_new (GtkWindow *parent, const char *name)
{
  TackSettleDialog *self = g_object_new (TACK_TYPE_SETTLE_DIALOG, "transient-for", parent, NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self),
                                  _ ("Open the Pin of “%s” in the browser and paste its address "
                                     "here, so that it is not sent again."),
                                  name);

  return GTK_WIDGET (self);
}
