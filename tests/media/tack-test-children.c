/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-children.h"

#include <signal.h>

/* A child belongs to the thread that started it. */
void
tack_test_children_signal (int number)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  guint            n_sent = 0;

  for (const char *thread = g_dir_read_name (threads); thread != NULL;
       thread = g_dir_read_name (threads))
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", thread);
      g_autofree char *children = NULL;

      if (!g_file_get_contents (path, &children, NULL, NULL))
        continue;
      for (char *rest = g_strchug (children); *rest != '\0'; g_strchug (rest))
        n_sent += kill ((pid_t) strtol (rest, &rest, 10), number) == 0;
    }

  g_assert_cmpuint (n_sent, >, 0);
}
