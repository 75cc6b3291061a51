/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-drafts.h"
#include "cli/tack-cli-run.h"
#include "cli/tack-cli-unfinished.h"
#include "cli/tack-cli.h"
#include "media/tack-media.h"

typedef struct
{
  TackPublishWords words;

  TackCli         *cli;
  TackCliSession   session;
  TackCliProgress *progress;
  TackCliRun      *run;
  GPtrArray       *drafts; /* that will be published, less those that are in the queue already */
  gboolean         has_failed; /* any that could not become a job */
} Publish;

static void
publish_clear (Publish *self)
{
  tack_publish_words_clear (&self->words);
  g_clear_pointer (&self->run, tack_cli_run_free);
  g_clear_pointer (&self->progress, tack_cli_progress_free);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  tack_cli_session_clear (&self->session);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publish, publish_clear)

/* Takes out the drafts that an earlier run has in its queue, whose jobs go on instead. */
static void
resume_unfinished (Publish *self)
{
  TackRunner                   *runner = tack_session_get_runner (self->session.session);
  g_autoptr (TackCliUnfinished) unfinished
    = tack_cli_unfinished_new (tack_session_get_queue (self->session.session));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->drafts->len; i++)
    {
      TackDraft          *draft = g_ptr_array_index (self->drafts, i);
      g_autoptr (TackJob) job = tack_cli_unfinished_take (unfinished, draft);

      if (job == NULL)
        g_ptr_array_add (fresh, g_object_ref (draft));
      else
        {
          tack_runner_retry (runner, job);
          tack_runner_resume_job (runner, job);
          tack_cli_run_watch (self->run, job);
        }
    }

  g_ptr_array_unref (self->drafts);
  self->drafts = g_steal_pointer (&fresh);
}

static gboolean
add_jobs (Publish *self, GError **error)
{
  resume_unfinished (self);
  tack_draft_store_add (tack_session_get_drafts (self->session.session), self->drafts);
  if (!tack_cli_session_flush (&self->session, error))
    return FALSE;
  tack_queue_add (tack_session_get_queue (self->session.session), self->drafts);

  return TRUE;
}

/* @files: up to a %NULL. */
static TackExit
publish (Publish *self, char **files)
{
  g_autoptr (GError) error = NULL;

  tack_media_init ();
  if (!tack_cli_session_open (&self->session, self->cli, TACK_CLI_SESSION_PUBLISH, &error))
    return tack_cli_fail (error);

  TackApiClient *client = tack_session_get_client (self->session.session);
  tack_api_client_set_ad_account (client, self->words.ad_account);
  self->progress
    = tack_cli_progress_new (tack_session_get_queue (self->session.session), self->cli->is_json);
  self->run = tack_cli_run_new (&self->session, self->progress);
  self->drafts = tack_cli_make_drafts (&self->words, files, client, self->session.proxy,
                                       self->progress, &self->has_failed, &error);
  if (self->drafts == NULL)
    return tack_cli_fail (error);
  if (self->drafts->len == 0)
    return self->has_failed ? TACK_EXIT_FAILED : TACK_EXIT_DONE;
  if (!add_jobs (self, &error))
    return tack_cli_fail (error);

  TackExit status = tack_cli_run_to_end (self->run, (guint) self->words.n_jobs, FALSE);

  return status == TACK_EXIT_DONE && self->has_failed ? TACK_EXIT_FAILED : status;
}

TackExit
tack_cli_publish (TackCli *cli, int argc, char **argv)
{
  g_auto (Publish) self = { .words = TACK_PUBLISH_WORDS_INIT, .cli = cli };
  TackExit         status;

  if (!tack_publish_words_parse (&self.words, &argc, &argv, &status))
    return status;

  return publish (&self, argv + 1);
}
