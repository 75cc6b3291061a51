/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-queue-fixture.h"

#include "media/tack-media.h"
#include "tack-test.h"
#include "ui/tack-settle-dialog.h"
#include "ui/tack-thumb.h"

#define RUNNING TACK_JOB_PLACE_RUNNING
#define NEEDS_YOU TACK_JOB_PLACE_NEEDS_YOU
#define WAITING TACK_JOB_PLACE_WAITING
#define DONE TACK_JOB_PLACE_DONE

#define TRIAL "status:403:29:Trial access."

static guint
get_badge (QueueFixture *fixture)
{
  guint badge;

  g_object_get (fixture->page, "badge", &badge, NULL);

  return badge;
}

static gboolean
get_needs_attention (QueueFixture *fixture)
{
  gboolean needs_attention;

  g_object_get (fixture->page, "needs-attention", &needs_attention, NULL);

  return needs_attention;
}

static char *
dup_clipboard (GtkWidget *widget)
{
  GdkClipboard            *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return gdk_clipboard_read_text_finish (clipboard, result, NULL);
}

/* Three pictures wait, are published, and go. */
static void
test_publish (QueueFixture *fixture, gconstpointer data)
{
  static const char *const pictures[] = { "leaves.jpg", "pasta.jpg", "vases.jpg" };
  GtkWidget               *page = GTK_WIDGET (fixture->page);
  GtkWidget               *rows[3];

  queue_show (fixture, 800);
  g_assert_true (ui_says (page, "Nothing in the queue"));

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path
        = g_test_build_filename (G_TEST_DIST, "..", "data", "photos", pictures[i], NULL);
      queue_add_file (fixture, path, TACK_MEDIA_IMAGE);
    }
  tack_test_wait_until (queue_count (fixture, WAITING) == 3);
  g_assert_true (ui_says (page, "Paused"));
  g_assert_true (ui_says (page, "3 waiting"));
  for (guint i = 0; i < 3; i++)
    {
      rows[i] = queue_row (fixture, WAITING, i);
      g_assert_true (ui_says (rows[i], pictures[i]));
    }

  ui_click (page, "queue.resume");
  tack_test_wait_until (queue_count (fixture, DONE) == 3);
  g_assert_true (ui_says (page, "All published"));
  g_assert_true (ui_says (page, "3 published"));
  g_assert_null (ui_button (page, "queue.pause"));
  g_assert_cmpuint (queue_count (fixture, WAITING) + queue_count (fixture, RUNNING), ==, 0);
  g_assert_cmpuint (get_badge (fixture), ==, 0);

  /* The same rows, moved; the latest first. */
  for (guint i = 0; i < 3; i++)
    {
      TackJob *job = queue_job (fixture, i);

      g_assert_true (queue_row (fixture, DONE, 0) == rows[i]
                     || queue_row (fixture, DONE, 1) == rows[i]
                     || queue_row (fixture, DONE, 2) == rows[i]);
      g_assert_true (tack_job_row_get_job (TACK_JOB_ROW (rows[i])) == job);
      g_assert_true (ui_says (rows[i], "Ceramics · just now"));
      g_assert_nonnull (ui_button (rows[i], "queue.open"));
    }

  ui_click (rows[1], "queue.copy-link");
  g_autofree char *copied = dup_clipboard (page);
  g_assert_cmpstr (copied, ==, tack_job_get_pin_url (queue_job (fixture, 1)));
  g_assert_cmpstr (fixture->toast, ==, "Link copied");

  ui_click (page, "queue.clear");
  g_assert_true (ui_says (page, "Nothing in the queue"));
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (tack_session_get_queue (fixture->session))),
                    ==, 0);
}

/* One that Pinterest refuses is the person's, the other goes on; Edit gives its draft back. */
static void
test_refused (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 2);
  tack_demo_server_fail_next (fixture->server, "pins/create", 1, "status:400:1:Invalid thing.");
  tack_runner_set_max_jobs (queue_runner (fixture), 1);
  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, DONE) == 1 && queue_count (fixture, NEEDS_YOU) == 1);

  GtkWidget *row = queue_row (fixture, NEEDS_YOU, 0);
  TackDraft *draft = tack_job_get_draft (queue_job (fixture, 0));
  g_assert_true (ui_says (row, "Pin 1"));
  g_assert_true (ui_says (row, "Something has to be changed"));
  g_assert_true (ui_says (row, tack_job_get_error (queue_job (fixture, 0))->message));
  g_assert_true (ui_says (row, "Error 400, code 1 · “Invalid thing.” · request "));
  g_assert_true (ui_says (page, "1 Pin needs you"));
  g_assert_null (ui_button (row, "queue.retry"));
  g_assert_null (ui_button (page, "queue.retry-all"));
  g_assert_cmpuint (get_badge (fixture), ==, 1);
  g_assert_true (get_needs_attention (fixture));

  ui_click (row, "queue.edit");
  g_assert_true (fixture->edited == draft);
  g_assert_false (tack_draft_get_queued (draft));
  g_assert_cmpuint (queue_count (fixture, NEEDS_YOU), ==, 0);
  g_assert_true (ui_says (page, "All published"));
  g_assert_cmpuint (get_badge (fixture), ==, 0);
  g_assert_false (get_needs_attention (fixture));
}

static void
test_retry (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 3);
  for (guint i = 1; i <= 3; i++)
    tack_demo_server_fail_next (fixture->server, "pins/create", i, TRIAL);
  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, NEEDS_YOU) == 3);
  g_assert_true (ui_says (page, "Pinterest refused: Trial access"));
  g_assert_cmpuint (get_badge (fixture), ==, 3);

  ui_click (queue_row (fixture, NEEDS_YOU, 1), "queue.retry");
  tack_test_wait_until (queue_count (fixture, DONE) == 1);
  g_assert_cmpstr (tack_job_get_id (queue_job (fixture, 1)), ==,
                   tack_job_get_id (
                     tack_job_row_get_job (TACK_JOB_ROW (queue_row (fixture, DONE, 0)))));

  ui_click (page, "queue.retry-all");
  tack_test_wait_until (queue_count (fixture, DONE) == 3);
  g_assert_null (ui_button (page, "queue.retry-all"));
}

/* Pin 1 was created, but its answer was lost, and the board may not be looked at. */
static void
make_doubtful (QueueFixture *fixture)
{
  queue_add (fixture, 1);
  tack_demo_server_fail_next (fixture->server, "pins/create", 1, "lost");
  tack_demo_server_fail_next (fixture->server, "boards/list_pins", 1, "status:403:3:Scope.");
  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, NEEDS_YOU) == 1);
}

static void
test_it_is_there (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  make_doubtful (fixture);

  GtkWidget *row = queue_row (fixture, NEEDS_YOU, 0);
  g_assert_true (ui_says (row, "May already be published"));
  g_assert_true (ui_says (row, "Look on “Ceramics”."));
  g_object_set (page, "profile-url", "https://example.com/", NULL);
  tack_test_wait_until (ui_button (row, "queue.show") != NULL);

  ui_click (row, "queue.is-there");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (ui_dialog (TACK_TYPE_SETTLE_DIALOG));
  GtkEditable      *entry = GTK_EDITABLE (ui_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW));
  gtk_editable_set_text (entry, "https://pin.it/3kQmD1a");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "settle"));
  gtk_editable_set_text (entry, "https://www.pinterest.com/pin/813744226420795884/");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "settle"));
  ui_click (GTK_WIDGET (dialog), "It Is There");

  tack_test_wait_until (queue_count (fixture, DONE) == 1);
  g_assert_cmpstr (tack_job_get_pin_id (queue_job (fixture, 0)), ==, "813744226420795884");
  g_assert_cmpuint (tack_demo_server_count_calls (fixture->server, "pins/create"), ==, 1);
  tack_test_wait_until (ui_dialog (TACK_TYPE_SETTLE_DIALOG) == NULL);
}

static void
test_send_again (QueueFixture *fixture, gconstpointer data)
{
  queue_show (fixture, 800);
  make_doubtful (fixture);

  ui_click (queue_row (fixture, NEEDS_YOU, 0), "queue.send-again");
  tack_test_wait_until (queue_count (fixture, DONE) == 1);
  g_assert_cmpuint (tack_demo_server_count_calls (fixture->server, "pins/create"), ==, 2);
}

static void
add_clip (QueueFixture *fixture)
{
  g_autofree char   *path = g_build_filename (fixture->folder, "clip.mp4", NULL);
  g_autofree char   *bytes = g_malloc0 (300000);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, 300000, &error);
  g_assert_no_error (error);
  queue_add_file (fixture, path, TACK_MEDIA_VIDEO);
}

/* A video that Pinterest processes for ever. */
static void
test_cancel (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  add_clip (fixture);
  queue_start (fixture);
  tack_test_wait_until (ui_says (page, "Pinterest is processing the video · Ceramics"));

  GtkWidget *row = queue_row (fixture, RUNNING, 0);
  g_assert_true (ui_says (page, "Publishing 1 Pin"));
  g_assert_cmpuint (get_badge (fixture), ==, 1);
  g_assert_false (get_needs_attention (fixture));

  /* Paused, it waits, and says what is done. */
  ui_click (page, "queue.pause");
  tack_test_wait_until (queue_count (fixture, WAITING) == 1);
  g_assert_true (queue_row (fixture, WAITING, 0) == row);
  g_assert_true (ui_says (row, "The video is uploaded · Ceramics"));
  ui_click (page, "queue.resume");
  tack_test_wait_until (queue_count (fixture, RUNNING) == 1);

  ui_click (row, "queue.cancel");
  tack_test_wait_until (queue_count (fixture, DONE) == 1);
  g_assert_true (ui_says (row, "Cancelled · Ceramics"));
  g_assert_true (ui_says (page, "1 cancelled"));
  g_assert_cmpuint (get_badge (fixture), ==, 0);

  /* Cleared, it is a draft again; what was published is not. */
  TackDraft *draft = tack_job_get_draft (queue_job (fixture, 0));
  ui_click (page, "queue.clear");
  g_assert_false (tack_draft_get_queued (draft));
  g_assert_true (ui_says (page, "Nothing in the queue"));
}

/* A queue that stopped by itself says why until it goes on. */
static void
test_stopped (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 2);
  tack_runner_set_max_jobs (queue_runner (fixture), 1);
  tack_demo_server_fail_next (fixture->server, "pins/create", 1, "status:401:2:Authentication.");
  queue_start (fixture);
  tack_test_wait_until (ui_says (page, "Sign in again."));
  g_assert_true (ui_says (page, "Paused"));
  g_assert_cmpuint (queue_count (fixture, NEEDS_YOU), ==, 0);

  ui_click (page, "queue.resume");
  tack_test_wait_until (queue_count (fixture, DONE) == 2);
  g_assert_false (ui_says (page, "Sign in again."));
}

/* Pause and, at once, Resume, while a call is under way: it is called off and made again. */
static void
test_second_thoughts (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  add_clip (fixture);
  tack_demo_server_fail_next (fixture->server, "media/create", 1, "late:200");
  queue_start (fixture);
  tack_test_wait_until (tack_demo_server_count_calls (fixture->server, "media/create") == 1);
  tack_test_wait_until (ui_button (page, "queue.pause") != NULL);

  ui_click (page, "queue.pause");
  ui_click (page, "queue.resume");
  tack_test_wait_until (ui_says (page, "Pinterest is processing the video · Ceramics"));
}

/* What the menu of a row holds now, by the actions' names. */
static char *
dup_menu (GtkWidget *row)
{
  GtkWidget          *button = ui_find (row, GTK_TYPE_MENU_BUTTON);
  g_autoptr (GString) names = g_string_new (NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL;
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      g_string_append_printf (names, "%s ", name + strlen ("queue."));
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
choose (GtkWidget *row, const char *action)
{
  TackJob *job = tack_job_row_get_job (TACK_JOB_ROW (row));

  g_assert_true (gtk_widget_activate_action (row, action, "s", tack_job_get_id (job)));
}

static void
assert_waiting (QueueFixture *fixture, const char *order)
{
  g_auto (GStrv) titles = g_strsplit (order, " ", -1);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf ("Pin %s", titles[i]);
      g_assert_true (ui_says (queue_row (fixture, WAITING, i), title));
    }
}

/* Waiting ones change places, by menu and by key, and the focus goes with the row. */
static void
test_move (QueueFixture *fixture, gconstpointer data)
{
  queue_show (fixture, 800);
  queue_add (fixture, 4);
  tack_test_wait_until (queue_count (fixture, WAITING) == 4);

  g_autofree char *first = dup_menu (queue_row (fixture, WAITING, 0));
  g_autofree char *middle = dup_menu (queue_row (fixture, WAITING, 1));
  g_autofree char *last = dup_menu (queue_row (fixture, WAITING, 3));
  g_assert_cmpstr (first, ==, "pause-job move-down remove ");
  g_assert_cmpstr (middle, ==, "pause-job move-front move-up move-down remove ");
  g_assert_cmpstr (last, ==, "pause-job move-front move-up remove ");

  GtkWidget *row = queue_row (fixture, WAITING, 3);
  gtk_widget_grab_focus (row);
  choose (row, "queue.move-front");
  assert_waiting (fixture, "4 1 2 3");
  g_assert_true (gtk_widget_has_focus (row));
  choose (row, "queue.move-down");
  assert_waiting (fixture, "1 4 2 3");
  choose (queue_row (fixture, WAITING, 3), "queue.move-up");
  assert_waiting (fixture, "1 4 3 2");
  g_assert_true (queue_row (fixture, WAITING, 1) == row);
}

/* One is paused and the others go on; what is left goes on by the one button there is. */
static void
test_pause_one (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 3);
  tack_test_wait_until (queue_count (fixture, WAITING) == 3);
  choose (queue_row (fixture, WAITING, 1), "queue.pause-job");
  g_assert_true (ui_says (queue_row (fixture, WAITING, 1), "Paused · Ceramics"));
  g_assert_nonnull (ui_button (queue_row (fixture, WAITING, 1), "queue.resume-job"));

  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, DONE) == 2);
  assert_waiting (fixture, "2");
  tack_test_wait_until (ui_button (page, "queue.resume") != NULL);
  g_assert_null (ui_button (page, "queue.pause"));

  ui_click (page, "queue.resume");
  tack_test_wait_until (queue_count (fixture, DONE) == 3);
}

static void
test_cancel_all (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  add_clip (fixture);
  queue_add (fixture, 2);
  tack_test_wait_until (queue_count (fixture, WAITING) == 3);
  choose (queue_row (fixture, WAITING, 1), "queue.pause-job");
  choose (queue_row (fixture, WAITING, 2), "queue.pause-job");
  queue_start (fixture);
  tack_test_wait_until (ui_says (page, "Pinterest is processing the video"));

  /* Asked first: the other answer changes nothing. */
  gtk_widget_activate_action (page, "queue.cancel-all", NULL);
  ui_click (ui_dialog (ADW_TYPE_MESSAGE_DIALOG), "Keep Going");
  tack_test_wait_until (ui_dialog (ADW_TYPE_MESSAGE_DIALOG) == NULL);
  g_assert_cmpint (tack_job_get_state (queue_job (fixture, 0)), ==, TACK_STATE_PROCESSING);

  gtk_widget_activate_action (page, "queue.cancel-all", NULL);
  ui_click (ui_dialog (ADW_TYPE_MESSAGE_DIALOG), "Cancel All");
  tack_test_wait_until (ui_says (page, "3 cancelled"));
  g_assert_cmpuint (queue_count (fixture, DONE), ==, 3);
  g_assert_false (gtk_widget_activate_action (page, "queue.cancel-all", NULL)
                  && ui_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
}

static void
test_remove (QueueFixture *fixture, gconstpointer data)
{
  queue_show (fixture, 800);
  queue_add (fixture, 2);
  tack_test_wait_until (queue_count (fixture, WAITING) == 2);

  TackDraft *draft = tack_job_get_draft (queue_job (fixture, 0));
  choose (queue_row (fixture, WAITING, 0), "queue.remove");
  assert_waiting (fixture, "2");
  g_assert_cmpuint (queue_count (fixture, WAITING), ==, 1);
  g_assert_false (tack_draft_get_queued (draft));
  g_assert_null (fixture->edited);
}

/* Why nothing goes on: the whole queue says it, and the next one to go. */
static void
test_capped (QueueFixture *fixture, gconstpointer data)
{
  static const char reason[] = "The daily cap of 1 Pin is reached. It goes on tomorrow.";
  GtkWidget        *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 3);
  tack_runner_set_limits (queue_runner (fixture), (TackCreateLimits){ .daily_cap = 1 });
  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, DONE) == 1 && ui_says (page, "2 Pins wait"));
  g_assert_true (ui_says (page, reason));
  g_assert_true (ui_says (queue_row (fixture, WAITING, 0), reason));
  g_assert_false (ui_says (queue_row (fixture, WAITING, 1), reason));
  g_assert_nonnull (ui_button (page, "queue.pause"));

  tack_runner_set_limits (queue_runner (fixture), (TackCreateLimits){ 0 });
  tack_test_wait_until (queue_count (fixture, DONE) == 3);
  g_assert_false (ui_says (page, reason));
}

static void
test_many (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 200);
  tack_test_wait_until (queue_count (fixture, WAITING) > 0);
  g_assert_cmpuint (queue_count (fixture, WAITING), <=, 20);
  g_assert_true (ui_says (page, "200 waiting"));

  GtkWidget *first = queue_row (fixture, WAITING, 0);
  ui_click (page, "Show All 200");
  g_assert_cmpuint (queue_count (fixture, WAITING), ==, 200);
  g_assert_true (queue_row (fixture, WAITING, 0) == first);
  g_assert_true (ui_says (queue_row (fixture, WAITING, 199), "Pin 200"));

  /* In the middle, and the order stays. */
  ui_click (queue_row (fixture, WAITING, 99), "queue.cancel");
  g_assert_cmpuint (queue_count (fixture, WAITING), ==, 199);
  g_assert_true (ui_says (queue_row (fixture, WAITING, 99), "Pin 101"));

  ui_click (page, "Show Fewer");
  g_assert_cmpuint (queue_count (fixture, WAITING), <=, 20);
}

static void
test_many_done (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 25);
  queue_start (fixture);
  tack_test_wait_until (ui_says (page, "All published"));
  g_assert_true (ui_says (page, "25 published"));
  g_assert_cmpuint (queue_count (fixture, DONE), ==, 20);
  ui_click (page, "Show All 25");
  g_assert_cmpuint (queue_count (fixture, DONE), ==, 25);
}

/* A page in the middle of everything goes, and another session's jobs come. */
static void
test_other_session (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  queue_show (fixture, 800);
  queue_add (fixture, 5);
  tack_test_wait_until (queue_count (fixture, WAITING) == 5);

  tack_queue_page_set_session (fixture->page, NULL, NULL);
  g_assert_true (ui_says (page, "Nothing in the queue"));
  g_assert_cmpuint (get_badge (fixture), ==, 0);
  queue_add (fixture, 1);

  tack_queue_page_set_session (fixture->page, fixture->session, fixture->thumbnailer);
  g_assert_true (ui_says (page, "6 waiting"));
  /* It is torn down with all of them on their way. */
  queue_start (fixture);
}

/* One of each: refused with two buttons, done, and waiting behind a pause. */
static void
make_one_of_each (QueueFixture *fixture)
{
  queue_add (fixture, 2);
  tack_demo_server_fail_next (fixture->server, "pins/create", 1, TRIAL);
  tack_runner_set_max_jobs (queue_runner (fixture), 1);
  queue_start (fixture);
  tack_test_wait_until (queue_count (fixture, NEEDS_YOU) == 1 && queue_count (fixture, DONE) == 1);
  tack_runner_pause (queue_runner (fixture));
  queue_add (fixture, 6);
  tack_test_wait_until (ui_button (GTK_WIDGET (fixture->page), "Show All 6") != NULL);
}

static graphene_rect_t
get_bounds (GtkWidget *widget, GtkWidget *target)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, target, &bounds));

  return bounds;
}

static void
assert_nothing_cut (GtkWidget *widget, GtkWidget *row)
{
  graphene_rect_t outer = get_bounds (row, row);
  graphene_rect_t inner = get_bounds (widget, row);
  int             min;

  if (!gtk_widget_get_visible (widget))
    return;

  graphene_rect_inset (&outer, -1, -1);
  g_assert_true (graphene_rect_contains_rect (&outer, &inner));
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_allocated_width (widget), >=, min);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_cut (child, row);
}

/* 360 px and 800 px, from either side: nothing overlaps, nothing is cut. */
static void
test_shape (QueueFixture *fixture, gconstpointer data)
{
  static const struct
  {
    int              width;
    GtkTextDirection direction;
  } cases[] = {
    { 360, GTK_TEXT_DIR_LTR },
    { 800, GTK_TEXT_DIR_LTR },
    { 360, GTK_TEXT_DIR_RTL },
    { 800, GTK_TEXT_DIR_RTL },
  };
  GtkWidget *page = GTK_WIDGET (fixture->page);

  make_one_of_each (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_rtl = cases[i].direction == GTK_TEXT_DIR_RTL;

      gtk_widget_set_default_direction (cases[i].direction);
      queue_show (fixture, cases[i].width);
      g_assert_cmpint (gtk_widget_get_width (page), ==, cases[i].width);

      GtkWidget      *row = queue_row (fixture, NEEDS_YOU, 0);
      graphene_rect_t button = get_bounds (ui_button (row, "queue.retry"), row);
      graphene_rect_t thumb = get_bounds (ui_find (row, TACK_TYPE_THUMB), row);
      graphene_rect_t title = get_bounds (ui_label (row, "Pin 1"), row);
      graphene_rect_t explanation = get_bounds (ui_label (row, "Trial access, which"), row);

      g_assert_cmpfloat (thumb.size.width, ==, 28);
      g_assert_cmpfloat (thumb.size.height, ==, 42);
      if (is_rtl)
        g_assert_cmpfloat (thumb.origin.x, >=, title.origin.x + title.size.width);
      else
        g_assert_cmpfloat (title.origin.x, >=, thumb.origin.x + thumb.size.width);

      /* Wide, buttons stand beside the title and above the explanation; narrow, below all. */
      g_assert_false (graphene_rect_intersection (&button, &title, NULL));
      g_assert_false (graphene_rect_intersection (&button, &explanation, NULL));
      if (cases[i].width < 600)
        g_assert_cmpfloat (button.origin.y, >, explanation.origin.y);
      else
        g_assert_cmpfloat (button.origin.y, <, explanation.origin.y);

      assert_nothing_cut (row, row);
      for (TackJobPlace place = WAITING; place <= DONE; place++)
        {
          row = queue_row (fixture, place, 0);
          assert_nothing_cut (row, row);
        }

      queue_hide (fixture);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Every control has a name, a tooltip, and is reached by Tab. */
static void
test_reach (QueueFixture *fixture, gconstpointer data)
{
  GtkWidget             *page = GTK_WIDGET (fixture->page);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);

  make_one_of_each (fixture);
  queue_show (fixture, 800);

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  for (guint i = 0; i < 100 && gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD); i++)
    g_hash_table_add (reached, gtk_window_get_focus (GTK_WINDOW (fixture->window)));

  g_autoptr (GPtrArray) buttons = ui_find_all (page, GTK_TYPE_BUTTON);
  /* Resume and its menu; Edit, Retry, menu; Show All; five of Cancel and menu; Clear; Open, link.
   */
  g_assert_cmpuint (buttons->len, ==, 2 + 3 + 1 + 5 * 2 + 1 + 2);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (buttons, i);
      GtkWidget *outer = gtk_widget_get_parent (button);

      if (!GTK_IS_MENU_BUTTON (outer))
        outer = button;
      g_assert_true (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL)
        || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                             GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_nonnull (gtk_widget_get_tooltip_text (outer));
      g_assert_true (g_hash_table_contains (reached, button));
    }
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (ui_button (page, "queue.retry")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Retry: Pin 1");
}

static void
add_test (const char *name, void (*test) (QueueFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/queue-page/", name, NULL);

  g_test_add (path, QueueFixture, NULL, queue_set_up, test, queue_tear_down);
}

int
main (int argc, char **argv)
{
  /* The icons and the kinds of files are the machine's own: they are looked up before the tests get
   * homes of theirs. */
  g_content_type_get_mime_dirs ();
  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();

  add_test ("publish", test_publish);
  add_test ("refused", test_refused);
  add_test ("retry", test_retry);
  add_test ("it-is-there", test_it_is_there);
  add_test ("send-again", test_send_again);
  add_test ("cancel", test_cancel);
  add_test ("move", test_move);
  add_test ("pause-one", test_pause_one);
  add_test ("cancel-all", test_cancel_all);
  add_test ("remove", test_remove);
  add_test ("capped", test_capped);
  add_test ("stopped", test_stopped);
  add_test ("second-thoughts", test_second_thoughts);
  add_test ("many", test_many);
  add_test ("many-done", test_many_done);
  add_test ("other-session", test_other_session);
  add_test ("shape", test_shape);
  add_test ("reach", test_reach);

  return g_test_run ();
}
