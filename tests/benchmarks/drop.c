/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "demo/tack-demo-server.h"
#include "media/tack-media.h"
#include "tack-test.h"
#include "ui/tack-window.h"

/* FILE…: drops the files on the window, and watches the main loop until all have been looked at and
 * nothing moves any more: how long it ever took from one poll to the next, as wall time, which
 * other processes take part of, and as time of the thread. With TACK_TRACE=MS it says where it was
 * when that much had passed. Fails when the thread was busy for longer than a frame. */

#define BUSY_US_MAX (16 * 1000)
/* What is shown meanwhile, and how long nothing has to happen at the end. */
#define QUIET_MS 3000
#define LIST_MAX 12

typedef struct
{
  gint64 at_us;
  gint64 wall_us;
  gint64 busy_us;
} Turn;

static GArray *turns; /* of Turn, those over budget in either */
static Turn    longest_wall;
static Turn    longest_busy;
static guint   n_turns;
static gint64  began;

static GPollFunc poll_func;
static gint64    woke_wall;
static gint64    woke_busy;
static int       is_awake; /* atomic */
static pthread_t main_thread;

static gint64
get_busy_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* In place of the main context's: all that it dispatches lies between two of these. */
static int
watched_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Turn turn = { .at_us = woke_wall - began,
                .wall_us = g_get_monotonic_time () - woke_wall,
                .busy_us = get_busy_us () - woke_busy };

  g_atomic_int_set (&is_awake, 0);
  if (began > 0 && woke_wall >= began)
    {
      n_turns++;
      if (turn.wall_us > longest_wall.wall_us)
        longest_wall = turn;
      if (turn.busy_us > longest_busy.busy_us)
        longest_busy = turn;
      if (turn.wall_us > BUSY_US_MAX || turn.busy_us > BUSY_US_MAX)
        g_array_append_val (turns, turn);
    }

  int result = poll_func (fds, n_fds, timeout);
  woke_wall = g_get_monotonic_time ();
  woke_busy = get_busy_us ();
  g_atomic_int_inc (&is_awake);

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

static gpointer
trace_in_thread (gpointer data)
{
  gint64 limit = GPOINTER_TO_INT (data) * 1000;

  for (gint64 told = 0;;)
    {
      g_usleep (1000);
      gint64 since = woke_wall;
      if (g_atomic_int_get (&is_awake) != 0 && since > told && began > 0
          && g_get_monotonic_time () - since > limit)
        {
          told = since;
          pthread_kill (main_thread, SIGUSR1);
        }
    }

  return NULL;
}

static void
watch (void)
{
  const char *trace = g_getenv ("TACK_TRACE");

  turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watched_poll);
  main_thread = pthread_self ();
  if (trace == NULL)
    return;

  void *frame;
  backtrace (&frame, 1); /* loads what it needs */
  signal (SIGUSR1, on_trace);
  g_thread_unref (
    g_thread_new ("trace", trace_in_thread, GINT_TO_POINTER (g_ascii_strtoll (trace, NULL, 10))));
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
  g_print ("%u files, %u turns of the main loop: busy for at most %.1f ms (%.1f s after the drop), "
           "%.1f ms of wall time\n",
           n_files, n_turns, (double) longest_busy.busy_us / 1000,
           (double) longest_busy.at_us / G_USEC_PER_SEC, (double) longest_wall.wall_us / 1000);
  for (guint i = 0; i < MIN (turns->len, LIST_MAX); i++)
    {
      Turn *turn = &g_array_index (turns, Turn, i);
      g_print ("  %.3f s: busy %.1f ms, wall %.1f ms\n", (double) turn->at_us / G_USEC_PER_SEC,
               (double) turn->busy_us / 1000, (double) turn->wall_us / 1000);
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
  _exit (longest_busy.busy_us > BUSY_US_MAX);
}
