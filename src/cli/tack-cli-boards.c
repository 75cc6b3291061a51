/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-boards.h"
#include "cli/tack-cli.h"

static void
print_board (TackBoard *board)
{
  gint64           n_pins = tack_board_get_pin_count (board);
  g_autofree char *pins
    = g_strdup_printf (ngettext ("%d Pin", "%d Pins", (gulong) n_pins), (int) n_pins);
  const char *privacies[] = { _ ("public"), _ ("protected"), _ ("secret") };

  g_print ("%s  %s · %s · %s\n", tack_board_get_id (board), tack_board_get_name (board),
           privacies[tack_board_get_privacy (board)], pins);
}

TackExit
tack_cli_boards (TackCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  TackExit           status;
  g_autoptr (GError) error = NULL;

  if (!tack_cli_parse (entries, "list", &argc, &argv, &status))
    return status;
  if (argc != 2 || !g_str_equal (argv[1], "list"))
    return tack_cli_usage ("%s", _ ("boards knows: list."));

  g_autoptr (TackAccount)   account = tack_cli_get_account (cli, &error);
  g_autoptr (TackApiClient) client
    = account != NULL
        ? tack_api_client_new (tack_account_get_url (account), TACK_AUTHORIZER (account), &error)
        : NULL;
  if (client == NULL)
    return tack_cli_fail (error);

  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  tack_page_list_load_all_async (boards, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  if (!tack_page_list_load_all_finish (boards, result, &error))
    return tack_cli_fail (error);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (boards)); i++)
    {
      g_autoptr (TackBoard) board = g_list_model_get_item (G_LIST_MODEL (boards), i);

      if (cli->is_json)
        tack_cli_print_json (tack_board_get_json (board));
      else
        print_board (board);
    }

  return TACK_EXIT_DONE;
}
