/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-script.h"

#include "base/tack-error.h"

#include <glib/gi18n-lib.h>

#define EXAMPLE "pins/create 2 lost"
#define SPACE " \t"

/* Returns: the word at @rest, ended there; @rest is what comes behind it. */
static char *
take_word (char **rest)
{
  char *word = *rest;
  gsize length = strcspn (word, SPACE);

  *rest = word + length;
  if (**rest != '\0')
    {
      **rest = '\0';
      *rest += 1;
    }
  *rest += strspn (*rest, SPACE);

  return word;
}

static gboolean
read_line (const char *line, TackDemoFaults *faults, TackDemoLimits *limits, GError **error)
{
  g_autofree char *copy = g_strdup (line);
  char            *rest = g_strstrip (copy);
  const char      *operation;
  const char      *nth;

  if (*rest == '\0' || *rest == '#')
    return TRUE;

  operation = take_word (&rest);
  if (g_str_equal (operation, "limit"))
    return tack_demo_limits_set (limits, rest, error);

  nth = take_word (&rest);
  if (*rest == '\0')
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("Write “%s” as in “%s”."), line,
                                                EXAMPLE));
      return FALSE;
    }

  return tack_demo_faults_add (faults, operation, nth, rest, error);
}

gboolean
tack_demo_script_load (const char     *path,
                       TackDemoFaults *faults,
                       TackDemoLimits *limits,
                       GError        **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;
  gsize            size;

  if (!g_file_get_contents (path, &text, &size, NULL)
      || !g_utf8_validate (text, (gssize) size, NULL))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("“%s” cannot be read as a text file."), path));
      return FALSE;
    }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (lines[i], faults, limits, error))
      {
        g_prefix_error (error, "%s:%u: ", path, i + 1);
        return FALSE;
      }

  return TRUE;
}
