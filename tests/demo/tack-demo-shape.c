/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-demo-fixture.h"

/* The answers of Pinterest's contract (v5, release 5.23), type by type: each field with its type,
 * `?` where it may be null, `[]` around the type of an array's items. PinMedia goes on with what
 * its media_type says. */
static const struct
{
  const char *name;
  const char *fields;
} SHAPES[] = {
  { "Error", "code:int message:text" },
  { "Account", "id:text username:text account_type:text business_name:text? about:text "
               "profile_image:text website_url:text board_count:int? pin_count:int? "
               "follower_count:int? following_count:int? monthly_views:int?" },
  { "Board", "id:text name:text description:text? privacy:text is_ads_only:bool created_at:text "
             "board_pins_modified_at:text collaborator_count:int follower_count:int pin_count:int "
             "owner:BoardOwner media:BoardMedia" },
  { "BoardOwner", "username:text" },
  { "BoardMedia", "image_cover_url:text? pin_thumbnail_urls:[text]" },
  { "BoardSection", "id:text name:text" },
  { "Media", "media_id:text media_type:text status:text" },
  { "MediaUpload",
    "media_id:text media_type:text upload_url:text upload_parameters:MediaUploadParameters" },
  { "MediaUploadParameters",
    "Content-Type:text key:text policy:text x-amz-algorithm:text x-amz-credential:text "
    "x-amz-date:text x-amz-security-token:text x-amz-signature:text" },
  { "Pin", "id:text title:text? description:text? alt_text:text? link:text? dominant_color:text? "
           "parent_pin_id:text? note:text? product_tags:[ProductTag]? board_id:text "
           "board_section_id:text? created_at:text creative_type:text? has_been_promoted:bool "
           "is_owner:bool is_standard:bool is_removable:bool? pin_metrics:PinMetrics? "
           "board_owner:BoardOwner media:PinMedia" },
  { "ProductTag", "pin_id:text" },
  { "PinMetrics", "90d:Metrics lifetime_metrics:LifetimeMetrics" },
  { "Metrics", "pin_click:int impression:int clickthrough:int" },
  { "LifetimeMetrics", "pin_click:int impression:int clickthrough:int reaction:int comment:int" },
  { "PinMedia image", "media_type:text images:ImageSize" },
  { "PinMedia video", "media_type:text images:ImageSize cover_image_url:text video_url:text? "
                      "width:int? height:int? duration:int?" },
  { "PinMedia multiple_images", "media_type:text items:[ImageMetadata]" },
  { "ImageMetadata", "item_type:text title:text? description:text? link:text? images:ImageSize" },
  { "ImageSize", "150x150:ImageDetails 400x300:ImageDetails 600x:ImageDetails 1200x:ImageDetails" },
  { "ImageDetails", "width:int? height:int? url:text" },
};

static void assert_type (JsonNode *node, const char *type);

static void
assert_object (JsonObject *object, const char *name)
{
  g_auto (GStrv) fields = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    if (g_str_equal (SHAPES[i].name, name))
      fields = g_strsplit (SHAPES[i].fields, " ", -1);
  g_assert_nonnull (fields);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields[i], ":", 2);

      g_test_message ("%s.%s", name, fields[i]);
      g_assert_true (json_object_has_member (object, parts[0]));
      assert_type (json_object_get_member (object, parts[0]), parts[1]);
    }
  g_assert_cmpuint (json_object_get_size (object), ==, g_strv_length (fields));
}

static void
assert_array (JsonArray *array, const char *type)
{
  g_autofree char *item_type = g_strndup (type + 1, strlen (type) - 2);

  for (guint i = 0; i < json_array_get_length (array); i++)
    assert_type (json_array_get_element (array, i), item_type);
}

static void
assert_type (JsonNode *node, const char *type)
{
  static const struct
  {
    const char *name;
    GType       type;
  } VALUES[] = { { "text", G_TYPE_STRING }, { "int", G_TYPE_INT64 }, { "bool", G_TYPE_BOOLEAN } };
  g_autofree char *bare = g_strdup (type);

  if (g_str_has_suffix (bare, "?"))
    {
      bare[strlen (bare) - 1] = '\0';
      if (JSON_NODE_HOLDS_NULL (node))
        return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (VALUES); i++)
    if (g_str_equal (VALUES[i].name, bare))
      {
        g_assert_true (JSON_NODE_HOLDS_VALUE (node));
        g_assert_true (json_node_get_value_type (node) == VALUES[i].type);
        return;
      }

  if (bare[0] == '[')
    {
      g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
      assert_array (json_node_get_array (node), bare);
    }
  else
    {
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      tack_demo_assert_shape (json_node_get_object (node), bare);
    }
}

void
tack_demo_assert_shape (JsonObject *object, const char *name)
{
  g_assert_nonnull (object);

  if (name[0] == '[')
    {
      JsonNode *bookmark = json_object_get_member (object, "bookmark");

      g_assert_cmpuint (json_object_get_size (object), ==, 2);
      assert_type (json_object_get_member (object, "items"), name);
      assert_type (bookmark, "text?");
    }
  else if (g_str_equal (name, "PinMedia"))
    {
      g_autofree char *kind
        = g_strconcat (name, " ", tack_json_get_string (object, "media_type"), NULL);

      assert_object (object, kind);
    }
  else
    {
      assert_object (object, name);
    }
}
