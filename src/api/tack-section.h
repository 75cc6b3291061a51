/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TACK_TYPE_SECTION (tack_section_get_type ())
G_DECLARE_FINAL_TYPE (TackSection, tack_section, TACK, SECTION, GObject)

/** tack_section_new_from_json: Returns: (transfer full) (nullable): %NULL for an object without an
 * id. */
TackSection *tack_section_new_from_json (JsonObject *object);

const char *tack_section_get_id (TackSection *self);
const char *tack_section_get_name (TackSection *self);

/** tack_section_get_json: Returns: (transfer none): the object as it came, with Pinterest's field
 * names. */
JsonObject *tack_section_get_json (TackSection *self);

G_END_DECLS
