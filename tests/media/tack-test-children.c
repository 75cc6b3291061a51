/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-children.h"

#include <signal.h>

/* A child belongs to the thread that started it. */
static char *
dup_children (void)
{
  g_autoptr (GDir)    threads = g_dir_open ("/proc/self/task", 0, NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (const char *thread = g_dir_read_name (threads); thread != NULL;
       thread = g_dir_read_name (threads))
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", thread);
      g_autofree char *children = NULL;

      if (g_file_get_contents (path, &children, NULL, NULL))
        g_string_append (all, children);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* Who is started in the place of the first to go is not meant: so all are found before. */
void
tack_test_children_signal (int number)
{
  g_autofree char *children = dup_children ();
  guint            n_sent = 0;

  for (char *rest = g_strchug (children); *rest != '\0'; g_strchug (rest))
    n_sent += kill ((pid_t) strtol (rest, &rest, 10), number) == 0;

  g_assert_cmpuint (n_sent, >, 0);
}

guint
tack_test_children_count (void)
{
  g_autofree char *children = dup_children ();
  guint            n = 0;

  /* Behind each stands a space. */
  for (const char *at = children; *at != '\0'; at++)
    n += *at == ' ';

  return n;
}
