/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-create-limits.h"

gint64
tack_create_limits_get_midnight (gint64 now, int days)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (now / 1000);
  g_autoptr (GDateTime) day = g_date_time_add_days (moment, days);
  g_autoptr (GDateTime) midnight
    = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                             g_date_time_get_day_of_month (day), 0, 0, 0);

  return g_date_time_to_unix (midnight) * 1000;
}

TackCreateWait
tack_create_limits_check (TackCreateLimits limits,
                          guint            n_today,
                          gint64           last_at,
                          gint64           now,
                          gint64          *until)
{
  gint64 spacing_ms = (gint64) limits.spacing_s * 1000;

  if (limits.daily_cap > 0 && n_today >= limits.daily_cap)
    {
      *until = tack_create_limits_get_midnight (now, 1);
      return TACK_CREATE_CAPPED;
    }

  /* A create of the future is of a clock that was wrong. */
  if (last_at != 0 && last_at <= now && now - last_at < spacing_ms)
    {
      *until = last_at + spacing_ms;
      return TACK_CREATE_SPACED;
    }

  *until = 0;
  return TACK_CREATE_NOW;
}
