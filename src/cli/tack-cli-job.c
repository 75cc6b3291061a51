/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-job.h"

#include <glib/gi18n.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

/* Short enough to type, long enough that it still means the same job tomorrow. */
#define ID_LENGTH_MIN 4

char *
tack_cli_job_dup_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *address = path != NULL ? g_steal_pointer (&path) : g_file_get_uri (file);

  return g_utf8_make_valid (address, -1);
}

char *
tack_cli_job_dup_file (TackDraft *draft)
{
  GFile *file = tack_draft_get_file (draft);

  return file != NULL ? tack_cli_job_dup_path (file) : g_strdup (tack_draft_get_image_url (draft));
}

char *
tack_cli_job_dup_name (TackDraft *draft)
{
  GFile *file = tack_draft_get_file (draft);

  return file != NULL ? tack_human_file (file) : g_strdup (tack_draft_get_image_url (draft));
}

/* Whether the first @length characters tell all jobs apart. */
static gboolean
is_long_enough (TackQueue *queue, guint length)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (!g_hash_table_add (seen, g_strndup (tack_job_get_id (job), length)))
        return FALSE;
    }

  return TRUE;
}

guint
tack_cli_job_get_id_length (TackQueue *queue)
{
  guint length = ID_LENGTH_MIN;

  while (!is_long_enough (queue, length))
    length++;

  return length;
}

TackJob *
tack_cli_job_find (TackQueue *queue, const char *id, GError **error)
{
  g_autoptr (TackJob) found = NULL;
  guint               n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (g_str_has_prefix (tack_job_get_id (job), id))
        {
          g_set_object (&found, job);
          n_found++;
        }
    }

  if (n_found == 1)
    return g_steal_pointer (&found);

  if (n_found == 0)
    g_set_error (error, TACK_ERROR, TACK_ERROR_FIX,
                 _ ("Nothing in the queue is called “%s”. See “tackboard-cli queue list”."), id);
  else
    g_set_error (error, TACK_ERROR, TACK_ERROR_FIX,
                 ngettext ("%u ID in the queue begins with “%s”: write more of it.",
                           "%u IDs in the queue begin with “%s”: write more of it.", n_found),
                 n_found, id);
  return NULL;
}

char *
tack_cli_job_dup_doubt (TackJob *job, guint id_length)
{
  const char      *board = tack_draft_get_board_name (tack_job_get_draft (job));
  const char      *page = tack_job_get_look_url (job);
  g_autofree char *id = g_strndup (tack_job_get_id (job), id_length);
  g_autofree char *what
    = board != NULL
        ? g_strdup_printf (_ ("The answer was lost: the Pin may be on “%s” already."), board)
        : g_strdup (_ ("The answer was lost: the Pin may be among your ad-only Pins already."));
  g_autofree char *advice
    = page != NULL ? g_strdup_printf (_ ("Look at %s, then write “queue retry %s --send-again”, or "
                                         "--pin=NUMBER when it is there."),
                                      page, id)
                   : g_strdup_printf (_ ("Look there, then write “queue retry %s --send-again”, or "
                                         "--pin=NUMBER when it is there."),
                                      id);

  return g_strconcat (what, " ", advice, NULL);
}

/* In the order of #TackState. */
static const char *
get_state_words (TackState state)
{
  static const char *const words[] = {
    NC_ ("job", "waiting"),         NC_ ("job", "uploading"),  NC_ ("job", "uploading"),
    NC_ ("job", "uploading"),       NC_ ("job", "processing"), NC_ ("job", "creating"),
    NC_ ("job", "maybe published"), NC_ ("job", "published"),  NC_ ("job", "failed"),
    NC_ ("job", "paused"),          NC_ ("job", "cancelled"),
  };

  return g_dpgettext2 (NULL, "job", words[state]);
}

/* Where it is, or goes on. */
static TackState
get_stage (TackStep step)
{
  return tack_state_is_over (step.state) || step.state == TACK_STATE_WAITING ? step.resume
                                                                             : step.state;
}

static gboolean
print_json (TackJob *job)
{
  TackDraft             *draft = tack_job_get_draft (job);
  TackStep               step = tack_job_get_step (job);
  const GError          *problem = tack_job_get_error (job);
  g_autofree char       *file = tack_cli_job_dup_file (draft);
  g_autoptr (JsonObject) object = json_object_new ();
  const struct
  {
    const char *name;
    const char *value; /* nullable */
  } members[] = {
    { "id", tack_job_get_id (job) },
    { "file", file },
    { "title", tack_draft_get_title (draft) },
    { "board_id", tack_draft_get_board_id (draft) },
    { "board", tack_draft_get_board_name (draft) },
    { "state", tack_state_to_nick (step.state) },
    { "step", tack_state_to_nick (get_stage (step)) },
    { "pin_id", tack_job_get_pin_id (job) },
    { "url", tack_job_get_pin_url (job) },
    { "class", problem != NULL ? tack_error_class_to_nick (tack_error_get_class (problem)) : NULL },
    { "message", problem != NULL ? problem->message : NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_string_member (object, members[i].name, members[i].value);
  json_object_set_int_member (object, "code", tack_error_get_details (problem)->code);

  return tack_cli_print_json (object);
}

gboolean
tack_cli_job_print (TackCli *cli, TackJob *job, guint id_length)
{
  TackDraft    *draft = tack_job_get_draft (job);
  TackState     state = tack_job_get_state (job);
  const GError *problem = tack_job_get_error (job);

  if (cli->is_json)
    return print_json (job);

  g_autofree char *name = tack_cli_job_dup_name (draft);
  g_autofree char *sentence = state == TACK_STATE_DOUBTFUL ? tack_cli_job_dup_doubt (job, id_length)
                              : problem != NULL && state != TACK_STATE_PUBLISHED
                                ? tack_cli_dup_sentence (problem)
                                : NULL;
  const char *const parts[] = {
    get_state_words (state),           name,     tack_draft_get_title (draft),
    tack_draft_get_board_name (draft), sentence, tack_job_get_pin_url (job),
  };
  g_autoptr (GString) line = g_string_new_len (tack_job_get_id (job), (gssize) id_length);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", i == 0 ? "  " : " · ", parts[i]);

  return tack_cli_print_line (line->str);
}
