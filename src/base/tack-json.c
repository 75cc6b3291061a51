/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"

#include <glib/gi18n-lib.h>

/* Pinterest's deepest answers nest about eight levels; the parser's recursion is safe far beyond
 * this. */
#define DEPTH_MAX 64

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (type != G_TYPE_INVALID && json_node_get_value_type (node) != type)
    return NULL;

  return node;
}

const char *
tack_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
tack_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

double
tack_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);
  if (node != NULL)
    return json_node_get_double (node);

  /* A whole number has no point, and the parser makes an integer of it. */
  node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? (double) json_node_get_int (node) : fallback;
}

gboolean
tack_json_get_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

JsonObject *
tack_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
tack_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GDateTime *
tack_json_dup_time (JsonObject *object, const char *name)
{
  const char           *text = tack_json_get_string (object, name);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
}

GStrv
tack_json_dup_strings (JsonObject *object, const char *name)
{
  JsonArray               *array = tack_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

JsonObject *
tack_json_get_element_object (JsonArray *array, guint index)
{
  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Whether @text is one value that does not nest too deep, as far as brackets tell; the rest is left
 * to the parser. That one also takes comments, single quotes and a second value, and each could
 * hide brackets from this count: outside of its strings, JSON has none of their characters. */
static gboolean
is_one_shallow_value (const char *text, gsize length)
{
  guint    depth = 0;
  gboolean in_string = FALSE;
  gboolean is_over = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string && c == '\\')
        i++;
      else if (in_string)
        in_string = c != '"';
      else if (strchr (" \t\r\n", c) != NULL)
        continue;
      else if (is_over)
        return FALSE;
      else if (c == '"')
        in_string = TRUE;
      else if (!g_ascii_isalnum (c) && strchr ("{}[]:,.+-", c) == NULL)
        return FALSE;
      else if ((c == '{' || c == '[') && ++depth > DEPTH_MAX)
        return FALSE;
      else if ((c == '}' || c == ']') && depth > 0)
        is_over = --depth == 0;
    }

  return TRUE;
}

JsonNode *
tack_json_parse (GBytes *bytes, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL)
      || !is_one_shallow_value (text, length))
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                           _ ("This is not a JSON text."));
      return NULL;
    }

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;

  JsonNode *root = json_parser_get_root (parser);
  if (root == NULL)
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                           _ ("This is not a JSON text."));
      return NULL;
    }

  return json_node_ref (root);
}

char *
tack_json_to_string (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

char *
tack_json_object_to_string (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);

  return tack_json_to_string (node);
}

void
tack_json_copy_members (JsonObject *object, JsonObject *source)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init_ordered (&iter, source);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (object, name, json_node_copy (node));
}

void
tack_json_set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}
