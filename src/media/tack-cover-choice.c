/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-cover-choice.h"

#include <math.h>
#include <stdlib.h>

#include "base/tack-error.h"

/* Where a cover is looked for, in parts of the whole, the likeliest first: a third in is where
 * things have begun. */
static const double places[] = { 0.33, 0.5, 0.2, 0.7, 0.1, 0.85 };

/* Frames are looked at in this size, whatever the cover is for: else a small picture of the video
 * might show another cover than the one published. */
#define LOOK_SIDE 160

/* Between two places there is so much, in parts of the whole. */
#define NEAR 0.08
/* How far from a key frame the frame at a place is decoded: a second's work. */
#define RUN_MAX_MS 5000
/* A file that makes its decoder stumble is not asked for ever. */
#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* Of 255: a frame darker or lighter than these is black or white to the eye; within the next few it
 * gets better. */
#define LIGHT_MIN 20.0
#define LIGHT_MAX 235.0
#define LIGHT_SLOPE 30.0
/* More than this does not make a picture better, only busier. */
#define CONTRAST_ENOUGH 50.0
#define SHARPNESS_ENOUGH 12.0
/* How far from the usual light of the video a flash is at least. */
#define FLASH 70.0

static guint8
get_light (const guint8 *p)
{
  return (guint8) ((54 * p[0] + 183 * p[1] + 19 * p[2]) >> 8);
}

TackCoverLook
tack_cover_look_measure (GdkPixbuf *frame)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (frame);
  int           width = gdk_pixbuf_get_width (frame);
  int           height = gdk_pixbuf_get_height (frame);
  int           stride = gdk_pixbuf_get_rowstride (frame);
  int           n_channels = gdk_pixbuf_get_n_channels (frame);
  double        n = (double) width * height;
  double        sum = 0;
  double        squares = 0;
  double        steps = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = pixels + y * stride + x * n_channels;
        int           light = get_light (p);

        sum += light;
        squares += light * light;
        if (x + 1 < width)
          steps += abs (light - get_light (p + n_channels));
        if (y + 1 < height)
          steps += abs (light - get_light (p + stride));
      }

  double mean = sum / n;

  return (TackCoverLook){ mean, sqrt (MAX (0, squares / n - mean * mean)), steps / 2 / n };
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
get_usual_light (const TackCoverLook *looks, guint n_looks)
{
  g_autofree double *lights = g_new (double, n_looks);

  for (guint i = 0; i < n_looks; i++)
    lights[i] = looks[i].light;
  qsort (lights, n_looks, sizeof *lights, compare_doubles);

  return lights[n_looks / 2];
}

/* 0: black or white, 1: well lit. */
static double
rate_light (double light)
{
  return CLAMP (MIN (light - LIGHT_MIN, LIGHT_MAX - light) / LIGHT_SLOPE, 0, 1);
}

static double
rate (const TackCoverLook *look, double usual_light)
{
  double contrast = MIN (look->contrast / CONTRAST_ENOUGH, 1);
  double sharpness = MIN (look->sharpness / SHARPNESS_ENOUGH, 1);
  double light = rate_light (look->light);

  /* Where most is dark, what is lit is no flash. */
  if (rate_light (usual_light) > 0 && fabs (look->light - usual_light) > FLASH)
    light /= 4;

  /* A flat frame is no cover, and among nothing but bad ones the least bad wins. */
  return (contrast + sharpness) * (light + 0.01);
}

guint
tack_cover_choice_best (const TackCoverLook *looks, guint n_looks)
{
  double usual_light = get_usual_light (looks, n_looks);
  guint  best = 0;

  for (guint i = 1; i < n_looks; i++)
    if (rate (&looks[i], usual_light) > rate (&looks[best], usual_light))
      best = i;

  return best;
}

static gboolean
is_seen (const gint64 *times, guint n_times, gint64 at_ms)
{
  for (guint i = 0; i < n_times; i++)
    if (times[i] == at_ms)
      return TRUE;

  return FALSE;
}

/* The key frame near a place will do. Where there is none, as in a short video with a single one,
 * the frame at the place itself is decoded, if that is not far. */
static GdkPixbuf *
look_at (TackFrameReader *reader,
         gint64           at_ms,
         gint64           near_ms,
         GCancellable    *cancellable,
         GError         **error)
{
  g_autoptr (GdkPixbuf) frame = tack_frame_reader_read (reader, at_ms, TRUE, cancellable, error);
  gint64                off = ABS (tack_frame_reader_get_position (reader) - at_ms);

  if (frame == NULL || off <= near_ms || off > RUN_MAX_MS)
    return g_steal_pointer (&frame);

  return tack_frame_reader_read (reader, at_ms, FALSE, cancellable, error);
}

gint64
tack_cover_choice_find (TackFrameReader *reader, GCancellable *cancellable, GError **error)
{
  gint64             deadline = g_get_monotonic_time () + DEADLINE_US;
  double             duration = (double) MAX (0, tack_frame_reader_get_duration (reader));
  g_autoptr (GError) last_error = NULL;
  TackCoverLook      looks[G_N_ELEMENTS (places)];
  gint64             times[G_N_ELEMENTS (places)];
  guint              n_looks = 0;

  tack_frame_reader_set_max_side (reader, LOOK_SIDE);
  for (guint i = 0; i < G_N_ELEMENTS (places) && !tack_error_is_cancelled (last_error); i++)
    {
      if (last_error != NULL && g_get_monotonic_time () > deadline)
        break;
      g_clear_error (&last_error);
      g_autoptr (GdkPixbuf) frame = look_at (reader, (gint64) (duration * places[i]),
                                             (gint64) (duration * NEAR), cancellable, &last_error);
      gint64                at_ms = tack_frame_reader_get_position (reader);

      if (frame == NULL || is_seen (times, n_looks, at_ms))
        continue;
      looks[n_looks] = tack_cover_look_measure (frame);
      times[n_looks++] = at_ms;
    }

  if (n_looks == 0 || tack_error_is_cancelled (last_error))
    {
      g_propagate_error (error, g_steal_pointer (&last_error));
      return -1;
    }

  return times[tack_cover_choice_best (looks, n_looks)];
}
