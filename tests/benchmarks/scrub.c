/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-reader.h"
#include "media/tack-media.h"

/* As large as the window shows them. */
#define MAX_SIDE 960
#define N_KEY_FRAMES 100
#define N_EXACT 10
/* Of the whole, from one position to the next: a drag to and fro, the same in each run. */
#define STEP 0.37

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* Prints the median and the slowest of the time a frame takes, in microseconds. */
static gboolean
scrub (TackFrameReader *reader, gboolean key_frame, GError **error)
{
  gint64 duration = tack_frame_reader_get_duration (reader);
  gint64 times[N_KEY_FRAMES];
  guint  n = key_frame ? N_KEY_FRAMES : N_EXACT;

  for (guint i = 0; i < n; i++)
    {
      double along = i * STEP - (double) (guint) (i * STEP);
      gint64 began = g_get_monotonic_time ();

      g_autoptr (GdkPixbuf) frame
        = tack_frame_reader_read (reader, (gint64) ((double) duration * along), key_frame, NULL,
                                  error);
      if (frame == NULL)
        return FALSE;
      times[i] = g_get_monotonic_time () - began;
    }
  qsort (times, n, sizeof *times, compare_times);
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", times[n / 2], times[n - 1]);

  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  tack_media_init ();
  g_autoptr (GFile)           file = g_file_new_for_commandline_arg (argv[argc - 1]);
  g_autoptr (TackFrameReader) reader = tack_frame_reader_new (file, MAX_SIDE, NULL, &error);
  if (reader != NULL && scrub (reader, TRUE, &error) && scrub (reader, FALSE, &error))
    return 0;

  g_printerr ("%s\n", error->message);
  return 1;
}
