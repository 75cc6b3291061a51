/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-trim-strip.h"

#include "tack-test.h"
#include "tack-ui-fixture.h"
#include "ui/tack-trim-handle.h"

#define WIDTH 428 /* of which the film is 400 */
#define VIDEO_MS 4000

typedef struct
{
  TackTrimStrip *strip;
  GtkWidget     *window;
  guint          n_moves;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) video = ui_video_new ("trim.mov");
  GtkWidget        *strip = tack_trim_strip_new ();

  self->strip = TACK_TRIM_STRIP (strip);
  gtk_widget_set_valign (strip, GTK_ALIGN_CENTER);
  self->window = ui_window_new (strip, WIDTH, 100);
  tack_trim_strip_set_video (self->strip, NULL, video, VIDEO_MS);
  g_signal_connect_swapped (strip, "moved", G_CALLBACK (ui_count), &self->n_moves);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ui_window_close (self->window, GTK_WIDGET (self->strip));
}

static GtkWidget *
get_handle (Fixture *self, gboolean is_end)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->strip));

  return is_end ? gtk_widget_get_next_sibling (first) : first;
}

static void
assert_points (Fixture *self, gint64 from_ms, gint64 to_ms)
{
  g_assert_cmpint (tack_trim_strip_get_from (self->strip), ==, from_ms);
  g_assert_cmpint (tack_trim_strip_get_to (self->strip), ==, to_ms);
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gboolean        is_end;
    guint           key;
    GdkModifierType modifiers;
    gint64          from;
    gint64          to;
    gint64          new_from;
    gint64          new_to;
  } rows[] = {
    { FALSE, GDK_KEY_Right, 0, 1000, 3000, 1040, 3000 },
    { FALSE, GDK_KEY_Left, GDK_SHIFT_MASK, 1000, 3000, 0, 3000 },
    { FALSE, GDK_KEY_Left, 0, 0, 3000, 0, 3000 },
    { TRUE, GDK_KEY_Left, 0, 1000, 3000, 1000, 2960 },
    { TRUE, GDK_KEY_KP_Right, GDK_SHIFT_MASK, 1000, 3500, 1000, 4000 },
    { TRUE, GDK_KEY_End, 0, 1000, 2000, 1000, 4000 },
    /* A handle never passes the other one. */
    { FALSE, GDK_KEY_End, 0, 1000, 2000, 1960, 2000 },
    { TRUE, GDK_KEY_Home, 0, 1000, 2000, 1000, 1040 },
  };

  assert_points (self, 0, VIDEO_MS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *handle = get_handle (self, rows[i].is_end);

      tack_trim_strip_set_points (self->strip, rows[i].from, rows[i].to);
      g_assert_true (gtk_widget_grab_focus (handle));
      ui_press (handle, rows[i].key, rows[i].modifiers);
      assert_points (self, rows[i].new_from, rows[i].new_to);
    }
  /* Once for each move, never for what the program sets. */
  g_assert_cmpuint (self->n_moves, ==, G_N_ELEMENTS (rows) - 1);
}

static void
test_mirrored (Fixture *self, gconstpointer data)
{
  gtk_widget_set_direction (get_handle (self, FALSE), GTK_TEXT_DIR_RTL);
  tack_trim_strip_set_points (self->strip, 1000, 3000);
  ui_press (get_handle (self, FALSE), GDK_KEY_Left, 0);
  assert_points (self, 1040, 3000);
}

static void
test_pointer (Fixture *self, gconstpointer data)
{
  GtkGesture *drag = ui_find_controller (GTK_WIDGET (self->strip), GTK_TYPE_GESTURE_DRAG);

  /* The nearer handle is taken, and does not jump under the pointer. */
  g_signal_emit_by_name (drag, "drag-begin", 30.0, 20.0);
  assert_points (self, 0, VIDEO_MS);
  g_signal_emit_by_name (drag, "drag-update", 100.0, 0.0);
  assert_points (self, 1000, VIDEO_MS);
  g_signal_emit_by_name (drag, "drag-end", 100.0, 0.0);
  g_signal_emit_by_name (drag, "drag-begin", 400.0, 20.0);
  g_signal_emit_by_name (drag, "drag-update", -100.0, 0.0);
  assert_points (self, 1000, 3000);
  g_signal_emit_by_name (drag, "drag-update", -900.0, 0.0);
  assert_points (self, 1000, 1040);
}

static void
test_accessible (Fixture *self, gconstpointer data)
{
  static const char *const labels[] = { "Beginning", "End" };

  tack_trim_strip_set_points (self->strip, 1000, 3000);
  for (guint i = 0; i < 2; i++)
    {
      GtkAccessible *handle = GTK_ACCESSIBLE (get_handle (self, i == 1));

      gtk_test_accessible_assert_role (handle, GTK_ACCESSIBLE_ROLE_SLIDER);
      gtk_test_accessible_assert_property (handle, GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i]);
      gtk_test_accessible_assert_property (handle, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 4.0);
      gtk_test_accessible_assert_property (handle, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                           i == 0 ? 1.0 : 3.0);
      gtk_test_accessible_assert_property (handle, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                           i == 0 ? "0:01.0" : "0:03.0");
    }
}

/* What is left out is dark, what is kept is as it is. */
static void
test_looks (Fixture *self, gconstpointer data)
{
  GtkWidget *strip = GTK_WIDGET (self->strip);

  tack_trim_strip_set_points (self->strip, 2000, VIDEO_MS);
  tack_test_wait_until (ui_is_blue (ui_pixel (strip, 0.62, 0.5)));
  tack_test_wait_until (ui_pixel (strip, 0.1, 0.5) >> 24 > 0x40);
  g_assert_cmpuint (ui_pixel (strip, 0.1, 0.5) >> 24, <, 0x90);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

void
ui_add_trim_strip_tests (void)
{
  add ("/ui/trim-strip/keys", test_keys);
  add ("/ui/trim-strip/mirrored", test_mirrored);
  add ("/ui/trim-strip/pointer", test_pointer);
  add ("/ui/trim-strip/accessible", test_accessible);
  add ("/ui/trim-strip/looks", test_looks);
}
