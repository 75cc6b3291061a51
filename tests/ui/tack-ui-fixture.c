/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-ui-fixture.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

#include "drafts/tack-test-store.h"
#include "tack-test.h"

#define VIDEO_MS 4000

GtkWidget *
ui_window_new (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (child);

  return window;
}

void
ui_window_close (GtkWidget *window, GtkWidget *child)
{
  gpointer weak = child;

  g_object_add_weak_pointer (G_OBJECT (child), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  tack_test_wait_until (weak == NULL);
}

/* What has changed its size since the last frame gets its new place now, not at the next one. */
static void
lay_out (GtkWidget *widget)
{
  GtkWidget *child = gtk_window_get_child (GTK_WINDOW (gtk_widget_get_root (widget)));

  gtk_widget_get_preferred_size (child, NULL, NULL);
  gtk_widget_allocate (child, gtk_widget_get_width (child), gtk_widget_get_height (child), -1,
                       NULL);
}

GdkTexture *
ui_draw (GtkWidget *widget)
{
  g_autoptr (GtkSnapshot)   snapshot = gtk_snapshot_new ();
  GtkWidget                *parent = gtk_widget_get_parent (widget);
  graphene_rect_t           bounds;
  g_autoptr (GskRenderNode) node = NULL;

  lay_out (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, parent, &bounds));
  gtk_widget_snapshot_child (parent, widget, snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return NULL;

  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                      node, &bounds);
}

guint32
ui_pixel (GtkWidget *widget, double x, double y)
{
  g_autoptr (GdkTexture) texture = ui_draw (widget);
  g_autofree guint32    *pixels = NULL;

  if (texture == NULL)
    return 0;

  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  /* Cairo's ARGB is premultiplied; what is looked at here is opaque, or only looked at for alpha.
   */
  guint32 argb = pixels[(int) (y * (height - 1)) * width + (int) (x * (width - 1))];
  return argb << 8 | argb >> 24;
}

/* Not by G_TEST_OPTION_ISOLATE_DIRS: without the machine's own folders GTK has no icons and the
 * picture loader cannot tell a PNG. */
static char *folder;

static GFile *
file_new (const char *name)
{
  if (folder == NULL)
    folder = g_dir_make_tmp ("tack-ui-XXXXXX", NULL);
  g_assert_nonnull (folder);

  return g_file_new_build_filename (folder, name, NULL);
}

void
ui_folder_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        ui_folder_remove (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

void
ui_files_remove (void)
{
  if (folder != NULL)
    ui_folder_remove (folder);
  g_clear_pointer (&folder, g_free);
}

GFile *
ui_picture_new (const char *name, int width, int height, guint32 color)
{
  g_autoptr (GFile)     file = file_new (name);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GError)    error = NULL;

  gdk_pixbuf_fill (pixbuf, color);
  gdk_pixbuf_save (pixbuf, g_file_peek_path (file), "png", &error, NULL);
  g_assert_no_error (error);

  return g_steal_pointer (&file);
}

GFile *
ui_video_new (const char *name)
{
  static const char *const colors[] = { "0xffff0000", "0xff00ff00", "0xff0000ff", "0xffffffff" };
  g_autoptr (GFile)        file = file_new (name);
  g_autoptr (GString) line = g_string_new ("concat name=c ! jpegenc ! qtmux ! filesink name=s ");
  g_autoptr (GError)  error = NULL;

  /* The media room would prepare GStreamer only for a video that it reads. */
  gst_init (NULL, NULL);
  tack_test_allow_gst_warnings ();
  /* JPEG in QuickTime needs no encoder that a machine may not have. */
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    g_string_append_printf (line,
                            "videotestsrc pattern=solid-color foreground-color=%s num-buffers=10 "
                            "! video/x-raw,format=I420,width=96,height=160,framerate=10/1 ! c. ",
                            colors[i]);

  g_autoptr (GstElement) pipeline = gst_parse_launch (line->str, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "s");
  g_object_set (sink, "location", g_file_peek_path (file), NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);

  g_autoptr (GstBus)     bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return g_steal_pointer (&file);
}

gboolean
ui_has_encoder (void)
{
  static const char *const names[] = { "x264enc", "openh264enc" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (names[i]);

      if (factory != NULL)
        return TRUE;
    }

  return FALSE;
}

TackDraft *
ui_draft_new (GFile *file, TackMediaKind kind)
{
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  TackDraft                *draft = tack_draft_new (file);

  info->kind = kind;
  info->duration_ms = kind == TACK_MEDIA_VIDEO ? VIDEO_MS : 0;
  tack_draft_set_info (draft, info);

  return draft;
}

gpointer
ui_find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

gpointer
ui_find_widget (GtkWidget *widget, GType type)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ui_find_widget (child, type);

  return found;
}

void
ui_count (guint *n)
{
  (*n)++;
}

void
ui_press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  GListModel *shortcuts = G_LIST_MODEL (ui_find_controller (widget, GTK_TYPE_SHORTCUT_CONTROLLER));

  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger     *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger)
          && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
          && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
        {
          g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                       widget,
                                                       gtk_shortcut_get_arguments (shortcut)));
          return;
        }
    }
  g_assert_not_reached ();
}

static char *
dup_marked_below (GtkWidget *widget)
{
  char *text = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      gboolean is_marked;

      g_object_get (widget, "active", &is_marked, NULL);
      if (is_marked)
        g_object_get (widget, "text", &text, NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && text == NULL;
       child = gtk_widget_get_next_sibling (child))
    text = dup_marked_below (child);

  return text;
}

char *
ui_dup_marked (GtkWidget *button)
{
  return dup_marked_below (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
}

void
ui_store_open (UiStore *self)
{
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("tack-ui-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->database = tack_test_open (self->dir);
  self->drafts = tack_test_load (self->database);
  self->history = tack_edit_history_new (self->drafts);
}

void
ui_store_close (UiStore *self)
{
  tack_test_flush (self->drafts);
  g_assert_finalize_object (self->history);
  g_assert_finalize_object (self->drafts);
  g_assert_finalize_object (self->database);
  ui_folder_remove (self->dir);
  g_clear_pointer (&self->dir, g_free);
}

void
ui_store_add (UiStore *self, TackDraft *draft)
{
  g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);

  tack_draft_store_add (self->drafts, drafts);
}

void
ui_store_undo (UiStore *self)
{
  g_autoptr (GPtrArray) drafts = tack_edit_history_undo (self->history);

  g_assert_nonnull (drafts);
}
