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

/* A number of bits each; the bytes are padded with zeros. */
typedef struct
{
  GByteArray *bytes;
  guint       n;
} Bits;

static void
put_bits (Bits *out, guint value, guint n)
{
  while (n-- > 0)
    {
      if (out->n % 8 == 0)
        put (out->bytes, 0, 1);
      if ((value >> n & 1) != 0)
        out->bytes->data[out->bytes->len - 1] |= (guint8) (0x80 >> out->n % 8);
      out->n++;
    }
}

static void
put_golomb (Bits *out, guint value)
{
  guint length = g_bit_storage (value + 1);

  put_bits (out, 0, length - 1);
  put_bits (out, value + 1, length);
}

static void
put_golombs (Bits *out, const guint *values, guint n)
{
  for (guint i = 0; i < n; i++)
    put_golomb (out, values[i]);
}

/* The shape of the pixels and the colours, as both codecs have them. */
static void
put_usability (Bits *out, const TackTestMovie *self)
{
  put_bits (out, 1, 1);
  put_bits (out, self->stream_pixel_width > 0, 1);
  if (self->stream_pixel_width > 0)
    {
      put_bits (out, 255, 8);
      put_bits (out, self->stream_pixel_width, 16);
      put_bits (out, 3, 16);
    }
  put_bits (out, 0, 1);
  put_bits (out, self->stream_transfer > 0, 1);
  if (self->stream_transfer > 0)
    {
      put_bits (out, 5 << 2 | 1, 5); /* any format, limited range, and the colours follow */
      put_bits (out, 9, 8);
      put_bits (out, self->stream_transfer, 8);
      put_bits (out, 9, 8);
    }
}

static void
put_avc_sps (GByteArray *bytes, const TackTestMovie *self)
{
  Bits  out = { bytes };
  guint profile = or_else (self->profile, 77);

  put_bits (&out, 0x67, 8);
  put_bits (&out, profile, 8);
  put_bits (&out, 40, 16);
  put_golomb (&out, 0);
  if (profile >= 100)
    {
      guint more_bits = profile == HIGH_10 ? 2 : 0;

      put_golombs (&out, (guint[]){ profile == 122 ? 2 : 1, more_bits, more_bits }, 3);
      put_bits (&out, 0, 2);
    }
  put_golombs (&out, (guint[]){ 0, 0, 0, 1 }, 4);
  put_bits (&out, 0, 1);
  put_golombs (&out, (guint[]){ 67, 119 }, 2);
  put_bits (&out, !self->is_interlaced, 1);
  if (self->is_interlaced)
    put_bits (&out, 0, 1);
  put_bits (&out, 1, 1);
  put_bits (&out, 1, 1);
  put_golombs (&out, (guint[]){ 0, 4, 0, 0 }, 4);
  put_usability (&out, self);
}

/* With all that stands before the colours: two layers, lists of scales, sets of references of which
 * one builds on the other. */
static void
put_hevc_sps (GByteArray *bytes, const TackTestMovie *self)
{
  Bits out = { bytes };

  put_bits (&out, 33 << 9 | 1, 16);
  put_bits (&out, 1 << 1 | 1, 8);
  put_bits (&out, 1, 8);
  put_bits (&out, 0, 32);
  put_bits (&out, self->is_interlaced ? 1 : 2, 2);
  put_bits (&out, 0x155, 32);
  put_bits (&out, 0x155, 22);
  put_bits (&out, 3, 2); /* the second layer has a profile and a level */
  put_bits (&out, 0, 14);
  for (guint i = 0; i < 3; i++)
    put_bits (&out, 0x55555555, 32);
  put_golombs (&out, (guint[]){ 0, 1, 1080, 1920 }, 4);
  put_bits (&out, 0, 1);
  put_golombs (&out, (guint[]){ self->is_hevc_deep ? 2 : 0, self->is_hevc_deep ? 2 : 0, 4 }, 3);
  put_bits (&out, 1, 1);
  put_golombs (&out, (guint[]){ 4, 2, 5, 4, 2, 5 }, 6);
  put_golombs (&out, (guint[]){ 0, 3, 0, 3, 1, 1 }, 6);
  put_bits (&out, 3, 2);
  for (guint i = 0; i < 20; i++) /* each is as the one before */
    {
      put_bits (&out, 0, 1);
      put_golomb (&out, 1);
    }
  put_bits (&out, 0, 3);
  put_golombs (&out, (guint[]){ 2, 2, 1 }, 3);
  for (guint i = 0; i < 3; i++)
    {
      put_golomb (&out, i);
      put_bits (&out, 1, 1);
    }
  put_bits (&out, 3, 2);
  put_golomb (&out, 0);
  for (guint i = 0; i < 4; i++)
    put_bits (&out, i % 2, i % 2 == 0 ? 2 : 1); /* refers to it, or keeps it, or neither */
  put_bits (&out, 1, 1);
  put_golomb (&out, 1);
  put_bits (&out, 0x1ff, 9);
  put_bits (&out, 0, 2);
  put_usability (&out, self);
}

static void
put_avc (GByteArray *out, const TackTestMovie *self)
{
  g_autoptr (GByteArray) sps = g_byte_array_new ();
  guint                  box = begin (out, "avcC");

  put_avc_sps (sps, self);
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
  g_autoptr (GByteArray) sps = g_byte_array_new ();
  guint                  box = begin (out, "hvcC");

  put_hevc_sps (sps, self);
  put (out, 1, 1);
  put_zeros (out, 21);
  put (out, 2, 1);
  put (out, 32, 1); /* another kind of unit comes first */
  put (out, 1, 2);
  put (out, 3, 2);
  put_zeros (out, 3);
  put (out, 33, 1);
  put (out, 1, 2);
  put (out, sps->len, 2);
  g_byte_array_append (out, sps->data, sps->len);
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
      put (out, or_else (self->pixel_height, 3), 4);
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

  /* All frames are in the one chunk; the last one begins in the file and may end behind it. */
  box = begin (out, "stsc");
  put (out, 0, 4);
  put (out, 1, 4);
  put (out, 1, 4);
  put (out, n_frames, 4);
  put (out, 1, 4);
  end (out, box);
  box = begin (out, "stsz");
  put_zeros (out, 8);
  put (out, n_frames, 4);
  for (guint i = 1; i < n_frames; i++)
    put (out, 1, 4);
  put (out, self->is_last_frame_cut ? 1000000 : 1, 4);
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
put_track_header (GByteArray *out, guint id, guint turn, gboolean is_enabled)
{
  static const int matrices[4][5]
    = { { 1, 0, 0, 0, 1 }, { 0, 1, 0, -1, 0 }, { -1, 0, 0, 0, -1 }, { 0, -1, 0, 1, 0 } };
  guint box = begin (out, "tkhd");

  put (out, is_enabled ? 1 : 0, 4);
  put_zeros (out, 8);
  put (out, id, 4);
  put_zeros (out, 24);
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

  put_track_header (out, is_video ? 1 : 2, is_video ? self->turn : 0, is_enabled);
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
  put_text (out, !is_video ? "soun" : self->handler != NULL ? self->handler : "vide");
  put_zeros (out, 13);
  end (out, box);
  guint information = begin (out, "minf");
  put_sample_table (out, self, is_video, seconds * FPS);
  end (out, information);
  end (out, media);
  end (out, track);
}

static void
put_extends (GByteArray *out, const TackTestMovie *self)
{
  guint extends = begin (out, "mvex");

  if (self->fragments == TACK_TEST_FRAGMENTS_TOLD)
    {
      guint box = begin (out, "mehd");
      put (out, 0, 4);
      put (out, or_else (self->seconds, 10) * SCALE, 4);
      end (out, box);
    }
  guint box = begin (out, "trex");
  put (out, 0, 4);
  put (out, 1, 4);
  put (out, 1, 4);
  put (out,
       self->fragments == TACK_TEST_FRAGMENTS_BY_TRACK       ? SCALE / FPS
       : self->fragments == TACK_TEST_FRAGMENTS_OF_NO_LENGTH ? 0
                                                             : 7,
       4);
  put_zeros (out, 8);
  end (out, box);
  end (out, extends);
}

/* A second of it. */
static void
put_fragment (GByteArray *out, const TackTestMovie *self, guint second)
{
  gboolean in_header = self->fragments == TACK_TEST_FRAGMENTS_BY_HEADER;
  gboolean in_frames = self->fragments == TACK_TEST_FRAGMENTS_BY_FRAME;
  guint    fragment = begin (out, "moof");
  guint    track = begin (out, "traf");

  guint box = begin (out, "tfhd");
  put (out, in_header ? 0x9 : 0x1, 4);
  put (out, 1, 4);
  put_zeros (out, 8);
  if (in_header)
    put (out, SCALE / FPS, 4);
  end (out, box);
  if (second % 2 == 0
      && self->fragments
           != TACK_TEST_FRAGMENTS_OF_NO_LENGTH) /* else it goes on where the one before ended */
    {
      box = begin (out, "tfdt");
      put (out, 1 << 24, 4);
      put (out, second * SCALE, 8);
      end (out, box);
    }
  box = begin (out, "trun");
  put (out, in_frames ? 0x305 : 0x5, 4);
  put (out, self->fragments == TACK_TEST_FRAGMENTS_TOLD ? 0 : FPS, 4);
  put_zeros (out, 8);
  for (guint i = 0; in_frames && i < FPS; i++)
    {
      put (out, SCALE / FPS, 4);
      put (out, 1000, 4);
    }
  end (out, box);
  end (out, track);
  end (out, fragment);
}

static void
put_index (GByteArray *out, const TackTestMovie *self)
{
  guint index = begin (out, "moov");
  guint box = begin (out, "mvhd");

  put_zeros (out, 12);
  put (out, SCALE, 4);
  put (out, self->fragments != TACK_TEST_FRAGMENTS_NONE ? 0 : or_else (self->seconds, 10) * SCALE,
       4);
  put_zeros (out, 80);
  end (out, box);
  for (guint i = 0; i < or_else (self->n_videos, 1); i++)
    put_track (out, self, TRUE, TRUE);
  if (self->has_chapters)
    put_track (out, self, TRUE, FALSE);
  for (guint i = 0; i < self->n_sounds; i++)
    put_track (out, self, FALSE, TRUE);
  if (self->fragments != TACK_TEST_FRAGMENTS_NONE)
    put_extends (out, self);
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
  for (guint i = 0; self->fragments != TACK_TEST_FRAGMENTS_NONE && i < or_else (self->seconds, 10);
       i++)
    put_fragment (out, self, i);
  box = begin (out, "mdat");
  put_zeros (out, 1000);
  end (out, box);
  if (self->is_index_last)
    put_index (out, self);

  return out;
}
