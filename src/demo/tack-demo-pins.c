/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-call.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

#define CODE_INVALID 1
#define CODE_BOARD_NOT_FOUND 40
#define CODE_PIN_NOT_FOUND 50
#define CODE_SECTION_NOT_FOUND 2031

/* What a video Pin tells once it is one: the bytes are not kept, so this is made up. */
#define VIDEO_WIDTH 1080
#define VIDEO_HEIGHT 1920
#define VIDEO_MS 10000

static const TackDemoRule PIN_RULES[] = {
  { "board_id", TACK_DEMO_DIGITS, TACK_DEMO_OPTIONAL },
  { "board_section_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "title", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_TITLE_MAX },
  { "description", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_DESCRIPTION_MAX },
  { "alt_text", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_ALT_TEXT_MAX },
  { "link", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_NULLABLE, TACK_LINK_MAX },
  { "dominant_color", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "parent_pin_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "sponsor_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "note", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "is_removable", TACK_DEMO_BOOLEAN, TACK_DEMO_NULLABLE },
  { "product_tags", TACK_DEMO_ARRAY, TACK_DEMO_NULLABLE, TACK_PRODUCT_TAGS_MAX },
  { "media_source", TACK_DEMO_OBJECT, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule TAG_RULES[] = {
  { "pin_id", TACK_DEMO_DIGITS, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule BASE64_RULES[] = {
  { "source_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED },
  { "content_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, 0, "image/jpeg image/png" },
  { "data", TACK_DEMO_BASE64, TACK_DEMO_REQUIRED },
  { "is_standard", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule URL_RULES[] = {
  { "source_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED },
  { "url", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_REQUIRED },
  { "is_standard", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule VIDEO_RULES[] = {
  { "source_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED },
  { "media_id", TACK_DEMO_DIGITS, TACK_DEMO_REQUIRED },
  { "cover_image_data", TACK_DEMO_BASE64, TACK_DEMO_OPTIONAL },
  { "cover_image_content_type", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "image/jpeg image/png" },
  { "cover_image_url", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_OPTIONAL },
  { "cover_image_key_frame_time", TACK_DEMO_COUNT, TACK_DEMO_OPTIONAL },
  { "is_standard", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL },
  { NULL },
};

/* The picture of a Pin while it is being checked; nothing is kept of a refused call. */
typedef struct
{
  TackDemoPicture *picture;
  char            *url;
  gboolean         is_video;
} Source;

static void
source_clear (Source *source)
{
  g_clear_pointer (&source->picture, tack_demo_picture_free);
  g_clear_pointer (&source->url, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
refuse (TackDemoCall *call, const char *message)
{
  tack_demo_call_refuse (call, 400, CODE_INVALID, "%s", message);
  return FALSE;
}

/* Takes the picture out of @from and leaves its checksum there, which is what the log keeps. */
static gboolean
take_picture (TackDemoCall *call,
              JsonObject   *from,
              const char   *data_name,
              const char   *type_name,
              Source       *source)
{
  gsize              size = 0;
  guchar            *data = g_base64_decode (tack_json_get_string (from, data_name), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  g_autofree char   *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char   *tagged = g_strconcat ("sha256:", sum, NULL);

  json_object_set_string_member (from, data_name, tagged);
  if ((gint64) size > TACK_IMAGE_BYTES_MAX)
    return refuse (call, "Sorry, this image is too large.");

  source->picture = tack_demo_picture_new (bytes);
  if (source->picture == NULL
      || g_strcmp0 (source->picture->content_type, tack_json_get_string (from, type_name)) != 0)
    return refuse (call, "Invalid request: the image data does not match its content type.");

  return TRUE;
}

static gboolean
read_base64 (TackDemoCall *call, JsonObject *from, Source *source)
{
  return take_picture (call, from, "data", "content_type", source);
}

static gboolean
read_url (TackDemoCall *call, JsonObject *from, Source *source)
{
  source->url = g_strdup (tack_json_get_string (from, "url"));
  return TRUE;
}

static gboolean
read_video (TackDemoCall *call, JsonObject *from, Source *source)
{
  TackDemoMedia *media
    = tack_demo_find (call->state->media, tack_json_get_string (from, "media_id"));

  source->is_video = TRUE;
  if (media == NULL)
    return refuse (call, "Invalid request: 'media_id' is not a media upload of yours.");
  if (!g_str_equal (tack_demo_media_get_status (call->state, media), "succeeded"))
    return refuse (call, "The media upload has not been processed yet.");

  if (json_object_has_member (from, "cover_image_data"))
    return take_picture (call, from, "cover_image_data", "cover_image_content_type", source);

  source->url = g_strdup (tack_json_get_string (from, "cover_image_url"));
  if (source->url != NULL)
    return TRUE;

  if (!json_object_has_member (from, "cover_image_key_frame_time"))
    return refuse (call, "Invalid request: a cover image is required for a video Pin.");

  source->picture = tack_demo_picture_new_bundled ("frame.jpg");
  return TRUE;
}

static const struct
{
  const char         *type;
  const TackDemoRule *rules;
  gboolean (*read) (TackDemoCall *call, JsonObject *from, Source *source);
} SOURCES[] = {
  { "image_base64", BASE64_RULES, read_base64 },
  { "image_url", URL_RULES, read_url },
  { "video_id", VIDEO_RULES, read_video },
};

static gboolean
read_source (TackDemoCall *call, Source *source)
{
  JsonObject *from = tack_json_get_object (call->body, "media_source");
  const char *type = tack_json_get_string (from, "source_type");

  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    if (g_strcmp0 (SOURCES[i].type, type) == 0)
      return tack_demo_call_check (call, from, SOURCES[i].rules)
             && SOURCES[i].read (call, from, source);

  return refuse (call, "Invalid request: 'source_type' is not valid.");
}

static gboolean
check_tags (TackDemoCall *call)
{
  JsonArray             *tags = tack_json_get_array (call->body, "product_tags");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonObject *tag = tack_json_get_element_object (tags, i);

      if (!tack_demo_call_check (call, tag, TAG_RULES))
        return FALSE;
      if (!g_hash_table_add (seen, (gpointer) tack_json_get_string (tag, "pin_id")))
        return refuse (call, "Invalid request: 'product_tags' has duplicates.");
    }

  return TRUE;
}

static TackDemoBoard *
take_ad_only_board (TackDemoState *state)
{
  TackDemoBoard *board;

  for (guint i = 0; i < state->boards->len; i++)
    {
      board = g_ptr_array_index (state->boards, i);
      if (board->is_ads_only)
        return board;
    }

  board = tack_demo_state_add_board (state, TACK_DEMO_AD_ONLY_BOARD, "", "PROTECTED");
  board->is_ads_only = TRUE;

  return board;
}

/* An ad-only Pin needs no board, and a wrong one is refused all the same. */
static gboolean
check_place (TackDemoCall *call, TackDemoBoard **board)
{
  const char *board_id = tack_json_get_string (call->body, "board_id");
  const char *section_id = tack_json_get_string (call->body, "board_section_id");
  gboolean    is_removable = tack_json_get_boolean (call->body, "is_removable", FALSE);

  if (board_id == NULL && !is_removable)
    return refuse (call, "Invalid request: 'board_id' is a required property.");

  *board = tack_demo_find (call->state->boards, board_id);
  if (board_id != NULL && *board == NULL)
    {
      tack_demo_call_refuse (call, 404, CODE_BOARD_NOT_FOUND, "Board not found.");
      return FALSE;
    }
  if (section_id != NULL
      && (*board == NULL || tack_demo_find ((*board)->sections, section_id) == NULL))
    {
      tack_demo_call_refuse (call, 404, CODE_SECTION_NOT_FOUND, "Board section not found.");
      return FALSE;
    }

  return TRUE;
}

static JsonObject *
copy_kept_fields (JsonObject *body)
{
  static const char *const KEPT[]
    = { "title",         "description", "alt_text",     "link",        "dominant_color",
        "parent_pin_id", "note",        "is_removable", "product_tags" };
  JsonObject *fields = json_object_new ();
  JsonObject *source = tack_json_get_object (body, "media_source");

  for (guint i = 0; i < G_N_ELEMENTS (KEPT); i++)
    if (json_object_has_member (body, KEPT[i]))
      json_object_set_member (fields, KEPT[i], json_object_dup_member (body, KEPT[i]));
  json_object_set_boolean_member (fields, "is_standard",
                                  tack_json_get_boolean (source, "is_standard", TRUE));

  return fields;
}

void
tack_demo_create_pin (TackDemoCall *call)
{
  g_auto (Source) source = { NULL };
  TackDemoBoard  *board = NULL;
  TackDemoPin    *pin;
  JsonObject     *entry;
  gboolean        is_removable;

  if (!tack_demo_call_check (call, call->body, PIN_RULES) || !check_place (call, &board)
      || !check_tags (call) || !read_source (call, &source))
    return;

  is_removable = tack_json_get_boolean (call->body, "is_removable", FALSE);
  pin
    = tack_demo_state_add_pin (call->state, is_removable ? take_ad_only_board (call->state) : board,
                               is_removable ? NULL
                                            : tack_json_get_string (call->body, "board_section_id"),
                               copy_kept_fields (call->body));
  pin->picture = g_steal_pointer (&source.picture);
  pin->picture_url = g_steal_pointer (&source.url);
  pin->is_video = source.is_video;

  entry = json_object_new ();
  json_object_set_object_member (entry, "request", json_object_ref (call->body));
  json_object_set_object_member (entry, "answer", tack_demo_pin_to_json (call->state, pin));
  json_array_add_object_element (call->state->log, entry);
  tack_demo_call_answer (call, 201, tack_demo_pin_to_json (call->state, pin));
  pin->is_answered = TRUE;
}

static JsonObject *
images_to_json (TackDemoState *state, TackDemoPin *pin)
{
  static const struct
  {
    const char *name;
    int         width;
    int         height;
  } SIZES[] = {
    { "150x150", 150, 150 }, { "400x300", 400, 300 }, { "600x", 600, 0 }, { "1200x", 1200, 0 }
  };
  JsonObject      *images = json_object_new ();
  g_autofree char *url = pin->picture == NULL
                           ? g_strdup (pin->picture_url)
                           : g_strdup_printf ("%s/media/%s", state->origin, pin->id);

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      JsonObject *image = json_object_new ();
      int         height = SIZES[i].height;

      if (height == 0 && pin->picture != NULL)
        height = (int) ((gint64) SIZES[i].width * pin->picture->height / pin->picture->width);
      json_object_set_int_member (image, "width", SIZES[i].width);
      if (height > 0)
        json_object_set_int_member (image, "height", height);
      else
        json_object_set_null_member (image, "height");
      json_object_set_string_member (image, "url", url);
      json_object_set_object_member (images, SIZES[i].name, image);
    }

  return images;
}

static void
set_video_facts (JsonObject *media, gboolean is_known)
{
  static const struct
  {
    const char *name;
    gint64      value;
  } FACTS[] = { { "width", VIDEO_WIDTH }, { "height", VIDEO_HEIGHT }, { "duration", VIDEO_MS } };

  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    if (is_known)
      json_object_set_int_member (media, FACTS[i].name, FACTS[i].value);
    else
      json_object_set_null_member (media, FACTS[i].name);
  json_object_set_null_member (media, "video_url");
}

static JsonObject *
media_to_json (TackDemoState *state, TackDemoPin *pin, gboolean is_known_video)
{
  JsonObject *media = json_object_new ();
  JsonObject *images = images_to_json (state, pin);

  json_object_set_string_member (media, "media_type", pin->is_video ? "video" : "image");
  if (pin->is_video)
    {
      json_object_set_string_member (media, "cover_image_url",
                                     tack_json_get_string (tack_json_get_object (images, "600x"),
                                                           "url"));
      set_video_facts (media, is_known_video);
    }
  json_object_set_object_member (media, "images", images);

  return media;
}

JsonObject *
tack_demo_pin_to_json (TackDemoState *state, gpointer entity)
{
  static const char *const NULLABLE[]
    = { "title",          "description",   "alt_text", "link",
        "dominant_color", "parent_pin_id", "note",     "product_tags" };
  TackDemoPin *pin = entity;
  JsonObject  *object = json_object_new ();
  JsonObject  *owner = json_object_new ();
  gint64       age_us = g_get_monotonic_time () - pin->created_us;
  gboolean     is_known_video = pin->is_video && pin->is_answered && age_us >= state->processing_us;

  for (guint i = 0; i < G_N_ELEMENTS (NULLABLE); i++)
    if (json_object_has_member (pin->fields, NULLABLE[i]))
      json_object_set_member (object, NULLABLE[i],
                              json_object_dup_member (pin->fields, NULLABLE[i]));
    else
      json_object_set_null_member (object, NULLABLE[i]);

  json_object_set_string_member (object, "id", pin->id);
  json_object_set_string_member (object, "board_id", pin->board->id);
  json_object_set_string_member (object, "board_section_id", pin->section_id);
  json_object_set_string_member (object, "created_at", pin->created_at);
  json_object_set_string_member (object, "creative_type", is_known_video ? "VIDEO" : "REGULAR");
  json_object_set_boolean_member (object, "has_been_promoted", FALSE);
  json_object_set_boolean_member (object, "is_owner", TRUE);
  json_object_set_boolean_member (object, "is_standard",
                                  tack_json_get_boolean (pin->fields, "is_standard", TRUE));
  json_object_set_boolean_member (object, "is_removable",
                                  tack_json_get_boolean (pin->fields, "is_removable", FALSE));
  json_object_set_null_member (object, "pin_metrics");
  json_object_set_string_member (owner, "username", TACK_DEMO_USERNAME);
  json_object_set_object_member (object, "board_owner", owner);
  json_object_set_object_member (object, "media", media_to_json (state, pin, is_known_video));

  return object;
}

void
tack_demo_get_pin (TackDemoCall *call)
{
  TackDemoPin *pin = tack_demo_find (call->state->pins, call->ids[0]);

  if (pin == NULL)
    tack_demo_call_refuse (call, 404, CODE_PIN_NOT_FOUND, "Pin not found.");
  else
    tack_demo_call_answer (call, 200, tack_demo_pin_to_json (call->state, pin));
}

void
tack_demo_list_pins (TackDemoCall *call)
{
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();

  for (guint i = call->state->pins->len; i > 0; i--)
    g_ptr_array_add (pins, g_ptr_array_index (call->state->pins, i - 1));
  tack_demo_call_answer_page (call, pins, tack_demo_pin_to_json);
}

void
tack_demo_show_picture (TackDemoCall *call)
{
  TackDemoPin *pin = tack_demo_find (call->state->pins, call->ids[0]);

  if (pin == NULL || pin->picture == NULL)
    {
      tack_demo_call_refuse (call, 404, CODE_PIN_NOT_FOUND, "Picture not found.");
      return;
    }
  call->status = 200;
  call->answer = g_bytes_ref (pin->picture->bytes);
  call->answer_type = pin->picture->content_type;
}

static void
answer_page (TackDemoCall *call, const char *page)
{
  call->status = 200;
  call->answer = g_bytes_new (page, strlen (page));
  call->answer_type = "text/html; charset=utf-8";
}

/* Where a person looks whether a Pin is there: the newest first. */
void
tack_demo_show_profile_page (TackDemoCall *call)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
                                           "<title>" TACK_DEMO_USERNAME "</title></head><body>"
                                           "<h1>" TACK_DEMO_USERNAME "</h1><ul>");

  for (guint i = call->state->pins->len; i > 0; i--)
    {
      TackDemoPin     *pin = g_ptr_array_index (call->state->pins, i - 1);
      const char      *title = tack_json_get_string (pin->fields, "title");
      g_autofree char *item
        = g_markup_printf_escaped ("<li><a href=\"/pin/%s/\">%s</a> (%s)</li>", pin->id,
                                   title == NULL ? "Pin" : title, pin->board->name);
      g_string_append (page, item);
    }

  g_string_append (page, "</ul></body></html>\n");
  answer_page (call, page->str);
}

void
tack_demo_show_pin_page (TackDemoCall *call)
{
  TackDemoPin     *pin = tack_demo_find (call->state->pins, call->ids[0]);
  g_autofree char *url = NULL;
  g_autofree char *page = NULL;
  const char      *title;
  const char      *text;

  if (pin == NULL)
    {
      tack_demo_call_refuse (call, 404, CODE_PIN_NOT_FOUND, "Pin not found.");
      return;
    }

  title = tack_json_get_string (pin->fields, "title");
  text = tack_json_get_string (pin->fields, "description");
  url = pin->picture == NULL ? g_strdup (pin->picture_url) : g_strdup_printf ("/media/%s", pin->id);
  page = g_markup_printf_escaped (
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title></head><body>"
    "<h1>%s</h1><p><img src=\"%s\" alt=\"\" width=\"400\"></p><p>%s</p><p>%s</p></body></html>\n",
    title == NULL ? "Pin" : title, title == NULL ? "Pin" : title, url, text == NULL ? "" : text,
    pin->board->name);
  answer_page (call, page);
}
