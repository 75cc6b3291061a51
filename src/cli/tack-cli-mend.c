/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "cli/tack-cli-bar.h"
#include "cli/tack-cli.h"
#include "media/tack-inspector.h"
#include "media/tack-media.h"
#include "media/tack-mend-plan.h"
#include "media/tack-mending.h"

/* A part of the video ends where it does, unless its end is named. */
#define TO_THE_END -1

static gint64
ms_from_seconds (double seconds)
{
  return seconds < 0 ? TO_THE_END : llround (seconds * 1000);
}

static gboolean
is_time (double seconds)
{
  return isfinite (seconds) && seconds >= 0 && seconds <= 1e9;
}

static gboolean
has_suffix (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".mp4");
}

static gboolean
has_bar (TackCli *cli)
{
  return !cli->is_json && isatty (STDOUT_FILENO);
}

static gboolean
on_interrupted (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

static void
on_progress_json (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "progress");
  json_object_set_string_member (object, "file", user_data);
  json_object_set_string_member (object, "step", "mending");
  json_object_set_double_member (object, "fraction", tack_mending_get_progress (mending));
  tack_cli_print_json (object);
}

static void
on_progress_bar (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  tack_cli_bar_draw (tack_mending_get_progress (mending), NULL);
}

static TackMediaInfo *
inspect (GFile *video)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GAsyncResult)  result = NULL;

  tack_inspector_inspect_async (inspector, video, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_inspector_inspect_finish (result, NULL);
}

/* Runs until it is done, or until somebody presses Ctrl+C. */
static TackMediaInfo *
run (TackCli *cli, TackMending *mending, char *file, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  guint                    interrupt_id = g_unix_signal_add (SIGINT, on_interrupted, cancellable);
  guint                    terminate_id = g_unix_signal_add (SIGTERM, on_interrupted, cancellable);

  if (cli->is_json)
    g_signal_connect (mending, "notify::progress", G_CALLBACK (on_progress_json), file);
  else if (has_bar (cli))
    g_signal_connect (mending, "notify::progress", G_CALLBACK (on_progress_bar), NULL);

  tack_mending_run_async (mending, cancellable, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  if (has_bar (cli))
    tack_cli_bar_clear ();
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);

  TackMediaInfo *info = tack_mending_run_finish (mending, result, error);
  if (g_cancellable_is_cancelled (cancellable) && info == NULL)
    {
      g_clear_error (error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("“%s” was not converted."), file);
    }

  return info;
}

static void
print_result (TackCli *cli, const char *output, const TackMediaInfo *info)
{
  g_autofree char *name = g_utf8_make_valid (output, -1);

  if (!cli->is_json)
    {
      tack_cli_print_line (name);
      return;
    }

  g_autoptr (JsonObject) object = json_object_new ();
  json_object_set_string_member (object, "event", "mended");
  json_object_set_string_member (object, "file", name);
  json_object_set_int_member (object, "width", info->width);
  json_object_set_int_member (object, "height", info->height);
  json_object_set_int_member (object, "duration_ms", info->duration_ms);
  json_object_set_int_member (object, "size", info->size);
  tack_cli_print_json (object);
}

/* Says what will be done to who waits for it, or why nothing is. */
static gboolean
tell_plan (TackCli *cli, GFile *video, gint64 from_ms, gint64 to_ms, GError **error)
{
  g_autofree char          *name = tack_human_file (video);
  g_autoptr (TackMediaInfo) info = inspect (video);
  TackMendPlan              plan;

  if (!tack_mend_plan (info, name, from_ms, to_ms, &plan, error))
    return FALSE;

  g_autofree char *sentence = tack_mend_plan_dup_sentence (&plan, name);
  if (sentence == NULL)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("“%s” can be published as it is: there is "
                                                   "nothing to mend."),
                                                name));
      return FALSE;
    }
  if (has_bar (cli))
    tack_cli_print_line (sentence);

  return TRUE;
}

TackExit
tack_cli_mend (TackCli *cli, int argc, char **argv)
{
  double             from = 0;
  double             to = TO_THE_END;
  g_autofree char   *output = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_DOUBLE, &from, N_ ("Where the part to keep begins, in seconds"),
      N_ ("SECONDS") },
    { "to", 0, 0, G_OPTION_ARG_DOUBLE, &to, N_ ("Where it ends"), N_ ("SECONDS") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Where to save it: .mp4. Nothing is saved when there is nothing to mend"), N_ ("FILE") },
    { NULL },
  };
  TackExit           status;
  g_autoptr (GError) error = NULL;

  if (!tack_cli_parse (entries, _ ("VIDEO"), &argc, &argv, &status))
    return status;
  if (argc != 2 || output == NULL || !is_time (from) || (to != TO_THE_END && !is_time (to)))
    return tack_cli_usage ("%s", _ ("mend needs one video and --output=FILE.mp4, and takes "
                                    "--from=SECONDS and --to=SECONDS."));
  if (!has_suffix (output))
    return tack_cli_usage ("%s", _ ("The name of the output has to end in .mp4."));

  tack_media_init ();
  g_autoptr (GFile)       video = g_file_new_for_commandline_arg (argv[1]);
  g_autoptr (GFile)       file = g_file_new_for_commandline_arg (output);
  g_autofree char        *argument = g_utf8_make_valid (argv[1], -1);
  g_autoptr (TackMending) mending
    = tack_mending_new (NULL, video, file, ms_from_seconds (from), ms_from_seconds (to));
  g_autoptr (TackMediaInfo) info = NULL;
  if (tell_plan (cli, video, ms_from_seconds (from), ms_from_seconds (to), &error))
    info = run (cli, mending, argument, &error);
  if (info == NULL)
    return tack_cli_fail (error);
  print_result (cli, output, info);

  return TACK_EXIT_DONE;
}
