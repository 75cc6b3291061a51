/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-media-upload.h"

#include "base/tack-json.h"

struct _TackMediaUpload
{
  GObject parent_instance;

  JsonObject *json;
};

G_DEFINE_FINAL_TYPE (TackMediaUpload, tack_media_upload, G_TYPE_OBJECT)

static void
tack_media_upload_finalize (GObject *object)
{
  json_object_unref (TACK_MEDIA_UPLOAD (object)->json);

  G_OBJECT_CLASS (tack_media_upload_parent_class)->finalize (object);
}

static void
tack_media_upload_class_init (TackMediaUploadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_media_upload_finalize;
}

static void
tack_media_upload_init (TackMediaUpload *self)
{
}

TackMediaUpload *
tack_media_upload_new_from_json (JsonObject *object)
{
  TackMediaUpload *self = g_object_new (TACK_TYPE_MEDIA_UPLOAD, NULL);

  self->json = json_object_ref (object);

  return self;
}

const char *
tack_media_upload_get_id (TackMediaUpload *self)
{
  return tack_json_get_string (self->json, "media_id");
}

const char *
tack_media_upload_get_media_type (TackMediaUpload *self)
{
  return tack_json_get_string (self->json, "media_type");
}

TackMediaStatus
tack_media_upload_get_status (TackMediaUpload *self)
{
  static const char *const STATUSES[] = {
    [TACK_MEDIA_STATUS_REGISTERED] = "registered",
    [TACK_MEDIA_STATUS_PROCESSING] = "processing",
    [TACK_MEDIA_STATUS_SUCCEEDED] = "succeeded",
    [TACK_MEDIA_STATUS_FAILED] = "failed",
  };
  const char *status = tack_json_get_string (self->json, "status");

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    if (g_strcmp0 (status, STATUSES[i]) == 0)
      return (TackMediaStatus) i;

  return TACK_MEDIA_STATUS_PROCESSING;
}

JsonObject *
tack_media_upload_get_json (TackMediaUpload *self)
{
  return self->json;
}
