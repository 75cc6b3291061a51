/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  TACK_MEDIA_STATUS_REGISTERED,
  TACK_MEDIA_STATUS_PROCESSING,
  TACK_MEDIA_STATUS_SUCCEEDED,
  TACK_MEDIA_STATUS_FAILED,
} TackMediaStatus;

#define TACK_TYPE_MEDIA_UPLOAD (tack_media_upload_get_type ())
G_DECLARE_FINAL_TYPE (TackMediaUpload, tack_media_upload, TACK, MEDIA_UPLOAD, GObject)

/**
 * TackMediaUpload:
 *
 * What Pinterest tells of a registered upload and of how far it is with it; immutable.
 */

/** tack_media_upload_new_from_json: Returns: (transfer full): an upload even of an empty object:
 * who asks for one knows its id. */
TackMediaUpload *tack_media_upload_new_from_json (JsonObject *object);

/** tack_media_upload_get_id: Returns: (nullable): */
const char *tack_media_upload_get_id (TackMediaUpload *self);

/** tack_media_upload_get_media_type: Returns: (nullable): Pinterest's word, such as `video`. */
const char *tack_media_upload_get_media_type (TackMediaUpload *self);

/** tack_media_upload_get_status: Returns: the status; one that this version does not know, or none,
 * reads as processing. */
TackMediaStatus tack_media_upload_get_status (TackMediaUpload *self);

/** tack_media_upload_get_json: Returns: (transfer none): the object as it came. */
JsonObject *tack_media_upload_get_json (TackMediaUpload *self);

G_END_DECLS
