/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-window-fixture.h"
#include "ui/tack-cover-strip.h"

static GtkDropTarget *
find_drop_target (WindowFixture *self)
{
  for (GtkWidget *widget = ui_find (GTK_WIDGET (self->window), GTK_TYPE_WINDOW_HANDLE);
       widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
          if (GTK_IS_DROP_TARGET (controller))
            return GTK_DROP_TARGET (controller);
        }
    }
  g_assert_not_reached ();
}

/* In the middle of @widget, as a person lets go of files there. */
static void
drop_on (WindowFixture *self, GPtrArray *files, GtkWidget *widget)
{
  GtkDropTarget  *target = find_drop_target (self);
  GtkWidget      *content = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GValue) value = G_VALUE_INIT;
  GSList         *list = NULL;
  gboolean        is_taken = FALSE;
  GdkDragAction   action;
  double          x, y;

  for (guint i = 0; i < files->len; i++)
    list = g_slist_append (list, g_object_ref (g_ptr_array_index (files, i)));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (list));
  g_slist_free_full (list, g_object_unref);

  gtk_widget_translate_coordinates (widget, content, gtk_widget_get_width (widget) / 2.0,
                                    gtk_widget_get_height (widget) / 2.0, &x, &y);
  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_signal_emit_by_name (target, "drop", &value, x, y, &is_taken);
  g_assert_true (is_taken);
}

static void
test_drop (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (2);

  /* A text field would else take the files for text. */
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (
                     GTK_EVENT_CONTROLLER (find_drop_target (self))),
                   ==, GTK_PHASE_CAPTURE);
  drop_on (self, files, GTK_WIDGET (self->window));
  tack_test_wait_until (g_list_model_get_n_items (window_drafts (self)) == 2);
}

/* A picture dropped on the strip of a video is its cover; anything else becomes a draft. */
static void
test_drop_on_strip (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) picture = window_list_pictures (1);
  g_autoptr (GPtrArray) pictures = window_list_pictures (2);

  g_ptr_array_add (videos, ui_video_new ("covered.mov"));
  window_add (self, videos);
  TackDraft *draft = window_draft (self, 0);
  GtkWidget *strip;
  tack_test_wait_until ((strip = ui_find (GTK_WIDGET (self->window), TACK_TYPE_COVER_STRIP)) != NULL
                        && gtk_widget_get_width (strip) > 0);

  drop_on (self, picture, strip);
  g_assert_true (g_file_equal (tack_draft_get_cover_file (draft), g_ptr_array_index (picture, 0)));
  window_assert_says (self, "Cover: picture 0.png");
  g_assert_cmpuint (g_list_model_get_n_items (window_drafts (self)), ==, 1);
  window_press_until (self, "win.undo", tack_draft_get_cover_file (draft) == NULL);

  drop_on (self, pictures, strip);
  tack_test_wait_until (g_list_model_get_n_items (window_drafts (self)) == 3);
  g_assert_null (tack_draft_get_cover_file (draft));
}

void
window_add_file_tests (void)
{
  window_test ("drop", test_drop);
  window_test ("drop-on-strip", test_drop_on_strip);
}
