/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-source.h"

#include "base/tack-json.h"

#define IMAGE_TYPES "image/jpeg image/png"

/* `source_type` has chosen the rules, so that it needs no more than to be among them. */
#define SOURCE_TYPE                                                                                \
  {                                                                                                \
    "source_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED                                              \
  }
#define IS_STANDARD                                                                                \
  {                                                                                                \
    "is_standard", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL                                           \
  }

static const TackDemoRule BASE64_RULES[] = {
  SOURCE_TYPE,
  IS_STANDARD,
  { "content_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, 0, IMAGE_TYPES },
  { "data", TACK_DEMO_BASE64, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule URL_RULES[] = {
  SOURCE_TYPE,
  IS_STANDARD,
  { "url", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule VIDEO_RULES[] = {
  SOURCE_TYPE,
  IS_STANDARD,
  { "media_id", TACK_DEMO_DIGITS, TACK_DEMO_REQUIRED },
  { "cover_image_data", TACK_DEMO_BASE64, TACK_DEMO_OPTIONAL },
  { "cover_image_content_type", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, IMAGE_TYPES },
  { "cover_image_url", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_OPTIONAL },
  { "cover_image_key_frame_time", TACK_DEMO_COUNT, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule CAROUSEL_RULES[] = {
  SOURCE_TYPE,
  { "items", TACK_DEMO_ARRAY, TACK_DEMO_REQUIRED, TACK_CAROUSEL_MAX, NULL, TACK_CAROUSEL_MIN },
  { "index", TACK_DEMO_COUNT, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule BASE64_ITEM_RULES[] = {
  TACK_DEMO_SLOT_RULES,
  { "content_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, 0, IMAGE_TYPES },
  { "data", TACK_DEMO_BASE64, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule URL_ITEM_RULES[] = {
  TACK_DEMO_SLOT_RULES,
  { "url", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_REQUIRED },
  { NULL },
};

void
tack_demo_source_clear (TackDemoSource *self)
{
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_clear_pointer (&self->slots, json_array_unref);
}

static void
add_image (TackDemoSource *self, TackDemoPicture *picture, const char *url)
{
  g_ptr_array_add (self->images, tack_demo_image_new (picture, g_strdup (url)));
}

/* Returns: (transfer full) (nullable): the picture, or %NULL and refused. */
static TackDemoPicture *
take_picture (TackDemoCall *call, JsonObject *from, const char *data_name, const char *type_name)
{
  gsize              size = 0;
  guchar            *data = g_base64_decode (tack_json_get_string (from, data_name), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  g_autofree char   *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char   *tagged = g_strconcat ("sha256:", sum, NULL);
  g_autoptr (TackDemoPicture) picture = NULL;

  json_object_set_string_member (from, data_name, tagged);
  if ((gint64) size > TACK_IMAGE_BYTES_MAX)
    {
      tack_demo_call_refuse (call, 400, TACK_DEMO_CODE_INVALID, "Sorry, this image is too large.");
      return NULL;
    }

  picture = tack_demo_picture_new (bytes);
  if (picture != NULL
      && g_strcmp0 (picture->content_type, tack_json_get_string (from, type_name)) == 0)
    return g_steal_pointer (&picture);

  tack_demo_call_refuse_invalid (call, "the image data does not match its content type");
  return NULL;
}

static gboolean
read_base64 (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  TackDemoPicture *picture = take_picture (call, from, "data", "content_type");

  if (picture == NULL)
    return FALSE;

  add_image (self, picture, NULL);
  return TRUE;
}

static gboolean
read_url (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  add_image (self, NULL, tack_json_get_string (from, "url"));

  return TRUE;
}

static gboolean
read_cover (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  TackDemoPicture *picture = NULL;

  if (json_object_has_member (from, "cover_image_data"))
    picture = take_picture (call, from, "cover_image_data", "cover_image_content_type");
  else if (json_object_has_member (from, "cover_image_url"))
    {
      add_image (self, NULL, tack_json_get_string (from, "cover_image_url"));
      return TRUE;
    }
  else if (json_object_has_member (from, "cover_image_key_frame_time"))
    picture = tack_demo_picture_new_bundled ("frame.jpg");
  else
    tack_demo_call_refuse_invalid (call, "a cover image is required for a video Pin");

  if (picture == NULL)
    return FALSE;

  add_image (self, picture, NULL);
  return TRUE;
}

static gboolean
read_video (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  TackDemoMedia *media
    = tack_demo_find (call->state->media, tack_json_get_string (from, "media_id"));

  self->kind = TACK_DEMO_VIDEO;
  if (media == NULL)
    return tack_demo_call_refuse_invalid (call, "'media_id' is not a media upload of yours");
  if (!g_str_equal (tack_demo_media_get_status (call->state, media), "succeeded"))
    return tack_demo_call_refuse (call, 400, TACK_DEMO_CODE_INVALID,
                                  "The media upload has not been processed yet.");

  return read_cover (self, call, from);
}

static JsonObject *
dup_slot (JsonObject *item)
{
  static const char *const TEXTS[] = { "title", "description", "link" };
  JsonObject              *slot = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    if (json_object_has_member (item, TEXTS[i]))
      json_object_set_string_member (slot, TEXTS[i], tack_json_get_string (item, TEXTS[i]));

  return slot;
}

typedef gboolean (*Reader) (TackDemoSource *self, TackDemoCall *call, JsonObject *from);

static gboolean
read_items (TackDemoSource     *self,
            TackDemoCall       *call,
            JsonObject         *from,
            const TackDemoRule *rules,
            Reader              read)
{
  JsonArray *items = tack_json_get_array (from, "items");

  self->kind = TACK_DEMO_CAROUSEL;
  self->slots = json_array_new ();
  self->cover = (guint) tack_json_get_int (from, "index", 0);
  if (self->cover >= json_array_get_length (items))
    return tack_demo_call_refuse_invalid (call, "'index' is not one of 'items'");

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = tack_json_get_element_object (items, i);

      if (!tack_demo_call_check (call, item, rules) || !read (self, call, item))
        return FALSE;
      json_array_add_object_element (self->slots, dup_slot (item));
    }

  return TRUE;
}

static gboolean
read_base64_items (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  return read_items (self, call, from, BASE64_ITEM_RULES, read_base64);
}

static gboolean
read_url_items (TackDemoSource *self, TackDemoCall *call, JsonObject *from)
{
  return read_items (self, call, from, URL_ITEM_RULES, read_url);
}

static const struct
{
  const char         *type;
  const TackDemoRule *rules;
  Reader              read;
} SOURCES[] = {
  { "image_base64", BASE64_RULES, read_base64 },
  { "image_url", URL_RULES, read_url },
  { "multiple_image_base64", CAROUSEL_RULES, read_base64_items },
  { "multiple_image_urls", CAROUSEL_RULES, read_url_items },
  { "video_id", VIDEO_RULES, read_video },
};

gboolean
tack_demo_source_read (TackDemoSource *self, TackDemoCall *call)
{
  JsonObject *from = tack_json_get_object (call->body, "media_source");
  const char *type = tack_json_get_string (from, "source_type");

  self->images = tack_demo_image_list_new ();
  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    if (g_strcmp0 (SOURCES[i].type, type) == 0)
      return tack_demo_call_check (call, from, SOURCES[i].rules)
             && SOURCES[i].read (self, call, from);

  /* The contract's sixth, for product Pins, is open to a list of beta users. */
  if (g_strcmp0 (type, "pin_url") == 0)
    return tack_demo_call_refuse (call, 403, TACK_DEMO_CODE_NOT_PERMITTED,
                                  "You are not permitted to access that resource.");

  return tack_demo_call_refuse_invalid (call, "'source_type' is not valid");
}
