/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-volume.h"

G_BEGIN_DECLS

/** tack_cli_read_account: Returns: (transfer full): what Pinterest tells of the account. */
TackAccountInfo *tack_cli_read_account (TackApiClient *client, GError **error);

/**
 * tack_cli_check_volume:
 * @error: `TACK_ERROR_FIX`: the account is full.
 *
 * Asks Pinterest whether there is room for one more. Not to know is no reason to refuse.
 */
gboolean tack_cli_check_volume (TackApiClient *client, TackVolume volume, GError **error);

G_END_DECLS
