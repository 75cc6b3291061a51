/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "media/tack-media.h"
#include "media/tack-thumbnailer.h"

static guint n_done;
static guint n_failed;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GdkPixbuf) thumbnail = tack_thumbnailer_load_finish (user_data, result, NULL);

  n_done++;
  n_failed += thumbnail == NULL;
}

/* SIDE FILE…: makes thumbnails of the files as the window does: by its processes, into the cache.
 */
int
main (int argc, char **argv)
{
  guint n_files = (guint) MAX (0, argc - 2);

  tack_media_init ();
  g_autoptr (TackMediaProxy)  proxy = tack_media_proxy_new ();
  g_autoptr (TackThumbnailer) thumbnailer = tack_thumbnailer_new (proxy);
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i + 2]);

      tack_thumbnailer_load_async (thumbnailer, file, TACK_MEDIA_IMAGE, 0, atoi (argv[1]), TRUE,
                                   NULL, on_loaded, thumbnailer);
    }
  while (n_done < n_files)
    g_main_context_iteration (NULL, TRUE);

  return n_failed > 0;
}
