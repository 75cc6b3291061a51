/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media.h"

#include "tack-ui-fixture.h"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  tack_media_init ();

  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/io/github/tackboard/Tackboard/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  ui_add_thumb_tests ();
  ui_add_welcome_tests ();
  ui_add_cover_chooser_tests ();
  ui_add_cover_strip_tests ();
  ui_add_finding_tests ();
  ui_add_label_tests ();
  ui_add_stage_tests ();
  ui_add_trim_strip_tests ();
  ui_add_mend_dialog_tests ();
  ui_add_unveil_tests ();
  ui_add_wrap_layout_tests ();

  int status = g_test_run ();
  ui_files_remove ();

  return status;
}
