/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "base/tack-human.h"
#include "base/tack-json.h"
#include "cli/tack-cli.h"
#include "media/tack-inspector.h"
#include "media/tack-media.h"
#include "media/tack-mend-plan.h"
#include "media/tack-picture-plan.h"

static void
drop_title (JsonArray *issues, guint index, JsonNode *issue, gpointer user_data)
{
  json_object_remove_member (json_node_get_object (issue), "title");
}

static void
print_json (const char *argument, const TackMediaInfo *info, GPtrArray *issues)
{
  /* For the store; what follows for people is among the issues. */
  static const char *const stored[] = { "mtime_us", "turned", "cmyk", "location", "details" };
  g_autofree char         *name = g_utf8_make_valid (argument, -1);
  g_autoptr (JsonObject)   object = json_object_new ();
  g_autoptr (JsonObject)   facts = tack_media_info_to_json (info);

  /* Titles are for badges of the window, and no part of the contract with scripts. */
  json_object_set_array_member (facts, "issues", tack_issue_array_to_json (issues));
  json_array_foreach_element (json_object_get_array_member (facts, "issues"), drop_title, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    json_object_remove_member (facts, stored[i]);

  json_object_set_string_member (object, "file", name);
  tack_json_copy_members (object, facts);

  tack_cli_print_json (object);
}

static gboolean
has_offer (const TackMediaInfo *info)
{
  for (guint i = 0; info->kind == TACK_MEDIA_VIDEO && i < info->issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (info->issues, i);

      if (issue->severity > TACK_SEVERITY_HINT && issue->mend != TACK_MEND_NONE)
        return TRUE;
    }

  return FALSE;
}

/* What “mend” would do, or what it has to be told. */
static void
print_offer (const char *name, const TackMediaInfo *info)
{
  g_autoptr (GError) error = NULL;
  TackMendPlan       plan;

  if (!has_offer (info))
    return;

  g_autofree char *sentence = tack_mend_plan (info, name, 0, -1, &plan, &error)
                                ? tack_mend_plan_dup_sentence (&plan, name)
                                : g_strdup (error->message);
  g_print ("  → tackboard-cli mend: %s\n", sentence);
}

static void
print_human (GFile *file, const TackMediaInfo *info, GPtrArray *issues)
{
  g_autofree char    *name = tack_human_file (file);
  g_autofree char    *size = tack_human_size (info->size);
  g_autoptr (GString) line = g_string_new (name);

  if (info->width > 0)
    g_string_append_printf (line, " · %d × %d", info->width, info->height);
  if (info->kind == TACK_MEDIA_VIDEO && info->duration_ms >= 0)
    {
      g_autofree char *duration = tack_human_seconds (info->duration_ms);
      g_string_append_printf (line, " · %s", duration);
    }
  if (info->video_codec != NULL)
    {
      g_autofree char *codec = tack_human_codec (info->video_codec);
      g_string_append_printf (line, " · %s", codec);
    }
  else if (info->container != NULL)
    g_string_append_printf (line, " · %s", info->container);
  g_print ("%s · %s\n", line->str, size);

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);
      const char      *sign = issue->severity == TACK_SEVERITY_ERROR     ? "✗"
                              : issue->severity == TACK_SEVERITY_WARNING ? "!"
                                                                         : "·";
      g_print ("  %s %s\n", sign, issue->message);
    }
  print_offer (name, info);
}

TackExit
tack_cli_inspect (TackCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  TackExit           status = TACK_EXIT_DONE;

  if (!tack_cli_parse (entries, _ ("FILE…"), &argc, &argv, &status))
    return status;
  if (argc < 2)
    return tack_cli_usage ("%s", _ ("inspect needs a file."));

  tack_media_init ();
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autofree GAsyncResult **results = g_new0 (GAsyncResult *, (gsize) argc);

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      tack_inspector_inspect_async (inspector, file, NULL, tack_cli_store_result, &results[i]);
    }

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      tack_cli_wait (&results[i]);
      g_autoptr (TackMediaInfo) info = tack_inspector_inspect_finish (results[i], NULL);
      g_autoptr (GPtrArray)     issues = tack_issue_array_new ();
      g_autofree char          *name = tack_human_file (file);

      tack_picture_plan_add_issues (info, 0, name, issues);
      if (cli->is_json)
        print_json (argv[i], info, issues);
      else
        print_human (file, info, issues);
      if (!tack_media_info_is_ok (info))
        status = TACK_EXIT_FAILED;
      g_object_unref (results[i]);
    }

  return status;
}
