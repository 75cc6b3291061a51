/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gettid () */
#define _GNU_SOURCE

#include "config.h"

#include <adwaita.h>
#include <execinfo.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "demo/tack-demo-server.h"
#include "media/tack-media.h"
#include "tack-test.h"
#include "ui/tack-window.h"

/* FILE…: drops the files on the window, and watches the main loop until all have been looked at and
 * nothing moves any more: how long it ever took from one poll to the next, as wall time, of which
 * other processes take their part, and as time of this thread; and how much of that was drawing,
 * which is done here, without a graphics card, pixel by pixel. With TACK_TRACE=MS it says where it
 * was when that much had passed. Fails when this thread was busy for longer than a frame with
 * anything but drawing. */

#define BUSY_US_MAX (16 * 1000)
/* What is shown meanwhile, and how long nothing has to happen at the end. */
#define QUIET_MS 3000
#define LIST_MAX 12

typedef struct
{
  gint64 at_us;
  gint64 wall_us;
  gint64 busy_us;
  gint64 drawing_us; /* of that */
} Turn;

static GArray *turns; /* of Turn: those that were busy for too long */
static Turn    longest_wall;
static Turn    longest_busy;
static Turn    longest_other;
static guint   n_turns;
static guint   n_late;
static gint64  began;

static GPollFunc         poll_func;
static gint64            woke_wall;
static gint64            woke_busy;
static gint64            drawing_since;
static gint64            drawing_us;  /* in this turn */
static struct itimerspec trace_limit; /* zero: no trace */
static timer_t           trace_timer;

static gint64
get_busy_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* But drawing. */
static gint64
get_other_us (const Turn *turn)
{
  return turn->busy_us - turn->drawing_us;
}

static void
on_before_drawing (void)
{
  drawing_since = get_busy_us ();
}

static void
on_after_drawing (void)
{
  if (drawing_since > 0)
    drawing_us += get_busy_us () - drawing_since;
  drawing_since = 0;
}

/* In place of the main context's: all that it dispatches lies between two of these. */
static int
watched_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Turn turn = { .at_us = woke_wall - began,
                .wall_us = g_get_monotonic_time () - woke_wall,
                .busy_us = get_busy_us () - woke_busy,
                .drawing_us = drawing_us };

  if (began > 0 && woke_wall >= began)
    {
      n_turns++;
      if (turn.wall_us > longest_wall.wall_us)
        longest_wall = turn;
      if (turn.busy_us > longest_busy.busy_us)
        longest_busy = turn;
      if (get_other_us (&turn) > get_other_us (&longest_other))
        longest_other = turn;
      n_late += turn.wall_us > BUSY_US_MAX;
      if (turn.busy_us > BUSY_US_MAX)
        g_array_append_val (turns, turn);
    }

  int result = poll_func (fds, n_fds, timeout);
  woke_wall = g_get_monotonic_time ();
  woke_busy = get_busy_us ();
  drawing_us = 0;
  if (began > 0 && trace_limit.it_value.tv_nsec > 0)
    timer_settime (trace_timer, 0, &trace_limit, NULL);

  return result;
}

static void
on_trace (int number)
{
  void *frames[40];
  int   n = backtrace (frames, G_N_ELEMENTS (frames));

  backtrace_symbols_fd (frames, n, STDERR_FILENO);
  if (write (STDERR_FILENO, "\n", 1) != 1)
    _exit (1);
}

static void
watch (void)
{
  const char     *trace = g_getenv ("TACK_TRACE");
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1 };
  void           *frame;

  turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watched_poll);
  if (trace == NULL)
    return;

  backtrace (&frame, 1); /* loads what it needs */
  signal (SIGUSR1, on_trace);
  event._sigev_un._tid = gettid ();
  trace_limit.it_value.tv_nsec = g_ascii_strtoll (trace, NULL, 10) * 1000 * 1000;
  g_assert_cmpint (timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &trace_timer), ==, 0);
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
report (guint n_files)
{
  g_print ("%u files, %u turns of the main loop\n", n_files, n_turns);
  g_print ("but for drawing busy for at most %.1f ms (at %.3f s; no more than %.1f)\n",
           (double) get_other_us (&longest_other) / 1000,
           (double) longest_other.at_us / G_USEC_PER_SEC, BUSY_US_MAX / 1000.0);
  g_print ("with drawing in software for %.1f ms; wall time %.1f ms, longer than 16 ms %u times\n",
           (double) longest_busy.busy_us / 1000, (double) longest_wall.wall_us / 1000, n_late);
  for (guint i = 0; i < MIN (turns->len, LIST_MAX); i++)
    {
      Turn *turn = &g_array_index (turns, Turn, i);
      g_print ("  %.3f s: busy %.1f ms, of which drawing %.1f ms; wall %.1f ms\n",
               (double) turn->at_us / G_USEC_PER_SEC, (double) turn->busy_us / 1000,
               (double) turn->drawing_us / 1000, (double) turn->wall_us / 1000);
    }
  if (turns->len > LIST_MAX)
    g_print ("  and %u more\n", turns->len - LIST_MAX);
}

int
main (int argc, char **argv)
{
  g_autoptr (TackDemoServer) server = tack_demo_server_new ();
  guint                      n_files = (guint) argc - 1;

  adw_init ();
  tack_media_init ();
  watch ();
  g_assert_true (tack_demo_server_start (server, 0, NULL));
  TackWindow *window = tack_window_new (NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_autoptr (TackSession) session = open_session (server);
  tack_window_set_session (window, session);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect_after (clock, "layout", G_CALLBACK (on_before_drawing), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_drawing), NULL);
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

  report (n_files);
  g_print ("all looked at within %.1f s\n", (double) taken / G_USEC_PER_SEC);
  tack_demo_server_stop (server);
  /* Closing would write and wait; nothing of it is measured. */
  fflush (stdout);
  _exit (get_other_us (&longest_other) > BUSY_US_MAX);
}
