/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-set-aside.h"

#include <glib/gstdio.h>

/* SQLite finds them by these endings. The database itself goes last: without its log it would look
 * sound, and the log's news would be lost. */
static const char *const endings[] = { "-wal", "-shm", "-journal", "" };

static gboolean
is_free (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *companion = g_strconcat (path, endings[i], NULL);

      if (g_file_test (companion, G_FILE_TEST_EXISTS)
          || g_file_test (companion, G_FILE_TEST_IS_SYMLINK))
        return FALSE;
    }

  return TRUE;
}

/* “tackboard-damaged-2026-11-24.db”, “tackboard-damaged-2026-11-24-2.db” … */
static char *
dup_free_path (const char *path, const char *reason)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char      *dir = g_path_get_dirname (path);
  g_autofree char      *name = g_path_get_basename (path);
  char                 *dot = strrchr (name, '.');
  const char           *ending = dot != NULL ? dot + 1 : "db";

  if (dot != NULL)
    *dot = '\0';
  for (guint n = 1;; n++)
    {
      g_autofree char *number = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *new_name
        = g_strdup_printf ("%s-%s-%s%s.%s", name, reason, date, number, ending);
      char *new_path = g_build_filename (dir, new_name, NULL);

      if (is_free (new_path))
        return new_path;
      g_free (new_path);
    }
}

static gboolean
move (const char *from, const char *to, guint ending)
{
  g_autofree char *old_path = g_strconcat (from, endings[ending], NULL);
  g_autofree char *new_path = g_strconcat (to, endings[ending], NULL);

  return !g_file_test (old_path, G_FILE_TEST_EXISTS) || g_rename (old_path, new_path) == 0;
}

char *
tack_set_aside (const char *path, const char *reason)
{
  g_autofree char *new_path = dup_free_path (path, reason);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (!move (path, new_path, i))
      {
        while (i-- > 0)
          move (new_path, path, i);
        return NULL;
      }

  return g_steal_pointer (&new_path);
}
