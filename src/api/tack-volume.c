/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-volume.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-limits.h"

static const struct
{
  gint64 limit;
  gint64 (*get_used) (TackAccountInfo *account);
} volumes[TACK_N_VOLUMES] = {
  [TACK_VOLUME_BOARDS] = { TACK_BOARDS_MAX, tack_account_info_get_board_count },
  [TACK_VOLUME_PINS] = { TACK_PINS_MAX, tack_account_info_get_pin_count },
};

gint64
tack_volume_get_limit (TackVolume volume)
{
  g_return_val_if_fail (volume < G_N_ELEMENTS (volumes), 0);

  return volumes[volume].limit;
}

gint64
tack_volume_get_used (TackVolume volume, TackAccountInfo *account)
{
  g_return_val_if_fail (volume < G_N_ELEMENTS (volumes), 0);

  return volumes[volume].get_used (account);
}

static gboolean
is_full (TackVolume volume, gint64 n_used)
{
  return n_used >= tack_volume_get_limit (volume);
}

char *
tack_volume_dup_warning (TackVolume volume, gint64 n_used)
{
  int      limit = (int) tack_volume_get_limit (volume);
  gboolean is_boards = volume == TACK_VOLUME_BOARDS;

  if (is_full (volume, n_used))
    return g_strdup_printf (
      is_boards ? _ ("You have all %'d boards that Pinterest allows: delete one to make room.")
                : _ ("You have all %'d Pins that Pinterest allows: delete some to make room."),
      limit);

  if (n_used * 100 >= (gint64) limit * TACK_VOLUME_ADVISED_PERCENT)
    return g_strdup_printf (is_boards
                              ? _ ("You have %'d of %'d boards: soon there is no room for more.")
                              : _ ("You have %'d of %'d Pins: soon there is no room for more."),
                            (int) n_used, limit);

  return NULL;
}

gboolean
tack_volume_check (TackVolume volume, gint64 n_used, gint64 n_more, GError **error)
{
  gint64           limit = tack_volume_get_limit (volume);
  g_autofree char *sentence = NULL;

  if (n_used < 0 || (n_used < limit && n_more <= limit - n_used))
    return TRUE;

  if (is_full (volume, n_used))
    sentence = tack_volume_dup_warning (volume, n_used);
  else
    sentence = g_strdup_printf (volume == TACK_VOLUME_BOARDS
                                  ? _ ("You have %'d of %'d boards: %'d more are too many.")
                                  : _ ("You have %'d of %'d Pins: %'d more are too many."),
                                (int) n_used, (int) limit, (int) MIN (n_more, G_MAXINT));
  g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", sentence));

  return FALSE;
}
