/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-account-info.h"

G_BEGIN_DECLS

/**
 * TackVolume:
 *
 * What an account can have only so many of. Pinterest counts for itself, with boards of others that
 * the account works on and Pins that it saved, so its count is asked for and nothing is counted
 * here.
 */
typedef enum
{
  TACK_VOLUME_BOARDS,
  TACK_VOLUME_PINS,
} TackVolume;

#define TACK_N_VOLUMES (TACK_VOLUME_PINS + 1)

/** tack_volume_get_limit: Returns: how many there can be. */
gint64 tack_volume_get_limit (TackVolume volume);

/** tack_volume_get_used: Returns: how many there are. */
gint64 tack_volume_get_used (TackVolume volume, TackAccountInfo *account);

/**
 * tack_volume_dup_warning:
 *
 * Returns: (transfer full) (nullable): one sentence for an account that is full or soon will be;
 *   %NULL while there is plenty of room.
 */
char *tack_volume_dup_warning (TackVolume volume, TackAccountInfo *account);

/**
 * tack_volume_check:
 * @error: `TACK_ERROR_FIX`: the account is full.
 *
 * Returns: whether there is room for one more, so that nothing is sent in vain.
 */
gboolean tack_volume_check (TackVolume volume, TackAccountInfo *account, GError **error);

G_END_DECLS
