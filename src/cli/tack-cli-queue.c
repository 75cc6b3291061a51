/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "base/tack-error.h"
#include "base/tack-text-check.h"
#include "cli/tack-cli-job.h"
#include "cli/tack-cli-run.h"
#include "media/tack-media.h"

typedef struct
{
  TackCli       *cli;
  TackCliSession session;
  TackQueue     *queue;  /* the session's */
  TackRunner    *runner; /* likewise */
  char          *id;     /* nullable: the job's, or its beginning */

  char    *ad_account; /* nullable */
  char    *pin;        /* nullable */
  int      n_jobs;
  gboolean sends_again;
} Queue;

static void
queue_clear (Queue *self)
{
  tack_cli_session_clear (&self->session);
  g_free (self->id);
  g_free (self->ad_account);
  g_free (self->pin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Queue, queue_clear)

/* The jobs of this moment: what is done to one may change the list. */
static GPtrArray *
dup_jobs (Queue *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queue)); i++)
    g_ptr_array_add (jobs, g_list_model_get_item (G_LIST_MODEL (self->queue), i));

  return jobs;
}

/* Returns: whether anybody reads on. */
static gboolean
print_jobs (Queue *self, GPtrArray *jobs, guint id_length)
{
  for (guint i = 0; i < jobs->len; i++)
    if (!tack_cli_job_print (self->cli, g_ptr_array_index (jobs, i), id_length))
      return FALSE;

  return TRUE;
}

/* What scripts see from the objects, or from there being none. */
static void
tell (Queue *self, const char *sentence)
{
  if (!self->cli->is_json)
    tack_cli_print_line (sentence);
}

static TackExit
list (Queue *self)
{
  g_autoptr (GPtrArray) jobs = dup_jobs (self);
  const GError         *hold = tack_queue_get_hold (self->queue);

  if (jobs->len == 0)
    tell (self, _ ("The queue is empty."));
  if (print_jobs (self, jobs, tack_cli_job_get_id_length (self->queue)) && hold != NULL)
    tell (self, hold->message);

  return TACK_EXIT_DONE;
}

/* Those that no run drives: of each the person has to know. Returns: whether any failed earlier. */
static gboolean
watch_unfinished (Queue *self, TackCliRun *run, TackCliProgress *progress)
{
  g_autoptr (GPtrArray) jobs = dup_jobs (self);
  gboolean              has_failed = FALSE;

  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob *job = g_ptr_array_index (jobs, i);

      if (tack_job_get_state (job) == TACK_STATE_PAUSED)
        tack_cli_run_watch (run, job);
      if (tack_job_get_state (job) != TACK_STATE_FAILED || tack_job_get_error (job) == NULL)
        continue;
      has_failed = TRUE;
      tack_cli_progress_tell_failed (progress, tack_job_get_draft (job), tack_job_get_error (job));
    }

  return has_failed;
}

static TackExit
run (Queue *self)
{
  g_autoptr (TackCliProgress) progress = tack_cli_progress_new (self->queue, self->cli->is_json);
  g_autoptr (TackCliRun)      run = tack_cli_run_new (&self->session, progress);

  tack_api_client_set_ad_account (tack_session_get_client (self->session.session),
                                  self->ad_account);
  gboolean has_failed = watch_unfinished (self, run, progress);
  TackExit status = tack_cli_run_to_end (run, (guint) self->n_jobs, TRUE);

  if (tack_cli_run_get_jobs (run)->len == 0 && !has_failed)
    tell (self, _ ("Nothing waits in the queue."));

  return status == TACK_EXIT_DONE && has_failed ? TACK_EXIT_FAILED : status;
}

/* Puts what was changed on the disk before it is told. */
static TackExit
finish (Queue *self, GPtrArray *changed, guint id_length)
{
  g_autoptr (GError) error = NULL;

  if (!tack_cli_session_flush (&self->session, &error))
    return tack_cli_fail (error);

  print_jobs (self, changed, id_length);

  return TACK_EXIT_DONE;
}

static TackExit
finish_one (Queue *self, TackJob *job)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  g_ptr_array_add (changed, job);

  return finish (self, changed, tack_cli_job_get_id_length (self->queue));
}

/* @sentence: (transfer full) */
static TackExit
refuse (char *sentence)
{
  g_autofree char   *owned = sentence;
  g_autoptr (GError) error = tack_error_new (TACK_ERROR_FIX, "%s", owned);

  return tack_cli_fail (error);
}

/* What the person says of a doubtful one. */
static TackExit
settle (Queue *self, TackJob *job)
{
  if (self->pin == NULL && !self->sends_again)
    return refuse (tack_cli_job_dup_doubt (job, tack_cli_job_get_id_length (self->queue)));

  tack_runner_settle (self->runner, job, self->pin);

  return finish_one (self, job);
}

static TackExit
retry_one (Queue *self)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (TackJob) job = tack_cli_job_find (self->queue, self->id, &error);

  if (job == NULL)
    return tack_cli_fail (error);

  TackState        state = tack_job_get_state (job);
  g_autofree char *name = tack_cli_job_dup_name (tack_job_get_draft (job));
  if (state == TACK_STATE_DOUBTFUL)
    return settle (self, job);
  if (state == TACK_STATE_PUBLISHED)
    return refuse (g_strdup_printf (_ ("“%s” is published already."), name));
  if (self->pin != NULL || self->sends_again)
    return refuse (
      g_strdup_printf (_ ("“%s” is not in doubt: leave out --send-again and --pin."), name));
  if (!tack_state_is_over (state))
    return refuse (
      g_strdup_printf (_ ("“%s” has not failed: “tackboard-cli queue run” goes on with it."),
                       name));

  tack_runner_retry (self->runner, job);
  tack_runner_resume_job (self->runner, job);

  return finish_one (self, job);
}

/* Takes those that another try can mend out of @jobs, and says of the other failed ones why they
 * stay. Returns: whether there are any of these. */
static gboolean
leave_hopeless (GPtrArray *jobs)
{
  gboolean is_any_left = FALSE;

  for (guint i = 0; i < jobs->len;)
    {
      TackJob      *job = g_ptr_array_index (jobs, i);
      const GError *problem = tack_job_get_error (job);

      if (tack_step_is_worth_retrying (tack_job_get_step (job), problem))
        {
          i++;
          continue;
        }
      if (tack_job_get_state (job) == TACK_STATE_FAILED && problem != NULL)
        {
          tack_cli_fail (problem);
          is_any_left = TRUE;
        }
      g_ptr_array_remove_index (jobs, i);
    }

  return is_any_left;
}

static TackExit
retry (Queue *self)
{
  if (self->id != NULL)
    return retry_one (self);
  if (self->pin != NULL || self->sends_again)
    return tack_cli_usage ("%s", _ ("--send-again and --pin are for one: add its ID."));

  g_autoptr (GPtrArray) retried = dup_jobs (self);
  gboolean              is_any_left = leave_hopeless (retried);

  tack_runner_retry_all (self->runner);
  TackExit status = finish (self, retried, tack_cli_job_get_id_length (self->queue));
  if (status == TACK_EXIT_DONE && retried->len == 0 && !is_any_left)
    tell (self, _ ("Nothing in the queue has failed."));

  return is_any_left ? TACK_EXIT_FAILED : status;
}

static TackExit
cancel (Queue *self)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (TackJob) job = tack_cli_job_find (self->queue, self->id, &error);

  if (job == NULL)
    return tack_cli_fail (error);

  g_autofree char *name = tack_cli_job_dup_name (tack_job_get_draft (job));
  if (tack_job_get_state (job) == TACK_STATE_PUBLISHED)
    return refuse (g_strdup_printf (_ ("“%s” is published already."), name));

  tack_runner_cancel (self->runner, job);

  return finish_one (self, job);
}

/* What the window clears: no Pin goes, and what failed still waits for the person. */
static TackExit
clear (Queue *self)
{
  guint                 id_length = tack_cli_job_get_id_length (self->queue);
  g_autoptr (GPtrArray) over = dup_jobs (self);

  for (guint i = 0; i < over->len;)
    {
      TackState state = tack_job_get_state (g_ptr_array_index (over, i));

      if (state == TACK_STATE_PUBLISHED || state == TACK_STATE_CANCELLED)
        i++;
      else
        g_ptr_array_remove_index (over, i);
    }
  tack_queue_remove (self->queue, over);
  if (over->len == 0)
    tell (self, _ ("Nothing in the queue is over."));

  return finish (self, over, id_length);
}

typedef enum
{
  ID_NONE,
  ID_MAY,
  ID_MUST,
} TakesId;

/* The first is meant when none is named. */
static const struct
{
  const char       *name;
  const char       *arguments;
  TakesId           takes_id;
  TackCliSessionUse use;
  const char       *summary;
  TackExit (*run) (Queue *self);
} subverbs[] = {
  { "list", "", ID_NONE, TACK_CLI_SESSION_LOOK, N_ ("List what is in the queue"), list },
  { "run", "", ID_NONE, TACK_CLI_SESSION_PUBLISH, N_ ("Go on with what waits, to its end"), run },
  { "retry", "[ID]", ID_MAY, TACK_CLI_SESSION_CHANGE,
    N_ ("Let all that failed wait again, or one; “run” publishes it"), retry },
  { "cancel", "ID", ID_MUST, TACK_CLI_SESSION_CHANGE, N_ ("Do not publish that one"), cancel },
  { "clear", "", ID_NONE, TACK_CLI_SESSION_CHANGE,
    N_ ("Take out what is published or cancelled; no Pin is deleted"), clear },
};

static TackExit
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage:"));
  for (guint i = 0; i < G_N_ELEMENTS (subverbs); i++)
    {
      g_autofree char *usage
        = g_strdup_printf ("queue %s %s", subverbs[i].name, subverbs[i].arguments);
      g_print ("  %-36s%s\n", usage, _ (subverbs[i].summary));
    }
  g_print ("\n%s\n", _ ("The beginning of an ID is enough. Each of them has a --help of its own."));

  return TACK_EXIT_DONE;
}

/* Ends with an empty one. Returns: (transfer full) (element-type GOptionEntry): */
static GArray *
make_entries (Queue *self, TackExit (*sub_run) (Queue *self))
{
  const struct
  {
    TackExit (*of) (Queue *self);
    GOptionEntry entry;
  } all[] = {
    { run,
      { "jobs", 0, 0, G_OPTION_ARG_INT, &self->n_jobs, N_ ("How many at once: 1 to 6"), "N" } },
    { run,
      { "ad-account", 0, 0, G_OPTION_ARG_STRING, &self->ad_account,
        N_ ("Act for the owner of that ad account"), N_ ("NUMBER") } },
    { retry,
      { "send-again", 0, 0, G_OPTION_ARG_NONE, &self->sends_again,
        N_ ("You looked: the Pin whose answer was lost is not there"), NULL } },
    { retry,
      { "pin", 0, 0, G_OPTION_ARG_STRING, &self->pin,
        N_ ("You looked: it is there, and this is its number"), N_ ("NUMBER") } },
  };
  GArray *entries = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].of == sub_run)
      g_array_append_val (entries, all[i].entry);

  return entries;
}

/* Returns: (nullable): what the words do not make sense for, as a sentence. */
static const char *
find_mistake (Queue *self)
{
  const struct
  {
    gboolean    is_made;
    const char *sentence;
  } mistakes[] = {
    { self->id != NULL && *self->id == '\0', _ ("An ID must not be empty: see “queue list”.") },
    { self->n_jobs < TACK_RUNNER_JOBS_MIN || self->n_jobs > TACK_RUNNER_JOBS_MAX,
      _ ("--jobs takes a number from 1 to 6.") },
    { self->ad_account != NULL && !tack_text_is_id (self->ad_account),
      _ ("--ad-account takes the number of an ad account.") },
    { self->pin != NULL && !tack_text_is_id (self->pin), _ ("--pin takes the number of a Pin.") },
    { self->pin != NULL && self->sends_again, _ ("--send-again and --pin exclude each other.") },
    { self->cli->is_demo && self->cli->store_dir == NULL,
      _ ("The demo forgets its queue with the process: add --store=DIR.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    if (mistakes[i].is_made)
      return mistakes[i].sentence;

  return NULL;
}

TackExit
tack_cli_queue (TackCli *cli, int argc, char **argv)
{
  g_auto (Queue)     self = { .cli = cli, .n_jobs = TACK_RUNNER_JOBS_DEFAULT };
  guint              sub = 0;
  TackExit           status;
  g_autoptr (GError) error = NULL;

  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return print_help ();
  while (argc > 1 && sub < G_N_ELEMENTS (subverbs) && !g_str_equal (argv[1], subverbs[sub].name))
    sub++;
  if (sub == G_N_ELEMENTS (subverbs))
    return tack_cli_usage ("%s", _ ("queue knows: list, run, retry, cancel, clear."));

  g_autofree char   *words = g_strdup_printf ("queue %s", subverbs[sub].name);
  g_autoptr (GArray) entries = make_entries (&self, subverbs[sub].run);
  if (argc > 1)
    {
      argc--;
      argv++;
    }
  argv[0] = words;
  if (!tack_cli_parse ((GOptionEntry *) entries->data, subverbs[sub].arguments, &argc, &argv,
                       &status))
    return status;
  if (subverbs[sub].takes_id == ID_NONE && argc > 1)
    return tack_cli_usage (_ ("%s takes nothing but options."), words);
  if (argc > 2 || (subverbs[sub].takes_id == ID_MUST && argc < 2))
    return tack_cli_usage (_ ("%s needs: %s"), words, subverbs[sub].arguments);

  self.id = argc > 1 ? g_utf8_make_valid (argv[1], -1) : NULL;
  const char *mistake = find_mistake (&self);
  if (mistake != NULL)
    return tack_cli_usage ("%s", mistake);

  if (subverbs[sub].use == TACK_CLI_SESSION_PUBLISH)
    tack_media_init ();
  if (!tack_cli_session_open (&self.session, cli, subverbs[sub].use, &error))
    return tack_cli_fail (error);
  self.queue = tack_session_get_queue (self.session.session);
  self.runner = tack_session_get_runner (self.session.session);

  return subverbs[sub].run (&self);
}
