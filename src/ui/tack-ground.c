/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-ground.h"

#define DARKENED 0.55

/* Colours are counted in 4 bits of each channel on a grid of at most this many samples a side. */
#define SAMPLES 48

GdkRGBA
tack_ground_from_pixbuf (GdkPixbuf *pixbuf)
{
  g_autofree guint16 *counts = g_new0 (guint16, 1 << 12);
  const guint8       *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int                 width = gdk_pixbuf_get_width (pixbuf);
  int                 height = gdk_pixbuf_get_height (pixbuf);
  int                 stride = gdk_pixbuf_get_rowstride (pixbuf);
  int                 n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  int                 columns = MIN (SAMPLES, width);
  int                 rows = MIN (SAMPLES, height);
  guint               best = 0;
  guint               sums[4] = { 0 };

  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < rows * columns; i++)
      {
        gsize         row = (gsize) (i / columns) * (gsize) height / (gsize) rows;
        gsize         column = (gsize) (i % columns) * (gsize) width / (gsize) columns;
        const guint8 *p = pixels + row * (gsize) stride + column * (gsize) n_channels;
        guint         key = (p[0] & 0xf0u) << 4 | (p[1] & 0xf0u) | p[2] >> 4;

        if (pass == 0 && ++counts[key] > counts[best])
          best = key;
        if (pass == 1 && key == best)
          {
            for (int channel = 0; channel < 3; channel++)
              sums[channel] += p[channel];
            sums[3]++;
          }
      }

  double divisor = 255.0 * MAX (sums[3], 1) / DARKENED;

  return (GdkRGBA){ .red = (float) (sums[0] / divisor),
                    .green = (float) (sums[1] / divisor),
                    .blue = (float) (sums[2] / divisor),
                    .alpha = 1 };
}

gboolean
tack_ground_place (double                 picture_width,
                   double                 picture_height,
                   const graphene_rect_t *frame,
                   graphene_rect_t       *place)
{
  double   to_width = frame->size.width / picture_width;
  double   to_height = frame->size.height / picture_height;
  double   smaller = MIN (to_width, to_height);
  double   larger = MAX (to_width, to_height);
  gboolean is_filled = larger <= smaller * (1 + TACK_GROUND_TOLERANCE);
  double   scale = is_filled ? larger : smaller;
  double   width = picture_width * scale;
  double   height = picture_height * scale;

  graphene_rect_init (place, (float) (frame->origin.x + (frame->size.width - width) / 2),
                      (float) (frame->origin.y + (frame->size.height - height) / 2), (float) width,
                      (float) height);

  return is_filled;
}
