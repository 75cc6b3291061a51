/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-movie.h"

#include <string.h>

#define SCALE 600
#define FPS 30
#define HIGH_10 110

static void
put (GByteArray *out, guint64 value, guint n_bytes)
{
  for (guint i = n_bytes; i-- > 0;)
    {
      guint8 byte = (guint8) (value >> (8 * i));
      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_zeros (GByteArray *out, guint n)
{
  for (; n > 0; n--)
    put (out, 0, 1);
}

static void
put_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static guint
begin (GByteArray *out, const char *name)
{
  guint start = out->len;

  put (out, 0, 4);
  put_text (out, name);

  return start;
}

static void
end (GByteArray *out, guint start)
{
  guint size = GUINT32_TO_BE (out->len - start);

  memcpy (out->data + start, &size, 4);
}

static guint
or_else (guint value, guint plain)
{
  return value != 0 ? value : plain;
}

static void
put_bit (GByteArray *out, guint *n_bits, guint bit)
{
  if (*n_bits % 8 == 0)
    put (out, 0, 1);
  if (bit)
    out->data[out->len - 1] |= (guint8) (0x80 >> *n_bits % 8);
  (*n_bits)++;
}

static void
put_golomb (GByteArray *out, guint *n_bits, guint value)
{
  guint length = g_bit_storage (value + 1);

  for (guint i = 1; i < length; i++)
    put_bit (out, n_bits, 0);
  for (guint i = length; i-- > 0;)
    put_bit (out, n_bits, (value + 1) >> i & 1);
}

/* The sequence parameters of H.264, up to whether there are fields. */
static void
put_sps (GByteArray *out, const TackTestMovie *self)
{
  guint n_bits = 0;
  guint profile = or_else (self->profile, 77);

  put (out, 0x67, 1);
  put (out, profile, 1);
  put (out, 40, 2);
  put_golomb (out, &n_bits, 0);
  if (profile >= 100)
    {
      put_golomb (out, &n_bits, profile == 122 ? 2 : 1);
      put_golomb (out, &n_bits, profile == HIGH_10 ? 2 : 0);
      put_golomb (out, &n_bits, profile == HIGH_10 ? 2 : 0);
      put_bit (out, &n_bits, 0);
      put_bit (out, &n_bits, 0);
    }
  put_golomb (out, &n_bits, 0);
  put_golomb (out, &n_bits, 0);
  put_golomb (out, &n_bits, 0);
  put_golomb (out, &n_bits, 1);
  put_bit (out, &n_bits, 0);
  put_golomb (out, &n_bits, 67);
  put_golomb (out, &n_bits, 119);
  put_bit (out, &n_bits, !self->is_interlaced);
  put_bit (out, &n_bits, 1);
}

static void
put_avc (GByteArray *out, const TackTestMovie *self)
{
  g_autoptr (GByteArray) sps = g_byte_array_new ();
  guint                  box = begin (out, "avcC");

  put_sps (sps, self);
  put (out, 1, 1);
  put (out, or_else (self->profile, 77), 1);
  put (out, 40, 2);
  put (out, 0xff, 1);
  put (out, 0xe1, 1);
  put (out, sps->len, 2);
  g_byte_array_append (out, sps->data, sps->len);
  put (out, 0, 1);
  end (out, box);
}

static void
put_hevc (GByteArray *out, const TackTestMovie *self)
{
  guint box = begin (out, "hvcC");

  put (out, 1, 1);
  put_zeros (out, 5);
  put (out, self->is_interlaced ? 0x40 : 0x80, 1);
  put_zeros (out, 9);
  put (out, 0xfd, 1);
  put (out, self->is_hevc_deep ? 0xfa : 0xf8, 1);
  put_zeros (out, 5);
  end (out, box);
}

static void
put_picture_boxes (GByteArray *out, const TackTestMovie *self, const char *codec)
{
  if (g_str_equal (codec, "hvc1"))
    put_hevc (out, self);
  else
    put_avc (out, self);
  if (self->pixel_width > 0)
    {
      guint box = begin (out, "pasp");
      put (out, self->pixel_width, 4);
      put (out, 3, 4);
      end (out, box);
    }
  if (self->transfer > 0)
    {
      guint box = begin (out, "colr");
      put_text (out, "nclx");
      put (out, 9, 2);
      put (out, self->transfer, 2);
      put (out, 9, 2);
      put (out, 0, 1);
      end (out, box);
    }
  if (self->fields > 0)
    {
      guint box = begin (out, "fiel");
      put (out, self->fields, 1);
      put (out, 9, 1);
      end (out, box);
    }
  if (self->is_dolby)
    end (out, begin (out, "dvvC"));
}

static void
put_protection (GByteArray *out, const char *original)
{
  guint info = begin (out, "sinf");
  guint format = begin (out, "frma");

  put_text (out, original);
  end (out, format);
  end (out, info);
}

static void
put_entry (GByteArray *out, const TackTestMovie *self, gboolean is_video)
{
  const char *codec = self->codec != NULL ? self->codec : "avc1";
  guint       entry = begin (out, is_video ? codec : "mp4a");

  put_zeros (out, 6);
  put (out, 1, 2);
  put_zeros (out, is_video ? 16 : 20);
  if (is_video)
    {
      put (out, or_else (self->width, 1080), 2);
      put (out, or_else (self->height, 1920), 2);
      put_zeros (out, 50);
      put_picture_boxes (out, self, codec);
      if (self->original != NULL)
        put_protection (out, self->original);
    }
  end (out, entry);
}

static void
put_sample_table (GByteArray *out, const TackTestMovie *self, gboolean is_video, guint n_frames)
{
  guint table = begin (out, "stbl");
  guint box = begin (out, "stsd");

  put (out, 0, 4);
  put (out, 1, 4);
  put_entry (out, self, is_video);
  end (out, box);

  box = begin (out, "stts");
  put (out, 0, 4);
  put (out, self->is_uneven ? n_frames : 1, 4);
  if (self->is_uneven)
    for (guint i = 0; i < n_frames; i++)
      {
        put (out, 1, 4);
        put (out, SCALE / FPS * (i % 3 == 0 ? 2 : 1), 4);
      }
  else
    {
      put (out, n_frames, 4);
      put (out, SCALE / FPS, 4);
    }
  end (out, box);

  box = begin (out, "stco");
  put (out, 0, 4);
  put (out, 1, 4);
  put (out, self->is_past_end ? 50000000 : 32, 4);
  end (out, box);
  end (out, table);
}

static void
put_edits (GByteArray *out, const TackTestMovie *self, guint seconds)
{
  guint edits = begin (out, "edts");
  guint list = begin (out, "elst");

  put (out, 0, 4);
  put (out, self->delay_s > 0 ? 2 : 1, 4);
  if (self->delay_s > 0)
    {
      put (out, self->delay_s * SCALE, 4);
      put (out, G_MAXUINT32, 4);
      put (out, 0x10000, 4);
    }
  put (out, seconds * SCALE, 4);
  put (out, self->trim_s * SCALE, 4);
  put (out, 0x10000, 4);
  end (out, list);
  end (out, edits);
}

static void
put_track_header (GByteArray *out, guint turn, gboolean is_enabled)
{
  static const int matrices[4][5]
    = { { 1, 0, 0, 0, 1 }, { 0, 1, 0, -1, 0 }, { -1, 0, 0, 0, -1 }, { 0, -1, 0, 1, 0 } };
  guint box = begin (out, "tkhd");

  put (out, is_enabled ? 1 : 0, 4);
  put_zeros (out, 36);
  for (guint i = 0; i < 5; i++)
    put (out, (guint32) (matrices[turn / 90][i] * 0x10000), 4);
  put_zeros (out, 24);
  end (out, box);
}

static void
put_track (GByteArray *out, const TackTestMovie *self, gboolean is_video, gboolean is_enabled)
{
  guint seconds = or_else (self->seconds, 10);
  guint track = begin (out, "trak");

  put_track_header (out, is_video ? self->turn : 0, is_enabled);
  put_edits (out, self, seconds);
  guint media = begin (out, "mdia");
  guint box = begin (out, "mdhd");
  put_zeros (out, 12);
  put (out, SCALE, 4);
  put (out, seconds * SCALE, 4);
  put (out, 0, 4);
  end (out, box);
  box = begin (out, "hdlr");
  put_zeros (out, 8);
  put_text (out, is_video ? "vide" : "soun");
  put_zeros (out, 13);
  end (out, box);
  guint information = begin (out, "minf");
  put_sample_table (out, self, is_video, seconds * FPS);
  end (out, information);
  end (out, media);
  end (out, track);
}

static void
put_index (GByteArray *out, const TackTestMovie *self)
{
  guint index = begin (out, "moov");
  guint box = begin (out, "mvhd");

  put_zeros (out, 12);
  put (out, SCALE, 4);
  put (out, or_else (self->seconds, 10) * SCALE, 4);
  put_zeros (out, 80);
  end (out, box);
  for (guint i = 0; i < or_else (self->n_videos, 1); i++)
    put_track (out, self, TRUE, TRUE);
  if (self->has_chapters)
    put_track (out, self, TRUE, FALSE);
  for (guint i = 0; i < self->n_sounds; i++)
    put_track (out, self, FALSE, TRUE);
  end (out, index);
}

GByteArray *
tack_test_movie_make (const TackTestMovie *self)
{
  GByteArray *out = g_byte_array_new ();
  guint       box = begin (out, "ftyp");

  put_text (out, self->brand != NULL ? self->brand : "isom");
  put (out, 512, 4);
  end (out, box);
  if (!self->is_index_last)
    put_index (out, self);
  if (self->is_fragmented)
    end (out, begin (out, "moof"));
  box = begin (out, "mdat");
  put_zeros (out, 1000);
  end (out, box);
  if (self->is_index_last)
    put_index (out, self);

  return out;
}
