/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin-request.h"

#include "base/tack-json.h"

static void
item_free (gpointer data)
{
  TackPinItem *item = data;

  g_free (item->title);
  g_free (item->description);
  g_free (item->link);
  g_clear_pointer (&item->image, g_bytes_unref);
  g_free (item->image_url);
  g_free (item);
}

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
  g_clear_pointer (&self->dominant_color, g_free);
  g_clear_pointer (&self->parent_pin_id, g_free);
  g_clear_pointer (&self->product_tags, g_strfreev);
  g_clear_pointer (&self->media_id, g_free);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->image_url, g_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->cover, g_bytes_unref);
  g_clear_pointer (&self->cover_url, g_free);
}

TackPinItem *
tack_pin_request_add_item (TackPinRequest *self)
{
  TackPinItem *item = g_new0 (TackPinItem, 1);

  if (self->items == NULL)
    self->items = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_add (self->items, item);

  return item;
}

static void
set_image (JsonObject *object, TackBody *body, GBytes *image, const char *type)
{
  json_object_set_string_member (object, "content_type", type);
  json_object_set_string_member (object, "data", tack_body_add_picture (body, image));
}

static void
set_video (JsonObject *source, const TackPinRequest *self, TackBody *body)
{
  json_object_set_string_member (source, "source_type", "video_id");
  json_object_set_string_member (source, "media_id", self->media_id);
  if (self->cover != NULL)
    {
      json_object_set_string_member (source, "cover_image_content_type", self->cover_type);
      json_object_set_string_member (source, "cover_image_data",
                                     tack_body_add_picture (body, self->cover));
    }
  else if (self->cover_url != NULL)
    json_object_set_string_member (source, "cover_image_url", self->cover_url);
  else if (self->cover_key_frame_s >= 0)
    json_object_set_int_member (source, "cover_image_key_frame_time", self->cover_key_frame_s);
}

static void
set_carousel (JsonObject *source, const TackPinRequest *self, TackBody *body)
{
  JsonArray *items = json_array_new ();
  gboolean   is_by_address = TRUE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const TackPinItem *item = g_ptr_array_index (self->items, i);
      JsonObject        *object = json_object_new ();

      tack_json_set_string (object, "title", item->title);
      tack_json_set_string (object, "description", item->description);
      tack_json_set_string (object, "link", item->link);
      is_by_address = item->image == NULL;
      if (is_by_address)
        json_object_set_string_member (object, "url", item->image_url);
      else
        set_image (object, body, item->image, item->image_type);
      json_array_add_object_element (items, object);
    }

  json_object_set_string_member (source, "source_type",
                                 is_by_address ? "multiple_image_urls" : "multiple_image_base64");
  json_object_set_array_member (source, "items", items);
  if (self->index > 0)
    json_object_set_int_member (source, "index", self->index);
}

static JsonObject *
media_source_new (const TackPinRequest *self, TackBody *body)
{
  JsonObject *source = json_object_new ();

  if (self->items != NULL)
    {
      set_carousel (source, self, body);
      return source;
    }

  if (self->media_id != NULL)
    set_video (source, self, body);
  else if (self->image != NULL)
    {
      json_object_set_string_member (source, "source_type", "image_base64");
      set_image (source, body, self->image, self->image_type);
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

TackBody *
tack_pin_request_to_body (const TackPinRequest *self)
{
  TackBody            *body = tack_body_new ();
  JsonObject          *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  tack_json_set_string (object, "board_id", self->board_id);
  tack_json_set_string (object, "board_section_id", self->board_section_id);
  tack_json_set_string (object, "title", self->title);
  tack_json_set_string (object, "description", self->description);
  tack_json_set_string (object, "alt_text", self->alt_text);
  tack_json_set_string (object, "link", self->link);
  tack_json_set_string (object, "note", self->note);
  tack_json_set_string (object, "dominant_color", self->dominant_color);
  tack_json_set_string (object, "parent_pin_id", self->parent_pin_id);
  if (self->product_tags != NULL && self->product_tags[0] != NULL)
    json_object_set_array_member (object, "product_tags", product_tags_new (self->product_tags));
  if (self->is_removable)
    json_object_set_boolean_member (object, "is_removable", TRUE);
  json_object_set_object_member (object, "media_source", media_source_new (self, body));
  tack_body_set_json (body, node);

  return body;
}
