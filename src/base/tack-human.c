/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-human.h"

#include <glib/gi18n-lib.h>

char *
tack_human_line (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);

  for (char *p = line; *p != '\0';)
    {
      char          *next = g_utf8_next_char (p);
      GUnicodeType   type = g_unichar_type (g_utf8_get_char (p));
      const gboolean is_break = type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR
                                || type == G_UNICODE_PARAGRAPH_SEPARATOR;

      if (is_break)
        memset (p, ' ', (gsize) (next - p));
      p = next;
    }

  return line;
}

char *
tack_human_file (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  if (base == NULL)
    base = g_file_get_uri (file);

  return tack_human_line (base);
}

char *
tack_human_size (gint64 bytes)
{
  return g_format_size ((guint64) MAX (bytes, 0));
}

char *
tack_human_duration (gint64 ms)
{
  gint64 s = MAX (ms, 0) / 1000;

  if (s >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (s / 3600), (int) (s / 60 % 60), (int) (s % 60));

  return g_strdup_printf ("%d:%02d", (int) (s / 60), (int) (s % 60));
}

char *
tack_human_seconds (gint64 ms)
{
  if (ms < 10 * 1000)
    /* Translators: seconds, such as “3.2 s” */
    return g_strdup_printf (_ ("%.1f s"), (double) (ms / 100) / 10.0);
  if (ms < 120 * 1000)
    return g_strdup_printf (_ ("%d s"), (int) (ms / 1000));

  /* Translators: minutes, such as “16 min” */
  return g_strdup_printf (_ ("%d min"), (int) (ms / 60000));
}

char *
tack_human_time_left (gint64 ms)
{
  int s = (int) (MAX (ms, 0) / 1000);

  if (s < 45)
    return g_strdup_printf (ngettext ("%d s left", "%d s left", (gulong) s), s);
  if (s < 90)
    return g_strdup (_ ("about a minute left"));
  if (s < 90 * 60)
    {
      int minutes = (s + 30) / 60;
      return g_strdup_printf (ngettext ("about %d minute left", "about %d minutes left",
                                        (gulong) minutes),
                              minutes);
    }

  int hours = (s + 1800) / 3600;
  return g_strdup_printf (ngettext ("about %d hour left", "about %d hours left", (gulong) hours),
                          hours);
}

char *
tack_human_codec (const char *codec)
{
  static const struct
  {
    const char *codec;
    const char *name;
  } names[] = {
    { "h264", "H.264" }, { "h265", "H.265" },    { "vp8", "VP8" },      { "vp9", "VP9" },
    { "av1", "AV1" },    { "prores", "ProRes" }, { "mpeg4", "MPEG-4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (codec, names[i].codec) == 0)
      return g_strdup (names[i].name);

  return g_strdup (codec);
}
