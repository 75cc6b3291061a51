/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-image.h"

TackDemoImage *
tack_demo_image_new (TackDemoPicture *picture, char *url)
{
  TackDemoImage *self = g_new0 (TackDemoImage, 1);

  self->picture = picture;
  self->url = url;

  return self;
}

static void
image_free (gpointer data)
{
  TackDemoImage *self = data;

  g_clear_pointer (&self->picture, tack_demo_picture_free);
  g_free (self->url);
  g_free (self);
}

GPtrArray *
tack_demo_image_list_new (void)
{
  return g_ptr_array_new_with_free_func (image_free);
}

JsonObject *
tack_demo_image_sizes_to_json (TackDemoImage *self, const char *own_url)
{
  static const struct
  {
    const char *name;
    int         width;
    int         height; /* 0 where the picture's ratio decides */
  } SIZES[] = {
    { "150x150", 150, 150 }, { "400x300", 400, 300 }, { "600x", 600, 0 }, { "1200x", 1200, 0 }
  };
  JsonObject *sizes = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      JsonObject *size = json_object_new ();
      int         height = SIZES[i].height;

      if (height == 0 && self->picture != NULL)
        height = (int) ((gint64) SIZES[i].width * self->picture->height / self->picture->width);
      json_object_set_int_member (size, "width", SIZES[i].width);
      if (height > 0)
        json_object_set_int_member (size, "height", height);
      else
        json_object_set_null_member (size, "height");
      json_object_set_string_member (size, "url", self->picture == NULL ? self->url : own_url);
      json_object_set_object_member (sizes, SIZES[i].name, size);
    }

  return sizes;
}
