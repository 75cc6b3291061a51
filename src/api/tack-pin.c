/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin.h"

#include "base/tack-json.h"

struct _TackPin
{
  GObject parent_instance;

  JsonObject   *json;
  GDateTime    *created_at; /* nullable */
  GStrv         product_tags;
  TackPinMedia *media;
};

G_DEFINE_FINAL_TYPE (TackPin, tack_pin, G_TYPE_OBJECT)

static void
tack_pin_finalize (GObject *object)
{
  TackPin *self = TACK_PIN (object);

  json_object_unref (self->json);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_strfreev (self->product_tags);
  g_object_unref (self->media);

  G_OBJECT_CLASS (tack_pin_parent_class)->finalize (object);
}

static void
tack_pin_class_init (TackPinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_pin_finalize;
}

static void
tack_pin_init (TackPin *self)
{
}

/* Of `[{"pin_id":"1"},…]` the ids. */
static GStrv
dup_product_tags (JsonObject *object)
{
  JsonArray               *tags = tack_json_get_array (object, "product_tags");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      const char *id = tack_json_get_string (tack_json_get_element_object (tags, i), "pin_id");

      if (id != NULL)
        g_strv_builder_add (builder, id);
    }

  return g_strv_builder_end (builder);
}

TackPin *
tack_pin_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "id") == NULL)
    return NULL;

  TackPin *self = g_object_new (TACK_TYPE_PIN, NULL);
  self->json = json_object_ref (object);
  self->created_at = tack_json_dup_time (object, "created_at");
  self->product_tags = dup_product_tags (object);
  self->media = tack_pin_media_new_from_json (tack_json_get_object (object, "media"));

  return self;
}

const char *
tack_pin_get_id (TackPin *self)
{
  return tack_json_get_string (self->json, "id");
}

const char *
tack_pin_get_title (TackPin *self)
{
  return tack_json_get_string (self->json, "title");
}

const char *
tack_pin_get_description (TackPin *self)
{
  return tack_json_get_string (self->json, "description");
}

const char *
tack_pin_get_link (TackPin *self)
{
  return tack_json_get_string (self->json, "link");
}

const char *
tack_pin_get_alt_text (TackPin *self)
{
  return tack_json_get_string (self->json, "alt_text");
}

const char *
tack_pin_get_board_id (TackPin *self)
{
  return tack_json_get_string (self->json, "board_id");
}

const char *
tack_pin_get_section_id (TackPin *self)
{
  return tack_json_get_string (self->json, "board_section_id");
}

const char *
tack_pin_get_creative_type (TackPin *self)
{
  return tack_json_get_string (self->json, "creative_type");
}

const char *
tack_pin_get_dominant_color (TackPin *self)
{
  return tack_json_get_string (self->json, "dominant_color");
}

const char *
tack_pin_get_note (TackPin *self)
{
  return tack_json_get_string (self->json, "note");
}

const char *
tack_pin_get_parent_pin_id (TackPin *self)
{
  return tack_json_get_string (self->json, "parent_pin_id");
}

const char *
tack_pin_get_board_owner (TackPin *self)
{
  return tack_json_get_string (tack_json_get_object (self->json, "board_owner"), "username");
}

gboolean
tack_pin_is_standard (TackPin *self)
{
  return tack_json_get_boolean (self->json, "is_standard", TRUE);
}

gboolean
tack_pin_is_removable (TackPin *self)
{
  return tack_json_get_boolean (self->json, "is_removable", FALSE);
}

gboolean
tack_pin_is_owner (TackPin *self)
{
  return tack_json_get_boolean (self->json, "is_owner", FALSE);
}

gboolean
tack_pin_has_been_promoted (TackPin *self)
{
  return tack_json_get_boolean (self->json, "has_been_promoted", FALSE);
}

const char *const *
tack_pin_get_product_tags (TackPin *self)
{
  return (const char *const *) self->product_tags;
}

JsonObject *
tack_pin_get_metrics (TackPin *self)
{
  return tack_json_get_object (self->json, "pin_metrics");
}

const char *
tack_pin_get_media_type (TackPin *self)
{
  return tack_pin_media_get_kind_name (self->media);
}

TackPinMedia *
tack_pin_get_media (TackPin *self)
{
  return self->media;
}

GDateTime *
tack_pin_get_created_at (TackPin *self)
{
  return self->created_at;
}

JsonObject *
tack_pin_get_json (TackPin *self)
{
  return self->json;
}
