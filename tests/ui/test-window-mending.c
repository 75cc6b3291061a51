/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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
}
