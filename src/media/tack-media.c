/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media.h"

#include <gexiv2/gexiv2.h>
#include <gst/gst.h>

void
tack_media_init (void)
{
  gst_init (NULL, NULL);
  /* Its parser of XMP is only safe on several threads when it was set up on one. */
  gexiv2_initialize ();
}
