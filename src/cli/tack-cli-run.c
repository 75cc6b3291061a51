/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-run.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "api/tack-account-info.h"
#include "base/tack-error.h"
#include "cli/tack-cli-job.h"

/* A connection that is lost again after a pause, and nothing published meanwhile, is gone. */
#define OFFLINE_MAX 2

struct _TackCliRun
{
  TackCliSession  *session;
  TackCliProgress *progress;
  GPtrArray       *jobs; /* that have to be published */
  GMainLoop       *loop;
  GError          *stopped;   /* nullable: why the whole queue stopped */
  guint            n_offline; /* how often in a row the connection was lost */
  gboolean         is_interrupted;
};

TackCliRun *
tack_cli_run_new (TackCliSession *session, TackCliProgress *progress)
{
  TackCliRun *self = g_new0 (TackCliRun, 1);

  self->session = session;
  self->progress = progress;
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->loop = g_main_loop_new (NULL, FALSE);

  return self;
}

void
tack_cli_run_free (TackCliRun *self)
{
  g_ptr_array_unref (self->jobs);
  g_main_loop_unref (self->loop);
  g_clear_error (&self->stopped);
  g_free (self);
}

void
tack_cli_run_watch (TackCliRun *self, TackJob *job)
{
  g_ptr_array_add (self->jobs, g_object_ref (job));
  tack_cli_progress_watch (self->progress, job);
}

GPtrArray *
tack_cli_run_get_jobs (TackCliRun *self)
{
  return self->jobs;
}

static void
watch_driven (TackCliRun *self)
{
  GListModel *queue = G_LIST_MODEL (tack_session_get_queue (self->session->session));

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (queue, i);

      if (!tack_state_is_over (tack_job_get_state (job))
          && !g_ptr_array_find (self->jobs, job, NULL))
        tack_cli_run_watch (self, job);
    }
}

static void
pause_and_quit (TackCliRun *self)
{
  TackRunner *runner = tack_session_get_runner (self->session->session);

  tack_runner_pause (runner);
  if (!tack_runner_is_busy (runner))
    g_main_loop_quit (self->loop);
}

static void
on_runner_idle (TackRunner *runner, gpointer user_data)
{
  g_main_loop_quit (((TackCliRun *) user_data)->loop);
}

static void
on_runner_stopped (TackRunner *runner, const GError *error, gpointer user_data)
{
  TackCliRun *self = user_data;

  if (self->stopped == NULL)
    self->stopped = g_error_copy (error);
}

/* The window waits for the connection; a script would wait for ever. */
static void
on_runner_online (TackRunner *runner, GParamSpec *pspec, gpointer user_data)
{
  TackCliRun *self = user_data;

  if (tack_runner_is_online (runner) || ++self->n_offline < OFFLINE_MAX || self->stopped != NULL)
    return;

  self->stopped = tack_error_new (TACK_ERROR_WAIT, _ ("There is no connection to Pinterest. What "
                                                      "is not published yet waits in the queue."));
  pause_and_quit (self);
}

static void
on_runner_job_changed (TackRunner *runner, TackJob *job, gpointer user_data)
{
  TackCliRun *self = user_data;

  if (tack_job_get_state (job) == TACK_STATE_PUBLISHED)
    self->n_offline = 0;
}

static gboolean
on_interrupt (gpointer user_data)
{
  TackCliRun *self = user_data;

  self->is_interrupted = TRUE;
  pause_and_quit (self);

  /* A second Ctrl+C ends the process as always. */
  return G_SOURCE_REMOVE;
}

static gboolean
drive (TackCliRun *self, guint n_jobs, GError **error)
{
  TackRunner *runner = tack_session_get_runner (self->session->session);
  guint       interrupt_id = g_unix_signal_add (SIGINT, on_interrupt, self);

  g_signal_connect (runner, "idle", G_CALLBACK (on_runner_idle), self);
  g_signal_connect (runner, "stopped", G_CALLBACK (on_runner_stopped), self);
  g_signal_connect (runner, "notify::online", G_CALLBACK (on_runner_online), self);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_runner_job_changed), self);

  tack_runner_set_max_jobs (runner, n_jobs);
  gboolean is_started = tack_runner_start (runner, error);
  if (is_started)
    g_main_loop_run (self->loop);

  if (!self->is_interrupted)
    g_source_remove (interrupt_id);
  g_signal_handlers_disconnect_by_data (runner, self);

  return is_started;
}

/* The runner asks for it too, but does not say when it has it. */
static void
find_look_page (TackCliRun *self, TackJob *job)
{
  TackApiClient           *client = tack_session_get_client (self->session->session);
  g_autoptr (GAsyncResult) result = NULL;

  if (tack_job_get_look_url (job) != NULL || self->stopped != NULL || self->is_interrupted)
    return;

  tack_account_info_get_async (client, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (client, result, NULL);
  if (info == NULL || tack_account_info_get_username (info) == NULL)
    return;

  g_autofree char *url
    = tack_api_client_dup_profile_url (client, tack_account_info_get_username (info));
  tack_job_set_look_url (job, url);
}

/* Returns: (transfer full): why a job that neither succeeded nor failed is not published. */
static GError *
explain (TackCliRun *self, TackJob *job)
{
  TackState state = tack_job_get_state (job);

  if (state == TACK_STATE_DOUBTFUL)
    {
      find_look_page (self, job);
      guint length = tack_cli_job_get_id_length (tack_session_get_queue (self->session->session));
      g_autofree char *doubt = tack_cli_job_dup_doubt (job, length);
      return tack_error_new (TACK_ERROR_WAIT, "%s", doubt);
    }
  if (self->stopped != NULL)
    return g_error_copy (self->stopped);
  if (self->session->temporary_store != NULL)
    return tack_error_new (TACK_ERROR_WAIT, _ ("Not published: the demo forgets its queue."));
  if (state == TACK_STATE_PAUSED)
    return tack_error_new (TACK_ERROR_WAIT,
                           _ ("Not published yet: it is paused. “tackboard-cli queue retry” with "
                              "its ID lets it go on."));

  return tack_error_new (TACK_ERROR_WAIT, _ ("Not published yet: it waits in the queue, which goes "
                                             "on with “tackboard-cli queue run”."));
}

/* Jobs that neither succeeded nor failed wait for the person; a script must learn of them too.
 * Returns: whether there is none, and none that failed. */
static gboolean
tell_unfinished (TackCliRun *self)
{
  gboolean all_published = TRUE;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      TackJob  *job = g_ptr_array_index (self->jobs, i);
      TackState state = tack_job_get_state (job);

      if (state == TACK_STATE_PUBLISHED)
        continue;
      all_published = FALSE;
      if (state == TACK_STATE_FAILED)
        continue;

      g_autoptr (GError) error = explain (self, job);
      tack_cli_progress_tell_failed (self->progress, tack_job_get_draft (job), error);
    }

  return all_published;
}

TackExit
tack_cli_run_to_end (TackCliRun *self, guint n_jobs, gboolean by_hand)
{
  const GError      *hold = tack_queue_get_hold (tack_session_get_queue (self->session->session));
  g_autoptr (GError) error = NULL;

  watch_driven (self);
  if (hold != NULL && !by_hand)
    self->stopped = tack_error_new (tack_error_get_class (hold),
                                    _ ("%s It waits in the queue, which goes on with "
                                       "“tackboard-cli queue run”."),
                                    hold->message);
  else if (!drive (self, n_jobs, &error))
    return tack_cli_fail (error);

  gboolean all_published = tell_unfinished (self);
  tack_cli_session_flush (self->session, NULL);

  if (g_error_matches (self->stopped, TACK_ERROR, TACK_ERROR_SIGN_IN))
    return TACK_EXIT_NOT_SIGNED_IN;
  return all_published ? TACK_EXIT_DONE : TACK_EXIT_FAILED;
}
