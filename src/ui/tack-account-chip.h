/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "publish/tack-session.h"

G_BEGIN_DECLS

#define TACK_TYPE_ACCOUNT_CHIP (tack_account_chip_get_type ())
G_DECLARE_FINAL_TYPE (TackAccountChip, tack_account_chip, TACK, ACCOUNT_CHIP, AdwBin)

/**
 * TackAccountChip:
 *
 * Who publishes and where, always in sight: avatar, name and a tag with the host. Pressing it says
 * more. Property `profile-url` (string, nullable, read-only): the page with the account's Pins,
 * once Pinterest has told the name.
 */

/** tack_account_chip_set_session: shows the host at once and the name when Pinterest has told it.
 */
void tack_account_chip_set_session (TackAccountChip *self, TackSession *session);

/** tack_account_chip_set_narrow: only the avatar stays. */
void tack_account_chip_set_narrow (TackAccountChip *self, gboolean is_narrow);

G_END_DECLS
