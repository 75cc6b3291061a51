/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-contract.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef enum
{
  TEXT,
  DIGITS,
  ADDRESS,
  BASE64,
  CHOICE, /* one of @choices */
  BOOLEAN,
  INTEGER,  /* @min to @max */
  OBJECT,   /* of @members */
  ELEMENTS, /* @min to @max objects of @members */
  SOURCE,   /* an object of the members of its source_type */
} Kind;

typedef enum
{
  OPTIONAL = 0,
  REQUIRED = 1 << 0,
  NULLABLE = 1 << 1,
} Flags;

/* Where @max is 0 there is no limit; of texts both are characters. */
typedef struct _Rule Rule;
struct _Rule
{
  const char *name;
  Kind        kind;
  Flags       flags;
  gint64      min;
  gint64      max;
  const char *choices; /* each between two spaces */
  const Rule *members;
};

#define PICTURES " image/jpeg image/png "
#define END                                                                                        \
  {                                                                                                \
    NULL                                                                                           \
  }

static const Rule tag[] = { { "pin_id", DIGITS, REQUIRED }, END };

static const Rule base64_item[] = {
  { "title", TEXT, OPTIONAL },   { "description", TEXT, OPTIONAL },
  { "link", ADDRESS, OPTIONAL }, { "content_type", CHOICE, REQUIRED, 0, 0, PICTURES },
  { "data", BASE64, REQUIRED },  END,
};

static const Rule url_item[] = {
  { "title", TEXT, OPTIONAL },
  { "description", TEXT, OPTIONAL },
  { "link", ADDRESS, OPTIONAL },
  { "url", ADDRESS, REQUIRED },
  END,
};

static const struct
{
  const char *type;
  Rule        rules[8];
} sources[] = {
  { "image_base64",
    {
      { "source_type", TEXT, REQUIRED },
      { "content_type", CHOICE, REQUIRED, 0, 0, PICTURES },
      { "data", BASE64, REQUIRED },
      { "is_standard", BOOLEAN, OPTIONAL },
      END,
    } },
  { "image_url",
    {
      { "source_type", TEXT, REQUIRED },
      { "url", ADDRESS, REQUIRED },
      { "is_standard", BOOLEAN, OPTIONAL },
      END,
    } },
  { "video_id",
    {
      { "source_type", TEXT, REQUIRED },
      { "media_id", DIGITS, REQUIRED },
      { "cover_image_content_type", CHOICE, OPTIONAL, 0, 0, PICTURES },
      { "cover_image_data", BASE64, OPTIONAL },
      { "cover_image_url", ADDRESS, OPTIONAL },
      { "cover_image_key_frame_time", INTEGER, OPTIONAL, 0, G_MAXINT64 },
      { "is_standard", BOOLEAN, OPTIONAL },
      END,
    } },
  { "multiple_image_base64",
    {
      { "source_type", TEXT, REQUIRED },
      { "items", ELEMENTS, REQUIRED, 2, 5, NULL, base64_item },
      { "index", INTEGER, OPTIONAL, 0, 4 },
      END,
    } },
  { "multiple_image_urls",
    {
      { "source_type", TEXT, REQUIRED },
      { "items", ELEMENTS, REQUIRED, 2, 5, NULL, url_item },
      { "index", INTEGER, OPTIONAL, 0, 4 },
      END,
    } },
};

static const Rule pin_create[] = {
  { "board_id", DIGITS, OPTIONAL },
  { "board_section_id", DIGITS, NULLABLE },
  { "title", TEXT, NULLABLE, 0, 100 },
  { "description", TEXT, NULLABLE, 0, 800 },
  { "alt_text", TEXT, NULLABLE, 0, 500 },
  { "link", ADDRESS, NULLABLE, 0, 2048 },
  { "note", TEXT, NULLABLE },
  { "dominant_color", TEXT, NULLABLE, 7, 7 },
  { "parent_pin_id", DIGITS, NULLABLE },
  { "sponsor_id", DIGITS, NULLABLE },
  { "is_removable", BOOLEAN, NULLABLE },
  { "product_tags", ELEMENTS, NULLABLE, 1, 24, NULL, tag },
  { "media_source", SOURCE, REQUIRED },
  END,
};

static const Rule pin_update[] = {
  { "board_id", DIGITS, OPTIONAL },
  { "board_section_id", DIGITS, NULLABLE },
  { "title", TEXT, NULLABLE, 0, 100 },
  { "description", TEXT, NULLABLE, 0, 800 },
  { "alt_text", TEXT, NULLABLE, 0, 500 },
  { "link", TEXT, NULLABLE, 0, 2048 },
  { "is_removable", BOOLEAN, NULLABLE },
  { "product_tags", ELEMENTS, NULLABLE, 1, 24, NULL, tag },
  END,
};

static const Rule pin_save[]
  = { { "board_id", DIGITS, NULLABLE }, { "board_section_id", DIGITS, NULLABLE }, END };

static const Rule board_create[] = {
  { "name", TEXT, REQUIRED, 1, 0 },
  { "description", TEXT, NULLABLE },
  { "privacy", CHOICE, OPTIONAL, 0, 0, " PUBLIC PROTECTED SECRET " },
  { "is_ads_only", BOOLEAN, OPTIONAL },
  END,
};

static const Rule board_update[] = {
  { "name", TEXT, OPTIONAL, 1, 0 },
  { "description", TEXT, NULLABLE },
  { "privacy", CHOICE, OPTIONAL, 0, 0, " PUBLIC SECRET " },
  END,
};

static const Rule section[] = { { "name", TEXT, REQUIRED, 1, 180 }, END };

static const Rule media_create[] = { { "media_type", CHOICE, REQUIRED, 0, 0, " video " }, END };

/* What a query may hold. */
#define ACCOUNT                                                                                    \
  {                                                                                                \
    "ad_account_id", DIGITS, OPTIONAL, 1, 18                                                       \
  }
#define PAGE                                                                                       \
  { "bookmark", TEXT, OPTIONAL },                                                                  \
  {                                                                                                \
    "page_size", INTEGER, OPTIONAL, 1, 250                                                         \
  }

static const struct
{
  const char *id;
  const char *method;
  const char *path; /* * for an id */
  const Rule *body; /* NULL: none */
  Rule        query[8];
} calls[] = {
  { "user_account/get", "GET", "/user_account", NULL, { ACCOUNT, END } },
  { "boards/list",
    "GET",
    "/boards",
    NULL,
    { ACCOUNT,
      PAGE,
      { "privacy", CHOICE, OPTIONAL, 0, 0, " ALL PROTECTED PUBLIC SECRET PUBLIC_AND_SECRET " },
      END } },
  { "boards/create", "POST", "/boards", board_create, { ACCOUNT, END } },
  { "boards/get", "GET", "/boards/*", NULL, { ACCOUNT, END } },
  { "boards/update", "PATCH", "/boards/*", board_update, { ACCOUNT, END } },
  { "boards/delete", "DELETE", "/boards/*", NULL, { ACCOUNT, END } },
  { "boards/list_pins",
    "GET",
    "/boards/*/pins",
    NULL,
    { ACCOUNT, PAGE, { "pin_metrics", BOOLEAN, OPTIONAL }, END } },
  { "board_sections/list", "GET", "/boards/*/sections", NULL, { ACCOUNT, PAGE, END } },
  { "board_sections/create", "POST", "/boards/*/sections", section, { ACCOUNT, END } },
  { "board_sections/update", "PATCH", "/boards/*/sections/*", section, { ACCOUNT, END } },
  { "board_sections/delete", "DELETE", "/boards/*/sections/*", NULL, { ACCOUNT, END } },
  { "board_sections/list_pins", "GET", "/boards/*/sections/*/pins", NULL, { ACCOUNT, PAGE, END } },
  { "media/list", "GET", "/media", NULL, { PAGE, END } },
  { "media/create", "POST", "/media", media_create, { END } },
  { "media/get", "GET", "/media/*", NULL, { END } },
  { "pins/list",
    "GET",
    "/pins",
    NULL,
    { ACCOUNT,
      PAGE,
      { "include_protected_pins", BOOLEAN, OPTIONAL },
      { "pin_metrics", BOOLEAN, OPTIONAL },
      { "pin_filter", CHOICE, OPTIONAL, 0, 0, " exclude_native exclude_repins has_been_promoted " },
      { "pin_type", CHOICE, OPTIONAL, 0, 0, " PRIVATE " },
      END } },
  { "pins/create", "POST", "/pins", pin_create, { ACCOUNT, END } },
  { "pins/get", "GET", "/pins/*", NULL, { ACCOUNT, { "pin_metrics", BOOLEAN, OPTIONAL }, END } },
  { "pins/update", "PATCH", "/pins/*", pin_update, { ACCOUNT, END } },
  { "pins/delete", "DELETE", "/pins/*", NULL, { ACCOUNT, END } },
  { "pins/save", "POST", "/pins/*/save", pin_save, { ACCOUNT, END } },
};

static char *check_object (JsonObject *object, const Rule *rules);

static gboolean
consists_of (const char *text, const char *characters)
{
  return *text != '\0' && text[strspn (text, characters)] == '\0';
}

static gboolean
is_base64 (const char *text)
{
  return consists_of (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=")
         && strlen (text) % 4 == 0;
}

static gboolean
is_choice (const char *text, const char *choices)
{
  g_autofree char *word = g_strconcat (" ", text, " ", NULL);

  return strchr (text, ' ') == NULL && strstr (choices, word) != NULL;
}

static gboolean
is_in_range (const Rule *rule, gint64 number)
{
  return number >= rule->min && (rule->max == 0 || number <= rule->max);
}

/* Whether what stands in a query or a string obeys @rule. */
static gboolean
is_text_right (const char *text, const Rule *rule)
{
  char  *end;
  gint64 number;

  switch (rule->kind)
    {
    case TEXT:
      return is_in_range (rule, g_utf8_strlen (text, -1));
    case DIGITS:
      return consists_of (text, G_CSET_DIGITS) && is_in_range (rule, g_utf8_strlen (text, -1));
    case ADDRESS:
      return (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"))
             && is_in_range (rule, g_utf8_strlen (text, -1));
    case BASE64:
      return is_base64 (text);
    case CHOICE:
      return is_choice (text, rule->choices);
    case BOOLEAN:
      return g_str_equal (text, "true") || g_str_equal (text, "false");
    case INTEGER:
      number = g_ascii_strtoll (text, &end, 10);
      return end != text && *end == '\0' && is_in_range (rule, number);
    case OBJECT:
    case ELEMENTS:
    case SOURCE:
    default:
      return FALSE;
    }
}

static char *
check_source (JsonObject *object)
{
  const char *type = json_object_get_string_member_with_default (object, "source_type", "");

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].type, type))
      return check_object (object, sources[i].rules);

  return g_strdup_printf ("no source_type “%s”", type);
}

static char *
check_elements (JsonArray *array, const Rule *rule)
{
  guint n = json_array_get_length (array);
  char *why = NULL;

  if (!is_in_range (rule, n))
    return g_strdup_printf ("%u elements", n);
  for (guint i = 0; i < n && why == NULL; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      why = JSON_NODE_HOLDS_OBJECT (element)
              ? check_object (json_node_get_object (element), rule->members)
              : g_strdup ("element is no object");
    }

  return why;
}

static char *
check_member (JsonNode *node, const Rule *rule)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (JSON_NODE_HOLDS_NULL (node))
    return (rule->flags & NULLABLE) != 0 ? NULL : g_strdup ("null");

  switch (rule->kind)
    {
    case SOURCE:
      return JSON_NODE_HOLDS_OBJECT (node) ? check_source (json_node_get_object (node))
                                           : g_strdup ("no object");
    case ELEMENTS:
      return JSON_NODE_HOLDS_ARRAY (node) ? check_elements (json_node_get_array (node), rule)
                                          : g_strdup ("no array");
    case OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node)
               ? check_object (json_node_get_object (node), rule->members)
               : g_strdup ("no object");
    case BOOLEAN:
      return type == G_TYPE_BOOLEAN ? NULL : g_strdup ("no boolean");
    case INTEGER:
      return type == G_TYPE_INT64 && is_in_range (rule, json_node_get_int (node))
               ? NULL
               : g_strdup ("no such integer");
    case TEXT:
    case DIGITS:
    case ADDRESS:
    case BASE64:
    case CHOICE:
    default:
      return type == G_TYPE_STRING && is_text_right (json_node_get_string (node), rule)
               ? NULL
               : g_strdup ("no such text");
    }
}

static const Rule *
find_rule (const Rule *rules, const char *name)
{
  for (; rules->name != NULL; rules++)
    if (g_str_equal (rules->name, name))
      return rules;

  return NULL;
}

static char *
check_object (JsonObject *object, const Rule *rules)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const Rule      *rule = find_rule (rules, name);
      g_autofree char *why = rule != NULL ? check_member (node, rule) : g_strdup ("unknown");

      if (why != NULL)
        return g_strdup_printf ("%s: %s", name, why);
    }

  for (; rules->name != NULL; rules++)
    if ((rules->flags & REQUIRED) != 0 && !json_object_has_member (object, rules->name))
      return g_strdup_printf ("%s: missing", rules->name);

  return NULL;
}

static char *
check_query (const char *query, const Rule *rules)
{
  GUriParamsIter         iter;
  char                  *name;
  char                  *value;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      g_autofree char *owned = value;
      const Rule      *rule = find_rule (rules, name);
      gboolean         is_right = rule != NULL && is_text_right (value, rule);

      if (!g_hash_table_add (seen, name) || !is_right)
        return g_strdup_printf ("query: %s=%s", name, value);
    }

  return NULL;
}

static char *
check_body (const char *body, const char *head, const Rule *rules)
{
  if (rules == NULL)
    return *body == '\0' ? NULL : g_strdup ("a body");
  if (strstr (head, "\r\nContent-Type: application/json\r\n") == NULL)
    return g_strdup ("no Content-Type");

  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("no JSON object");

  return check_object (json_node_get_object (node), rules);
}

static char *
check_headers (const char *head, const char *body)
{
  g_autofree char *length = g_strdup_printf ("\r\nContent-Length: %zu\r\n", strlen (body));

  if (strstr (head, "\r\nAuthorization: Bearer ") == NULL)
    return g_strdup ("no token");
  if (*body != '\0' && strstr (head, length) == NULL)
    return g_strdup ("no Content-Length, or another");

  return NULL;
}

/* Whether @path is @pattern with digits for each *. */
static gboolean
is_path (const char *path, const char *pattern)
{
  for (; *pattern != '\0'; pattern++)
    if (*pattern == '*')
      {
        gsize n_digits = strspn (path, G_CSET_DIGITS);

        if (n_digits == 0)
          return FALSE;
        path += n_digits;
      }
    else if (*path++ != *pattern)
      return FALSE;

  return *path == '\0';
}

char *
tack_test_contract_check (const char  *base,
                          const char  *head,
                          const char  *body,
                          const char **operation)
{
  g_auto (GStrv)   line = g_strsplit (head, " ", 3);
  const char      *target = g_strv_length (line) == 3 ? line[1] : "";
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));
  const char      *query = target + strlen (path) + (target[strlen (path)] == '?');

  if (!g_str_has_prefix (path, base))
    return g_strdup ("another path");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].method, line[0]) && is_path (path + strlen (base), calls[i].path))
      {
        char *why = check_headers (head, body != NULL ? body : "");

        if (operation != NULL)
          *operation = calls[i].id;
        if (why == NULL)
          why = check_query (query, calls[i].query);
        if (why == NULL)
          why = check_body (body != NULL ? body : "", head, calls[i].body);
        return why;
      }

  return g_strdup_printf ("no such call: %s %s", line[0], path);
}
