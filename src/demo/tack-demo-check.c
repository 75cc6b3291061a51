/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-check.h"

gboolean
tack_demo_is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

gboolean
tack_demo_is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && (g_str_equal (g_uri_get_scheme (uri), "http")
             || g_str_equal (g_uri_get_scheme (uri), "https"));
}

static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize plain = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  return length > 0 && length % 4 == 0 && length - plain <= 2
         && strspn (text + plain, "=") == length - plain;
}

static gboolean
is_choice (const char *choices, const char *text)
{
  g_auto (GStrv) all = g_strsplit (choices, " ", -1);

  return g_strv_contains ((const char *const *) all, text);
}

static gboolean
is_color (const char *text)
{
  return text[0] == '#' && strlen (text) == 7 && strspn (text + 1, "0123456789ABCDEFabcdef") == 6;
}

char *
tack_demo_check_text (const TackDemoRule *rule, const char *text)
{
  if (rule->choices != NULL && !is_choice (rule->choices, text))
    return g_strdup_printf ("'%.40s' is not one of ['%s'] in '%s'", text, rule->choices,
                            rule->name);

  if ((rule->type == TACK_DEMO_DIGITS && !tack_demo_is_digits (text))
      || (rule->type == TACK_DEMO_BASE64 && !is_base64 (text))
      || (rule->type == TACK_DEMO_COLOR && !is_color (text)))
    return g_strdup_printf ("'%.40s' does not match the pattern of '%s'", text, rule->name);

  if (g_utf8_strlen (text, -1) < (glong) rule->min)
    return g_strdup_printf ("'%s' is too short", rule->name);
  if (rule->max > 0 && g_utf8_strlen (text, -1) > (glong) rule->max)
    return g_strdup_printf ("'%s' is longer than %u characters", rule->name, rule->max);

  if (rule->type == TACK_DEMO_WEB_ADDRESS && !tack_demo_is_web_address (text))
    return g_strdup_printf ("'%s' is not a valid URL", rule->name);

  return NULL;
}

static char *
check_length (const TackDemoRule *rule, guint length)
{
  if (length < rule->min)
    return g_strdup_printf ("'%s' has fewer than %u items", rule->name, rule->min);
  if (rule->max > 0 && length > rule->max)
    return g_strdup_printf ("'%s' has more than %u items", rule->name, rule->max);

  return NULL;
}

static char *
check_member (const TackDemoRule *rule, JsonNode *node)
{
  GType    type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gboolean fits = FALSE;

  if (JSON_NODE_HOLDS_NULL (node))
    return (rule->flags & TACK_DEMO_NULLABLE) != 0
             ? NULL
             : g_strdup_printf ("'%s' must not be null", rule->name);

  switch (rule->type)
    {
    case TACK_DEMO_BOOLEAN:
      fits = type == G_TYPE_BOOLEAN;
      break;
    case TACK_DEMO_COUNT:
      fits = type == G_TYPE_INT64 && json_node_get_int (node) >= 0;
      break;
    case TACK_DEMO_OBJECT:
      fits = JSON_NODE_HOLDS_OBJECT (node);
      break;
    case TACK_DEMO_ARRAY:
      if (JSON_NODE_HOLDS_ARRAY (node))
        return check_length (rule, json_array_get_length (json_node_get_array (node)));
      break;
    case TACK_DEMO_TEXT:
    case TACK_DEMO_DIGITS:
    case TACK_DEMO_WEB_ADDRESS:
    case TACK_DEMO_BASE64:
    case TACK_DEMO_COLOR:
    default:
      if (type == G_TYPE_STRING)
        return tack_demo_check_text (rule, json_node_get_string (node));
      break;
    }

  return fits ? NULL : g_strdup_printf ("'%s' is of the wrong type", rule->name);
}

static const TackDemoRule *
find_rule (const TackDemoRule *rules, const char *name)
{
  for (; rules->name != NULL; rules++)
    if (g_str_equal (rules->name, name))
      return rules;

  return NULL;
}

char *
tack_demo_check (JsonObject *object, const TackDemoRule *rules)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const TackDemoRule *rule = find_rule (rules, name);
      char               *why = rule == NULL
                                  ? g_strdup_printf ("Additional properties are not allowed ('%s')", name)
                                  : check_member (rule, node);

      if (why != NULL)
        return why;
    }

  for (; rules->name != NULL; rules++)
    if ((rules->flags & TACK_DEMO_REQUIRED) != 0 && !json_object_has_member (object, rules->name))
      return g_strdup_printf ("'%s' is a required property", rules->name);

  return NULL;
}
