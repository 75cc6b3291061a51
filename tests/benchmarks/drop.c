/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <time.h>
#include <unistd.h>

#include "demo/tack-demo-server.h"
#include "media/tack-media.h"
#include "tack-test.h"
#include "ui/tack-window.h"

/* FILE…: drops the files on the window, and watches the main loop until all have been looked at and
 * nothing moves any more. A turn lasts from one poll to the next, and has three parts: what is the
 * program's own, giving out sizes, and drawing, which without a graphics card is done here, pixel
 * by pixel. Each is told as time of this thread, and as wall time, of which other processes take
 * their part. Fails when this thread was busy with a turn for longer than a frame lasts. */

#define FRAME_US (16 * 1000)
/* What is shown meanwhile, and how long nothing has to happen at the end. */
#define QUIET_MS 3000

typedef enum
{
  PART_HANDLERS,
  PART_LAYOUT,
  PART_DRAWING,
  N_PARTS,
} Part;

typedef struct
{
  gint64 busy_us;
  gint64 wall_us;
} Time;

typedef struct
{
  Time   total;
  Time   longest;
  gint64 busiest_at_us;
  guint  n_busy; /* turns for which it took longer than a frame */
  guint  n_late;
} Statistics;

static Statistics statistics[N_PARTS + 1]; /* the last one: of whole turns */
static Time       turn[N_PARTS];
static Part       part; /* what goes on now, since: */
static Time       since;
static guint      n_turns;
static gint64     began; /* 0: not yet */
static GPollFunc  poll_func;

static Time
get_time (void)
{
  struct timespec busy;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &busy);

  return (Time){ .busy_us = (gint64) busy.tv_sec * G_USEC_PER_SEC + busy.tv_nsec / 1000,
                 .wall_us = g_get_monotonic_time () };
}

static void
enter (Part next)
{
  Time now = get_time ();

  turn[part].busy_us += now.busy_us - since.busy_us;
  turn[part].wall_us += now.wall_us - since.wall_us;
  part = next;
  since = now;
}

static void
count (Statistics *counted, const Time *time)
{
  counted->total.busy_us += time->busy_us;
  counted->total.wall_us += time->wall_us;
  counted->n_busy += time->busy_us > FRAME_US;
  counted->n_late += time->wall_us > FRAME_US;
  counted->longest.wall_us = MAX (counted->longest.wall_us, time->wall_us);
  if (time->busy_us > counted->longest.busy_us)
    {
      counted->longest.busy_us = time->busy_us;
      counted->busiest_at_us = since.wall_us - began;
    }
}

static void
count_turn (void)
{
  Time whole = { 0, 0 };

  for (Part i = 0; i < N_PARTS; i++)
    {
      whole.busy_us += turn[i].busy_us;
      whole.wall_us += turn[i].wall_us;
      count (&statistics[i], &turn[i]);
    }
  count (&statistics[N_PARTS], &whole);
  n_turns++;
}

/* In place of the main context's: all that it dispatches lies between two of these. */
static int
watched_poll (GPollFD *fds, guint n_fds, int timeout)
{
  enter (PART_HANDLERS);
  if (began > 0)
    count_turn ();

  int result = poll_func (fds, n_fds, timeout);
  since = get_time ();
  memset (turn, 0, sizeof turn);

  return result;
}

static void
on_clock_phase (GdkFrameClock *clock, gpointer next)
{
  enter ((Part) GPOINTER_TO_INT (next));
}

static void
watch (GdkFrameClock *clock)
{
  static const struct
  {
    const char   *phase;
    GConnectFlags order; /* before or after all that GTK does then */
    Part          next;
  } marks[] = {
    { "before-paint", 0, PART_LAYOUT },
    { "layout", G_CONNECT_AFTER, PART_DRAWING },
    { "after-paint", G_CONNECT_AFTER, PART_HANDLERS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_signal_connect_data (clock, marks[i].phase, G_CALLBACK (on_clock_phase),
                           GINT_TO_POINTER (marks[i].next), NULL, marks[i].order);
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watched_poll);
}

static void
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

static void
run_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (ms, set_true, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static TackSession *
open_session (TackDemoServer *server)
{
  g_autoptr (TackAccount) account
    = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (server),
                        tack_demo_server_get_token (server));
  g_autoptr (TackClock)    clock = tack_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char         *dir = g_dir_make_tmp ("tackboard-drop-XXXXXX", NULL);

  tack_session_open_async (account, dir, clock, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_session_open_finish (result, NULL);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget         *target = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && target == NULL;
       child = gtk_widget_get_next_sibling (child))
    target = find_drop_target (child);

  return target;
}

/* As GTK hands a drop over. */
static void
drop (TackWindow *window, char **paths)
{
  GSList         *list = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean        is_taken = FALSE;

  for (char **path = paths; *path != NULL; path++)
    list = g_slist_prepend (list, g_file_new_for_path (*path));
  list = g_slist_reverse (list);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (list));
  g_slist_free_full (list, g_object_unref);

  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (window)), "drop", &value, 100.0, 100.0,
                         &is_taken);
  g_assert_true (is_taken);
}

static guint
count_inspected (GListModel *drafts)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);
      n += tack_draft_get_info (draft) != NULL;
    }

  return n;
}

static gboolean
on_drop (gpointer data)
{
  gpointer *both = data;

  drop (both[0], both[1]);

  return G_SOURCE_REMOVE;
}

static void
report (void)
{
  static const char *const names[] = { "handlers", "layout", "drawing", "whole turn" };

  g_print ("%-10s %11s %9s %9s %10s %10s %9s\n", "", "longest CPU", "at", "wall", "CPU > 16",
           "wall > 16", "CPU");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_print ("%-10s %8.1f ms %7.3f s %6.1f ms %10u %10u %7.2f s\n", names[i],
             (double) statistics[i].longest.busy_us / 1000,
             (double) statistics[i].busiest_at_us / G_USEC_PER_SEC,
             (double) statistics[i].longest.wall_us / 1000, statistics[i].n_busy,
             statistics[i].n_late, (double) statistics[i].total.busy_us / G_USEC_PER_SEC);
}

/* As the application does for its windows. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/tackboard/Tackboard/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  g_autoptr (TackDemoServer) server = tack_demo_server_new ();
  guint                      n_files = (guint) argc - 1;

  adw_init ();
  load_style ();
  tack_media_init ();
  g_assert_true (tack_demo_server_start (server, 0, NULL));
  TackWindow *window = tack_window_new (NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_autoptr (TackSession) session = open_session (server);
  tack_window_set_session (window, session);
  watch (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  run_for (QUIET_MS);

  GListModel *drafts = G_LIST_MODEL (tack_session_get_drafts (session));
  gpointer    both[] = { window, argv + 1 };
  began = g_get_monotonic_time ();
  g_idle_add (on_drop, both);
  do
    run_for (QUIET_MS / 3);
  while (count_inspected (drafts) < n_files);
  gint64 taken = g_get_monotonic_time () - began;
  run_for (QUIET_MS);

  g_print ("%u files looked at within %.1f s, %u turns of the main loop\n", n_files,
           (double) taken / G_USEC_PER_SEC, n_turns);
  report ();
  tack_demo_server_stop (server);
  /* Closing would write and wait; nothing of it is measured. */
  fflush (stdout);
  _exit (statistics[N_PARTS].n_busy > 0);
}
