/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-limits.h"
#include "media/tack-verdict.h"
#include "tack-window-fixture.h"

/* What Pinterest would not take is mended from the window. */

/* Mended, the copy's verdict shows; and there is a way back. */
static void
test_mend (WindowFixture *self, gconstpointer data)
{
  if (!window_add_videos (self, 1))
    return;

  window_assert_says (self, "Wrong codec");
  window_start_mending (self);
  window_assert_says (self, "Being converted");
  /* Neither the card nor the editor complains any more. */
  tack_test_wait_until (!ui_says (GTK_WIDGET (self->window), "Wrong codec"));
  tack_test_wait_until (tack_draft_get_mended_file (window_draft (self, 0)) != NULL);
  window_assert_says (self, "Converted copy");
  g_assert_true (tack_media_info_is_ok (tack_draft_get_info (window_draft (self, 0))));

  window_click (self, "Use _Original");
  window_assert_says (self, "Wrong codec");
  g_assert_null (tack_draft_get_mended_file (window_draft (self, 0)));
  window_press_until (self, "win.undo",
                      tack_draft_get_mended_file (window_draft (self, 0)) != NULL);
  window_assert_says (self, "Converted copy");
}

/* Too long for Pinterest; what else it is does not matter. */
static void
make_too_long (TackDraft *draft)
{
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();

  info->kind = TACK_MEDIA_VIDEO;
  info->container = g_strdup ("mp4");
  info->video_codec = g_strdup ("h264");
  info->size = 1000000;
  info->width = 1080;
  info->height = 1920;
  info->duration_ms = TACK_VIDEO_MS_MAX + 1000;
  tack_verdict_judge (info, "long.mp4");
  tack_draft_set_info (draft, info);
}

/* Of those somebody would have to choose a part, it is said which one is kept without a choice. */
static void
test_too_long (WindowFixture *self, gconstpointer data)
{
  if (!window_add_videos (self, 3))
    return;

  make_too_long (window_draft (self, 1));
  make_too_long (window_draft (self, 2));
  window_assert_says (self, "1 video can be mended");
  window_assert_says (self, "2 videos are too long");
  window_click (self, "_Keep the First 15 min");
  window_assert_says (self, "2 videos are being converted");
  window_assert_says (self, "1 video can be mended");
  g_assert_false (ui_says (GTK_WIDGET (self->window), "too long"));
  window_click (self, "_Cancel");
  window_assert_says (self, "2 videos are too long");
}

typedef struct
{
  GtkFileChooser *chooser;
  GFile          *file;
} Choice;

static gboolean
choose_again (gpointer user_data)
{
  Choice *choice = user_data;

  g_assert_true (gtk_file_chooser_set_file (choice->chooser, choice->file, NULL));

  return G_SOURCE_CONTINUE;
}

static gboolean
is_chosen (const Choice *choice)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (choice->chooser);

  return chosen != NULL && g_file_equal (chosen, choice->file);
}

/* Chooses @file in the dialog that is open. While that reads its folder it forgets what it is told.
 */
static void
choose (GFile *file)
{
  Choice choice = { NULL, file };

  tack_test_wait_until ((choice.chooser = ui_dialog (GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL);
  guint again_id = g_timeout_add (500, choose_again, &choice);
  tack_test_wait_until (is_chosen (&choice));
  g_source_remove (again_id);
  gtk_dialog_response (GTK_DIALOG (choice.chooser), GTK_RESPONSE_ACCEPT);
}

/* A file that Pinterest does not take makes room for one that it does; the texts stay. */
static void
test_choose_another (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (2);
  GFile                *broken = g_ptr_array_index (files, 0);
  g_autoptr (GFile)     whole = g_object_ref (g_ptr_array_index (files, 1));

  g_ptr_array_set_size (files, 1);
  g_assert_true (g_file_replace_contents (broken, "nothing", 7, NULL, FALSE, G_FILE_CREATE_NONE,
                                          NULL, NULL, NULL));
  window_add (self, files);
  TackDraft *draft = window_draft (self, 0);
  tack_draft_set_title (draft, "Vases");
  g_assert_false (tack_media_info_is_ok (tack_draft_get_info (draft)));

  window_click (self, "Choose _Another…");
  choose (whole);
  tack_test_wait_until (g_file_equal (tack_draft_get_file (draft), whole));
  tack_test_wait_until (tack_draft_get_info (draft) != NULL);
  g_assert_true (tack_media_info_is_ok (tack_draft_get_info (draft)));
  g_assert_cmpstr (tack_draft_get_title (draft), ==, "Vases");
  window_assert_says (self, "picture 1.png");

  window_press_until (self, "win.undo", g_file_equal (tack_draft_get_file (draft), broken));
  tack_test_wait_until (ui_button (GTK_WIDGET (self->window), "Choose _Another…") != NULL);
}

/* Many at once; what is given up is as it was. */
static void
test_mend_many (WindowFixture *self, gconstpointer data)
{
  if (!window_add_videos (self, 3))
    return;

  window_assert_says (self, "3 videos can be mended");
  window_click (self, "_Convert 3 Videos");
  window_assert_says (self, "3 videos are being converted");
  window_click (self, "_Cancel");
  window_assert_says (self, "3 videos can be mended");
  for (guint i = 0; i < 3; i++)
    g_assert_null (tack_draft_get_mended_file (window_draft (self, i)));

  window_click (self, "_Convert 3 Videos");
  for (guint i = 0; i < 3; i++)
    tack_test_wait_until (tack_draft_get_mended_file (window_draft (self, i)) != NULL);
}

void
window_add_mending_tests (void)
{
  window_test ("mend", test_mend);
  window_test ("mend-many", test_mend_many);
  window_test ("too-long", test_too_long);
  window_test ("choose-another", test_choose_another);
}
