/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-pins.h"

#include "base/tack-json.h"

/* What a video Pin tells once it is one: the bytes are not kept, so this is made up. */
#define VIDEO_WIDTH 1080
#define VIDEO_HEIGHT 1920
#define VIDEO_MS 10000

/* A video Pin is not called one by the answer that creates it, nor for a while after. */
static gboolean
is_video_known (TackDemoState *state, TackDemoPin *pin)
{
  return pin->kind == TACK_DEMO_VIDEO && pin->is_answered
         && g_get_monotonic_time () - pin->created_us >= state->processing_us;
}

const char *
tack_demo_pin_get_creative_type (TackDemoState *state, TackDemoPin *pin)
{
  if (pin->kind == TACK_DEMO_CAROUSEL)
    return "CAROUSEL";

  return is_video_known (state, pin) ? "VIDEO" : "REGULAR";
}

char *
tack_demo_pin_dup_picture_url (TackDemoState *state, TackDemoPin *pin)
{
  TackDemoImage *image = g_ptr_array_index (pin->images, pin->cover);

  return image->picture == NULL ? g_strdup (image->url)
                                : g_strdup_printf ("%s/media/%s", state->origin, pin->entity.id);
}

static void
set_image (JsonObject *media, TackDemoState *state, TackDemoPin *pin)
{
  g_autofree char *url = tack_demo_pin_dup_picture_url (state, pin);

  json_object_set_object_member (
    media, "images",
    tack_demo_image_sizes_to_json (g_ptr_array_index (pin->images, pin->cover), url));
}

static void
set_video (JsonObject *media, TackDemoState *state, TackDemoPin *pin)
{
  static const struct
  {
    const char *name;
    gint64      value;
  } FACTS[] = { { "width", VIDEO_WIDTH }, { "height", VIDEO_HEIGHT }, { "duration", VIDEO_MS } };
  g_autofree char *url = tack_demo_pin_dup_picture_url (state, pin);

  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    if (is_video_known (state, pin))
      json_object_set_int_member (media, FACTS[i].name, FACTS[i].value);
    else
      json_object_set_null_member (media, FACTS[i].name);
  json_object_set_string_member (media, "cover_image_url", url);
  json_object_set_null_member (media, "video_url");
  set_image (media, state, pin);
}

static void
set_items (JsonObject *media, TackDemoState *state, TackDemoPin *pin)
{
  static const char *const TEXTS[] = { "title", "description", "link" };
  JsonArray               *slots = tack_json_get_array (pin->fields, "carousel_slots");
  JsonArray               *items = json_array_new ();

  for (guint i = 0; i < pin->images->len; i++)
    {
      TackDemoImage   *image = g_ptr_array_index (pin->images, i);
      JsonObject      *slot = tack_json_get_element_object (slots, i);
      JsonObject      *item = json_object_new ();
      g_autofree char *url = g_strdup_printf ("%s/media/%s/%u", state->origin, pin->entity.id, i);

      for (guint j = 0; j < G_N_ELEMENTS (TEXTS); j++)
        json_object_set_string_member (item, TEXTS[j], tack_json_get_string (slot, TEXTS[j]));
      json_object_set_string_member (item, "item_type", "image");
      json_object_set_object_member (item, "images", tack_demo_image_sizes_to_json (image, url));
      json_array_add_object_element (items, item);
    }
  json_object_set_array_member (media, "items", items);
}

static JsonObject *
media_to_json (TackDemoState *state, TackDemoPin *pin)
{
  static const struct
  {
    const char *media_type;
    void (*set) (JsonObject *media, TackDemoState *state, TackDemoPin *pin);
  } KINDS[] = {
    [TACK_DEMO_IMAGE] = { "image", set_image },
    [TACK_DEMO_VIDEO] = { "video", set_video },
    [TACK_DEMO_CAROUSEL] = { "multiple_images", set_items },
  };
  JsonObject *media = json_object_new ();

  json_object_set_string_member (media, "media_type", KINDS[pin->kind].media_type);
  KINDS[pin->kind].set (media, state, pin);

  return media;
}

/* Nobody looks at a stand-in's Pins: every count is there, and is 0. */
static JsonObject *
metrics_to_json (void)
{
  static const struct
  {
    const char *interval;
    const char *counts[6];
  } METRICS[] = {
    { "90d", { "pin_click", "impression", "clickthrough" } },
    { "lifetime_metrics", { "pin_click", "impression", "clickthrough", "reaction", "comment" } },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (METRICS); i++)
    {
      JsonObject *counts = json_object_new ();

      for (guint j = 0; METRICS[i].counts[j] != NULL; j++)
        json_object_set_int_member (counts, METRICS[i].counts[j], 0);
      json_object_set_object_member (object, METRICS[i].interval, counts);
    }

  return object;
}

JsonObject *
tack_demo_pin_to_json (TackDemoCall *call, gpointer entity)
{
  static const char *const NULLABLE[]
    = { "title",          "description",   "alt_text", "link",
        "dominant_color", "parent_pin_id", "note",     "product_tags" };
  TackDemoPin *pin = entity;
  JsonObject  *object = json_object_new ();
  JsonObject  *owner = json_object_new ();

  json_object_set_string_member (object, "id", pin->entity.id);
  for (guint i = 0; i < G_N_ELEMENTS (NULLABLE); i++)
    if (json_object_has_member (pin->fields, NULLABLE[i]))
      json_object_set_member (object, NULLABLE[i],
                              json_object_dup_member (pin->fields, NULLABLE[i]));
    else
      json_object_set_null_member (object, NULLABLE[i]);

  json_object_set_string_member (object, "board_id", pin->board->entity.id);
  json_object_set_string_member (object, "board_section_id",
                                 pin->section == NULL ? NULL : pin->section->entity.id);
  json_object_set_string_member (object, "created_at", pin->created_at);
  json_object_set_string_member (object, "creative_type",
                                 tack_demo_pin_get_creative_type (call->state, pin));
  json_object_set_boolean_member (object, "has_been_promoted", FALSE);
  json_object_set_boolean_member (object, "is_owner", TRUE);
  json_object_set_boolean_member (object, "is_standard",
                                  tack_json_get_boolean (pin->fields, "is_standard", TRUE));
  json_object_set_boolean_member (object, "is_removable", pin->board->is_ads_only);
  if (tack_demo_query_is_true (call->query, "pin_metrics"))
    json_object_set_object_member (object, "pin_metrics", metrics_to_json ());
  else
    json_object_set_null_member (object, "pin_metrics");
  json_object_set_string_member (owner, "username", TACK_DEMO_USERNAME);
  json_object_set_object_member (object, "board_owner", owner);
  json_object_set_object_member (object, "media", media_to_json (call->state, pin));

  return object;
}
