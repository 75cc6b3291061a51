/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/tack-error.h"
#include "cli/tack-cli-drafts.h"
#include "cli/tack-cli-unfinished.h"
#include "cli/tack-cli.h"
#include "media/tack-media.h"

/* A connection that is lost again after a pause, and nothing published meanwhile, is gone. */
#define OFFLINE_MAX 2

typedef struct
{
  TackPublishWords words;

  TackCli         *cli;
  TackAccount     *account;
  TackSession     *session;
  TackCliProgress *progress;
  char            *temporary_store; /* nullable */
  GPtrArray       *drafts; /* that will be published, less those that are in the queue already */
  GPtrArray       *jobs;   /* that are driven, of earlier runs too */
  GMainLoop       *loop;
  GError          *stopped;     /* nullable: why the whole queue stopped */
  guint            n_offline;   /* how often in a row the connection was lost */
  gboolean         has_failed;  /* anything at all */
  gboolean         interrupted; /* by Ctrl+C */
} Publish;

static void
publish_clear (Publish *self)
{
  tack_publish_words_clear (&self->words);
  g_clear_pointer (&self->progress, tack_cli_progress_free);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->account);
  g_clear_error (&self->stopped);
  g_free (self->temporary_store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publish, publish_clear)

static gboolean
open_session (Publish *self, GError **error)
{
  g_autoptr (TackClock)    clock = tack_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  const char              *store_dir = self->cli->store_dir;

  self->account = tack_cli_get_account (self->cli, error);
  if (self->account == NULL)
    return FALSE;

  /* The stand-in forgets everything with the process, so its queue is not worth keeping either. */
  if (self->cli->is_demo && store_dir == NULL)
    store_dir = self->temporary_store = g_dir_make_tmp ("tackboard-demo-XXXXXX", NULL);

  tack_session_open_async (self->account, store_dir, clock, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  self->session = tack_session_open_finish (result, error);
  if (self->session == NULL)
    return FALSE;

  if (tack_session_get_notice (self->session) != NULL)
    g_printerr ("%s\n", tack_session_get_notice (self->session));
  tack_api_client_set_ad_account (tack_session_get_client (self->session), self->words.ad_account);

  return TRUE;
}

static void
on_runner_idle (TackRunner *runner, gpointer user_data)
{
  g_main_loop_quit (((Publish *) user_data)->loop);
}

static void
on_runner_stopped (TackRunner *runner, const GError *error, gpointer user_data)
{
  Publish *self = user_data;

  if (self->stopped == NULL)
    self->stopped = g_error_copy (error);
}

/* The window waits for the connection; a script would wait for ever. */
static void
on_runner_online (TackRunner *runner, GParamSpec *pspec, gpointer user_data)
{
  Publish *self = user_data;

  if (tack_runner_is_online (runner) || ++self->n_offline < OFFLINE_MAX || self->stopped != NULL)
    return;

  self->stopped
    = tack_error_new (TACK_ERROR_WAIT, _ ("There is no connection to Pinterest. What is "
                                          "not published yet waits in the queue."));
  tack_runner_pause (runner);
  if (!tack_runner_is_busy (runner))
    g_main_loop_quit (self->loop);
}

static void
on_runner_job_changed (TackRunner *runner, TackJob *job, gpointer user_data)
{
  Publish *self = user_data;

  if (tack_job_get_state (job) == TACK_STATE_PUBLISHED)
    self->n_offline = 0;
}

static gboolean
on_interrupt (gpointer user_data)
{
  Publish    *self = user_data;
  TackRunner *runner = tack_session_get_runner (self->session);

  self->interrupted = TRUE;
  tack_runner_pause (runner);
  if (!tack_runner_is_busy (runner))
    g_main_loop_quit (self->loop);

  /* A second Ctrl+C ends the process as always. */
  return G_SOURCE_REMOVE;
}

static void
watch (Publish *self, TackJob *job)
{
  g_ptr_array_add (self->jobs, g_object_ref (job));
  tack_cli_progress_watch (self->progress, job);
}

/* Takes out the drafts that an earlier run has in its queue, whose jobs go on instead. */
static void
resume_unfinished (Publish *self)
{
  TackQueue  *queue = tack_session_get_queue (self->session);
  TackRunner *runner = tack_session_get_runner (self->session);

  for (guint i = 0; i < self->drafts->len;)
    {
      TackDraft *draft = g_ptr_array_index (self->drafts, i);
      TackJob   *job = tack_cli_find_unfinished (queue, draft, self->jobs);

      if (job == NULL)
        i++;
      else
        {
          g_ptr_array_remove_index (self->drafts, i);
          tack_runner_retry (runner, job);
          watch (self, job);
        }
    }
}

static gboolean
flush_store (Publish *self, GError **error)
{
  TackDraftStore          *store = tack_session_get_drafts (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  tack_draft_store_flush_async (store, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_draft_store_flush_finish (store, result, error);
}

/* The runner drives whatever the queue holds, so all of it is told. */
static gboolean
add_jobs (Publish *self, GError **error)
{
  TackQueue *queue = tack_session_get_queue (self->session);

  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  resume_unfinished (self);
  tack_draft_store_add (tack_session_get_drafts (self->session), self->drafts);
  if (!flush_store (self, error))
    return FALSE;
  tack_queue_add (queue, self->drafts);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (tack_cli_is_driven (job) && !g_ptr_array_find (self->jobs, job, NULL))
        watch (self, job);
    }

  return TRUE;
}

/* Jobs that neither succeeded nor failed wait for the person; a script must learn of them too. */
static void
tell_unfinished (Publish *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      TackJob  *job = g_ptr_array_index (self->jobs, i);
      TackState state = tack_job_get_state (job);

      if (state == TACK_STATE_PUBLISHED)
        continue;
      self->has_failed = TRUE;
      if (state == TACK_STATE_FAILED)
        continue;

      g_autoptr (GError) error = NULL;
      if (state == TACK_STATE_DOUBTFUL)
        error = tack_error_new (TACK_ERROR_WAIT,
                                _ ("The answer was lost: the Pin may be published already. Look at "
                                   "the board before you send it again."));
      else if (self->stopped != NULL)
        error = g_error_copy (self->stopped);
      else
        error = tack_error_new (TACK_ERROR_WAIT, _ ("Not published yet: it waits in the queue."));
      tack_cli_progress_tell_failed (self->progress, tack_job_get_draft (job), error);
    }
}

static gboolean
run_queue (Publish *self, GError **error)
{
  TackRunner     *runner = tack_session_get_runner (self->session);
  TackDraftStore *store = tack_session_get_drafts (self->session);
  guint           interrupt_id;

  /* Before anything is written: another process may be at work on this very queue. */
  if (!tack_database_try_lock (tack_draft_store_get_database (store), error))
    return FALSE;

  if (!add_jobs (self, error))
    return FALSE;

  self->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (runner, "idle", G_CALLBACK (on_runner_idle), self);
  g_signal_connect (runner, "stopped", G_CALLBACK (on_runner_stopped), self);
  g_signal_connect (runner, "notify::online", G_CALLBACK (on_runner_online), self);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_runner_job_changed), self);
  interrupt_id = g_unix_signal_add (SIGINT, on_interrupt, self);

  tack_runner_set_max_jobs (runner, (guint) self->words.n_jobs);
  gboolean is_started = tack_runner_start (runner, error);
  if (is_started)
    g_main_loop_run (self->loop);

  if (!self->interrupted)
    g_source_remove (interrupt_id);
  g_signal_handlers_disconnect_by_data (runner, self);

  return is_started;
}

static void
remove_temporary_store (Publish *self)
{
  if (self->temporary_store == NULL)
    return;

  g_clear_object (&self->session);
  g_autoptr (GDir) dir = g_dir_open (self->temporary_store, 0, NULL);
  const char      *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->temporary_store, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->temporary_store);
}

/* @files: up to a %NULL. */
static TackExit
publish (Publish *self, char **files)
{
  g_autoptr (GError) error = NULL;

  tack_media_init ();
  if (!open_session (self, &error))
    return tack_cli_fail (error);

  self->progress
    = tack_cli_progress_new (tack_session_get_queue (self->session), self->cli->is_json);
  self->drafts = tack_cli_make_drafts (&self->words, files, tack_session_get_client (self->session),
                                       self->progress, &self->has_failed, &error);
  if (self->drafts == NULL)
    return tack_cli_fail (error);
  if (self->drafts->len == 0)
    return self->has_failed ? TACK_EXIT_FAILED : TACK_EXIT_DONE;
  if (!run_queue (self, &error))
    return tack_cli_fail (error);

  tell_unfinished (self);
  flush_store (self, NULL);

  if (g_error_matches (self->stopped, TACK_ERROR, TACK_ERROR_SIGN_IN))
    return TACK_EXIT_NOT_SIGNED_IN;
  return self->has_failed ? TACK_EXIT_FAILED : TACK_EXIT_DONE;
}

TackExit
tack_cli_publish (TackCli *cli, int argc, char **argv)
{
  g_auto (Publish) self = { .words = TACK_PUBLISH_WORDS_INIT, .cli = cli };
  TackExit         status;

  if (!tack_publish_words_parse (&self.words, &argc, &argv, &status))
    return status;

  status = publish (&self, argv + 1);
  g_clear_pointer (&self.progress, tack_cli_progress_free);
  remove_temporary_store (&self);

  return status;
}
