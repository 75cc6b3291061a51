/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/tack-redact.h"
#include "cli/tack-cli.h"

static const struct
{
  const char *name;
  TackCliVerb verb;
  const char *summary;
} verbs[] = {
  { "inspect", tack_cli_inspect, N_ ("Say what files are and whether Pinterest takes them") },
  { "cover", tack_cli_cover, N_ ("Save the frame of a video at a time") },
  { "mend", tack_cli_mend, N_ ("Make of a video what Pinterest takes, or a part of it") },
  { "publish", tack_cli_publish, N_ ("Publish pictures and videos as Pins") },
  { "queue", tack_cli_queue, N_ ("List, run, retry and cancel what is not published yet") },
  { "boards", tack_cli_boards, N_ ("List, make, change and delete boards") },
  { "sections", tack_cli_sections, N_ ("The same for the sections of a board") },
  { "pins", tack_cli_pins, N_ ("List, save, change and delete Pins") },
  { "account", tack_cli_account, N_ ("Say who is signed in, and how full the account is") },
  { "demo-server", tack_cli_demo_server, N_ ("Run the stand-in Pinterest alone") },
};

static void
print_help (void)
{
  g_print (
    "%s\n\n  tackboard-cli [--demo | --sandbox | --api-url=URL] [--json] [--store=DIR] %s\n\n",
    _ ("Usage:"), _ ("VERB …"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-14s%s\n", verbs[i].name, _ (verbs[i].summary));
  g_print ("\n%s\n", _ ("Each verb has a --help of its own."));
}

static TackExit
run (TackCli *cli, int argc, char **argv)
{
  if (argc < 2)
    {
      print_help ();
      return TACK_EXIT_USAGE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].verb (cli, argc - 1, argv + 1);

  return tack_cli_usage (_ ("There is no verb “%s”. See tackboard-cli --help."), argv[1]);
}

int
main (int argc, char **argv)
{
  TackCli            cli = { 0 };
  gboolean           wants_help = FALSE;
  gboolean           wants_version = FALSE;
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &cli.is_demo, NULL, NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &cli.is_sandbox, NULL, NULL },
    { "api-url", 0, 0, G_OPTION_ARG_STRING, &cli.api_url, NULL, "URL" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli.is_json, NULL, NULL },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &cli.store_dir, NULL, "DIR" },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, NULL, NULL },
    { NULL },
  };
  TackExit status = TACK_EXIT_DONE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  tack_redact_install_log_writer ();

  /* Options behind the verb are the verb's. */
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError)         error = NULL;
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    status = tack_cli_usage ("%s", error->message);
  else if (wants_version)
    g_print ("tackboard-cli %s\n", TACK_VERSION);
  else if (wants_help)
    print_help ();
  else if (cli.is_demo + cli.is_sandbox + (cli.api_url != NULL) > 1)
    status = tack_cli_usage ("%s", _ ("--demo, --sandbox and --api-url exclude each other."));
  else
    status = run (&cli, argc, argv);

  g_clear_object (&cli.demo);
  g_free (cli.api_url);
  g_free (cli.store_dir);

  return (int) tack_cli_finish_output (status);
}
