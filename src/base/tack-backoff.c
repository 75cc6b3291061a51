/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-backoff.h"

gint64
tack_backoff_get_delay (guint attempt, gint64 first_ms, gint64 max_ms, double random)
{
  gint64 delay = MIN (first_ms, max_ms);

  for (guint i = 1; i < attempt && delay < max_ms; i++)
    delay = MIN (delay * 2, max_ms);

  return delay / 2 + (gint64) ((double) (delay - delay / 2) * CLAMP (random, 0.0, 1.0));
}

gint64
tack_backoff_get_poll_delay (guint poll)
{
  static const struct
  {
    guint  polls; /* up to here */
    gint64 seconds;
  } paces[] = { { 0, 1 }, { 1, 2 }, { 2, 4 }, { 3, 8 }, { 40, 10 }, { 100, 60 } };

  for (guint i = 0; i < G_N_ELEMENTS (paces); i++)
    if (poll <= paces[i].polls)
      return paces[i].seconds * 1000;

  return 300 * 1000;
}
