/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "cli/tack-cli.h"

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

TackExit
tack_cli_demo_server (TackCli *cli, int argc, char **argv)
{
  int                port = 0;
  g_autofree char   *faults = NULL;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, N_ ("Where to listen; any free port without"), "N" },
    { "faults", 0, 0, G_OPTION_ARG_FILENAME, &faults,
      N_ ("What goes wrong: lines such as “pins/create 2 lost”"), "FILE" },
    { NULL },
  };
  TackExit           status;
  g_autoptr (GError) error = NULL;

  if (!tack_cli_parse (entries, NULL, &argc, &argv, &status))
    return status;
  if (argc != 1 || port < 0 || port > 65535)
    return tack_cli_usage (
      "%s", _ ("demo-server takes --port=N from 1 to 65535, --faults=FILE and nothing else."));

  g_autoptr (TackDemoServer) server = tack_demo_server_new ();
  if (faults != NULL && !tack_demo_server_load_faults (server, faults, &error))
    return tack_cli_usage ("%s", error->message);
  if (!tack_demo_server_start (server, (guint) port, &error))
    return tack_cli_fail (error);

  if (cli->is_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      json_object_set_string_member (object, "url", tack_demo_server_get_url (server));
      json_object_set_string_member (object, "token", tack_demo_server_get_token (server));
      tack_cli_print_json (object);
    }
  else
    {
      /* The token opens nothing but this stand-in. */
      g_print ("TACKBOARD_API_URL=%s\nTACKBOARD_ACCESS_TOKEN=%s\n",
               tack_demo_server_get_url (server), tack_demo_server_get_token (server));
      fflush (stdout);
    }

  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint                 interrupt_id = g_unix_signal_add (SIGINT, on_signal, loop);
  guint                 terminate_id = g_unix_signal_add (SIGTERM, on_signal, loop);
  g_main_loop_run (loop);
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);
  tack_demo_server_stop (server);

  return TACK_EXIT_DONE;
}
