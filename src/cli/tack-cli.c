/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli.h"

#include <glib/gi18n.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "base/tack-json.h"

/* No sentence of ours is so long; what was typed may be. */
#define SENTENCE_CHARS_MAX 1000

/* GLib leaves the “--” there when what follows it begins with a hyphen, as a file's name may. */
static void
drop_separator (int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        memmove (&argv[i], &argv[i + 1], (gsize) (*argc - i) * sizeof *argv);
        (*argc)--;
        return;
      }
}

/* GLib takes “--yes=no” for “--yes”. Returns: (transfer none) (nullable): such a word. */
static const char *
find_flag_with_value (const GOptionEntry *entries, int argc, char **argv)
{
  for (; entries->long_name != NULL; entries++)
    for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
      {
        gsize length = strlen (entries->long_name);

        if (entries->arg == G_OPTION_ARG_NONE && g_str_has_prefix (argv[i], "--")
            && strncmp (argv[i] + 2, entries->long_name, length) == 0 && argv[i][2 + length] == '=')
          return argv[i];
      }

  return NULL;
}

gboolean
tack_cli_parse (const GOptionEntry *entries,
                const char         *usage,
                int                *argc,
                char             ***argv,
                TackExit           *exit)
{
  gboolean     wants_help = FALSE;
  GOptionEntry help[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL },
    { NULL },
  };
  g_autofree char           *program = g_strconcat (g_get_prgname (), " ", (*argv)[0], NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError)         error = NULL;

  const char *flag = find_flag_with_value (entries, *argc, *argv);
  if (flag != NULL)
    {
      *exit = tack_cli_usage (_ ("%s: this option takes no value."), flag);
      return FALSE;
    }

  /* What the help calls it. */
  g_set_prgname (program);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *exit = tack_cli_usage ("%s", error->message);
      return FALSE;
    }
  if (wants_help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
      g_print ("%s", text);
      *exit = TACK_EXIT_DONE;
      return FALSE;
    }

  drop_separator (argc, *argv);

  return TRUE;
}

char *
tack_cli_dup_sentence (const GError *error)
{
  const TackErrorDetails *details = tack_error_get_details (error);

  if (details->reason != NULL && details->request_id != NULL)
    return g_strdup_printf (_ ("%s (Pinterest: “%s”, request %s)"), error->message, details->reason,
                            details->request_id);
  if (details->reason != NULL)
    return g_strdup_printf (_ ("%s (Pinterest: “%s”)"), error->message, details->reason);
  if (details->request_id != NULL)
    return g_strdup_printf (_ ("%s (request %s)"), error->message, details->request_id);

  return g_strdup (error->message);
}

/* One line, whatever the words of others in it hold, and not endless, whatever was typed. */
static void
print_sentence (const char *sentence)
{
  g_autofree char *line = tack_human_line (sentence);

  if (g_utf8_strlen (line, -1) <= SENTENCE_CHARS_MAX)
    {
      g_printerr ("%s\n", line);
      return;
    }

  g_autofree char *start = g_utf8_substring (line, 0, SENTENCE_CHARS_MAX);
  g_printerr ("%s…\n", start);
}

TackExit
tack_cli_fail (const GError *error)
{
  g_autofree char *sentence = tack_cli_dup_sentence (error);

  print_sentence (sentence);
  if (error->domain == G_OPTION_ERROR)
    return TACK_EXIT_USAGE;

  return g_error_matches (error, TACK_ERROR, TACK_ERROR_SIGN_IN) ? TACK_EXIT_NOT_SIGNED_IN
                                                                 : TACK_EXIT_FAILED;
}

TackExit
tack_cli_usage (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);

  print_sentence (text);

  return TACK_EXIT_USAGE;
}

gboolean
tack_cli_print_line (const char *line)
{
  g_autofree char *clean = tack_human_line (line);

  g_print ("%s\n", clean);

  return ferror (stdout) == 0;
}

gboolean
tack_cli_print_json (JsonObject *object)
{
  g_autofree char *text = tack_json_object_to_string (object);

  /* Straight to the stream: JSON is UTF-8 whatever the locale of the terminal is. */
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);

  return ferror (stdout) == 0;
}

TackExit
tack_cli_finish_output (TackExit status)
{
  struct pollfd output = { .fd = STDOUT_FILENO };

  if (ferror (stdout) == 0)
    return status;

  /* Who closes a pipe early, as “head” does, has read enough. */
  if (poll (&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0)
    return status;

  print_sentence (_ ("The output could not be written: is the disk full?"));

  return TACK_EXIT_FAILED;
}

TackAccount *
tack_cli_find_account (TackCli *cli, GError **error)
{
  if (!cli->is_demo)
    return tack_account_new_from_environment (cli->is_sandbox ? TACK_HOST_SANDBOX
                                                              : TACK_HOST_PRODUCTION,
                                              cli->api_url);

  cli->demo = tack_demo_server_new ();
  if (!tack_demo_server_start (cli->demo, 0, error))
    return NULL;

  return tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (cli->demo),
                           tack_demo_server_get_token (cli->demo));
}

TackAccount *
tack_cli_get_account (TackCli *cli, GError **error)
{
  g_autoptr (TackAccount) account = tack_cli_find_account (cli, error);

  if (account != NULL && !tack_account_has_token (account))
    {
      g_set_error_literal (error, TACK_ERROR, TACK_ERROR_SIGN_IN,
                           _ ("Nobody is signed in. Put an access token into "
                              "TACKBOARD_ACCESS_TOKEN, or try --demo."));
      return NULL;
    }

  return g_steal_pointer (&account);
}

void
tack_cli_store_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

void
tack_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}
