/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin.h"

#include "base/tack-json.h"

struct _TackPin
{
  GObject parent_instance;

  JsonObject *json;
  GDateTime  *created_at;
};

G_DEFINE_FINAL_TYPE (TackPin, tack_pin, G_TYPE_OBJECT)

static void
tack_pin_finalize (GObject *object)
{
  TackPin *self = TACK_PIN (object);

  json_object_unref (self->json);
  g_clear_pointer (&self->created_at, g_date_time_unref);

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

TackPin *
tack_pin_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "id") == NULL)
    return NULL;

  TackPin    *self = g_object_new (TACK_TYPE_PIN, NULL);
  const char *created_at = tack_json_get_string (object, "created_at");

  self->json = json_object_ref (object);
  if (created_at != NULL)
    {
      /* Pinterest's examples have no zone; its times are UTC. */
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      self->created_at = g_date_time_new_from_iso8601 (created_at, utc);
    }

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
tack_pin_get_media_type (TackPin *self)
{
  return tack_json_get_string (tack_json_get_object (self->json, "media"), "media_type");
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
