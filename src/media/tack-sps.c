/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-sps.h"

typedef struct
{
  const guint8 *data;
  gsize         n_bits;
  gsize         at;
  gboolean      is_over; /* more was asked than there is */
} Bits;

static guint
read_bits (Bits *bits, guint n)
{
  guint value = 0;

  for (; n > 0; n--)
    {
      if (bits->at >= bits->n_bits)
        {
          bits->is_over = TRUE;
          return 0;
        }
      value = value << 1 | (bits->data[bits->at / 8] >> (7 - bits->at % 8) & 1);
      bits->at++;
    }

  return value;
}

/* Exponential Golomb code: as many bits follow the first one as zeros come before it. */
static guint
read_golomb (Bits *bits)
{
  guint n_zeros = 0;

  while (n_zeros < 31 && !bits->is_over && read_bits (bits, 1) == 0)
    n_zeros++;

  return (1u << n_zeros) - 1 + read_bits (bits, n_zeros);
}

static int
read_signed_golomb (Bits *bits)
{
  guint code = read_golomb (bits);

  return code % 2 == 1 ? (int) (code / 2) + 1 : -(int) (code / 2);
}

static void
skip_scaling_list (Bits *bits, guint size)
{
  guint last = 8;

  for (guint i = 0; i < size && !bits->is_over; i++)
    {
      guint next = (last + (guint) read_signed_golomb (bits)) & 255;

      if (next == 0)
        return;
      last = next;
    }
}

static gboolean
has_chroma_fields (guint profile)
{
  static const guint8 profiles[] = { 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 };

  return memchr (profiles, (int) profile, sizeof profiles) != NULL;
}

static void
read_chroma (TackSps *self, Bits *bits)
{
  self->chroma = read_golomb (bits);
  if (self->chroma == 3)
    read_bits (bits, 1);
  self->bit_depth = 8 + read_golomb (bits);
  read_golomb (bits);
  read_bits (bits, 1);
  if (read_bits (bits, 1) == 0)
    return;
  for (guint i = 0; i < (self->chroma == 3 ? 12 : 8); i++)
    if (read_bits (bits, 1) == 1)
      skip_scaling_list (bits, i < 6 ? 16 : 64);
}

static void
skip_order (Bits *bits)
{
  read_golomb (bits); /* width of a frame's number */
  guint type = read_golomb (bits);

  if (type == 0)
    read_golomb (bits);
  else if (type == 1)
    {
      read_bits (bits, 1);
      read_golomb (bits);
      read_golomb (bits);
      for (guint n = read_golomb (bits); n > 0 && !bits->is_over; n--)
        read_golomb (bits);
    }
}

/* A 3 behind two zeros stands there only so that the content is not taken for the next unit. */
static GByteArray *
unescape (const guint8 *unit, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();
  guint       n_zeros = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (n_zeros < 2 || unit[i] != 3)
        g_byte_array_append (bytes, unit + i, 1);
      n_zeros = unit[i] == 0 ? n_zeros + 1 : 0;
    }

  return bytes;
}

gboolean
tack_sps_parse (TackSps *self, const guint8 *unit, gsize length)
{
  g_autoptr (GByteArray) bytes = unescape (unit, length);
  Bits                   bits = { .data = bytes->data, .n_bits = bytes->len * 8 };

  *self = (TackSps){ .bit_depth = 8, .chroma = 1 };
  read_bits (&bits, 8);
  guint profile = read_bits (&bits, 8);
  read_bits (&bits, 16); /* constraints and level */
  read_golomb (&bits);
  if (has_chroma_fields (profile))
    read_chroma (self, &bits);
  skip_order (&bits);
  read_golomb (&bits);
  read_bits (&bits, 1);
  read_golomb (&bits); /* width */
  read_golomb (&bits); /* height */
  self->has_fields = read_bits (&bits, 1) == 0;

  return !bits.is_over;
}
