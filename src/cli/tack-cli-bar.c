/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-bar.h"

#include <stdio.h>

#define CELLS 30

void
tack_cli_bar_draw (double fraction, const char *behind)
{
  int                 filled = (int) (fraction * CELLS);
  g_autoptr (GString) bar = g_string_new (NULL);

  for (int i = 0; i < CELLS; i++)
    g_string_append (bar, i < filled ? "█" : "░");
  tack_cli_bar_clear ();
  g_print ("%s %3d %%%s", bar->str, (int) (fraction * 100), behind != NULL ? behind : "");
  fflush (stdout);
}

void
tack_cli_bar_clear (void)
{
  g_print ("\r\033[K");
}
