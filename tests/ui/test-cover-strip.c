/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-strip.h"

#include "tack-test.h"
#include "tack-ui-fixture.h"

#define WIDTH 400
#define HEIGHT 58

typedef struct
{
  TackDraft      *draft; /* of four seconds */
  TackCoverStrip *strip;
  GtkWidget      *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) video = ui_video_new ("strip.mov");
  GtkWidget        *strip = tack_cover_strip_new ();

  fixture->draft = ui_draft_new (video, TACK_MEDIA_VIDEO);
  fixture->strip = TACK_COVER_STRIP (strip);
  gtk_widget_set_valign (strip, GTK_ALIGN_CENTER);
  fixture->window = ui_window_new (strip, WIDTH, HEIGHT + 40);
  tack_cover_strip_set_draft (fixture->strip, fixture->draft);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_window_close (fixture->window, GTK_WIDGET (fixture->strip));
  g_assert_finalize_object (fixture->draft);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    gint64          from;
    gint64          to;
    gint64          to_rtl;
  } rows[] = {
    { GDK_KEY_Right, 0, 1000, 1040, 960 },
    { GDK_KEY_Left, 0, 1000, 960, 1040 },
    { GDK_KEY_KP_Left, 0, 1000, 960, 1040 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, 1500, 2500, 500 },
    { GDK_KEY_Left, GDK_SHIFT_MASK, 1500, 500, 2500 },
    /* The video has a beginning and an end. */
    { GDK_KEY_Left, GDK_SHIFT_MASK, 0, 0, 1000 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, 3500, 4000, 2500 },
    { GDK_KEY_Home, 0, 2000, 0, 0 },
    { GDK_KEY_End, 0, 2000, 4000, 4000 },
  };

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->strip)));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint rtl = 0; rtl < 2; rtl++)
      {
        gtk_widget_set_direction (GTK_WIDGET (fixture->strip),
                                  rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
        tack_draft_set_cover_at (fixture->draft, rows[i].from);
        ui_press (GTK_WIDGET (fixture->strip), rows[i].key, rows[i].modifiers);
        g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==,
                         rtl ? rows[i].to_rtl : rows[i].to);
      }
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkAccessible *strip = GTK_ACCESSIBLE (fixture->strip);

  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL, "Cover frame");
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 4.0);
  tack_draft_set_cover_at (fixture->draft, 2500);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 2.5);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "0:02.50");
}

/* Frames in their order, darkened; the cover's is bright. */
static void
test_frames (Fixture *fixture, gconstpointer data)
{
  GtkWidget *strip = GTK_WIDGET (fixture->strip);

  tack_draft_set_cover_at (fixture->draft, 2500);
  tack_test_wait_until ((ui_pixel (strip, 0.95, 0.5) & 0xff) == 0xff);
  /* Red, 30 % darkened, at the beginning; blue as it is where the handle stands. */
  guint32 first = ui_pixel (strip, 0.05, 0.5);
  g_assert_cmpuint (first >> 24, >, 0x90);
  g_assert_cmpuint (first >> 24, <, 0xc0);
  g_assert_cmpuint (first >> 16 & 0xff, <, 0x30);
  g_assert_true (ui_is_blue (ui_pixel (strip, 2.5 / 4, 0.5)));

  /* Right to left, the beginning is at the right. */
  gtk_widget_set_direction (strip, GTK_TEXT_DIR_RTL);
  gtk_test_widget_wait_for_draw (strip);
  g_assert_cmphex (ui_pixel (strip, 0.95, 0.5), ==, first);
  g_assert_true (ui_is_blue (ui_pixel (strip, 1.5 / 4, 0.5)));

  /* A picture file as cover: no frame of the video is. */
  g_autoptr (GFile) picture = g_file_new_for_path ("/cover.png");
  tack_draft_set_cover_file (fixture->draft, picture);
  g_assert_false (ui_is_blue (ui_pixel (strip, 1.5 / 4, 0.5)));
}

static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  GtkWidget        *strip = GTK_WIDGET (fixture->strip);
  GtkGesture       *drag = ui_find_controller (strip, GTK_TYPE_GESTURE_DRAG);
  double            width = gtk_widget_get_width (strip);
  g_autoptr (GFile) picture = g_file_new_for_path ("/cover.png");

  /* A click: there the cover is, and no longer in the picture file. */
  tack_draft_set_cover_file (fixture->draft, picture);
  g_signal_emit_by_name (drag, "drag-begin", width * 0.75, 20.0);
  g_assert_true (tack_cover_strip_get_dragging (fixture->strip));
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 3000);
  g_assert_null (tack_draft_get_cover_file (fixture->draft));
  g_signal_emit_by_name (drag, "drag-update", width * -0.25, 0.0);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 2000);
  g_signal_emit_by_name (drag, "drag-update", width, 0.0);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 4000);
  g_signal_emit_by_name (drag, "drag-end", width, 0.0);
  g_assert_false (tack_cover_strip_get_dragging (fixture->strip));

  /* The handle is taken where the pointer is: it does not jump under it. */
  tack_draft_set_cover_at (fixture->draft, 2000);
  g_signal_emit_by_name (drag, "drag-begin", width * 0.5 + 12, 20.0);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 2000);
  g_signal_emit_by_name (drag, "drag-update", width * 0.1, 0.0);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 2400);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
}

static void
test_automatic (Fixture *fixture, gconstpointer data)
{
  tack_cover_strip_set_automatic (fixture->strip, 2200);
  g_assert_cmpint (tack_cover_strip_get_position (fixture->strip), ==, 2200);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, TACK_COVER_AUTO);
  ui_press (GTK_WIDGET (fixture->strip), GDK_KEY_Right, 0);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, 2240);

  /* Of another draft nothing is known yet. */
  g_autoptr (TackDraft) other = tack_draft_copy (fixture->draft);
  tack_draft_set_cover_at (other, TACK_COVER_AUTO);
  tack_cover_strip_set_draft (fixture->strip, other);
  g_assert_cmpint (tack_cover_strip_get_position (fixture->strip), ==, 4000 / 3);
  tack_cover_strip_set_draft (fixture->strip, NULL);
  g_assert_cmpint (tack_cover_strip_get_position (fixture->strip), ==, 0);
  ui_press (GTK_WIDGET (fixture->strip), GDK_KEY_Right, 0);
}

/* Drafts selected one after the other, faster than their frames can be read. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  GtkWidget            *strip = GTK_WIDGET (fixture->strip);
  g_autoptr (TackDraft) other = tack_draft_copy (fixture->draft);

  for (guint i = 0; i < 20; i++)
    {
      tack_cover_strip_set_draft (fixture->strip, i % 2 == 0 ? other : fixture->draft);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  /* Hidden in the middle of it, it reads again when it is back. */
  gtk_widget_set_child_visible (strip, FALSE);
  gtk_widget_set_child_visible (strip, TRUE);
  gtk_test_widget_wait_for_draw (strip);
  tack_test_wait_until ((ui_pixel (strip, 0.95, 0.5) & 0xff) == 0xff);

  tack_cover_strip_set_draft (fixture->strip, other);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

void
ui_add_cover_strip_tests (void)
{
  add ("/ui/cover-strip/keys", test_keys);
  add ("/ui/cover-strip/accessible", test_accessible);
  add ("/ui/cover-strip/frames", test_frames);
  add ("/ui/cover-strip/pointer", test_pointer);
  add ("/ui/cover-strip/automatic", test_automatic);
  add ("/ui/cover-strip/change", test_change);
}
