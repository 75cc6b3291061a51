/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

void
tack_media_init (void)
{
  /* Its parser of XMP is only safe on several threads when it was set up on one. */
  gexiv2_initialize ();
  /* What is wrong with the metadata of a file is no fault of the program. */
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
}

void
tack_media_init_gstreamer (void)
{
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      gst_init (NULL, NULL);
      g_once_init_leave (&is_ready, 1);
    }
}

GError *
tack_media_new_damaged_error (GFile *file)
{
  g_autofree char *name = tack_human_file (file);

  return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is damaged: it cannot be read."), name);
}
