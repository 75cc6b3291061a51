/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-stage.h"

#include "tack-test.h"
#include "tack-ui-fixture.h"

#define WIDTH 400

typedef struct
{
  TackDraft *draft; /* of a video: a second of red, of green, of blue, of white */
  GtkWidget *stage;
  GtkWidget *strip;
  GtkWidget *box;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) video = ui_video_new ("stage.mov");

  fixture->draft = ui_draft_new (video, TACK_MEDIA_VIDEO);
  fixture->stage = tack_stage_new ();
  fixture->strip = tack_cover_strip_new ();
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (fixture->box), fixture->stage);
  gtk_box_append (GTK_BOX (fixture->box), fixture->strip);
  tack_stage_set_strip (TACK_STAGE (fixture->stage), TACK_COVER_STRIP (fixture->strip));
  fixture->window = ui_window_new (fixture->box, WIDTH, 300);
}

static void
show (Fixture *fixture, TackDraft *draft)
{
  tack_stage_set_draft (TACK_STAGE (fixture->stage), draft);
  tack_cover_strip_set_draft (TACK_COVER_STRIP (fixture->strip), draft);
  gtk_test_widget_wait_for_draw (fixture->stage);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_window_close (fixture->window, fixture->box);
  g_assert_finalize_object (fixture->draft);
}

static gpointer
part (Fixture *fixture, const char *id)
{
  return gtk_widget_get_template_child (fixture->stage, TACK_TYPE_STAGE, id);
}

/* Of the picture, above the button and inside what a feed shows. */
static guint32
seen (Fixture *fixture)
{
  return ui_pixel (fixture->stage, 0.5, 0.2);
}

static gboolean
plays (Fixture *fixture)
{
  return gtk_widget_has_css_class (fixture->stage, "playing");
}

static void
test_crop (void)
{
  static const struct
  {
    graphene_rect_t picture;
    graphene_rect_t shown;
  } rows[] = {
    /* 9:16 loses above and below. */
    { { { 10, 0 }, { 90, 160 } }, { { 10, 12.5 }, { 90, 135 } } },
    { { { 0, 7 }, { 100, 300 } }, { { 0, 82 }, { 100, 150 } } },
    /* 2:3 and what is near to it, and all that is wider, loses nothing. */
    { { { 0, 0 }, { 100, 150 } }, { { 0, 0 }, { 100, 150 } } },
    { { { 0, 0 }, { 100, 154 } }, { { 0, 0 }, { 100, 154 } } },
    { { { 0, 0 }, { 100, 100 } }, { { 0, 0 }, { 100, 100 } } },
    { { { 5, 5 }, { 191, 100 } }, { { 5, 5 }, { 191, 100 } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      graphene_rect_t shown;
      gboolean        is_cropped = tack_stage_crop (&rows[i].picture, &shown);

      g_assert_true (graphene_rect_equal (&shown, &rows[i].shown));
      g_assert_cmpint (is_cropped, ==, !graphene_rect_equal (&shown, &rows[i].picture));
    }
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)     file = ui_picture_new ("tall.png", 90, 160, 0xff0000ff);
  g_autoptr (TackDraft) draft = ui_draft_new (file, TACK_MEDIA_IMAGE);

  show (fixture, draft);
  tack_test_wait_until (ui_pixel (fixture->stage, 0.5, 0.5) == 0xff0000ff);
  g_assert_cmpint (gtk_widget_get_height (fixture->stage), ==, 214);
  /* The ground beside it, and what a feed cuts off above. */
  g_assert_cmphex (ui_pixel (fixture->stage, 0.1, 0.5), ==, 0x8c0000ff);
  guint32 cut_off = ui_pixel (fixture->stage, 0.5, 0.03) >> 24;
  g_assert_cmpuint (cut_off, >, 0x70);
  g_assert_cmpuint (cut_off, <, 0xb0);
  g_assert_false (gtk_widget_get_visible (part (fixture, "play_button")));
  g_assert_false (gtk_widget_get_visible (part (fixture, "controls")));
}

static void
assert_caption (Fixture *fixture, const char *text)
{
  g_assert_true (gtk_widget_get_visible (part (fixture, "caption")));
  g_assert_cmpstr (gtk_label_get_label (part (fixture, "caption")), ==, text);
}

static void
test_cover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) picture = ui_picture_new ("cover-file.png", 60, 90, 0x102030ff);
  TackCoverStrip   *strip = TACK_COVER_STRIP (fixture->strip);

  /* Left to us, stage and strip agree on where it is. */
  show (fixture, fixture->draft);
  tack_test_wait_until (tack_cover_strip_get_position (strip) != 4000 / 3);
  g_assert_cmpint (tack_draft_get_cover_at (fixture->draft), ==, TACK_COVER_AUTO);

  tack_draft_set_cover_at (fixture->draft, 500);
  tack_test_wait_until (ui_is_red (seen (fixture)));

  /* Moved faster than frames can be read: the last place is what is shown in the end. */
  for (gint64 at_ms = 600; at_ms <= 2500; at_ms += 20)
    {
      tack_draft_set_cover_at (fixture->draft, at_ms);
      g_main_context_iteration (NULL, FALSE);
    }
  tack_test_wait_until (ui_is_blue (seen (fixture)));
  g_assert_cmpstr (gtk_label_get_label (part (fixture, "position_label")), ==, "0:02");

  /* Another cover than the frame at the handle is said, and shown where it can be. */
  g_assert_false (gtk_widget_get_visible (part (fixture, "caption")));
  tack_draft_set_cover_key_frame (fixture->draft, 0);
  tack_test_wait_until (ui_is_red (seen (fixture)));
  assert_caption (fixture, "Pinterest takes its frame at 0:00");
  tack_draft_set_cover_file (fixture->draft, picture);
  tack_test_wait_until (ui_pixel (fixture->stage, 0.5, 0.25) == 0x102030ff);
  assert_caption (fixture, "Cover: cover-file.png");
  tack_draft_set_cover_url (fixture->draft, "https://example.com/cover.jpg");
  assert_caption (fixture, "Cover: example.com");
  g_assert_true (gtk_widget_get_visible (part (fixture, "play_button")));
}

/* While the handle is held, too, frames follow it, and the last is the exact one. */
static void
test_dragging (Fixture *fixture, gconstpointer data)
{
  GtkGesture *drag = ui_find_controller (fixture->strip, GTK_TYPE_GESTURE_DRAG);

  show (fixture, fixture->draft);
  tack_draft_set_cover_at (fixture->draft, 0);
  tack_test_wait_until (ui_is_red (seen (fixture)));
  g_signal_emit_by_name (drag, "drag-begin", 20.0, 20.0);
  for (int x = 0; x <= WIDTH / 2; x += 5)
    g_signal_emit_by_name (drag, "drag-update", (double) x, 0.0);
  tack_test_wait_until (ui_is_blue (seen (fixture)));
  g_signal_emit_by_name (drag, "drag-end", WIDTH / 2.0, 0.0);
  g_assert_true (ui_is_blue (seen (fixture)));
}

static void
test_plays (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = part (fixture, "play_button");
  GtkWidget *scale = part (fixture, "scale");
  gboolean   is_handled;

  tack_draft_set_cover_at (fixture->draft, 500);
  show (fixture, fixture->draft);
  tack_test_wait_until (ui_is_red (seen (fixture)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Play");

  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Pause");
  tack_test_wait_until (gtk_range_get_value (GTK_RANGE (scale)) > 0.55);
  gtk_widget_activate (button);
  tack_test_wait_until (!plays (fixture));

  /* Several seeks in a row end at the last. */
  for (double s = 1; s <= 2.5; s += 0.25)
    g_signal_emit_by_name (scale, "change-value", GTK_SCROLL_JUMP, s, &is_handled);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 2.5);
  tack_test_wait_until (ui_is_blue (seen (fixture)));

  /* Played to its end it stops, and plays from the beginning again. */
  g_signal_emit_by_name (scale, "change-value", GTK_SCROLL_JUMP, 3.6, &is_handled);
  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture));
  tack_test_wait_until (!plays (fixture));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0);
  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture) && gtk_range_get_value (GTK_RANGE (scale)) > 0);

  /* Whoever moves the cover wants to see the cover. */
  tack_draft_set_cover_at (fixture->draft, 2500);
  g_assert_false (plays (fixture));
  tack_test_wait_until (ui_is_blue (seen (fixture)));
}

static void
test_stops (Fixture *fixture, gconstpointer data)
{
  GtkWidget            *button = part (fixture, "play_button");
  g_autoptr (TackDraft) other = tack_draft_copy (fixture->draft);

  show (fixture, fixture->draft);
  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture));
  show (fixture, other);
  g_assert_false (plays (fixture));

  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture));
  gtk_widget_set_child_visible (fixture->stage, FALSE);
  g_assert_false (plays (fixture));
  gtk_widget_set_child_visible (fixture->stage, TRUE);

  /* Closed while it plays. */
  gtk_widget_activate (button);
  tack_test_wait_until (plays (fixture));
}

/* What goes wrong is said on the stage, with the name of the file. */
static void
test_says_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         missing = g_file_new_for_path ("/nowhere/lost.mp4");
  g_autoptr (TackDraft)     lost = ui_draft_new (missing, TACK_MEDIA_VIDEO);
  g_autoptr (TackDraft)     address = tack_draft_new_for_image_url ("https://example.com/a.jpg");
  g_autoptr (TackMediaInfo) nothing = tack_media_info_new ();
  GtkWidget                *message = part (fixture, "message");
  GtkWidget                *button = part (fixture, "play_button");

  show (fixture, lost);
  tack_test_wait_until (gtk_widget_get_visible (message));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (message)), "lost.mp4"));
  gtk_widget_activate (button);
  tack_test_wait_until (!gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (message)), ==,
                   "“lost.mp4” cannot be played on this computer.");

  show (fixture, address);
  g_assert_true (gtk_widget_get_visible (message));
  g_assert_false (gtk_widget_get_visible (button));

  show (fixture, fixture->draft);
  g_assert_false (gtk_widget_get_visible (message));
  g_assert_true (gtk_widget_get_visible (button));

  /* Looked at again, the file is there no more: nor is its frame. */
  tack_draft_set_cover_at (fixture->draft, 500);
  tack_test_wait_until (ui_is_red (seen (fixture)));
  tack_draft_set_info (fixture->draft, nothing);
  g_assert_false (ui_is_red (seen (fixture)));
  show (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *label;
  } rows[] = {
    { "play_button", "Play" },
    { "scale", "Position" },
    { "mute_button", "Mute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (part (fixture, rows[i].id)),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL, rows[i].label);
      g_assert_nonnull (gtk_widget_get_tooltip_text (part (fixture, rows[i].id)));
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

void
ui_add_stage_tests (void)
{
  g_test_add_func ("/ui/stage/crop", test_crop);
  add ("/ui/stage/picture", test_picture);
  add ("/ui/stage/cover", test_cover);
  add ("/ui/stage/dragging", test_dragging);
  add ("/ui/stage/plays", test_plays);
  add ("/ui/stage/stops", test_stops);
  add ("/ui/stage/says-what-is-wrong", test_says_what_is_wrong);
  add ("/ui/stage/names", test_names);
}
