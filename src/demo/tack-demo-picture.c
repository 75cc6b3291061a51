/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-picture.h"
#include "demo/tack-demo-resources.h"

#define RESOURCE_PREFIX "/io/github/tackboard/Tackboard/demo/"

static int
read_be (const guint8 *at, guint n_bytes)
{
  guint value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | at[i];

  return (int) value;
}

/* A JPEG is a chain of segments; the size stands in the start-of-frame one. */
static gboolean
read_jpeg_size (const guint8 *data, gsize size, int *width, int *height)
{
  gsize at = 2;

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;

  while (at + 9 < size && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = read_be (data + at + 5, 2);
          *width = read_be (data + at + 7, 2);
          return *width > 0 && *height > 0;
        }
      at += marker == 0xff ? 1 : 2 + (gsize) read_be (data + at + 2, 2);
    }

  return FALSE;
}

static gboolean
read_png_size (const guint8 *data, gsize size, int *width, int *height)
{
  if (size < 24 || memcmp (data, "\x89PNG\r\n\x1a\n", 8) != 0)
    return FALSE;

  *width = read_be (data + 16, 4);
  *height = read_be (data + 20, 4);

  return *width > 0 && *height > 0;
}

TackDemoPicture *
tack_demo_picture_new (GBytes *bytes)
{
  gsize            size;
  const guint8    *data = g_bytes_get_data (bytes, &size);
  int              width = 0, height = 0;
  const char      *content_type;
  TackDemoPicture *self;

  if (read_jpeg_size (data, size, &width, &height))
    content_type = "image/jpeg";
  else if (read_png_size (data, size, &width, &height))
    content_type = "image/png";
  else
    return NULL;

  self = g_new0 (TackDemoPicture, 1);
  self->bytes = g_bytes_ref (bytes);
  self->content_type = content_type;
  self->width = width;
  self->height = height;

  return self;
}

TackDemoPicture *
tack_demo_picture_new_bundled (const char *name)
{
  g_autofree char   *path = g_strconcat (RESOURCE_PREFIX, name, NULL);
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (tack_demo_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);

  return tack_demo_picture_new (bytes);
}

void
tack_demo_picture_free (TackDemoPicture *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}
