/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TackDemoPicture: a JPEG or PNG as it arrived, with what its header says of its size. */
typedef struct
{
  GBytes     *bytes;
  const char *content_type;
  int         width;
  int         height;
} TackDemoPicture;

/**
 * tack_demo_picture_new:
 *
 * Returns: (transfer full) (nullable): %NULL unless the bytes begin as a JPEG or PNG with a size.
 */
TackDemoPicture *tack_demo_picture_new (GBytes *bytes);

/** tack_demo_picture_new_bundled: Returns: (transfer full): one of the demo's own photos. */
TackDemoPicture *tack_demo_picture_new_bundled (const char *name);

void tack_demo_picture_free (TackDemoPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoPicture, tack_demo_picture_free)

G_END_DECLS
