/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-loader.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* What GdkPixbuf reads only with a loader that is packed by itself. The names are Debian's; other
 * systems' are alike. */
static const struct
{
  const char *container;
  const char *type; /* how the types it is known by begin */
  const char *package;
} loaders[] = {
  { "webp", "image/webp", "webp-pixbuf-loader" },
  { "avif", "image/avif", "libavif-gdk-pixbuf" },
  { "heic", "image/hei", "heif-gdk-pixbuf" },
  { "svg", "image/svg", "librsvg2-common" },
};

static gboolean
reads (GdkPixbufFormat *format, const char *type)
{
  g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (format);

  for (guint i = 0; types[i] != NULL; i++)
    if (g_str_has_prefix (types[i], type))
      return TRUE;

  return FALSE;
}

static gboolean
is_read (const char *type)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *link = formats; link != NULL; link = link->next)
    if (!gdk_pixbuf_format_is_disabled (link->data) && reads (link->data, type))
      return TRUE;

  return FALSE;
}

const char *
tack_picture_loader_find_missing (const char *container)
{
  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (g_strcmp0 (loaders[i].container, container) == 0)
      return is_read (loaders[i].type) ? NULL : loaders[i].package;

  return NULL;
}
