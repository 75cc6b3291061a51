/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-tone.h"

#include <math.h>

/* Light is counted in diffuse whites: 203 cd/m², as BT.2408 has it. */
#define WHITE_NITS 203.0
#define PEAK_NITS 1000.0
#define PEAK (PEAK_NITS / WHITE_NITS)
/* Up to here light is kept, above it is compressed. */
#define KNEE 0.5

/* Of the 16 bits of a component the upper 12 make a difference. */
#define IN_BITS 12
#define OUT_STEPS 4096

struct _TackTone
{
  TackToneTransfer transfer;
  float            to_light[1 << IN_BITS];
  guint8           to_srgb[OUT_STEPS + 1];
};

/* BT.2100, table 4: from what is coded to what the display shows. */
static double
light_from_pq (double code)
{
  const double m1 = 2610.0 / 16384;
  const double m2 = 2523.0 / 4096 * 128;
  const double c1 = 3424.0 / 4096;
  const double c2 = 2413.0 / 4096 * 32;
  const double c3 = 2392.0 / 4096 * 32;
  double       power = pow (code, 1 / m2);

  return 10000 / WHITE_NITS * pow (MAX (power - c1, 0) / (c2 - c3 * power), 1 / m1);
}

/* BT.2100, table 5: from what is coded to what the camera saw. */
static double
light_from_hlg (double code)
{
  const double a = 0.17883277;
  const double b = 1 - 4 * a;
  const double c = 0.5 - a * log (4 * a);

  return code <= 0.5 ? code * code / 3 : (exp ((code - c) / a) + b) / 12;
}

static double
srgb_from_light (double light)
{
  return light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;
}

TackTone *
tack_tone_new (TackToneTransfer transfer)
{
  TackTone *self = g_new (TackTone, 1);

  self->transfer = transfer;
  for (guint i = 0; i < G_N_ELEMENTS (self->to_light); i++)
    {
      double code = (double) i / (G_N_ELEMENTS (self->to_light) - 1);

      self->to_light[i]
        = (float) (transfer == TACK_TONE_PQ ? light_from_pq (code) : light_from_hlg (code));
    }
  /* Finer where it is dark: the table is over the square root. */
  for (guint i = 0; i <= OUT_STEPS; i++)
    {
      double root = (double) i / OUT_STEPS;

      self->to_srgb[i] = (guint8) lround (255 * srgb_from_light (root * root));
    }

  return self;
}

void
tack_tone_free (TackTone *self)
{
  g_free (self);
}

static float
compress (float light)
{
  const float reach = (float) ((PEAK - KNEE) / (1 - KNEE));

  if (light <= (float) KNEE)
    return light;

  float over = MIN ((light - (float) KNEE) / (float) (1 - KNEE), reach);

  /* Reinhard's curve, which reaches white at the peak. */
  return (float) KNEE + (float) (1 - KNEE) * over * (1 + over / (reach * reach)) / (1 + over);
}

static guint8
encode (TackTone *self, float light)
{
  return self->to_srgb[(guint) (sqrtf (CLAMP (light, 0.0f, 1.0f)) * OUT_STEPS + 0.5f)];
}

static void
map_pixel (TackTone *self, const guint16 *from, guint8 *to)
{
  float r = self->to_light[from[1] >> (16 - IN_BITS)];
  float g = self->to_light[from[2] >> (16 - IN_BITS)];
  float b = self->to_light[from[3] >> (16 - IN_BITS)];

  /* How a display of 1,000 cd/m² shows what the camera saw. */
  if (self->transfer == TACK_TONE_HLG)
    {
      float luminance = 0.2627f * r + 0.6780f * g + 0.0593f * b;
      float gain = (float) PEAK * powf (luminance, 0.2f);

      r *= gain;
      g *= gain;
      b *= gain;
    }

  /* BT.2087: primaries of BT.2020 to those of BT.709, which sRGB shares. */
  float red = 1.6605f * r - 0.5877f * g - 0.0728f * b;
  float green = -0.1246f * r + 1.1330f * g - 0.0084f * b;
  float blue = -0.0182f * r - 0.1006f * g + 1.1187f * b;

  /* All by the same factor, so that a colour stays what it is. */
  float lightest = MAX (MAX (red, green), blue);
  float factor = lightest > (float) KNEE ? compress (lightest) / lightest : 1;

  to[0] = encode (self, red * factor);
  to[1] = encode (self, green * factor);
  to[2] = encode (self, blue * factor);
}

void
tack_tone_map (TackTone *self, const guint16 *from, guint8 *to, gsize n_pixels)
{
  for (gsize i = 0; i < n_pixels; i++)
    map_pixel (self, from + 4 * i, to + 3 * i);
}
