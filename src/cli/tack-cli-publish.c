/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "cli/tack-cli-place.h"
#include "cli/tack-cli-progress.h"
#include "cli/tack-cli-unfinished.h"
#include "cli/tack-cli-volume.h"
#include "cli/tack-cli.h"
#include "drafts/tack-draft-check.h"
#include "drafts/tack-intake.h"
#include "media/tack-media.h"

/* The words of the command line, and what they lead to. */
/* A connection that is lost again after a pause, and nothing published meanwhile, is gone. */
#define OFFLINE_MAX 2

typedef struct
{
  char    *board;
  char    *section;
  char    *title;
  char    *description;
  char    *link;
  char    *alt_text;
  char    *note;
  char    *cover_file;
  char    *cover_url;
  char    *ad_account;
  GStrv    image_urls;
  GStrv    products;
  double   cover_at;
  int      n_jobs;
  gboolean ad_only;
  gboolean idea_ad;
  gboolean create_board;

  TackCli         *cli;
  TackAccount     *account;
  TackSession     *session;
  TackCliProgress *progress;
  char            *temporary_store; /* nullable */
  TackCliPlace     place;           /* empty for ad-only Pins */
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
  g_clear_pointer (&self->progress, tack_cli_progress_free);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  tack_cli_place_clear (&self->place);
  g_clear_object (&self->session);
  g_clear_object (&self->account);
  g_clear_error (&self->stopped);
  g_free (self->board);
  g_free (self->section);
  g_free (self->title);
  g_free (self->description);
  g_free (self->link);
  g_free (self->alt_text);
  g_free (self->note);
  g_free (self->cover_file);
  g_free (self->cover_url);
  g_free (self->ad_account);
  g_strfreev (self->image_urls);
  g_strfreev (self->products);
  g_free (self->temporary_store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publish, publish_clear)

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Mistakes that no server has to be asked about. */
static const char *
find_usage_mistake (const Publish *self, int n_files)
{
  if (n_files == 0 && self->image_urls == NULL)
    return _ ("publish needs a file or --image-url=URL.");
  if (self->board == NULL && !self->ad_only)
    return _ ("publish needs --board=NAME, or --ad-only.");
  if (self->board == NULL && self->section != NULL)
    return _ ("A section needs its board: add --board=NAME.");
  if (self->create_board && self->board == NULL)
    return _ ("--create-board needs --board=NAME.");
  if (self->n_jobs < TACK_RUNNER_JOBS_MIN || self->n_jobs > TACK_RUNNER_JOBS_MAX)
    return _ ("--jobs takes a number from 1 to 6.");
  if (!isfinite (self->cover_at) || self->cover_at > 1e6)
    return _ ("--cover-at takes seconds from the start of the video.");
  if ((self->cover_at >= 0) + (self->cover_file != NULL) + (self->cover_url != NULL) > 1)
    return _ ("--cover-at, --cover-file and --cover-url exclude each other.");
  if (self->ad_account != NULL && !is_number (self->ad_account))
    return _ ("--ad-account takes the number of an ad account.");

  return NULL;
}

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
  tack_api_client_set_ad_account (tack_session_get_client (self->session), self->ad_account);

  return TRUE;
}

/* Where the Pins go, and whether there is room for more. */
static gboolean
find_place (Publish *self, GError **error)
{
  TackApiClient *client = tack_session_get_client (self->session);

  return tack_cli_check_volume (client, TACK_VOLUME_PINS, error)
         && (self->board == NULL
             || tack_cli_find_place (client, self->board, self->create_board, self->section,
                                     &self->place, error));
}

/* Before gigabytes are sent for a Pin whose cover cannot be read. */
static gboolean
check_cover (Publish *self, GError **error)
{
  if (self->cover_file == NULL)
    return TRUE;

  g_autoptr (TackInspector) inspector = tack_inspector_new ();
  g_autoptr (GFile)         file = g_file_new_for_commandline_arg (self->cover_file);
  g_autoptr (GAsyncResult)  result = NULL;
  tack_inspector_inspect_async (inspector, file, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  g_autoptr (TackMediaInfo) info = tack_inspector_inspect_finish (result, error);
  if (info == NULL)
    return FALSE;

  const TackIssue *worst = tack_issue_array_get_worst (info->issues);
  g_autofree char *name = tack_human_file (file);
  if (worst != NULL && worst->severity == TACK_SEVERITY_ERROR)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", worst->message));
  else if (info->kind != TACK_MEDIA_IMAGE)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not a picture."), name));
  else
    return TRUE;

  return FALSE;
}

static void
fill_draft (Publish *self, TackDraft *draft)
{
  const char       *url = tack_draft_get_image_url (draft);
  g_autoptr (GFile) file
    = url != NULL ? g_file_new_for_uri (url) : g_object_ref (tack_draft_get_file (draft));
  g_autofree char *title = tack_draft_expand (self->title, file);
  g_autofree char *description = tack_draft_expand (self->description, file);
  g_autofree char *alt_text = tack_draft_expand (self->alt_text, file);
  g_autofree char *link = tack_draft_expand (self->link, file);
  g_autofree char *note = tack_draft_expand (self->note, file);

  tack_draft_set_title (draft, title);
  tack_draft_set_description (draft, description);
  tack_draft_set_alt_text (draft, alt_text);
  tack_draft_set_link (draft, link);
  tack_draft_set_note (draft, note);
  tack_draft_set_ad_only (draft, self->ad_only);
  tack_draft_set_idea_ad (draft, self->idea_ad);
  tack_draft_set_product_tags (draft, (const char *const *) self->products);
  if (self->place.board != NULL)
    tack_draft_set_board (draft, tack_board_get_id (self->place.board),
                          tack_board_get_name (self->place.board));
  if (self->place.section != NULL)
    tack_draft_set_section (draft, tack_section_get_id (self->place.section),
                            tack_section_get_name (self->place.section));
  if (self->cover_at >= 0)
    tack_draft_set_cover_at (draft, llround (self->cover_at * 1000));
  tack_draft_set_cover_url (draft, self->cover_url);
  if (self->cover_file != NULL)
    {
      g_autoptr (GFile) cover = g_file_new_for_commandline_arg (self->cover_file);
      tack_draft_set_cover_file (draft, cover);
    }
}

/* Keeps a draft that Pinterest can take, and says of another what is wrong with it. */
static void
accept_or_tell (Publish *self, TackDraft *draft)
{
  const TackIssue *worst = tack_issue_array_get_worst (tack_draft_get_issues (draft));

  if (worst == NULL || worst->severity != TACK_SEVERITY_ERROR)
    {
      g_ptr_array_add (self->drafts, g_object_ref (draft));
      return;
    }

  g_autoptr (GError) error = tack_error_new (TACK_ERROR_FIX, "%s", worst->message);
  tack_cli_progress_tell_failed (self->progress, draft, error);
  self->has_failed = TRUE;
}

static void
make_drafts (Publish *self, int n_files, char **files)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new ();
  g_autoptr (GPtrArray)     drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree GAsyncResult **results = g_new0 (GAsyncResult *, (gsize) MAX (n_files, 1));

  for (int i = 0; i < n_files; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (files[i]);
      TackDraft        *draft = tack_draft_new (file);

      g_ptr_array_add (drafts, draft);
      tack_intake_inspect_async (draft, inspector, NULL, tack_cli_store_result, &results[i]);
    }
  for (int i = 0; i < n_files; i++)
    {
      tack_cli_wait (&results[i]);
      tack_intake_inspect_finish (results[i], NULL);
      g_object_unref (results[i]);
    }
  for (guint i = 0; self->image_urls != NULL && self->image_urls[i] != NULL; i++)
    g_ptr_array_add (drafts, tack_draft_new_for_image_url (self->image_urls[i]));

  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < drafts->len; i++)
    {
      fill_draft (self, g_ptr_array_index (drafts, i));
      accept_or_tell (self, g_ptr_array_index (drafts, i));
    }
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

  tack_runner_set_max_jobs (runner, (guint) self->n_jobs);
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

static TackExit
publish (Publish *self, int n_files, char **files)
{
  g_autoptr (GError) error = NULL;

  tack_media_init ();
  if (!open_session (self, &error) || !find_place (self, &error) || !check_cover (self, &error))
    return tack_cli_fail (error);

  self->progress
    = tack_cli_progress_new (tack_session_get_queue (self->session), self->cli->is_json);
  make_drafts (self, n_files, files);
  if (self->drafts->len == 0)
    return TACK_EXIT_FAILED;
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
  g_auto (Publish)   self = { .cover_at = -1, .n_jobs = TACK_RUNNER_JOBS_DEFAULT, .cli = cli };
  const GOptionEntry entries[] = {
    { "board", 0, 0, G_OPTION_ARG_STRING, &self.board, N_ ("The board, by name or number"),
      N_ ("BOARD") },
    { "create-board", 0, 0, G_OPTION_ARG_NONE, &self.create_board,
      N_ ("Make the board when there is none of that name"), NULL },
    { "section", 0, 0, G_OPTION_ARG_STRING, &self.section, N_ ("The section, by name or number"),
      N_ ("SECTION") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self.title, N_ ("{name} stands for the file's name"),
      N_ ("TEXT") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &self.description, N_ ("What people read"),
      N_ ("TEXT") },
    { "link", 0, 0, G_OPTION_ARG_STRING, &self.link, N_ ("Where a click leads"), "URL" },
    { "alt-text", 0, 0, G_OPTION_ARG_STRING, &self.alt_text,
      N_ ("For people who cannot see the Pin"), N_ ("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self.note, N_ ("A private note"), N_ ("TEXT") },
    { "ad-only", 0, 0, G_OPTION_ARG_NONE, &self.ad_only, N_ ("Only ads show it; needs no board"),
      NULL },
    { "idea-ad", 0, 0, G_OPTION_ARG_NONE, &self.idea_ad, N_ ("Can become an Idea ad"), NULL },
    { "product", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.products,
      N_ ("The number of a product Pin to tag; may be repeated"), N_ ("PIN") },
    { "cover-at", 0, 0, G_OPTION_ARG_DOUBLE, &self.cover_at,
      N_ ("The cover of a video, in seconds"), N_ ("SECONDS") },
    { "cover-file", 0, 0, G_OPTION_ARG_FILENAME, &self.cover_file, N_ ("A picture as the cover"),
      N_ ("FILE") },
    { "cover-url", 0, 0, G_OPTION_ARG_STRING, &self.cover_url, N_ ("The address of a cover"),
      "URL" },
    { "image-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.image_urls,
      N_ ("A picture that Pinterest fetches itself; may be repeated"), "URL" },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &self.n_jobs, N_ ("How many at once: 1 to 6"), "N" },
    { "ad-account", 0, 0, G_OPTION_ARG_STRING, &self.ad_account,
      N_ ("Act for the owner of that ad account"), N_ ("NUMBER") },
    { NULL },
  };
  TackExit status;

  if (!tack_cli_parse (entries, _ ("FILE…"), &argc, &argv, &status))
    return status;

  const char *mistake = find_usage_mistake (&self, argc - 1);
  if (mistake != NULL)
    return tack_cli_usage ("%s", mistake);

  status = publish (&self, argc - 1, argv + 1);
  g_clear_pointer (&self.progress, tack_cli_progress_free);
  remove_temporary_store (&self);

  return status;
}
