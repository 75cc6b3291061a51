/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-pin-media.h"

G_BEGIN_DECLS

#define TACK_TYPE_PIN (tack_pin_get_type ())
G_DECLARE_FINAL_TYPE (TackPin, tack_pin, TACK, PIN, GObject)

/**
 * TackPin:
 *
 * A Pin as Pinterest told of it once; immutable. Any text may be %NULL.
 */

/** tack_pin_new_from_json: Returns: (transfer full) (nullable): %NULL for an object without an id.
 */
TackPin *tack_pin_new_from_json (JsonObject *object);

const char *tack_pin_get_id (TackPin *self);
const char *tack_pin_get_title (TackPin *self);
const char *tack_pin_get_description (TackPin *self);
const char *tack_pin_get_link (TackPin *self);
const char *tack_pin_get_alt_text (TackPin *self);
const char *tack_pin_get_board_id (TackPin *self);
const char *tack_pin_get_section_id (TackPin *self);
const char *tack_pin_get_dominant_color (TackPin *self);
const char *tack_pin_get_note (TackPin *self);

/** tack_pin_get_creative_type: Returns: (nullable): Pinterest's word, such as `VIDEO`; just after a
 * video's creation it may still be `REGULAR`. */
const char *tack_pin_get_creative_type (TackPin *self);

/** tack_pin_get_parent_pin_id: Returns: (nullable): the Pin that this one was saved from. */
const char *tack_pin_get_parent_pin_id (TackPin *self);

/** tack_pin_get_board_owner: Returns: (nullable): the owner's name in Pinterest. */
const char *tack_pin_get_board_owner (TackPin *self);

/** tack_pin_is_standard: Returns: %FALSE for the simplified Pin that can become an Idea ad. */
gboolean tack_pin_is_standard (TackPin *self);

/** tack_pin_is_removable: Returns: whether it is ad-only. */
gboolean tack_pin_is_removable (TackPin *self);

/** tack_pin_is_owner: Returns: whether the account made it. */
gboolean tack_pin_is_owner (TackPin *self);

gboolean tack_pin_has_been_promoted (TackPin *self);

/** tack_pin_get_product_tags: Returns: (transfer none): the ids of the products' Pins. */
const char *const *tack_pin_get_product_tags (TackPin *self);

/** tack_pin_get_metrics: Returns: (transfer none) (nullable): by interval, such as `90d`. */
JsonObject *tack_pin_get_metrics (TackPin *self);

/** tack_pin_get_media_type: Returns: (nullable): Pinterest's word for its media, such as `image`.
 */
const char *tack_pin_get_media_type (TackPin *self);

/** tack_pin_get_media: Returns: (transfer none): what it shows. */
TackPinMedia *tack_pin_get_media (TackPin *self);

/** tack_pin_get_created_at: Returns: (transfer none) (nullable): when, in UTC. */
GDateTime *tack_pin_get_created_at (TackPin *self);

/** tack_pin_get_json: Returns: (transfer none): the object as it came, with Pinterest's field
 * names. */
JsonObject *tack_pin_get_json (TackPin *self);

G_END_DECLS
