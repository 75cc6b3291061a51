/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-issue.h"

#include "base/tack-json.h"

static void
add (GPtrArray *issues, TackSeverity severity, const char *code)
{
  g_ptr_array_add (issues, tack_issue_new (severity, code, "Title", "%s of %d", "One", 2));
}

/* A card has room for one issue: the gravest, and of several the one found first. */
static void
test_worst (void)
{
  g_autoptr (GPtrArray) issues = tack_issue_array_new ();

  g_assert_null (tack_issue_array_get_worst (issues));
  g_assert_false (tack_issue_array_has_errors (issues));

  add (issues, TACK_SEVERITY_HINT, "hint");
  add (issues, TACK_SEVERITY_WARNING, "first-warning");
  add (issues, TACK_SEVERITY_WARNING, "second-warning");
  g_assert_cmpstr (tack_issue_array_get_worst (issues)->code, ==, "first-warning");
  g_assert_false (tack_issue_array_has_errors (issues));

  add (issues, TACK_SEVERITY_ERROR, "first-error");
  add (issues, TACK_SEVERITY_ERROR, "second-error");
  add (issues, TACK_SEVERITY_HINT, "late-hint");
  g_assert_cmpstr (tack_issue_array_get_worst (issues)->code, ==, "first-error");
  g_assert_true (tack_issue_array_has_errors (issues));
}

static void
test_json_round_trip (void)
{
  g_autoptr (GPtrArray) issues = tack_issue_array_new ();
  const char           *message = "“a\"b\\c.mp4”\nhas 2 s; Pinterest wants 4 s – 陶";

  g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "video-too-short", "Too short",
                                           "%s", message));
  add (issues, TACK_SEVERITY_HINT, "alt-text-empty");
  add (issues, TACK_SEVERITY_WARNING, "video-ratio");
  for (TackMend mend = TACK_MEND_CONVERT; mend <= TACK_MEND_SHRINK; mend++)
    g_ptr_array_add (issues, tack_issue_new_mendable (TACK_SEVERITY_ERROR, mend, "mendable",
                                                      "Title", "%d", (int) mend));

  g_autoptr (JsonArray) array = tack_issue_array_to_json (issues);
  g_autoptr (JsonNode)  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  g_autofree char     *text = tack_json_to_string (node);
  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) parsed = tack_json_parse (bytes, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) read = tack_issue_array_from_json (json_node_get_array (parsed));

  g_assert_cmpuint (read->len, ==, issues->len);
  for (guint i = 0; i < read->len; i++)
    {
      const TackIssue *was = g_ptr_array_index (issues, i);
      const TackIssue *is = g_ptr_array_index (read, i);

      g_assert_cmpint (is->severity, ==, was->severity);
      g_assert_cmpstr (is->code, ==, was->code);
      g_assert_cmpstr (is->title, ==, was->title);
      g_assert_cmpstr (is->message, ==, was->message);
      g_assert_cmpint (is->mend, ==, was->mend);
    }
  g_assert_cmpstr (((TackIssue *) g_ptr_array_index (read, 0))->message, ==, message);
}

/* The database may be of another version, or damaged. */
static void
test_foreign_json (void)
{
  static const char TEXT[]
    = "[1, null, \"x\", [], {},"
      "{\"severity\":\"error\",\"code\":\"a\",\"title\":\"T\"},"
      "{\"severity\":\"error\",\"code\":\"a\",\"title\":\"T\",\"message\":3},"
      "{\"severity\":\"fatal\",\"code\":\"a\",\"title\":\"T\",\"message\":\"M\"},"
      "{\"severity\":2,\"code\":\"a\",\"title\":\"T\",\"message\":\"M\"},"
      "{\"severity\":\"warning\",\"code\":\"good\",\"title\":\"T\",\"message\":\"M\",\"more\":1}]";
  g_autoptr (GBytes)    bytes = g_bytes_new_static (TEXT, strlen (TEXT));
  g_autoptr (JsonNode)  node = tack_json_parse (bytes, NULL);
  g_autoptr (GPtrArray) issues = tack_issue_array_from_json (json_node_get_array (node));
  g_autoptr (GPtrArray) none = tack_issue_array_from_json (NULL);

  g_assert_cmpuint (issues->len, ==, 1);
  g_assert_cmpstr (tack_issue_array_get_worst (issues)->code, ==, "good");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/issue/worst", test_worst);
  g_test_add_func ("/base/issue/json-round-trip", test_json_round_trip);
  g_test_add_func ("/base/issue/foreign-json", test_foreign_json);

  return g_test_run ();
}
