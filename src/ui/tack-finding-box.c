/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding-box.h"

#include "ui/tack-label.h"
#include "ui/tack-wrap-layout.h"

static const struct
{
  const char *icon;
  const char *style_class;
} looks[] = {
  [TACK_SEVERITY_HINT] = { "dialog-information-symbolic", "hint" },
  [TACK_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [TACK_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
};

const char *
tack_finding_get_icon (TackSeverity severity)
{
  return looks[severity].icon;
}

static GtkWidget *
new_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  tack_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style_class);

  return label;
}

GtkWidget *
tack_finding_box_new (TackSeverity severity, const char *title, const char *message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[severity].icon);

  gtk_widget_add_css_class (box, "finding");
  gtk_widget_add_css_class (box, looks[severity].style_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (title, "heading"));
  if (message != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (message, "small"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);

  return box;
}

void
tack_finding_box_add (GtkWidget *box, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (gtk_widget_get_last_child (box)), child);
}

/* Buttons stand on a line of their own, and on more where there is no room. */
static GtkWidget *
ensure_buttons (GtkWidget *box)
{
  GtkWidget *buttons = gtk_widget_get_last_child (gtk_widget_get_last_child (box));

  if (!TACK_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (buttons)))
    {
      buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_layout_manager (buttons, tack_wrap_layout_new ());
      tack_finding_box_add (box, buttons);
    }

  return buttons;
}

GtkWidget *
tack_finding_box_add_button (GtkWidget *box, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_box_append (GTK_BOX (ensure_buttons (box)), button);

  return button;
}
