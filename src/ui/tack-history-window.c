/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-history-window.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "publish/tack-history-list.h"
#include "ui/tack-file-chooser.h"
#include "ui/tack-history-row.h"

struct _TackHistoryWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkEditable     *search;
  GtkStack        *stack;
  GtkAdjustment   *position;
  GtkListView     *list;

  TackHistory     *history;
  TackThumbnailer *thumbnailer;
  TackHistoryList *entries;
};

G_DEFINE_FINAL_TYPE (TackHistoryWindow, tack_history_window, ADW_TYPE_WINDOW)

static void
toast (TackHistoryWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
show_page (TackHistoryWindow *self)
{
  gboolean is_empty = tack_history_list_is_complete (self->entries)
                      && g_list_model_get_n_items (G_LIST_MODEL (self->entries)) == 0;
  gboolean is_search = *gtk_editable_get_text (self->search) != '\0';

  gtk_stack_set_visible_child_name (self->stack, !is_empty   ? "list"
                                                 : is_search ? "not-found"
                                                             : "empty");
}

/* A screen ahead of the person; also when the first page does not fill the window. */
static void
load_near_end (TackHistoryWindow *self)
{
  /* The list changes once more while the window goes. */
  if (self->entries == NULL)
    return;

  double end
    = gtk_adjustment_get_value (self->position) + 2 * gtk_adjustment_get_page_size (self->position);
  if (end >= gtk_adjustment_get_upper (self->position))
    tack_history_list_load_more (self->entries);
}

static void
on_search_changed (TackHistoryWindow *self)
{
  tack_history_list_set_text (self->entries, gtk_editable_get_text (self->search));
}

static void
on_entries_failed (TackHistoryWindow *self, const GError *error)
{
  toast (self, error->message);
}

/* --- Rows ------------------------------------------------------------------------------------ */

static void
on_row_setup (TackHistoryWindow *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, tack_history_row_new ());
}

static void
on_row_bind (TackHistoryWindow *self, GtkListItem *item)
{
  tack_history_row_set_entry (TACK_HISTORY_ROW (gtk_list_item_get_child (item)), self->history,
                              self->thumbnailer, gtk_list_item_get_item (item));
}

static void
on_row_unbind (TackHistoryWindow *self, GtkListItem *item)
{
  tack_history_row_set_entry (TACK_HISTORY_ROW (gtk_list_item_get_child (item)), self->history,
                              self->thumbnailer, NULL);
}

static void
set_up_list (TackHistoryWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->entries)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* --- What can be done ------------------------------------------------------------------------ */

static void
open_url (TackHistoryWindow *self, const char *url)
{
  if (*url != '\0')
    gtk_show_uri (GTK_WINDOW (self), url, GDK_CURRENT_TIME);
}

static void
on_list_activate (TackHistoryWindow *self, guint index)
{
  g_autoptr (TackHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), index);

  open_url (self, tack_history_entry_get_pin_url (entry));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_url (TACK_HISTORY_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  toast (TACK_HISTORY_WINDOW (widget), _ ("Link copied"));
}

typedef struct
{
  GWeakRef window; /* it may be closed meanwhile */
  GFile   *file;
} Export;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (TackHistoryWindow) window = g_weak_ref_get (&export->window);
  g_autofree char              *name = tack_human_file (export->file);
  g_autofree char   *text = g_strdup_printf (_ ("The history was written to “%s”."), name);
  g_autoptr (GError) error = NULL;

  tack_history_export_finish (TACK_HISTORY (source), result, &error);
  if (window != NULL && window->history != NULL)
    toast (window, error != NULL ? error->message : text);

  g_weak_ref_clear (&export->window);
  g_object_unref (export->file);
  g_free (export);
}

static void
files_chosen (GPtrArray *files, gpointer user_data)
{
  tack_history_window_export (user_data, g_ptr_array_index (files, 0));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_file_chooser_open (GTK_WINDOW (widget), TACK_CHOOSE_CSV, NULL, files_chosen,
                          G_OBJECT (widget));
}

/* --- The object ------------------------------------------------------------------------------ */

static void
tack_history_window_dispose (GObject *object)
{
  TackHistoryWindow *self = TACK_HISTORY_WINDOW (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->history);
  g_clear_object (&self->thumbnailer);

  G_OBJECT_CLASS (tack_history_window_parent_class)->dispose (object);
}

static void
tack_history_window_class_init (TackHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_history_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TackHistoryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryWindow, position);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, load_near_end);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_install_action (widget_class, "history.copy-link", "s", copy_link_action);
  gtk_widget_class_install_action (widget_class, "history.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "history.open", "s", open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tack_history_window_init (TackHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_history_window_new (GtkWindow *parent, TackHistory *history, TackThumbnailer *thumbnailer)
{
  TackHistoryWindow *self = g_object_new (TACK_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->history = g_object_ref (history);
  self->thumbnailer = g_object_ref (thumbnailer);
  self->entries = tack_history_list_new (history);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "notify", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "failed", G_CALLBACK (on_entries_failed), self,
                           G_CONNECT_SWAPPED);
  set_up_list (self);

  return GTK_WIDGET (self);
}

void
tack_history_window_export (TackHistoryWindow *self, GFile *file)
{
  Export *export = g_new (Export, 1);

  g_weak_ref_init (&export->window, self);
  export->file = g_object_ref (file);
  tack_history_export_async (self->history, file, NULL, exported_cb, export);
}
