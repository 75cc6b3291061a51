/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window-private.h"

#include <glib/gi18n-lib.h>

#include "drafts/tack-intake.h"
#include "ui/tack-file-chooser.h"

/* Files come by the dialog, a folder, the clipboard, a drop anywhere in the window, or from outside
 * of it. */

static void
files_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackWindow) self = user_data;
  g_autoptr (GPtrArray)  drafts = tack_intake_add_finish (result, NULL);

  self->n_intakes--;
  if (drafts != NULL && drafts->len == 0)
    tack_window_toast (self, _ ("There are no pictures or videos in this folder."),
                       TACK_WINDOW_TOAST_SECONDS);
}

void
tack_window_add_files (TackWindow *self, GPtrArray *files)
{
  if (self->session == NULL)
    {
      for (guint i = 0; i < files->len; i++)
        g_ptr_array_add (self->early_files, g_object_ref (g_ptr_array_index (files, i)));
      return;
    }

  adw_view_stack_set_visible_child_name (self->pages, "compose");
  self->n_intakes++;
  self->unselects_rest = TRUE;
  tack_intake_add_async (tack_session_get_drafts (self->session), self->inspector, files,
                         self->cancellable, files_added_cb, g_object_ref (self));
}

/* What was just added is what the person wants to work on: two hundred dropped pictures can be
 * given a board at once. */
static void
on_drafts_items_changed (TackWindow *self,
                         guint       position,
                         guint       removed,
                         guint       added,
                         GListModel *drafts)
{
  if (self->n_intakes == 0 || added == 0)
    return;

  g_autoptr (GPtrArray) fresh = g_ptr_array_new_full (added, g_object_unref);
  for (guint i = 0; i < added; i++)
    g_ptr_array_add (fresh, g_list_model_get_item (drafts, position + i));
  tack_compose_page_select (self->compose, fresh, self->unselects_rest);
  self->unselects_rest = FALSE;
}

static void
files_chosen (GPtrArray *files, gpointer user_data)
{
  tack_window_add_files (user_data, files);
}

static void
add_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_file_chooser_open (GTK_WINDOW (widget), TACK_CHOOSE_MEDIA, NULL, files_chosen,
                          G_OBJECT (widget));
}

static void
add_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_file_chooser_open (GTK_WINDOW (widget), TACK_CHOOSE_FOLDER, NULL, files_chosen,
                          G_OBJECT (widget));
}

static void
add_file_list (TackWindow *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_ptr_array_add (files, g_object_ref (item->data));
  if (files->len > 0)
    tack_window_add_files (self, files);
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackWindow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    add_file_list (self, value);
  else
    tack_window_toast (self, _ ("The clipboard holds no files. Copy some in the file manager."),
                       TACK_WINDOW_TOAST_SECONDS);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), GDK_TYPE_FILE_LIST,
                                  G_PRIORITY_DEFAULT, TACK_WINDOW (widget)->cancellable,
                                  clipboard_read_cb, g_object_ref (widget));
}

/* Returns: (nullable): the chooser whose strip is there. */
static TackCoverChooser *
pick_cover_chooser (TackWindow *self, double x, double y)
{
  GtkWidget *content = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (self->drop_target));
  GtkWidget *picked = gtk_widget_pick (content, x, y, GTK_PICK_DEFAULT);
  GtkWidget *strip
    = picked != NULL ? gtk_widget_get_ancestor (picked, TACK_TYPE_COVER_STRIP) : NULL;

  return strip != NULL
           ? TACK_COVER_CHOOSER (gtk_widget_get_ancestor (strip, TACK_TYPE_COVER_CHOOSER))
           : NULL;
}

static void
show_drop (TackWindow *self, gboolean is_over, double x, double y)
{
  TackCoverChooser *chooser = is_over ? pick_cover_chooser (self, x, y) : NULL;

  if (self->drop_chooser != NULL && self->drop_chooser != chooser)
    tack_cover_chooser_set_drop_active (self->drop_chooser, FALSE);
  g_set_weak_pointer (&self->drop_chooser, chooser);
  if (chooser != NULL)
    tack_cover_chooser_set_drop_active (chooser, TRUE);
  tack_compose_page_set_drop_active (self->compose, is_over && chooser == NULL);
}

static GdkDragAction
on_drop_enter (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  TackWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->pages, "compose");
  show_drop (self, TRUE, x, y);

  return GDK_ACTION_COPY;
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  show_drop (user_data, TRUE, x, y);

  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GtkDropTarget *target, gpointer user_data)
{
  show_drop (user_data, FALSE, 0, 0);
}

/* Returns: (nullable): the one picture that was dropped. By name: the file itself may be far away.
 */
static GFile *
get_only_picture (const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || files->next != NULL)
    return NULL;

  g_autofree char *name = g_file_get_basename (files->data);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*") ? files->data : NULL;
}

/* A picture that is dropped on a video's strip is meant for its cover. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  TackWindow       *self = user_data;
  TackCoverChooser *chooser = pick_cover_chooser (self, x, y);
  GFile            *picture = get_only_picture (value);

  show_drop (self, FALSE, 0, 0);
  if (chooser != NULL && picture != NULL)
    tack_cover_chooser_take_file (chooser, picture);
  else
    add_file_list (self, value);

  return TRUE;
}

void
tack_window_files_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add-files", NULL, add_files_action);
  gtk_widget_class_install_action (widget_class, "win.add-folder", NULL, add_folder_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  /* Not an accelerator of the application: that would come before a text field's own paste. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
}

void
tack_window_files_init (TackWindow *self)
{
  GType file_list = GDK_TYPE_FILE_LIST;

  gtk_drop_target_set_gtypes (self->drop_target, &file_list, 1);
}

void
tack_window_files_start (TackWindow *self)
{
  g_autoptr (GPtrArray) early = g_steal_pointer (&self->early_files);

  g_signal_connect_object (tack_session_get_drafts (self->session), "items-changed",
                           G_CALLBACK (on_drafts_items_changed), self, G_CONNECT_SWAPPED);
  self->early_files = g_ptr_array_new_with_free_func (g_object_unref);
  if (early->len > 0)
    tack_window_add_files (self, early);
}
