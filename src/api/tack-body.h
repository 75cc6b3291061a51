/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TackBody:
 *
 * The JSON body of a request whose pictures become base64 only while they are sent: pieces of
 * finished JSON and of pictures in turn. Its length is known beforehand, and it can be read as
 * often as a request has to be sent. Does not change once its JSON is set.
 */
typedef struct _TackBody TackBody;

TackBody *tack_body_new (void);
TackBody *tack_body_ref (TackBody *self);
void      tack_body_unref (TackBody *self);

/** tack_body_new_from_json: Returns: (transfer full): a body without pictures. */
TackBody *tack_body_new_from_json (JsonNode *node);

/** tack_body_new_take_object: as tack_body_new_from_json(), of an object that is given away. */
TackBody *tack_body_new_take_object (JsonObject *object);

/**
 * tack_body_add_picture:
 * @picture: shared, not copied.
 *
 * Returns: (transfer none): a string that stands for the picture's base64 in the JSON of
 *   tack_body_set_json(). It is random, so that no text of a person can be mistaken for it.
 */
const char *tack_body_add_picture (TackBody *self, GBytes *picture);

/** tack_body_set_json: what is sent, once, after all pictures were added. */
void tack_body_set_json (TackBody *self, JsonNode *node);

/** tack_body_get_length: Returns: bytes, as they are sent. */
gsize tack_body_get_length (TackBody *self);

/**
 * tack_body_copy:
 * @offset: where to begin, at most the length.
 * @buffer: gets up to @count bytes of the body.
 *
 * Returns: how many bytes were copied: not always all, but 0 only at the end.
 */
gsize tack_body_copy (TackBody *self, gsize offset, char *buffer, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackBody, tack_body_unref)

G_END_DECLS
