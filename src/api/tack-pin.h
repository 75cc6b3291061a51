/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

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
const char *tack_pin_get_creative_type (TackPin *self);
const char *tack_pin_get_media_type (TackPin *self);

/** tack_pin_get_created_at: Returns: (transfer none) (nullable): when, in UTC. */
GDateTime *tack_pin_get_created_at (TackPin *self);

/** tack_pin_get_json: Returns: (transfer none): the object as it came, with Pinterest's field
 * names. */
JsonObject *tack_pin_get_json (TackPin *self);

G_END_DECLS
