/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-board.h"

#include "base/tack-json.h"

struct _TackBoard
{
  GObject parent_instance;

  JsonObject *json;
  TackPrivacy privacy;
  GStrv       thumbnail_urls;
};

G_DEFINE_FINAL_TYPE (TackBoard, tack_board, G_TYPE_OBJECT)

static const char *const privacies[] = {
  [TACK_PRIVACY_PUBLIC] = "PUBLIC",
  [TACK_PRIVACY_PROTECTED] = "PROTECTED",
  [TACK_PRIVACY_SECRET] = "SECRET",
};

static void
tack_board_finalize (GObject *object)
{
  TackBoard *self = TACK_BOARD (object);

  json_object_unref (self->json);
  g_strfreev (self->thumbnail_urls);

  G_OBJECT_CLASS (tack_board_parent_class)->finalize (object);
}

static void
tack_board_class_init (TackBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_board_finalize;
}

static void
tack_board_init (TackBoard *self)
{
}

static GStrv
dup_thumbnail_urls (JsonObject *json)
{
  JsonObject              *media = tack_json_get_object (json, "media");
  JsonArray               *urls = tack_json_get_array (media, "pin_thumbnail_urls");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; urls != NULL && i < json_array_get_length (urls); i++)
    {
      JsonNode *node = json_array_get_element (urls, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

TackBoard *
tack_board_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "id") == NULL)
    return NULL;

  TackBoard *self = g_object_new (TACK_TYPE_BOARD, NULL);
  self->json = json_object_ref (object);
  self->thumbnail_urls = dup_thumbnail_urls (object);
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (g_strcmp0 (tack_json_get_string (object, "privacy"), privacies[i]) == 0)
      self->privacy = (TackPrivacy) i;

  return self;
}

const char *
tack_privacy_to_string (TackPrivacy privacy)
{
  g_return_val_if_fail (privacy < G_N_ELEMENTS (privacies), NULL);

  return privacies[privacy];
}

const char *
tack_board_get_id (TackBoard *self)
{
  return tack_json_get_string (self->json, "id");
}

const char *
tack_board_get_name (TackBoard *self)
{
  const char *name = tack_json_get_string (self->json, "name");

  return name != NULL ? name : "";
}

const char *
tack_board_get_description (TackBoard *self)
{
  return tack_json_get_string (self->json, "description");
}

TackPrivacy
tack_board_get_privacy (TackBoard *self)
{
  return self->privacy;
}

gint64
tack_board_get_pin_count (TackBoard *self)
{
  return tack_json_get_int (self->json, "pin_count", 0);
}

const char *const *
tack_board_get_thumbnail_urls (TackBoard *self)
{
  return (const char *const *) self->thumbnail_urls;
}

JsonObject *
tack_board_get_json (TackBoard *self)
{
  return self->json;
}
