/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-account-info.h"

G_BEGIN_DECLS

/**
 * TackVolume:
 *
 * What an account can have only so many of. Pinterest counts for itself, with boards of others that
 * the account works on and Pins that it saved, so its count is asked for.
 */
typedef enum
{
  TACK_VOLUME_BOARDS,
  TACK_VOLUME_PINS,
} TackVolume;

#define TACK_N_VOLUMES (TACK_VOLUME_PINS + 1)

/** tack_volume_get_limit: Returns: how many there can be. */
gint64 tack_volume_get_limit (TackVolume volume);

/** tack_volume_get_used: Returns: how many there are, as far as Pinterest says. */
gint64 tack_volume_get_used (TackVolume volume, TackAccountInfo *account);

/**
 * tack_volume_dup_warning:
 * @n_used: how many there are, -1 where nobody knows.
 *
 * Returns: (transfer full) (nullable): one sentence for an account that is full or soon will be;
 *   %NULL while there is plenty of room. Pure.
 */
char *tack_volume_dup_warning (TackVolume volume, gint64 n_used);

/**
 * tack_volume_check:
 * @n_used: how many there are, -1 where nobody knows: that refuses nothing.
 * @n_more: how many are to be made.
 * @error: `TACK_ERROR_FIX`: there is no room for them.
 *
 * Returns: whether there is room, so that nothing is sent in vain. Pure.
 */
gboolean tack_volume_check (TackVolume volume, gint64 n_used, gint64 n_more, GError **error);

G_END_DECLS
