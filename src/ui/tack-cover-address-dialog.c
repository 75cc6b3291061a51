/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-address-dialog.h"

#include "base/tack-text-check.h"

struct _TackCoverAddressDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *entry;
  GtkLabel    *reason;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (TackCoverAddressDialog, tack_cover_address_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
dup_address (TackCoverAddressDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
on_entry_changed (TackCoverAddressDialog *self)
{
  g_autofree char   *address = dup_address (self);
  g_autoptr (GError) error = NULL;
  gboolean           is_good = tack_text_check_web_address (address, &error);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "use",
                                           is_good && *address != '\0');
  /* Nobody is scolded for an address that is only begun. */
  gboolean is_begun
    = g_str_has_prefix ("https://", address) || g_str_has_prefix ("http://", address);
  gtk_label_set_label (self->reason, is_good || is_begun ? "" : error->message);
}

static void
tack_cover_address_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  TackCoverAddressDialog *self = TACK_COVER_ADDRESS_DIALOG (dialog);
  g_autofree char        *address = dup_address (self);

  if (g_str_equal (response, "use"))
    g_signal_emit (self, chosen_signal, 0, address);
}

static void
tack_cover_address_dialog_class_init (TackCoverAddressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ADW_MESSAGE_DIALOG_CLASS (klass)->response = tack_cover_address_dialog_response;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-cover-address-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TackCoverAddressDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, TackCoverAddressDialog, reason);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
}

static void
tack_cover_address_dialog_init (TackCoverAddressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_cover_address_dialog_new (GtkWindow *parent, const char *address)
{
  TackCoverAddressDialog *self
    = g_object_new (TACK_TYPE_COVER_ADDRESS_DIALOG, "transient-for", parent, NULL);

  gtk_editable_set_text (self->entry, address != NULL ? address : "https://");
  gtk_editable_set_position (self->entry, -1);

  return GTK_WIDGET (self);
}
