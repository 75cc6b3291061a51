/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TACK_TYPE_MULTIPART (tack_multipart_get_type ())
G_DECLARE_FINAL_TYPE (TackMultipart, tack_multipart, TACK, MULTIPART, GInputStream)

/**
 * TackMultipart:
 *
 * A `multipart/form-data` body as a stream: every field, then the file last, then the end. Its
 * length is known beforehand (the bucket refuses chunked bodies). The file is opened at the first
 * read.
 */

/**
 * tack_multipart_new:
 * @fields: (nullable): string members become fields, in their order.
 * @size: the file's size in bytes. A file that turns out shorter or longer ends in an error: the
 * length was promised.
 */
TackMultipart *tack_multipart_new (JsonObject *fields, GFile *file, gint64 size);

/** tack_multipart_get_content_type: Returns: (transfer none): with the boundary. */
const char *tack_multipart_get_content_type (TackMultipart *self);

/** tack_multipart_get_length: Returns: bytes of the whole body. */
gint64 tack_multipart_get_length (TackMultipart *self);

/** tack_multipart_get_file_bytes_read: Returns: bytes of the file read so far, for progress. */
gint64 tack_multipart_get_file_bytes_read (TackMultipart *self);

G_END_DECLS
