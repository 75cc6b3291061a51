/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin-media.h"

#include "base/tack-json.h"

struct _TackPinMedia
{
  GObject parent_instance;

  JsonObject      *json; /* nullable */
  TackPinMediaKind kind;
  GArray          *images; /* of TackImage */
  GPtrArray       *items;  /* of TackPinMedia */
};

G_DEFINE_FINAL_TYPE (TackPinMedia, tack_pin_media, G_TYPE_OBJECT)

static const char *const kinds[] = {
  [TACK_PIN_MEDIA_OTHER] = NULL,
  [TACK_PIN_MEDIA_IMAGE] = "image",
  [TACK_PIN_MEDIA_VIDEO] = "video",
  [TACK_PIN_MEDIA_MULTIPLE_IMAGES] = "multiple_images",
  [TACK_PIN_MEDIA_MULTIPLE_VIDEOS] = "multiple_videos",
  [TACK_PIN_MEDIA_MULTIPLE_MIXED] = "multiple_mixed",
};

static void
tack_pin_media_finalize (GObject *object)
{
  TackPinMedia *self = TACK_PIN_MEDIA (object);

  g_clear_pointer (&self->json, json_object_unref);
  g_array_unref (self->images);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (tack_pin_media_parent_class)->finalize (object);
}

static void
tack_pin_media_class_init (TackPinMediaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_pin_media_finalize;
}

static void
tack_pin_media_init (TackPinMedia *self)
{
  self->images = g_array_new (FALSE, FALSE, sizeof (TackImage));
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static int
get_pixels (JsonObject *object, const char *name)
{
  return (int) CLAMP (tack_json_get_int (object, name, 0), 0, G_MAXINT);
}

/* An item of several has no media type, and its item type is not documented: its members tell. */
static TackPinMediaKind
find_kind (JsonObject *object)
{
  const char *name = tack_json_get_string (object, "media_type");

  for (guint i = TACK_PIN_MEDIA_IMAGE; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i]) == 0)
      return (TackPinMediaKind) i;

  if (name != NULL || object == NULL)
    return TACK_PIN_MEDIA_OTHER;
  if (json_object_has_member (object, "cover_image_url")
      || json_object_has_member (object, "video_url"))
    return TACK_PIN_MEDIA_VIDEO;

  return json_object_has_member (object, "images") ? TACK_PIN_MEDIA_IMAGE : TACK_PIN_MEDIA_OTHER;
}

static int
compare_width (gconstpointer a, gconstpointer b)
{
  return ((const TackImage *) a)->width - ((const TackImage *) b)->width;
}

/* Sizes are named after what they were made to fit, such as `600x` or `150x150`. */
static void
add_image (JsonObject *sizes, const char *name, JsonNode *node, gpointer user_data)
{
  TackPinMedia *self = user_data;
  JsonObject   *details = tack_json_get_object (sizes, name);
  TackImage     image = {
        .url = tack_json_get_string (details, "url"),
        .width = get_pixels (details, "width"),
        .height = get_pixels (details, "height"),
  };

  if (image.url == NULL)
    return;

  if (image.width == 0)
    image.width = (int) MIN (g_ascii_strtoull (name, NULL, 10), G_MAXINT);
  g_array_append_val (self->images, image);
}

TackPinMedia *
tack_pin_media_new_from_json (JsonObject *object)
{
  TackPinMedia *self = g_object_new (TACK_TYPE_PIN_MEDIA, NULL);
  JsonObject   *sizes = tack_json_get_object (object, "images");
  JsonArray    *items = tack_json_get_array (object, "items");
  guint         n_items = items != NULL ? json_array_get_length (items) : 0;

  self->json = object != NULL ? json_object_ref (object) : NULL;
  self->kind = find_kind (object);
  if (sizes != NULL)
    json_object_foreach_member (sizes, add_image, self);
  g_array_sort (self->images, compare_width);

  /* The cover of a video in the only size it is there in. */
  const char *cover_url = tack_json_get_string (object, "cover_image_url");
  if (self->images->len == 0 && cover_url != NULL)
    {
      TackImage cover = { .url = cover_url };
      g_array_append_val (self->images, cover);
    }

  for (guint i = 0; i < n_items; i++)
    {
      JsonObject *item = tack_json_get_element_object (items, i);

      if (item != NULL)
        g_ptr_array_add (self->items, tack_pin_media_new_from_json (item));
    }

  return self;
}

TackPinMediaKind
tack_pin_media_get_kind (TackPinMedia *self)
{
  return self->kind;
}

const char *
tack_pin_media_get_kind_name (TackPinMedia *self)
{
  const char *name = tack_json_get_string (self->json, "media_type");

  return name != NULL ? name : kinds[self->kind];
}

guint
tack_pin_media_get_n_images (TackPinMedia *self)
{
  return self->images->len;
}

const TackImage *
tack_pin_media_get_image (TackPinMedia *self, guint index)
{
  g_return_val_if_fail (index < self->images->len, NULL);

  return &g_array_index (self->images, TackImage, index);
}

const TackImage *
tack_pin_media_find_image (TackPinMedia *self, int min_width)
{
  if (self->images->len == 0 && self->items->len > 0)
    return tack_pin_media_find_image (g_ptr_array_index (self->items, 0), min_width);

  const TackImage *found = NULL;
  for (guint i = 0; i < self->images->len && (found == NULL || found->width < min_width); i++)
    found = &g_array_index (self->images, TackImage, i);

  return found;
}

guint
tack_pin_media_get_n_items (TackPinMedia *self)
{
  return self->items->len;
}

TackPinMedia *
tack_pin_media_get_item (TackPinMedia *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

const char *
tack_pin_media_get_title (TackPinMedia *self)
{
  return tack_json_get_string (self->json, "title");
}

const char *
tack_pin_media_get_description (TackPinMedia *self)
{
  return tack_json_get_string (self->json, "description");
}

const char *
tack_pin_media_get_link (TackPinMedia *self)
{
  return tack_json_get_string (self->json, "link");
}

const char *
tack_pin_media_get_cover_url (TackPinMedia *self)
{
  return tack_json_get_string (self->json, "cover_image_url");
}

const char *
tack_pin_media_get_video_url (TackPinMedia *self)
{
  return tack_json_get_string (self->json, "video_url");
}

int
tack_pin_media_get_width (TackPinMedia *self)
{
  return get_pixels (self->json, "width");
}

int
tack_pin_media_get_height (TackPinMedia *self)
{
  return get_pixels (self->json, "height");
}

gint64
tack_pin_media_get_duration_ms (TackPinMedia *self)
{
  double duration = tack_json_get_double (self->json, "duration", -1);

  return duration >= 0 && duration < (double) G_MAXINT64 ? (gint64) duration : -1;
}
