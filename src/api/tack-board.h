/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  TACK_PRIVACY_PUBLIC,
  TACK_PRIVACY_PROTECTED,
  TACK_PRIVACY_SECRET,
} TackPrivacy;

#define TACK_TYPE_BOARD (tack_board_get_type ())
G_DECLARE_FINAL_TYPE (TackBoard, tack_board, TACK, BOARD, GObject)

/**
 * TackBoard:
 *
 * A board as Pinterest told of it once; immutable.
 */

/** tack_privacy_to_string: Returns: Pinterest's word, such as `SECRET`. */
const char *tack_privacy_to_string (TackPrivacy privacy);

/** tack_board_new_from_json: Returns: (transfer full) (nullable): %NULL for an object without an
 * id. */
TackBoard *tack_board_new_from_json (JsonObject *object);

const char *tack_board_get_id (TackBoard *self);
const char *tack_board_get_name (TackBoard *self);
const char *tack_board_get_description (TackBoard *self);

/** tack_board_get_privacy: Returns: the privacy; one that this version does not know, or none,
 * reads as public. */
TackPrivacy tack_board_get_privacy (TackBoard *self);

/** tack_board_get_privacy_name: Returns: Pinterest's word, of an unknown one too. */
const char *tack_board_get_privacy_name (TackBoard *self);

gboolean tack_board_is_ads_only (TackBoard *self);
gint64   tack_board_get_pin_count (TackBoard *self);
gint64   tack_board_get_follower_count (TackBoard *self);
gint64   tack_board_get_collaborator_count (TackBoard *self);

/** tack_board_get_owner: Returns: (nullable): the owner's name in Pinterest. */
const char *tack_board_get_owner (TackBoard *self);

/** tack_board_get_created_at: Returns: (transfer none) (nullable): */
GDateTime *tack_board_get_created_at (TackBoard *self);

/** tack_board_get_modified_at: Returns: (transfer none) (nullable): when its Pins last changed. */
GDateTime *tack_board_get_modified_at (TackBoard *self);

/** tack_board_get_cover_url: Returns: (nullable): */
const char *tack_board_get_cover_url (TackBoard *self);

const char *const *tack_board_get_thumbnail_urls (TackBoard *self);

/** tack_board_get_json: Returns: (transfer none): the object as it came, with Pinterest's field
 * names. */
JsonObject *tack_board_get_json (TackBoard *self);

G_END_DECLS
