/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin-request.h"

#include "base/tack-json.h"

void
tack_pin_request_clear (TackPinRequest *self)
{
  g_clear_pointer (&self->board_id, g_free);
  g_clear_pointer (&self->board_section_id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->alt_text, g_free);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->product_tags, g_strfreev);
  g_clear_pointer (&self->media_id, g_free);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->image_url, g_free);
  g_clear_pointer (&self->cover, g_bytes_unref);
  g_clear_pointer (&self->cover_url, g_free);
}

static void
set_base64 (JsonObject *object, const char *name, GBytes *bytes)
{
  gsize            length;
  const guchar    *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);

  json_object_set_string_member (object, name, text);
}

static JsonObject *
media_source_new (const TackPinRequest *self)
{
  JsonObject *source = json_object_new ();

  if (self->media_id != NULL)
    {
      json_object_set_string_member (source, "source_type", "video_id");
      json_object_set_string_member (source, "media_id", self->media_id);
      if (self->cover != NULL)
        {
          json_object_set_string_member (source, "cover_image_content_type", self->cover_type);
          set_base64 (source, "cover_image_data", self->cover);
        }
      else if (self->cover_url != NULL)
        json_object_set_string_member (source, "cover_image_url", self->cover_url);
      else if (self->cover_key_frame_s >= 0)
        json_object_set_int_member (source, "cover_image_key_frame_time", self->cover_key_frame_s);
    }
  else if (self->image != NULL)
    {
      json_object_set_string_member (source, "source_type", "image_base64");
      json_object_set_string_member (source, "content_type", self->image_type);
      set_base64 (source, "data", self->image);
    }
  else
    {
      json_object_set_string_member (source, "source_type", "image_url");
      json_object_set_string_member (source, "url", self->image_url);
    }

  if (!self->is_standard)
    json_object_set_boolean_member (source, "is_standard", FALSE);

  return source;
}

static JsonArray *
product_tags_new (char **pin_ids)
{
  JsonArray *tags = json_array_new ();

  for (guint i = 0; pin_ids[i] != NULL; i++)
    {
      JsonObject *tag = json_object_new ();
      json_object_set_string_member (tag, "pin_id", pin_ids[i]);
      json_array_add_object_element (tags, tag);
    }

  return tags;
}

JsonNode *
tack_pin_request_to_json (const TackPinRequest *self)
{
  JsonObject *object = json_object_new ();

  tack_json_set_string (object, "board_id", self->board_id);
  tack_json_set_string (object, "board_section_id", self->board_section_id);
  tack_json_set_string (object, "title", self->title);
  tack_json_set_string (object, "description", self->description);
  tack_json_set_string (object, "alt_text", self->alt_text);
  tack_json_set_string (object, "link", self->link);
  tack_json_set_string (object, "note", self->note);
  if (self->product_tags != NULL && self->product_tags[0] != NULL)
    json_object_set_array_member (object, "product_tags", product_tags_new (self->product_tags));
  if (self->is_removable)
    json_object_set_boolean_member (object, "is_removable", TRUE);
  json_object_set_object_member (object, "media_source", media_source_new (self));

  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}
