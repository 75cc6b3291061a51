/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/tack-error.h"
#include "cli/tack-cli.h"
#include "media/tack-cover.h"
#include "media/tack-media.h"
#include "media/tack-picture-encode.h"

static const char *
content_type_from_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg"))
    return "image/jpeg";

  return g_str_has_suffix (lower, ".png") ? "image/png" : NULL;
}

TackExit
tack_cli_cover (TackCli *cli, int argc, char **argv)
{
  double             at = -1;
  gboolean           key_frame = FALSE;
  g_autofree char   *output = NULL;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_DOUBLE, &at, N_ ("Where the frame is, in seconds"), N_ ("SECONDS") },
    { "keyframe", 0, 0, G_OPTION_ARG_NONE, &key_frame, N_ ("Take the nearest key frame: faster"),
      NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to save it: .jpg or .png"),
      N_ ("FILE") },
    { NULL },
  };
  TackExit           status;
  g_autoptr (GError) error = NULL;

  if (!tack_cli_parse (entries, _ ("VIDEO"), &argc, &argv, &status))
    return status;
  if (argc != 2 || output == NULL || !isfinite (at) || at < 0 || at > 1e9)
    return tack_cli_usage ("%s", _ ("cover needs one video, --at=SECONDS and --output=FILE.jpg."));

  const char *content_type = content_type_from_name (output);
  if (content_type == NULL)
    return tack_cli_usage ("%s", _ ("The name of the output has to end in .jpg or .png."));

  tack_media_init ();
  g_autoptr (GFile)     video = g_file_new_for_commandline_arg (argv[1]);
  gint64                at_ms = llround (at * 1000);
  g_autoptr (GdkPixbuf) frame = tack_cover_read (video, &at_ms, key_frame, 0, NULL, &error);
  g_autoptr (GBytes)    bytes
    = frame != NULL ? tack_picture_encode (frame, content_type, &error) : NULL;
  if (bytes == NULL)
    return tack_cli_fail (error);

  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  if (!g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    {
      g_autoptr (GError) sentence = tack_error_from_writing (error, file);
      return tack_cli_fail (sentence);
    }

  if (cli->is_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      json_object_set_string_member (object, "file", output);
      json_object_set_int_member (object, "width", gdk_pixbuf_get_width (frame));
      json_object_set_int_member (object, "height", gdk_pixbuf_get_height (frame));
      json_object_set_int_member (object, "at_ms", at_ms);
      tack_cli_print_json (object);
    }
  else
    g_print ("%s\n", output);

  return TACK_EXIT_DONE;
}
