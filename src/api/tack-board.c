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
  GDateTime  *created_at;  /* nullable */
  GDateTime  *modified_at; /* nullable */
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
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->modified_at, g_date_time_unref);

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

TackBoard *
tack_board_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "id") == NULL)
    return NULL;

  TackBoard *self = g_object_new (TACK_TYPE_BOARD, NULL);
  self->json = json_object_ref (object);
  self->thumbnail_urls
    = tack_json_dup_strings (tack_json_get_object (object, "media"), "pin_thumbnail_urls");
  self->created_at = tack_json_dup_time (object, "created_at");
  self->modified_at = tack_json_dup_time (object, "board_pins_modified_at");
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

const char *
tack_board_get_privacy_name (TackBoard *self)
{
  const char *name = tack_json_get_string (self->json, "privacy");

  return name != NULL ? name : privacies[self->privacy];
}

gboolean
tack_board_is_ads_only (TackBoard *self)
{
  return tack_json_get_boolean (self->json, "is_ads_only", FALSE);
}

gint64
tack_board_get_pin_count (TackBoard *self)
{
  return tack_json_get_int (self->json, "pin_count", 0);
}

gint64
tack_board_get_follower_count (TackBoard *self)
{
  return tack_json_get_int (self->json, "follower_count", 0);
}

gint64
tack_board_get_collaborator_count (TackBoard *self)
{
  return tack_json_get_int (self->json, "collaborator_count", 0);
}

const char *
tack_board_get_owner (TackBoard *self)
{
  return tack_json_get_string (tack_json_get_object (self->json, "owner"), "username");
}

GDateTime *
tack_board_get_created_at (TackBoard *self)
{
  return self->created_at;
}

GDateTime *
tack_board_get_modified_at (TackBoard *self)
{
  return self->modified_at;
}

const char *
tack_board_get_cover_url (TackBoard *self)
{
  return tack_json_get_string (tack_json_get_object (self->json, "media"), "image_cover_url");
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
