/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tack_json_parse (bytes, NULL);
}

/* One member of each type JSON has; every getter meets every one of them. */
#define MEMBERS                                                                                    \
  "{\"string\":\"text\",\"int\":7,\"double\":2.5,\"boolean\":true,\"null\":null,"                  \
  "\"object\":{\"a\":1},\"array\":[{\"a\":1},2,null,[]],\"empty\":\"\"}"

static void
test_getters (void)
{
  static const char *const NAMES[]
    = { "string", "int", "double", "boolean", "null", "object", "array", "missing" };
  g_autoptr (JsonNode) node = parse (MEMBERS);
  JsonObject          *object = json_node_get_object (node);

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const char *name = NAMES[i];

      g_test_message ("%s", name);
      g_assert_cmpstr (tack_json_get_string (object, name), ==,
                       g_str_equal (name, "string") ? "text" : NULL);
      g_assert_cmpint (tack_json_get_int (object, name, -1), ==,
                       g_str_equal (name, "int") ? 7 : -1);
      g_assert_cmpfloat (tack_json_get_double (object, name, 0.75), ==,
                         g_str_equal (name, "double") ? 2.5
                         : g_str_equal (name, "int")  ? 7.0
                                                      : 0.75);
      g_assert_true (tack_json_get_boolean (object, name, TRUE));
      g_assert_cmpint (tack_json_get_boolean (object, name, FALSE), ==,
                       g_str_equal (name, "boolean"));
      g_assert_cmpint (tack_json_get_object (object, name) != NULL, ==,
                       g_str_equal (name, "object"));
      g_assert_cmpint (tack_json_get_array (object, name) != NULL, ==, g_str_equal (name, "array"));
    }
  g_assert_cmpstr (tack_json_get_string (object, "empty"), ==, "");
}

static void
test_no_object (void)
{
  g_assert_null (tack_json_get_string (NULL, "a"));
  g_assert_cmpint (tack_json_get_int (NULL, "a", 3), ==, 3);
  g_assert_cmpfloat (tack_json_get_double (NULL, "a", 0.5), ==, 0.5);
  g_assert_true (tack_json_get_boolean (NULL, "a", TRUE));
  g_assert_null (tack_json_get_object (NULL, "a"));
  g_assert_null (tack_json_get_array (NULL, "a"));
  g_assert_null (tack_json_get_element_object (NULL, 0));
}

static void
test_elements (void)
{
  g_autoptr (JsonNode) node = parse (MEMBERS);
  JsonArray           *array = tack_json_get_array (json_node_get_object (node), "array");

  g_assert_cmpint (tack_json_get_int (tack_json_get_element_object (array, 0), "a", 0), ==, 1);
  for (guint i = 1; i < 8; i++)
    g_assert_null (tack_json_get_element_object (array, i));
}

static char *
nest (const char *before, guint depth, const char *after)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strconcat (before, open, close, after, NULL);
}

static void
test_not_json (void)
{
  static const char *const TEXTS[] = {
    "",
    "  \n",
    "half",
    "{\"code\":2,\"mess",
    "<!DOCTYPE html><html></html>",
    "{\"a\":1}{\"b\":2}",
    "{\"a\":1} \"b\"",
    "[1] x",
    "[1,]",
    "{\"a\":}",
    "{\"a\":\"bad \xff byte\"}",
    "{'a':1}",
    "/* {} */ {}",
    "var a = {};",
  };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GBytes)   bytes = g_bytes_new (TEXTS[i], strlen (TEXTS[i]));
      g_autoptr (GError)   error = NULL;
      g_autoptr (JsonNode) node = tack_json_parse (bytes, &error);

      g_test_message ("text %u", i);
      g_assert_null (node);
      g_assert_nonnull (error);
      g_assert_true (error->domain == JSON_PARSER_ERROR);
    }

  g_autoptr (GBytes) zero = g_bytes_new ("{}\0", 3);
  g_assert_null (tack_json_parse (zero, NULL));
}

/* The parser recurses: without a limit an answer of brackets ends the program. */
static void
test_depth (void)
{
  static const struct
  {
    const char *before;
    guint       depth;
    const char *after;
    gboolean    is_json;
  } CASES[] = {
    { "", 64, "", TRUE },
    { "", 65, "", FALSE },
    { "", 4000000, "", FALSE },
    { "{\"a\":", 4000000, "}", FALSE },
    /* What would hide brackets from whoever counts them. */
    { "/*\"*/", 4000000, "", FALSE },
    { "//\"\n", 4000000, "", FALSE },
    { "['\"',", 4000000, "]", FALSE },
    { "{\"a\\\\\":", 4000000, "}", FALSE },
    /* Brackets in a text nest nothing, whatever escapes stand before them. */
    { "{\"a\":\"\\\\\\\"", 4000, "\"}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char     *text = nest (CASES[i].before, CASES[i].depth, CASES[i].after);
      g_autoptr (JsonNode) node = parse (text);

      g_test_message ("%s…, %u deep", CASES[i].before, CASES[i].depth);
      g_assert_cmpint (node != NULL, ==, CASES[i].is_json);
    }
}

static void
test_writing (void)
{
  g_autoptr (JsonObject) object = json_object_new ();

  tack_json_set_string (object, "none", NULL);
  tack_json_set_string (object, "empty", "");
  tack_json_set_string (object, "title", "A \"good\"\nvase – 陶");
  g_autofree char     *text = tack_json_object_to_string (object);
  g_autoptr (JsonNode) read = parse (text);

  g_assert_null (strchr (text, '\n'));
  g_assert_cmpuint (json_object_get_size (json_node_get_object (read)), ==, 1);
  g_assert_cmpstr (tack_json_get_string (json_node_get_object (read), "title"), ==,
                   "A \"good\"\nvase – 陶");
}

static void
test_copying (void)
{
  g_autoptr (JsonNode)   node = parse (MEMBERS);
  g_autoptr (JsonObject) copy = json_object_new ();

  json_object_set_string_member (copy, "first", "mine");
  json_object_set_string_member (copy, "string", "mine");
  tack_json_copy_members (copy, json_node_get_object (node));
  json_object_set_string_member (copy, "last", "mine");

  g_autofree char *text = tack_json_object_to_string (copy);
  g_assert_true (g_str_has_prefix (text, "{\"first\":\"mine\",\"string\":\"text\",\"int\":7,"));
  g_assert_true (g_str_has_suffix (text, ",\"empty\":\"\",\"last\":\"mine\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/getters", test_getters);
  g_test_add_func ("/base/json/no-object", test_no_object);
  g_test_add_func ("/base/json/elements", test_elements);
  g_test_add_func ("/base/json/not-json", test_not_json);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/writing", test_writing);
  g_test_add_func ("/base/json/copying", test_copying);

  return g_test_run ();
}
