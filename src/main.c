/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/tack-redact.h"
#include "ui/tack-application.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  tack_redact_install_log_writer ();
  g_set_application_name ("Tackboard");

  g_autoptr (TackApplication) application = tack_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
