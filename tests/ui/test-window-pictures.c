/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-limits.h"
#include "media/tack-verdict.h"
#include "tack-window-fixture.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-finding-list.h"
#include "ui/tack-switch-row.h"

/* What is said of pictures, and what is done about it, in the window. */

/* The visible row of a switch. */
static GtkWidget *
find_switch_row (WindowFixture *self, const char *field)
{
  g_autoptr (GPtrArray) rows = ui_find_all (GTK_WIDGET (self->window), TACK_TYPE_SWITCH_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (tack_switch_row_get_field (g_ptr_array_index (rows, i)), field))
      return g_ptr_array_index (rows, i);

  return NULL;
}

/* What pictures tell is not sent, which is said, unless the switch says otherwise, of all at once.
 */
static void
test_keep_details (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)         files = window_list_pictures (2);
  g_autoptr (GFileOutputStream) stream
    = g_file_append_to (g_ptr_array_index (files, 0), G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget            *row;

  g_assert_true (
    g_output_stream_write_all (G_OUTPUT_STREAM (stream), "secret", 6, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));

  /* There is none where it would do nothing. */
  g_ptr_array_add (first, g_object_ref (g_ptr_array_index (files, 1)));
  window_add (self, first);
  window_assert_says (self, "1 draft");
  g_assert_null (find_switch_row (self, "keep-details"));

  window_add (self, files);
  window_assert_says (self, "2 of 3 selected");
  window_assert_says (self, "1 of 2 tells of place, camera or author.");
  row = find_switch_row (self, "keep-details");
  gtk_switch_set_active (ui_find (row, GTK_TYPE_SWITCH), TRUE);
  g_assert_cmpuint (window_count (self, tack_draft_get_keep_details), ==, 2);
  window_press_until (self, "win.undo", window_count (self, tack_draft_get_keep_details) == 0);
  tack_test_wait_until (!gtk_switch_get_active (ui_find (row, GTK_TYPE_SWITCH)));
}

/* The warning's button does what the switch does, and the warning makes room for what is done. */
static void
test_make_smaller (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)     files = window_list_pictures (1);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  TackDraft                *draft;
  GtkWidget                *findings;

  window_add (self, files);
  draft = window_draft (self, 0);
  info->kind = TACK_MEDIA_IMAGE;
  info->container = g_strdup ("jpeg");
  info->size = TACK_IMAGE_BYTES_ADVISED + 1;
  info->width = 4000;
  info->height = 6000;
  tack_verdict_judge (info, "huge.jpg");
  tack_draft_set_info (draft, info);
  window_assert_says (self, "Large file");
  g_assert_nonnull (find_switch_row (self, "shrink"));

  findings = ui_find (GTK_WIDGET (self->window), TACK_TYPE_FINDING_LIST);
  window_click (self, "editor.shrink");
  g_assert_true (tack_draft_get_shrink (draft));
  tack_test_wait_until (!gtk_widget_get_visible (findings));
  g_autofree char *said = tack_draft_text_prepared (draft);
  window_assert_says (self, said);
  window_press_until (self, "win.undo", !tack_draft_get_shrink (draft));
  window_assert_says (self, "Large file");
}

void
window_add_picture_tests (void)
{
  window_test ("keep-details", test_keep_details);
  window_test ("make-smaller", test_make_smaller);
}
