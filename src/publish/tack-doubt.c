/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-doubt.h"

#include "api/tack-account-info.h"

static void
account_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackJob)         job = user_data;
  TackApiClient              *client = TACK_API_CLIENT (source);
  g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (client, result, NULL);

  if (info == NULL || tack_account_info_get_username (info) == NULL)
    return;

  g_autofree char *url
    = tack_api_client_dup_profile_url (client, tack_account_info_get_username (info));
  tack_job_set_look_url (job, url);
}

void
tack_doubt_find_page (TackApiClient *client, TackJob *job)
{
  if (tack_job_get_look_url (job) == NULL)
    tack_account_info_get_async (client, NULL, account_known_cb, g_object_ref (job));
}
