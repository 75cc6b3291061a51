/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-thumb.h"

#include "tack-test.h"
#include "tack-ui-fixture.h"

#define RED 0xff0000ffu
#define BLUE 0x0000ffffu

static guint32
center (GtkWidget *thumb)
{
  return ui_pixel (thumb, 0.5, 0.5);
}

/* The whole of what a card shows: corners, ground and picture. */
static void
test_picture_on_its_ground (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile)           square = ui_picture_new ("square.png", 60, 60, RED);
  g_autoptr (GFile)           feed = ui_picture_new ("feed.png", 100, 152, BLUE);
  g_autoptr (TackDraft)       draft = ui_draft_new (square, TACK_MEDIA_IMAGE);
  g_autoptr (TackDraft)       other = ui_draft_new (feed, TACK_MEDIA_IMAGE);
  GtkWidget                  *thumb = tack_thumb_new ();
  GtkWidget                  *window = ui_window_new (thumb, 120, 180);

  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, draft);
  tack_test_wait_until (center (thumb) == RED);
  /* 55 % of red is the ground above it, and the corner is round. */
  g_assert_cmphex (ui_pixel (thumb, 0.5, 0.05), ==, 0x8c0000ff);
  g_assert_cmphex (ui_pixel (thumb, 0, 0) & 0xff, ==, 0);
  g_object_set (thumb, "radius", 0, NULL);
  g_assert_cmphex (ui_pixel (thumb, 0, 0), ==, 0x8c0000ff);

  /* Within 3 % of 2:3 there is no ground. */
  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, other);
  tack_test_wait_until (center (thumb) == BLUE);
  g_assert_cmphex (ui_pixel (thumb, 0.5, 0.01), ==, BLUE);

  /* Nor when there is more room for it. */
  gtk_window_set_default_size (GTK_WINDOW (window), 240, 360);
  tack_test_wait_until (gtk_widget_get_width (thumb) == 240);
  tack_test_wait_until (ui_pixel (thumb, 0.5, 0.99) == BLUE);
  g_assert_cmphex (ui_pixel (thumb, 0.99, 0.5), ==, BLUE);

  ui_window_close (window, thumb);
}

static void
test_shape (void)
{
  GtkWidget *thumb = g_object_ref_sink (tack_thumb_new ());
  int        minimum;
  int        natural;

  gtk_widget_measure (thumb, GTK_ORIENTATION_VERTICAL, 100, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 150);
  g_assert_cmpint (natural, ==, 150);
  gtk_widget_set_size_request (thumb, 32, -1);
  gtk_widget_measure (thumb, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 48);

  g_assert_finalize_object (thumb);
}

/* Nothing is read for a card that is not on screen. */
static void
test_loads_while_mapped (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile)           file = ui_picture_new ("mapped.png", 40, 60, RED);
  g_autoptr (TackDraft)       draft = ui_draft_new (file, TACK_MEDIA_IMAGE);
  GtkWidget                  *thumb = tack_thumb_new ();
  GtkWidget                  *other = tack_thumb_new ();
  GtkWidget                  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), thumb);
  gtk_box_append (GTK_BOX (box), other);
  gtk_widget_set_hexpand (thumb, TRUE);
  gtk_widget_set_hexpand (other, TRUE);
  GtkWidget *window = ui_window_new (box, 240, 180);

  gtk_widget_set_child_visible (thumb, FALSE);
  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, draft);
  tack_thumb_set_draft (TACK_THUMB (other), thumbnailer, draft);
  tack_test_wait_until (center (other) == RED);
  gtk_widget_set_child_visible (thumb, TRUE);
  g_assert_cmphex (center (thumb), !=, RED);
  tack_test_wait_until (center (thumb) == RED);

  /* A page that is turned away and back needs no second look. */
  gtk_widget_set_child_visible (thumb, FALSE);
  gtk_widget_set_child_visible (thumb, TRUE);
  g_assert_cmphex (center (thumb), ==, RED);

  ui_window_close (window, box);
}

static void
test_follows_the_draft (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile)           video = ui_video_new ("thumb.mov");
  g_autoptr (GFile)           cover = ui_picture_new ("cover.png", 40, 60, 0x102030ff);
  g_autoptr (GFile)           missing = g_file_new_for_path ("/nowhere/at-all.png");
  g_autoptr (TackDraft)       draft = ui_draft_new (video, TACK_MEDIA_VIDEO);
  GtkWidget                  *thumb = tack_thumb_new ();
  GtkWidget                  *window = ui_window_new (thumb, 120, 180);

  tack_draft_set_cover_at (draft, 500);
  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, draft);
  tack_test_wait_until (ui_is_red (center (thumb)));
  guint32 first = center (thumb);

  /* The old frame stays until the new one is there. */
  tack_draft_set_cover_at (draft, 2500);
  g_assert_cmphex (center (thumb), ==, first);
  tack_test_wait_until (center (thumb) != first);
  g_assert_true (ui_is_blue (center (thumb)));

  tack_draft_set_cover_file (draft, cover);
  tack_test_wait_until (center (thumb) == 0x102030ff);

  /* What cannot be read is a pale place with an icon, not the picture of before. */
  tack_draft_set_cover_file (draft, missing);
  tack_test_wait_until ((ui_pixel (thumb, 0.1, 0.5) & 0xff) < 0x80);

  ui_window_close (window, thumb);
}

/* Drafts with no file to look at, and drafts nobody has looked at yet. */
static void
test_nothing_to_load (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile)           file = ui_picture_new ("later.png", 40, 60, RED);
  g_autoptr (TackDraft)       draft = tack_draft_new_for_image_url ("https://example.com/a.jpg");
  g_autoptr (TackDraft)       new_draft = tack_draft_new (file);
  g_autoptr (TackMediaInfo)   info = tack_media_info_new ();
  GtkWidget                  *thumb = tack_thumb_new ();
  GtkWidget                  *window = ui_window_new (thumb, 120, 180);

  g_assert_cmphex (center (thumb) & 0xff, <, 0x20);
  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, draft);
  g_assert_cmphex (ui_pixel (thumb, 0.1, 0.5) & 0xff, <, 0x20);

  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, new_draft);
  g_assert_cmphex (ui_pixel (thumb, 0.1, 0.5) & 0xff, <, 0x20);
  info->kind = TACK_MEDIA_IMAGE;
  tack_draft_set_info (new_draft, info);
  tack_test_wait_until (center (thumb) == RED);

  ui_window_close (window, thumb);
}

static gboolean
has_picture (GtkWidget *thumb)
{
  return center (thumb) == RED;
}

/* What is on screen comes first, then the page behind it; what is further away when somebody
 * scrolls there. */
static void
test_scrolled (void)
{
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (NULL);
  GtkWidget                  *scroller = gtk_scrolled_window_new ();
  GtkWidget                  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget                  *thumbs[12];

  for (guint i = 0; i < G_N_ELEMENTS (thumbs); i++)
    {
      g_autofree char      *name = g_strdup_printf ("%u.png", i);
      g_autoptr (GFile)     file = ui_picture_new (name, 40, 60, RED);
      g_autoptr (TackDraft) draft = ui_draft_new (file, TACK_MEDIA_IMAGE);

      thumbs[i] = tack_thumb_new ();
      gtk_widget_set_size_request (thumbs[i], 100, 150);
      gtk_box_append (GTK_BOX (box), thumbs[i]);
      tack_thumb_set_draft (TACK_THUMB (thumbs[i]), thumbnailer, draft);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);

  /* One page is two of them. */
  GtkWidget *window = ui_window_new (scroller, 120, 300);
  tack_test_wait_until (has_picture (thumbs[0]) && has_picture (thumbs[1])
                        && has_picture (thumbs[3]));
  g_assert_false (has_picture (thumbs[6]));
  g_assert_false (has_picture (thumbs[11]));

  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, 10 * 150);
  tack_test_wait_until (has_picture (thumbs[11]) && has_picture (thumbs[8]));
  g_assert_false (has_picture (thumbs[5]));

  ui_window_close (window, scroller);
}

/* What a scrolled grid does to a card. */
static void
test_recycled (void)
{
  TackThumbnailer  *thumbnailer = tack_thumbnailer_new (NULL);
  g_autoptr (GFile) first_file = ui_picture_new ("first.png", 400, 600, RED);
  g_autoptr (GFile) second_file = ui_picture_new ("second.png", 400, 600, BLUE);
  TackDraft        *first = ui_draft_new (first_file, TACK_MEDIA_IMAGE);
  TackDraft        *second = ui_draft_new (second_file, TACK_MEDIA_IMAGE);
  GtkWidget        *thumb = tack_thumb_new ();
  GtkWidget        *window = ui_window_new (thumb, 120, 180);

  for (guint i = 0; i < 200; i++)
    {
      tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, i % 2 == 0 ? first : second);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (i % 5 == 0)
        tack_thumb_set_draft (TACK_THUMB (thumb), NULL, NULL);
      if (i % 7 == 0)
        gtk_widget_set_child_visible (thumb, i % 14 == 0);
    }
  /* No late answer of one of the 199 before may win. */
  gtk_widget_set_child_visible (thumb, TRUE);
  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, first);
  tack_test_wait_until (center (thumb) == RED);
  g_assert_cmphex (center (thumb), ==, RED);

  tack_thumb_set_draft (TACK_THUMB (thumb), thumbnailer, second);
  ui_window_close (window, thumb);
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
  g_assert_finalize_object (thumbnailer);
}

void
ui_add_thumb_tests (void)
{
  g_test_add_func ("/ui/thumb/picture-on-its-ground", test_picture_on_its_ground);
  g_test_add_func ("/ui/thumb/shape", test_shape);
  g_test_add_func ("/ui/thumb/loads-while-mapped", test_loads_while_mapped);
  g_test_add_func ("/ui/thumb/follows-the-draft", test_follows_the_draft);
  g_test_add_func ("/ui/thumb/nothing-to-load", test_nothing_to_load);
  g_test_add_func ("/ui/thumb/scrolled", test_scrolled);
  g_test_add_func ("/ui/thumb/recycled", test_recycled);
}
