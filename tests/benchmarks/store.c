/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/resource.h>

#include "publish/tack-session.h"

/* Opens a store of ten thousand queued jobs: how long, how much memory, and how long the main loop
 * is held up in one turn. Each figure is of a process of its own. Fails over budget. */

#define N_JOBS 10000
#define OPEN_MS_MAX 1000
#define MEMORY_MIB_MAX 100

static void
store_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: the longest turn of the main loop, in µs, until the result is there. */
static gint64
wait_result (GAsyncResult **result)
{
  gint64 longest = 0;

  while (*result == NULL)
    {
      gint64 begun = g_get_monotonic_time ();

      if (g_main_context_iteration (NULL, FALSE))
        longest = MAX (longest, g_get_monotonic_time () - begun);
      else
        g_usleep (100);
    }

  return longest;
}

static TackSession *
open_session (const char *dir, gint64 *longest)
{
  g_autoptr (TackAccount) account
    = tack_account_new (TACK_HOST_CUSTOM, "http://127.0.0.1:9/v5", "token");
  g_autoptr (TackClock)    clock = tack_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_session_open_async (account, dir, clock, NULL, store_result, &result);
  *longest = wait_result (&result);
  TackSession *session = tack_session_open_finish (result, &error);
  if (session == NULL)
    g_error ("%s", error->message);

  return session;
}

static TackDraft *
draft_new (guint i)
{
  g_autofree char          *path = g_strdup_printf ("/home/mia/Pictures/kiln/photo %u.jpg", i);
  g_autofree char          *title = g_strdup_printf ("Photo %u of the kiln", i);
  g_autofree char          *description = g_strnfill (300, 'd');
  g_autoptr (GFile)         file = g_file_new_for_path (path);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  TackDraft                *draft = tack_draft_new (file);

  info->kind = TACK_MEDIA_IMAGE;
  info->container = g_strdup ("jpeg");
  info->width = 1000;
  info->height = 1500;
  tack_draft_set_info (draft, info);
  tack_draft_set_title (draft, title);
  tack_draft_set_description (draft, description);
  tack_draft_set_board (draft, "549755885175", "Ceramics");

  return draft;
}

static int
fill (const char *dir, guint n_jobs)
{
  gint64                   longest;
  g_autoptr (TackSession)  session = open_session (dir, &longest);
  g_autoptr (GPtrArray)    drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (drafts, draft_new (i));
  tack_draft_store_add (tack_session_get_drafts (session), drafts);
  tack_queue_add (tack_session_get_queue (session), drafts);
  tack_draft_store_flush_async (tack_session_get_drafts (session), store_result, &result);
  wait_result (&result);

  return tack_draft_store_flush_finish (tack_session_get_drafts (session), result, NULL) ? 0 : 1;
}

static int
measure (const char *dir)
{
  gint64                  longest;
  gint64                  begun = g_get_monotonic_time ();
  g_autoptr (TackSession) session = open_session (dir, &longest);
  double                  took = (double) (g_get_monotonic_time () - begun) / 1000;
  struct rusage           usage;

  getrusage (RUSAGE_SELF, &usage);
  double memory = (double) usage.ru_maxrss / 1024;
  g_print ("%u jobs: open in %.0f ms, the longest turn of the main loop %.0f ms, %.0f MiB\n",
           g_list_model_get_n_items (G_LIST_MODEL (tack_session_get_queue (session))), took,
           (double) longest / 1000, memory);

  return took < OPEN_MS_MAX && memory < MEMORY_MIB_MAX ? 0 : 1;
}

static int
run (const char *program, const char *verb, const char *dir, guint n_jobs)
{
  g_autofree char *number = g_strdup_printf ("%u", n_jobs);
  const char      *words[] = { program, verb, dir, number, NULL };
  int              status = 0;

  if (!g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                     NULL))
    return 1;

  return status;
}

int
main (int argc, char **argv)
{
  static const guint SIZES[] = { 0, N_JOBS / 2, N_JOBS };
  int                status = 0;

  if (argc == 4)
    return g_str_equal (argv[1], "fill") ? fill (argv[2], (guint) atoi (argv[3]))
                                         : measure (argv[2]);

  for (guint i = 0; i < G_N_ELEMENTS (SIZES) && status == 0; i++)
    {
      g_autofree char *dir = g_dir_make_tmp ("tack-store-XXXXXX", NULL);
      g_autofree char *clean = g_strdup_printf ("rm -r '%s'", dir);

      status = run (argv[0], "fill", dir, SIZES[i]);
      for (guint round = 0; round < 3 && status == 0; round++)
        status = run (argv[0], "open", dir, 0);
      g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
    }

  return status == 0 ? 0 : 1;
}
