/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-label.h"

void
tack_label_set_text (GtkLabel *label, const char *text)
{
  g_autoptr (PangoAttrList) whole = pango_attr_list_new ();

  for (const char *point = strchr (text, '.'); point != NULL; point = strchr (point + 1, '.'))
    if (g_ascii_isdigit (point[1]))
      {
        /* Pango would end a line behind the point. */
        PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

        attribute->start_index = (guint) (point - text);
        attribute->end_index = attribute->start_index + 2;
        pango_attr_list_insert (whole, attribute);
      }

  gtk_label_set_attributes (label, whole);
  gtk_label_set_text (label, text);
}
