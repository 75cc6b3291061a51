/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-window.h"

#include "media/tack-media.h"
#include "tack-window-fixture.h"
#include "ui/tack-settings.h"

/* What the window as a whole does with files: until they are Pins, until the next start. */

static void
test_two_hundred (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (200);

  window_add (self, files);
  /* Selected as they come, so that one board is for all of them. */
  window_assert_says (self, "200 of 200 selected");
  window_assert_says (self, "200 drafts selected");
  g_assert_cmpuint (window_count (self, tack_draft_is_ready), ==, 0);

  window_give_board (self);
  tack_test_wait_until (window_count (self, tack_draft_is_ready) == 200);
  window_assert_says (self, "Publish 200 Pins");

  TackQueue *queue = tack_session_get_queue (self->session);
  window_press_until (self, "win.publish", g_list_model_get_n_items (G_LIST_MODEL (queue)) == 200);
  for (guint n = 25; n <= 200; n += 25)
    tack_test_wait_until (tack_queue_summarize (queue).published >= n);
  window_assert_says (self, "All published");
}

static void
test_survives (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (3);

  window_add (self, files);
  tack_draft_set_title (window_draft (self, 1), "Typed a moment ago");

  window_close (self);
  window_open (self);
  g_assert_cmpuint (g_list_model_get_n_items (window_drafts (self)), ==, 3);
  g_assert_cmpstr (tack_draft_get_title (window_draft (self, 1)), ==, "Typed a moment ago");
  window_assert_says (self, "3 drafts");
  window_assert_says (self, "No Draft Selected");
}

/* What was just added is what the person wants to work on, wherever it stands. */
static void
test_selects_fresh (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (40);

  window_add (self, files);
  window_assert_says (self, "40 of 40 selected");
  gtk_widget_activate_action (ui_find_by_name (GTK_WIDGET (self->window), "TackEditor"),
                              "compose.sort", "s", "name");

  g_ptr_array_set_size (files, 20);
  window_add (self, files);
  window_assert_says (self, "20 of 60 selected");
  window_assert_says (self, "20 drafts selected");

  window_click (self, "Select None");
  window_assert_says (self, "60 drafts");
  window_assert_says (self, "No Draft Selected");
}

/* Cards are only kept about for the columns that there is room for. */
static void
test_columns (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (30);

  window_add (self, files);
  window_assert_says (self, "30 of 30 selected");
  GtkGridView *grid = ui_find (GTK_WIDGET (self->window), GTK_TYPE_GRID_VIEW);
  guint        n = gtk_grid_view_get_max_columns (grid);
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (n, <, 12);

  gtk_window_set_default_size (GTK_WINDOW (self->window), 640, 700);
  tack_test_wait_until (gtk_grid_view_get_max_columns (grid) < n);
  /* The next window is as large as the last one was. */
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 820);
  tack_test_wait_until (gtk_grid_view_get_max_columns (grid) == n);
}

static void
test_remove_and_undo (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (3);

  window_add (self, files);
  window_assert_says (self, "3 of 3 selected");
  window_press_until (self, "win.remove", g_list_model_get_n_items (window_drafts (self)) == 0);
  window_assert_says (self, "3 drafts removed");
  window_press_until (self, "win.undo", g_list_model_get_n_items (window_drafts (self)) == 3);
  window_assert_says (self, "3 of 3 selected");
}

/* The second of two files with the same content says so, and which the first one is. */
static void
test_duplicate (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)  files = window_list_pictures (2);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  guint                  n_duplicates = 0;

  window_add (self, files);
  window_assert_says (self, "Duplicate");
  const TackIssue *duplicate = tack_draft_get_duplicate (window_draft (self, 1));
  g_assert_nonnull (strstr (duplicate->message, "picture 0.png"));
  g_autofree char *all
    = g_strjoin ("\n", "picture 1.png", "No board yet", duplicate->message, NULL);

  g_autoptr (GPtrArray) cards
    = ui_find_all (GTK_WIDGET (self->window), g_type_from_name ("TackDraftCard"));
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);
      gboolean   has_tooltip = FALSE;

      if (!gtk_widget_get_mapped (card) || !ui_says (card, "Duplicate"))
        continue;
      n_duplicates++;
      /* One badge a corner. */
      g_assert_false (ui_says (card, "No alt text"));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           all);
      g_signal_emit_by_name (card, "query-tooltip", 0, 0, FALSE, tooltip, &has_tooltip);
      g_assert_true (gtk_widget_get_has_tooltip (card) && has_tooltip);
    }
  g_assert_cmpuint (n_duplicates, ==, 1);
}

/* Files that come by the command line are there before the store is open. */
static void
test_early_files (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (2);

  window_close (self);
  self->window = tack_window_new (NULL);
  tack_window_add_files (self->window, files);
  self->session = window_open_session (self, tack_demo_server_get_token (self->server));
  tack_window_set_session (self->window, self->session);
  tack_test_wait_until (g_list_model_get_n_items (window_drafts (self)) == 2);
}

static void
test_without_token (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (1);

  window_close (self);
  self->window = tack_window_new (NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  self->session = window_open_session (self, NULL);
  tack_window_set_session (self->window, self->session);
  window_assert_says (self, "Not signed in");

  window_add (self, files);
  TackDraft *draft = window_draft (self, 0);
  tack_draft_set_board (draft, "1", "Somewhere");
  window_assert_says (self, "Publish 1 Pin");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.publish", NULL);
  g_assert_false (tack_draft_get_queued (draft));
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (self->session))),
                    ==, 0);
}

static void
test_says_where (WindowFixture *self, gconstpointer data)
{
  window_assert_says (self, "Demo");
  window_assert_says (self, "@marlene");
}

/* Near Pinterest's limits the account says so, beside its name. */
static void
test_near_limit (WindowFixture *self, gconstpointer data)
{
  window_close (self);
  tack_demo_server_set_counts (self->server, 1950, 30);
  window_open (self);
  window_assert_says (self, "@marlene");

  GtkWidget *chip = ui_find_by_name (GTK_WIDGET (self->window), "TackAccountChip");
  gtk_menu_button_popup (ui_find (chip, GTK_TYPE_MENU_BUTTON));
  window_assert_says (self, "You have 1950 of 2000 boards: soon there is no room for more.");
}

/* As wide as a phone, it opens so again; drafts, one or many, are edited on a page of their own,
 * where a key that is pressed once too often removes none of them. */
static void
test_narrow (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = tack_settings_new ();
  g_autoptr (GPtrArray) files = window_list_pictures (2);

  window_close (self);
  g_settings_set_int (settings, TACK_SETTING_WINDOW_WIDTH, 360);
  window_open (self);
  window_add (self, files);
  window_click (self, "Edit 2 Drafts");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, 360);
  window_assert_says (self, "2 drafts selected");
  g_assert_false (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (self->window))));
  window_press_until (self, "win.back", ui_button (GTK_WIDGET (self->window), "Edit 2 Drafts"));

  window_close (self);
  g_settings_reset (settings, TACK_SETTING_WINDOW_WIDTH);
  window_open (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  tack_media_init ();

  window_test ("two-hundred", test_two_hundred);
  window_test ("survives", test_survives);
  window_test ("selects-fresh", test_selects_fresh);
  window_test ("columns", test_columns);
  window_test ("remove-and-undo", test_remove_and_undo);
  window_test ("duplicate", test_duplicate);
  window_test ("early-files", test_early_files);
  window_test ("without-token", test_without_token);
  window_test ("says-where", test_says_where);
  window_test ("near-limit", test_near_limit);
  window_test ("narrow", test_narrow);
  window_add_closing_tests ();
  window_add_file_tests ();
  window_add_mending_tests ();
  window_add_picture_tests ();
  window_add_preferences_tests ();

  return g_test_run ();
}
