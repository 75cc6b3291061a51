/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-upload.h"

#include "base/tack-json.h"

struct _TackUpload
{
  GObject parent_instance;

  JsonObject *json;
};

G_DEFINE_FINAL_TYPE (TackUpload, tack_upload, G_TYPE_OBJECT)

static void
tack_upload_finalize (GObject *object)
{
  json_object_unref (TACK_UPLOAD (object)->json);

  G_OBJECT_CLASS (tack_upload_parent_class)->finalize (object);
}

static void
tack_upload_class_init (TackUploadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_upload_finalize;
}

static void
tack_upload_init (TackUpload *self)
{
}

TackUpload *
tack_upload_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "media_id") == NULL
      || tack_json_get_string (object, "upload_url") == NULL)
    return NULL;

  TackUpload *self = g_object_new (TACK_TYPE_UPLOAD, NULL);
  self->json = json_object_ref (object);

  return self;
}

const char *
tack_upload_get_media_id (TackUpload *self)
{
  return tack_json_get_string (self->json, "media_id");
}

const char *
tack_upload_get_url (TackUpload *self)
{
  return tack_json_get_string (self->json, "upload_url");
}

JsonObject *
tack_upload_get_parameters (TackUpload *self)
{
  return tack_json_get_object (self->json, "upload_parameters");
}

JsonObject *
tack_upload_get_json (TackUpload *self)
{
  return self->json;
}
