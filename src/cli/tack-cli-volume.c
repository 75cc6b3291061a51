/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-volume.h"

#include "cli/tack-cli.h"

TackAccountInfo *
tack_cli_read_account (TackApiClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_account_info_get_async (client, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_account_info_get_finish (client, result, error);
}

gboolean
tack_cli_check_volume (TackApiClient *client, TackVolume volume, GError **error)
{
  g_autoptr (TackAccountInfo) account = tack_cli_read_account (client, NULL);

  return account == NULL
         || tack_volume_check (volume, tack_volume_get_used (volume, account), 1, error);
}
