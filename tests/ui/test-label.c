/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-label.h"

#include "tack-ui-fixture.h"

/* Returns: (transfer full): what the label says, with a bar wherever a line may end. */
static char *
dup_lines (GtkLabel *label)
{
  PangoLayout        *layout = gtk_label_get_layout (label);
  const char         *text = pango_layout_get_text (layout);
  int                 n_attrs;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (layout, &n_attrs);
  GString            *lines = g_string_new (NULL);

  for (int i = 0; i < n_attrs - 1; i++, text = g_utf8_next_char (text))
    {
      if (attrs[i].is_line_break)
        g_string_append_c (lines, '|');
      g_string_append_unichar (lines, g_utf8_get_char (text));
    }

  return g_string_free (lines, FALSE);
}

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    const char *lines;
  } rows[] = {
    { "H.264", "H.264" },
    { "Pinterest takes H.264 and H.265.", "Pinterest |takes |H.264 |and |H.265." },
    { "„Töpfe.mov“ wird als H.264 kodiert.", "„Töpfe.mov“ |wird |als |H.264 |kodiert." },
    { ".5", ".5" },
    { "", "" },
  };
  g_autoptr (GtkLabel) label = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));

  /* One label for all: nothing of a text may stay for the next. */
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      tack_label_set_text (label, rows[i].text);
      g_autofree char *lines = dup_lines (label);

      g_assert_cmpstr (lines, ==, rows[i].lines);
      g_assert_cmpstr (gtk_label_get_label (label), ==, rows[i].text);
    }
}

void
ui_add_label_tests (void)
{
  g_test_add_func ("/ui/label/names", test_names);
}
