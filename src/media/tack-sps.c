/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-sps.h"

#include "media/tack-bit-reader.h"

/* The most that H.265 allows. */
#define REFERENCE_SETS_MAX 64
#define REFERENCES_MAX 32
#define LAYERS_MAX 7

/* Of a profile and of a level in H.265. */
#define PROFILE_BITS 88
#define LEVEL_BITS 8

/* “extended”: the shape of the pixels is written out. */
#define PIXELS_WRITTEN_OUT 255

#define TRANSFER_UNSPECIFIED 2

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

/* The same in both, as far as it is read (ITU-T H.264, E.1.1; ITU-T H.265, E.2.1). */
static void
read_usability (TackSps *self, TackBitReader *bits)
{
  static const struct
  {
    guint8 width;
    guint8 height;
  } shapes[] = { { 0, 0 },   { 1, 1 },    { 12, 11 }, { 10, 11 }, { 16, 11 }, { 40, 33 },
                 { 24, 11 }, { 20, 11 },  { 32, 11 }, { 80, 33 }, { 18, 11 }, { 15, 11 },
                 { 64, 33 }, { 160, 99 }, { 4, 3 },   { 3, 2 },   { 2, 1 } };

  guint shape = tack_bit_reader_read (bits, 1) == 1 ? tack_bit_reader_read (bits, 8) : 0;
  if (shape == PIXELS_WRITTEN_OUT)
    {
      self->pixel_width = (int) tack_bit_reader_read (bits, 16);
      self->pixel_height = (int) tack_bit_reader_read (bits, 16);
    }
  else if (shape < G_N_ELEMENTS (shapes))
    {
      self->pixel_width = shapes[shape].width;
      self->pixel_height = shapes[shape].height;
    }

  if (tack_bit_reader_read (bits, 1) == 1)
    tack_bit_reader_skip (bits, 1); /* overscan */
  if (tack_bit_reader_read (bits, 1) == 0)
    return;
  tack_bit_reader_skip (bits, 4); /* format and range */
  if (tack_bit_reader_read (bits, 1) == 0)
    return;
  tack_bit_reader_skip (bits, 8); /* primaries */
  guint transfer = tack_bit_reader_read (bits, 8);
  self->transfer = transfer == TRANSFER_UNSPECIFIED ? 0 : transfer;
}

static void
skip_avc_scaling_list (TackBitReader *bits, guint size)
{
  guint last = 8;

  for (guint i = 0; i < size && !bits->is_over; i++)
    {
      guint next = (last + (guint) tack_bit_reader_read_signed_golomb (bits)) & 255;

      if (next == 0)
        return;
      last = next;
    }
}

static gboolean
has_avc_chroma_fields (guint profile)
{
  static const guint8 profiles[] = { 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 };

  return memchr (profiles, (int) profile, sizeof profiles) != NULL;
}

static void
read_avc_chroma (TackSps *self, TackBitReader *bits)
{
  self->chroma = tack_bit_reader_read_golomb (bits);
  if (self->chroma == 3)
    tack_bit_reader_skip (bits, 1);
  self->bit_depth = 8 + tack_bit_reader_read_golomb (bits);
  tack_bit_reader_skip_golombs (bits, 1);
  tack_bit_reader_skip (bits, 1);
  if (tack_bit_reader_read (bits, 1) == 0)
    return;
  for (guint i = 0; i < (self->chroma == 3 ? 12 : 8); i++)
    if (tack_bit_reader_read (bits, 1) == 1)
      skip_avc_scaling_list (bits, i < 6 ? 16 : 64);
}

static void
skip_avc_order (TackBitReader *bits)
{
  tack_bit_reader_skip_golombs (bits, 1); /* width of a frame's number */
  guint type = tack_bit_reader_read_golomb (bits);

  if (type == 0)
    tack_bit_reader_skip_golombs (bits, 1);
  else if (type == 1)
    {
      tack_bit_reader_skip (bits, 1);
      tack_bit_reader_skip_golombs (bits, 2);
      tack_bit_reader_skip_golombs (bits, tack_bit_reader_read_golomb (bits));
    }
}

static void
read_avc (TackSps *self, TackBitReader *bits)
{
  tack_bit_reader_skip (bits, 8);
  guint profile = tack_bit_reader_read (bits, 8);
  tack_bit_reader_skip (bits, 16);        /* constraints and level */
  tack_bit_reader_skip_golombs (bits, 1); /* number */
  if (has_avc_chroma_fields (profile))
    read_avc_chroma (self, bits);
  skip_avc_order (bits);
  tack_bit_reader_skip_golombs (bits, 1); /* reference frames */
  tack_bit_reader_skip (bits, 1);
  tack_bit_reader_skip_golombs (bits, 2); /* size */
  self->has_fields = tack_bit_reader_read (bits, 1) == 0;
  if (self->has_fields)
    tack_bit_reader_skip (bits, 1);
  tack_bit_reader_skip (bits, 1);
  if (tack_bit_reader_read (bits, 1) == 1)
    tack_bit_reader_skip_golombs (bits, 4); /* what is cut off at the edges */
  if (tack_bit_reader_read (bits, 1) == 1)
    read_usability (self, bits);
}

static void
read_hevc_profile (TackSps *self, TackBitReader *bits, guint n_more_layers)
{
  gboolean has_profile[LAYERS_MAX] = { FALSE };
  gboolean has_level[LAYERS_MAX] = { FALSE };

  tack_bit_reader_skip (bits, 40);
  gboolean is_progressive = tack_bit_reader_read (bits, 1) == 1;
  gboolean is_interlaced = tack_bit_reader_read (bits, 1) == 1;
  self->has_fields = is_interlaced && !is_progressive;
  tack_bit_reader_skip (bits, PROFILE_BITS - 42 + LEVEL_BITS);

  for (guint i = 0; i < n_more_layers; i++)
    {
      has_profile[i] = tack_bit_reader_read (bits, 1) == 1;
      has_level[i] = tack_bit_reader_read (bits, 1) == 1;
    }
  if (n_more_layers > 0)
    tack_bit_reader_skip (bits, 2 * (8 - n_more_layers));
  for (guint i = 0; i < n_more_layers; i++)
    tack_bit_reader_skip (bits,
                          (has_profile[i] ? PROFILE_BITS : 0) + (has_level[i] ? LEVEL_BITS : 0));
}

static void
skip_hevc_scaling_lists (TackBitReader *bits)
{
  for (guint size = 0; size < 4; size++)
    for (guint matrix = 0; matrix < 6 && !bits->is_over; matrix += size == 3 ? 3 : 1)
      {
        if (tack_bit_reader_read (bits, 1) == 0)
          tack_bit_reader_skip_golombs (bits, 1); /* as another one */
        else
          tack_bit_reader_skip_golombs (bits, (size > 1 ? 1 : 0) + MIN (64, 16u << (2 * size)));
      }
}

/* Set number @index; @n_before is how many references the one before has. Returns how many this
 * one has. */
static guint
skip_hevc_reference_set (TackBitReader *bits, guint index, guint n_before)
{
  guint n = 0;

  if (index > 0 && tack_bit_reader_read (bits, 1) == 1)
    {
      /* Told by how it differs from the one before. */
      tack_bit_reader_skip (bits, 1);
      tack_bit_reader_skip_golombs (bits, 1);
      for (guint i = 0; i <= n_before; i++)
        if (tack_bit_reader_read (bits, 1) == 1 || tack_bit_reader_read (bits, 1) == 1)
          n++;
    }
  else
    {
      n = tack_bit_reader_read_golomb (bits);
      n += tack_bit_reader_read_golomb (bits);
      for (guint i = 0; i < n && !bits->is_over; i++)
        {
          tack_bit_reader_skip_golombs (bits, 1);
          tack_bit_reader_skip (bits, 1);
        }
    }
  if (n > REFERENCES_MAX)
    bits->is_over = TRUE;

  return n;
}

static void
skip_hevc_references (TackBitReader *bits, guint order_bits)
{
  guint n_sets = tack_bit_reader_read_golomb (bits);
  guint n_references = 0;

  if (n_sets > REFERENCE_SETS_MAX)
    bits->is_over = TRUE;
  for (guint i = 0; i < n_sets && !bits->is_over; i++)
    n_references = skip_hevc_reference_set (bits, i, n_references);
  if (tack_bit_reader_read (bits, 1) == 1)
    tack_bit_reader_skip (bits, (gsize) tack_bit_reader_read_golomb (bits) * (order_bits + 1));
}

static void
skip_hevc_tools (TackBitReader *bits)
{
  tack_bit_reader_skip_golombs (bits, 6); /* sizes and depths of blocks */
  if (tack_bit_reader_read (bits, 1) == 1 && tack_bit_reader_read (bits, 1) == 1)
    skip_hevc_scaling_lists (bits);
  tack_bit_reader_skip (bits, 2);
  if (tack_bit_reader_read (bits, 1) == 1)
    {
      tack_bit_reader_skip (bits, 8);
      tack_bit_reader_skip_golombs (bits, 2);
      tack_bit_reader_skip (bits, 1);
    }
}

static void
read_hevc (TackSps *self, TackBitReader *bits)
{
  tack_bit_reader_skip (bits, 16 + 4);
  guint n_more_layers = tack_bit_reader_read (bits, 3);
  tack_bit_reader_skip (bits, 1);
  if (n_more_layers >= LAYERS_MAX)
    bits->is_over = TRUE;
  read_hevc_profile (self, bits, MIN (n_more_layers, LAYERS_MAX));
  tack_bit_reader_skip_golombs (bits, 1); /* number */
  self->chroma = tack_bit_reader_read_golomb (bits);
  if (self->chroma == 3)
    tack_bit_reader_skip (bits, 1);
  tack_bit_reader_skip_golombs (bits, 2); /* size */
  if (tack_bit_reader_read (bits, 1) == 1)
    tack_bit_reader_skip_golombs (bits, 4); /* what is cut off at the edges */
  self->bit_depth = 8 + tack_bit_reader_read_golomb (bits);
  tack_bit_reader_skip_golombs (bits, 1);
  guint    order_bits = 4 + tack_bit_reader_read_golomb (bits);
  gboolean is_each_layer = tack_bit_reader_read (bits, 1) == 1;
  tack_bit_reader_skip_golombs (bits, 3 * (is_each_layer ? n_more_layers + 1 : 1));
  skip_hevc_tools (bits);
  skip_hevc_references (bits, order_bits);
  tack_bit_reader_skip (bits, 2);
  if (tack_bit_reader_read (bits, 1) == 1)
    read_usability (self, bits);
}

gboolean
tack_sps_parse (TackSps *self, TackNalCodec codec, const guint8 *unit, gsize length)
{
  g_autoptr (GByteArray) bytes = unescape (unit, length);
  TackBitReader          bits = { .data = bytes->data, .n_bits = bytes->len * 8 };

  *self = (TackSps){ .bit_depth = 8, .chroma = 1 };
  if (codec == TACK_NAL_H264)
    read_avc (self, &bits);
  else
    read_hevc (self, &bits);

  return !bits.is_over;
}
