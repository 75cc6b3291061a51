/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "base/tack-text-check.h"

static void
command_clear (TackCliCommand *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->account);
  g_strfreev (self->arguments);
  g_free (self->ad_account);
  g_free (self->alt_text);
  g_free (self->board);
  g_free (self->description);
  g_free (self->link);
  g_free (self->name);
  g_free (self->privacy);
  g_free (self->section);
  g_free (self->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackCliCommand, command_clear)

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) all, word);
}

/* Returns: (transfer full) (element-type GOptionEntry): ends with an empty one. */
static GArray *
make_entries (TackCliCommand *self, const char *options)
{
  const GOptionEntry all[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &self->title, N_ ("What it is called"), N_ ("TEXT") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_ ("What it is called"), N_ ("TEXT") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &self->description, N_ ("What people read"),
      N_ ("TEXT") },
    { "alt-text", 0, 0, G_OPTION_ARG_STRING, &self->alt_text,
      N_ ("For people who cannot see the Pin"), N_ ("TEXT") },
    { "link", 0, 0, G_OPTION_ARG_STRING, &self->link, N_ ("Where a click leads"), "URL" },
    { "board", 0, 0, G_OPTION_ARG_STRING, &self->board, N_ ("The board, by name or number"),
      N_ ("BOARD") },
    { "section", 0, 0, G_OPTION_ARG_STRING, &self->section, N_ ("The section, by name or number"),
      N_ ("SECTION") },
    { "privacy", 0, 0, G_OPTION_ARG_STRING, &self->privacy, N_ ("Who can see it"),
      "public|protected|secret" },
    { "ads-only", 0, 0, G_OPTION_ARG_NONE, &self->is_ads_only,
      N_ ("Only for ads: Pinterest names and protects it"), NULL },
    { "include-protected", 0, 0, G_OPTION_ARG_NONE, &self->include_protected,
      N_ ("Also Pins on protected boards"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, N_ ("Delete without asking"), NULL },
    { "ad-account", 0, 0, G_OPTION_ARG_STRING, &self->ad_account,
      N_ ("Act for the owner of that ad account"), N_ ("NUMBER") },
  };
  GArray *entries = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].long_name, "ad-account") || has_word (options, all[i].long_name))
      g_array_append_val (entries, all[i]);

  return entries;
}

static TackExit
print_help (const char *verb, const TackCliSubverb *subverbs)
{
  g_print ("%s\n\n", _ ("Usage:"));
  for (const TackCliSubverb *subverb = subverbs; subverb->name != NULL; subverb++)
    {
      g_autofree char *usage
        = g_strdup_printf ("%s %s %s", verb, subverb->name, subverb->arguments);
      g_print ("  %-36s%s\n", usage, _ (subverb->summary));
    }
  g_print ("\n%s\n", _ ("Each of them has a --help of its own."));

  return TACK_EXIT_DONE;
}

static TackExit
tell_subverbs (const char *verb, const TackCliSubverb *subverbs)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const TackCliSubverb *subverb = subverbs; subverb->name != NULL; subverb++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", subverb->name);

  /* Translators: the name of a verb of the command line, and what may follow it */
  return tack_cli_usage (_ ("%s knows: %s."), verb, names->str);
}

/* Options come through GLib's parser as UTF-8; what is no option it leaves as it was typed. */
static char *
dup_utf8 (const char *argument, GError **error)
{
  if (g_utf8_validate (argument, -1, NULL))
    return g_strdup (argument);

  char *text = g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
  if (text == NULL)
    {
      g_autofree char *line = tack_human_line (argument);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is not text of this terminal's kind."), line);
    }

  return text;
}

/* @kind: what it is called in the usage. Whatever is named has a name that Pinterest takes. */
static gboolean
check_argument (const char *kind, const char *argument, GError **error)
{
  if (*argument == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s must not be empty."),
                   kind);
      return FALSE;
    }
  if (g_str_equal (kind, "PIN"))
    return tack_text_check_id (_ ("The Pin"), argument, error);

  return tack_text_check_name (kind, argument, TACK_SECTION_NAME_MAX, error);
}

static gboolean
take_arguments (TackCliCommand *self, const char *kinds, int argc, char **argv, GError **error)
{
  g_auto (GStrv)           words = g_strsplit (kinds, " ", -1);
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();

  if (argc != 1 + (int) g_strv_length (words))
    {
      if (words[0] == NULL)
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _ ("%s takes nothing but options."), argv[0]);
      else
        g_set_error (
          error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
          /* Translators: words of the command line, such as “boards show needs: BOARD” */
          _ ("%s needs: %s"), argv[0], kinds);
      return FALSE;
    }

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *argument = dup_utf8 (argv[1 + i], error);

      if (argument == NULL || !check_argument (words[i], argument, error))
        return FALSE;
      g_strv_builder_add (arguments, argument);
    }
  self->arguments = g_strv_builder_end (arguments);

  return TRUE;
}

static gboolean
has_terminal (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* What is wrong whoever's account it is. */
static gboolean
check_options (TackCliCommand *self, const char *options, GError **error)
{
  const struct
  {
    const char *option;
    const char *value;
  } needed[] = {
    { "--board", self->board },
    { "--section", g_strcmp0 (self->section, "") != 0 ? self->section : NULL }, /* "" is none */
    { "--name", self->name },
    { "--privacy", self->privacy },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].value != NULL && !check_argument (needed[i].option, needed[i].value, error))
      return FALSE;

  if (self->ad_account != NULL && !tack_text_is_id (self->ad_account))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                 _ ("--ad-account takes the number of an ad account."));
  else if (has_word (options, "yes") && !self->yes && !has_terminal ())
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                 _ ("There is no terminal to ask on: add --yes to delete without a question."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
connect_to_api (TackCliCommand *self, GError **error)
{
  self->account = tack_cli_get_account (self->cli, error);
  if (self->account == NULL)
    return FALSE;

  self->client = tack_api_client_new (tack_account_get_url (self->account),
                                      TACK_AUTHORIZER (self->account), error);
  if (self->client == NULL)
    return FALSE;

  tack_api_client_set_ad_account (self->client, self->ad_account);

  return TRUE;
}

TackExit
tack_cli_run_subverb (TackCli *cli, const TackCliSubverb *subverbs, int argc, char **argv)
{
  g_auto (TackCliCommand) self = { .cli = cli };
  const char             *verb = argv[0];
  const TackCliSubverb   *subverb = subverbs;
  TackExit                status;
  g_autoptr (GError)      error = NULL;

  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return print_help (verb, subverbs);
  while (subverb->name != NULL && (argc < 2 || !g_str_equal (argv[1], subverb->name)))
    subverb++;
  if (subverb->name == NULL)
    return tell_subverbs (verb, subverbs);

  g_autofree char   *words = g_strdup_printf ("%s %s", verb, subverb->name);
  g_autoptr (GArray) entries = make_entries (&self, subverb->options);
  argc--;
  argv++;
  argv[0] = words;
  if (!tack_cli_parse ((GOptionEntry *) entries->data, subverb->arguments, &argc, &argv, &status))
    return status;

  if (take_arguments (&self, subverb->arguments, argc, argv, &error)
      && check_options (&self, subverb->options, &error) && connect_to_api (&self, &error)
      && subverb->run (&self, &error))
    return TACK_EXIT_DONE;

  return tack_cli_fail (error);
}

gboolean
tack_cli_confirm (TackCliCommand *command, const char *question, GError **error)
{
  g_autofree char *answer = NULL; /* by malloc(), which GLib's g_free() is */
  size_t           size = 0;

  if (command->yes)
    return TRUE;

  /* Names of others may be in it. */
  g_autofree char *line = tack_human_line (question);
  /* Translators: a question of the command line; write the letters that your language answers with,
   * the one in capitals is meant when nothing is typed */
  g_printerr (_ ("%s [y/N] "), line);
  if (getline (&answer, &size, stdin) > 0 && rpmatch (answer) == 1)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was deleted."));
  return FALSE;
}
