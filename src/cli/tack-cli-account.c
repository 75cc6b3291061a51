/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-volume.h"
#include "base/tack-json.h"
#include "cli/tack-cli-command.h"

static void
print_human (TackAccount *account, TackAccountInfo *info)
{
  const char      *username = tack_account_info_get_username (info);
  g_autofree char *boards = g_strdup_printf (
    /* Translators: how many boards there are, and how many there can be */
    _ ("  %'d of %'d boards"), (int) tack_volume_get_used (TACK_VOLUME_BOARDS, info),
    (int) tack_volume_get_limit (TACK_VOLUME_BOARDS));
  g_autofree char *pins = g_strdup_printf (
    /* Translators: how many Pins there are, and how many there can be */
    _ ("  %'d of %'d Pins"), (int) tack_volume_get_used (TACK_VOLUME_PINS, info),
    (int) tack_volume_get_limit (TACK_VOLUME_PINS));
  g_autofree char *who = g_strdup_printf ("%s · %s", username != NULL ? username : "?",
                                          tack_account_get_host_name (account));

  tack_cli_print_line (who);
  tack_cli_print_line (boards);
  tack_cli_print_line (pins);
  for (TackVolume volume = 0; volume < TACK_N_VOLUMES; volume++)
    {
      g_autofree char *warning
        = tack_volume_dup_warning (volume, tack_volume_get_used (volume, info));

      if (warning != NULL)
        tack_cli_print_line (warning);
    }
}

/* What Pinterest tells, and what it does not: where this is, and how much there can be. */
static void
print_json (TackAccount *account, TackAccountInfo *info)
{
  g_autoptr (JsonObject) object = json_object_new ();

  tack_json_copy_members (object, tack_account_info_get_json (info));
  json_object_set_string_member (object, "api_url", tack_account_get_url (account));
  json_object_set_int_member (object, "board_limit", tack_volume_get_limit (TACK_VOLUME_BOARDS));
  json_object_set_int_member (object, "pin_limit", tack_volume_get_limit (TACK_VOLUME_PINS));
  tack_cli_print_json (object);
}

static gboolean
show (TackCliCommand *command, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_account_info_get_async (command->client, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (command->client, result, error);
  if (info == NULL)
    return FALSE;

  if (command->cli->is_json)
    print_json (command->account, info);
  else
    print_human (command->account, info);

  return TRUE;
}

TackExit
tack_cli_account (TackCli *cli, int argc, char **argv)
{
  static const TackCliSubverb subverbs[] = {
    { "show", "", "", N_ ("Who is signed in where, and how full the account is"), show },
    { NULL },
  };

  return tack_cli_run_subverb (cli, subverbs, argc, argv);
}
