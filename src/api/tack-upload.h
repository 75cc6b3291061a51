/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TACK_TYPE_UPLOAD (tack_upload_get_type ())
G_DECLARE_FINAL_TYPE (TackUpload, tack_upload, TACK, UPLOAD, GObject)

/**
 * TackUpload:
 *
 * A registered upload: its media id, and the bucket's address and form fields. The fields hold a
 * signature: they are stored with the job, never logged.
 */

/**
 * tack_upload_new_from_json:
 * @object: the answer to `POST /media`, or what tack_upload_get_json() gave.
 *
 * Returns: (transfer full) (nullable): %NULL when media id or address are missing.
 */
TackUpload *tack_upload_new_from_json (JsonObject *object);

const char *tack_upload_get_media_id (TackUpload *self);
const char *tack_upload_get_url (TackUpload *self);

/** tack_upload_get_parameters: Returns: (transfer none) (nullable): the fields in Pinterest's
 * order. */
JsonObject *tack_upload_get_parameters (TackUpload *self);
JsonObject *tack_upload_get_json (TackUpload *self);

G_END_DECLS
