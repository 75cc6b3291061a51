/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-account-info.h"

#include "api/tack-call.h"
#include "api/tack-create.h"
#include "base/tack-json.h"

struct _TackAccountInfo
{
  GObject parent_instance;

  JsonObject *json;
};

G_DEFINE_FINAL_TYPE (TackAccountInfo, tack_account_info, G_TYPE_OBJECT)

static void
tack_account_info_finalize (GObject *object)
{
  json_object_unref (TACK_ACCOUNT_INFO (object)->json);

  G_OBJECT_CLASS (tack_account_info_parent_class)->finalize (object);
}

static void
tack_account_info_class_init (TackAccountInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_account_info_finalize;
}

static void
tack_account_info_init (TackAccountInfo *self)
{
}

const char *
tack_account_info_get_id (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "id");
}

const char *
tack_account_info_get_username (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "username");
}

const char *
tack_account_info_get_account_type (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "account_type");
}

const char *
tack_account_info_get_business_name (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "business_name");
}

const char *
tack_account_info_get_about (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "about");
}

const char *
tack_account_info_get_profile_image (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "profile_image");
}

const char *
tack_account_info_get_website_url (TackAccountInfo *self)
{
  return tack_json_get_string (self->json, "website_url");
}

gint64
tack_account_info_get_board_count (TackAccountInfo *self)
{
  return tack_json_get_int (self->json, "board_count", 0);
}

gint64
tack_account_info_get_pin_count (TackAccountInfo *self)
{
  return tack_json_get_int (self->json, "pin_count", 0);
}

gint64
tack_account_info_get_follower_count (TackAccountInfo *self)
{
  return tack_json_get_int (self->json, "follower_count", 0);
}

gint64
tack_account_info_get_following_count (TackAccountInfo *self)
{
  return tack_json_get_int (self->json, "following_count", 0);
}

gint64
tack_account_info_get_monthly_views (TackAccountInfo *self)
{
  return tack_json_get_int (self->json, "monthly_views", 0);
}

JsonObject *
tack_account_info_get_json (TackAccountInfo *self)
{
  return self->json;
}

static gpointer
account_info_new_from_json (JsonObject *object)
{
  TackAccountInfo *self = g_object_new (TACK_TYPE_ACCOUNT_INFO, NULL);

  self->json = json_object_ref (object);

  return self;
}

void
tack_account_info_get_async (TackApiClient      *client,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  tack_call_async (client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, NULL, NULL,
                   account_info_new_from_json, cancellable, callback, user_data);
}

TackAccountInfo *
tack_account_info_get_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  TackAccountInfo *self = tack_call_finish (client, result, error);

  if (self != NULL)
    tack_create_set_counts (client, tack_account_info_get_board_count (self),
                            tack_account_info_get_pin_count (self));

  return self;
}
