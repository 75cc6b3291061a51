/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Checked getters: json-glib's own warn or abort on a missing member or another type. Pinterest
 * adds, drops and nulls fields without notice, and an answer may be anything at all, so a field
 * that is missing, null or of another type reads as its default. @object may be %NULL everywhere.
 */

const char *tack_json_get_string (JsonObject *object, const char *name);
gint64      tack_json_get_int (JsonObject *object, const char *name, gint64 fallback);
double      tack_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean    tack_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);
JsonObject *tack_json_get_object (JsonObject *object, const char *name);
JsonArray  *tack_json_get_array (JsonObject *object, const char *name);

/**
 * tack_json_dup_time:
 *
 * Returns: (transfer full) (nullable): an ISO 8601 time. Without a zone, as in Pinterest's
 *   examples, it is UTC.
 */
GDateTime *tack_json_dup_time (JsonObject *object, const char *name);

/** tack_json_dup_strings: Returns: (transfer full): the strings of an array, none for no array. */
GStrv tack_json_dup_strings (JsonObject *object, const char *name);

/**
 * tack_json_get_element_object:
 *
 * Returns: (transfer none) (nullable): the object at @index of @array; %NULL for another type and
 *   past the end.
 */
JsonObject *tack_json_get_element_object (JsonArray *array, guint index);

/**
 * tack_json_parse:
 * @bytes: UTF-8 text, from anybody.
 * @error: `JSON_PARSER_ERROR` for anything that is not one JSON value, or is nested deeper than
 *   anything Pinterest sends (the parser recurses).
 *
 * Returns: (transfer full): the value.
 */
JsonNode *tack_json_parse (GBytes *bytes, GError **error);

/**
 * tack_json_to_string:
 *
 * Returns: (transfer full): @node on one line.
 */
char *tack_json_to_string (JsonNode *node);

/**
 * tack_json_object_to_string:
 *
 * Returns: (transfer full): @object on one line.
 */
char *tack_json_object_to_string (JsonObject *object);

/** tack_json_copy_members: puts those of @source into @object, in their order. */
void tack_json_copy_members (JsonObject *object, JsonObject *source);

/**
 * tack_json_set_string:
 *
 * Sets a member unless @value is %NULL or empty: requests leave out what is not set.
 */
void tack_json_set_string (JsonObject *object, const char *name, const char *value);

G_END_DECLS
