/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-time-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/tack-human.h"

/* No video is as long. */
#define SECONDS_MAX 1e6

char *
tack_time_text (gint64 ms)
{
  gint64           tenths = (MAX (ms, 0) + 50) / 100;
  g_autofree char *seconds = tack_human_duration (tenths * 100);

  /* Translators: a time with its tenths of a second, such as “0:24.5”. */
  return g_strdup_printf (_ ("%s.%d"), seconds, (int) (tenths % 10));
}

gboolean
tack_time_text_parse (const char *text, gint64 *ms)
{
  g_autofree char *plain = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  g_auto (GStrv)   parts = g_strsplit (plain, ":", 4);
  guint            n_parts = g_strv_length (parts);
  double           seconds = 0;

  if (n_parts == 0 || n_parts > 3)
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      gboolean    is_last = i == n_parts - 1;
      const char *allowed = is_last ? "0123456789." : "0123456789";
      char       *end;
      double      value = g_ascii_strtod (parts[i], &end);

      if (*parts[i] == '\0' || *end != '\0' || strspn (parts[i], allowed) != strlen (parts[i])
          || value > SECONDS_MAX)
        return FALSE;
      seconds = seconds * 60 + value;
    }
  if (seconds > SECONDS_MAX)
    return FALSE;

  *ms = llround (seconds * 1000);

  return TRUE;
}
