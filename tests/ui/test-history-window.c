/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-history-window.h"

#include "media/tack-media.h"
#include "tack-queue-fixture.h"
#include "tack-test.h"
#include "ui/tack-history-row.h"

static GtkWidget *
open_history (QueueFixture *fixture)
{
  queue_show (fixture, 800);
  GtkWidget *window
    = tack_history_window_new (GTK_WINDOW (fixture->window),
                               tack_session_get_history (fixture->session), fixture->thumbnailer);
  gtk_window_present (GTK_WINDOW (window));
  tack_test_wait_until (gtk_widget_get_mapped (window));

  return window;
}

static void
publish (QueueFixture *fixture, guint n)
{
  TackQueue *queue = tack_session_get_queue (fixture->session);

  queue_add (fixture, n);
  queue_start (fixture);
  tack_test_wait_until (tack_queue_summarize (queue).published
                        == g_list_model_get_n_items (G_LIST_MODEL (queue)));
}

/* What a list view holds on the screen: it keeps a few rows more than are seen. */
static guint
count_rows (GtkWidget *window)
{
  g_autoptr (GPtrArray) rows = ui_find_all (window, TACK_TYPE_HISTORY_ROW);

  return rows->len;
}

static void
search (GtkWidget *window, const char *text)
{
  GtkWidget *bar = ui_find (window, GTK_TYPE_SEARCH_BAR);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (gtk_search_bar_get_child (GTK_SEARCH_BAR (bar))), text);
}

static void
test_search (QueueFixture *fixture, gconstpointer data)
{
  static const char *const pictures[] = { "leaves.jpg", "pasta.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path
        = g_test_build_filename (G_TEST_DIST, "..", "data", "photos", pictures[i], NULL);
      queue_add_file (fixture, path, TACK_MEDIA_IMAGE);
    }
  publish (fixture, 1);
  GtkWidget *window = open_history (fixture);

  tack_test_wait_until (count_rows (window) == 3);
  g_assert_true (ui_says (ui_find (window, TACK_TYPE_HISTORY_ROW), "Ceramics · "));
  g_assert_true (ui_says (window, "https://example.com/1.jpg"));

  search (window, "LEAVES ceram");
  tack_test_wait_until (count_rows (window) == 1);
  g_assert_true (ui_says (window, "leaves.jpg"));
  search (window, "nowhere");
  tack_test_wait_until (ui_says (window, "Nothing found"));
  search (window, "");
  tack_test_wait_until (count_rows (window) == 3);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is published while it is open stands there at once. */
static void
test_grows (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_history (fixture);

  tack_test_wait_until (ui_says (window, "Nothing published yet"));
  publish (fixture, 1);
  tack_test_wait_until (count_rows (window) == 1);
  g_assert_false (ui_says (window, "Nothing published yet"));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page at a time, and the next one as the person comes near its end. */
static void
test_pages (QueueFixture *fixture, gconstpointer data)
{
  publish (fixture, 130);
  GtkWidget     *window = open_history (fixture);
  GtkWidget     *list = ui_find (window, GTK_TYPE_LIST_VIEW);
  GListModel    *rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  GtkAdjustment *position = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (gtk_widget_get_ancestor (list, ADW_TYPE_CLAMP_SCROLLABLE)));

  tack_test_wait_until (g_list_model_get_n_items (rows) > 0);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 100);
  tack_test_wait_until (gtk_adjustment_get_upper (position)
                        > 4 * gtk_adjustment_get_page_size (position));
  gtk_adjustment_set_value (position, gtk_adjustment_get_upper (position));
  tack_test_wait_until (g_list_model_get_n_items (rows) == 130);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_copy_and_export (QueueFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)        file = g_file_new_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GFile)        nowhere = g_file_new_for_path ("/nowhere/out.csv");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char         *csv = NULL;

  publish (fixture, 1);
  GtkWidget *window = open_history (fixture);
  tack_test_wait_until (count_rows (window) == 1);

  const char *url = tack_job_get_pin_url (queue_job (fixture, 0));
  ui_click (window, "history.copy-link");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, tack_test_store_result,
                                 &result);
  tack_test_wait_result (result);
  g_autofree char *copied
    = gdk_clipboard_read_text_finish (gtk_widget_get_clipboard (window), result, NULL);
  g_assert_cmpstr (copied, ==, url);
  tack_test_wait_until (ui_says (window, "Link copied"));

  tack_history_window_export (TACK_HISTORY_WINDOW (window), file);
  tack_test_wait_until (ui_says (window, "The history was written to “out.csv”."));
  g_assert_true (g_file_load_contents (file, NULL, &csv, NULL, NULL, NULL));
  g_assert_nonnull (strstr (csv, url));
  /* It may be closed before the file is written. */
  tack_history_window_export (TACK_HISTORY_WINDOW (window), nowhere);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every control has a name. */
static void
test_names (QueueFixture *fixture, gconstpointer data)
{
  publish (fixture, 1);
  GtkWidget *window = open_history (fixture);
  tack_test_wait_until (count_rows (window) == 1);

  static const char *const actions[] = { "history.open", "history.copy-link", "history.export" };
  static const char *const names[]
    = { "Open in the browser: Pin 1", "Copy the link: Pin 1", "Export as CSV" };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button = ui_button (window, actions[i]);

      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           names[i]);
      g_assert_true (gtk_widget_grab_focus (button));
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_test (const char *name, void (*test) (QueueFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/history-window/", name, NULL);

  g_test_add (path, QueueFixture, NULL, queue_set_up, test, queue_tear_down);
}

int
main (int argc, char **argv)
{
  g_content_type_get_mime_dirs ();
  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();

  add_test ("search", test_search);
  add_test ("grows", test_grows);
  add_test ("pages", test_pages);
  add_test ("copy-and-export", test_copy_and_export);
  add_test ("names", test_names);

  return g_test_run ();
}
