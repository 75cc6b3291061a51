/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-tags-row.h"

#include <glib/gi18n-lib.h>

#include "base/tack-limits.h"

struct _TackTagsRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *entry;
  GPtrArray *rows; /* of GtkWidget, not owned: one for each tag, after the entry */
  GStrv      tags; /* never NULL */
  gboolean   is_mixed;
};

static guint edited_signal;

G_DEFINE_FINAL_TYPE (TackTagsRow, tack_tags_row, ADW_TYPE_EXPANDER_ROW)

char *
tack_tags_parse_pin (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char      *number = strstr (stripped, "/pin/");
  gsize            length;

  number = number != NULL ? number + strlen ("/pin/") : stripped;
  length = strspn (number, "0123456789");
  if (length == 0 || (number[length] != '\0' && strchr ("/?#", number[length]) == NULL))
    return NULL;

  return g_strndup (number, length);
}

static void show_tags (TackTagsRow *self);

static void
set_tags_and_tell (TackTagsRow *self, GStrv tags)
{
  g_strfreev (self->tags);
  self->tags = tags;
  self->is_mixed = FALSE;
  show_tags (self);
  g_signal_emit (self, edited_signal, 0, self->tags);
}

static void
on_entry_apply (AdwEntryRow *entry, gpointer user_data)
{
  TackTagsRow     *self = user_data;
  g_autofree char *id = tack_tags_parse_pin (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (id == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (g_strv_contains ((const char *const *) self->tags, id))
    return;

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) self->tags);
  g_strv_builder_add (builder, id);
  set_tags_and_tell (self, g_strv_builder_end (builder));
}

static void
on_remove_clicked (GtkButton *button, gpointer user_data)
{
  TackTagsRow             *self = user_data;
  const char              *id = g_object_get_data (G_OBJECT (button), "pin-id");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **tag = self->tags; *tag != NULL; tag++)
    if (!g_str_equal (*tag, id))
      g_strv_builder_add (builder, *tag);
  set_tags_and_tell (self, g_strv_builder_end (builder));
}

static GtkWidget *
new_tag_row (TackTagsRow *self, const char *id)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove product tag %s"), id);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "pin-id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_tags (TackTagsRow *self)
{
  guint            n_tags = g_strv_length (self->tags);
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_tags; i++)
    {
      GtkWidget *row = new_tag_row (self, self->tags[i]);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->rows, row);
    }

  if (self->is_mixed)
    count = g_strdup (_ ("Mixed"));
  else if (n_tags == 0)
    count = g_strdup (C_ ("product tags", "None"));
  else
    /* Translators: how many product tags a Pin has, of how many it may have */
    count = g_strdup_printf (_ ("%u of %d"), n_tags, TACK_PRODUCT_TAGS_MAX);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), count);
  gtk_widget_set_sensitive (self->entry, n_tags < TACK_PRODUCT_TAGS_MAX);
}

static void
tack_tags_row_finalize (GObject *object)
{
  TackTagsRow *self = TACK_TAGS_ROW (object);

  g_ptr_array_unref (self->rows);
  g_strfreev (self->tags);

  G_OBJECT_CLASS (tack_tags_row_parent_class)->finalize (object);
}

static void
tack_tags_row_class_init (TackTagsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_tags_row_finalize;

  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
tack_tags_row_init (TackTagsRow *self)
{
  self->rows = g_ptr_array_new ();
  self->tags = g_new0 (char *, 1);
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 _ ("Number or address of a product Pin"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect (self->entry, "apply", G_CALLBACK (on_entry_apply), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->entry);
  show_tags (self);
}

void
tack_tags_row_set_tags (TackTagsRow *self, const char *const *tags, gboolean is_mixed)
{
  static const char *const none[] = { NULL };
  const char *const       *shown = tags != NULL && !is_mixed ? tags : none;

  if (is_mixed == self->is_mixed && g_strv_equal (shown, (const char *const *) self->tags))
    return;

  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) shown);
  self->is_mixed = is_mixed;
  show_tags (self);
}
