/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-sample-entry.h"

#include "media/tack-sps.h"

/* Where the boxes inside an entry begin. */
#define VIDEO_BOXES 86
#define AUDIO_BOXES 36
#define NESTED_MAX 3

/* Transfer functions of ISO/IEC 23091-2. */
#define TRANSFER_UNSPECIFIED 2
#define TRANSFER_PQ 16
#define TRANSFER_HLG 18

/* The type of the unit that holds the parameters of the sequence. */
#define HEVC_SPS 33

static const struct
{
  char        fourcc[5];
  const char *codec;
} codecs[] = {
  { "avc1", "h264" },   { "avc3", "h264" },   { "hvc1", "h265" },   { "hev1", "h265" },
  { "dvh1", "h265" },   { "dvhe", "h265" },   { "vp08", "vp8" },    { "vp09", "vp9" },
  { "av01", "av1" },    { "mp4v", "mpeg4" },  { "jpeg", "mjpeg" },  { "mjpa", "mjpeg" },
  { "mjpb", "mjpeg" },  { "apcn", "prores" }, { "apch", "prores" }, { "apcs", "prores" },
  { "apco", "prores" }, { "ap4h", "prores" }, { "ap4x", "prores" }, { "mp4a", "aac" },
  { ".mp3", "mp3" },    { "alac", "alac" },   { "ac-3", "ac3" },    { "ec-3", "eac3" },
  { "Opus", "opus" },   { "fLaC", "flac" },   { "sowt", "pcm" },    { "twos", "pcm" },
  { "lpcm", "pcm" },    { "ipcm", "pcm" },    { "in24", "pcm" },    { "fl32", "pcm" },
  { "raw ", "pcm" },    { "samr", "amr" },
};

static guint
get_number (const guint8 *data, guint n_bytes)
{
  guint value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

/* What is found on the way. Boxes have the last word, where they say anything. */
typedef struct
{
  TackSampleEntry *entry;
  TackSps          sps;
  guint            transfer; /* number of the function; 0 not said */
  guint            n_fields; /* 0 not said */
} Reading;

static void
set_codec (TackSampleEntry *self, const guint8 *fourcc)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (memcmp (fourcc, codecs[i].fourcc, 4) == 0)
      {
        g_free (self->codec);
        self->codec = g_strdup (codecs[i].codec);
      }
}

static void
read_avc (Reading *self, const guint8 *data, gsize length)
{
  if (length < 8 || (data[5] & 0x1f) == 0)
    return;

  self->entry->has_headers = tack_sps_parse (&self->sps, TACK_NAL_H264, data + 8,
                                             MIN (get_number (data + 6, 2), length - 8));
}

/* Arrays of units, one for each type. */
static void
read_hevc (Reading *self, const guint8 *data, gsize length)
{
  gsize at = 23;

  for (guint n_arrays = length > 22 ? data[22] : 0; n_arrays > 0 && at + 3 <= length; n_arrays--)
    {
      guint type = data[at] & 63;
      guint n_units = get_number (data + at + 1, 2);

      for (at += 3; n_units > 0 && at + 2 <= length; n_units--)
        {
          gsize unit_length = MIN (get_number (data + at, 2), length - at - 2);

          if (type == HEVC_SPS && !self->entry->has_headers)
            self->entry->has_headers
              = tack_sps_parse (&self->sps, TACK_NAL_H265, data + at + 2, unit_length);
          at += 2 + unit_length;
        }
    }
}

static void
read_color (Reading *self, const guint8 *data, gsize length)
{
  if (length < 8 || (memcmp (data, "nclx", 4) != 0 && memcmp (data, "nclc", 4) != 0))
    return;

  guint transfer = get_number (data + 6, 2);
  if (transfer != TRANSFER_UNSPECIFIED)
    self->transfer = transfer;
}

static void
read_dolby_vision (Reading *self, const guint8 *data, gsize length)
{
  self->entry->traits |= TACK_MEDIA_HDR;
}

static void
read_pixel_aspect (Reading *self, const guint8 *data, gsize length)
{
  if (length < 8)
    return;

  self->entry->shape.pixel_width = (int) MIN (get_number (data, 4), G_MAXINT);
  self->entry->shape.pixel_height = (int) MIN (get_number (data + 4, 4), G_MAXINT);
}

static void
read_fields (Reading *self, const guint8 *data, gsize length)
{
  if (length >= 1)
    self->n_fields = data[0];
}

/* “frma” in “sinf”: what it was before it was locked. */
static void
read_original_format (Reading *self, const guint8 *data, gsize length)
{
  self->entry->traits |= TACK_MEDIA_ENCRYPTED;
  if (length >= 4)
    set_codec (self->entry, data);
}

/* A descriptor of ISO/IEC 14496-1: its head, and how long its length is. */
static gsize
skip_descriptor_head (const guint8 *data, gsize length, gsize at)
{
  guint n = 0;

  for (at++; at < length && n < 4 && (data[at] & 0x80) != 0; n++)
    at++;

  return at + 1;
}

static void
read_elementary_stream (Reading *self, const guint8 *data, gsize length)
{
  gsize at = skip_descriptor_head (data, length, 4) + 3; /* over number and flags of the stream */

  if (at >= length || data[at] != 4)
    return;
  at = skip_descriptor_head (data, length, at);
  if (at < length && (data[at] == 0x69 || data[at] == 0x6b))
    {
      g_free (self->entry->codec);
      self->entry->codec = g_strdup ("mp3");
    }
}

typedef void (*ReadBox) (Reading *self, const guint8 *data, gsize length);

static const struct
{
  char    name[5];
  ReadBox read; /* NULL: has boxes inside */
} boxes[] = {
  { "avcC", read_avc },
  { "hvcC", read_hevc },
  { "colr", read_color },
  { "dvcC", read_dolby_vision },
  { "dvvC", read_dolby_vision },
  { "pasp", read_pixel_aspect },
  { "fiel", read_fields },
  { "esds", read_elementary_stream },
  { "frma", read_original_format },
  { "sinf", NULL },
};

static void
read_boxes (Reading *self, const guint8 *data, gsize length, guint depth)
{
  while (length >= 8 && depth < NESTED_MAX)
    {
      gsize size = get_number (data, 4);

      if (size < 8 || size > length)
        return;
      for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
        if (memcmp (data + 4, boxes[i].name, 4) == 0)
          {
            if (boxes[i].read != NULL)
              boxes[i].read (self, data + 8, size - 8);
            else
              read_boxes (self, data + 8, size - 8, depth + 1);
          }
      data += size;
      length -= size;
    }
}

/* A codec that nobody expected is called what the file calls it. */
static char *
dup_unknown_codec (const guint8 *fourcc)
{
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isalnum (fourcc[i]) && (i == 0 || fourcc[i] != ' '))
      return NULL;

  g_autofree char *name = g_ascii_strdown ((const char *) fourcc, 4);
  return g_strdup (g_strstrip (name));
}

static void
settle (Reading *self)
{
  TackSampleEntry *entry = self->entry;
  guint            transfer = self->transfer != 0 ? self->transfer : self->sps.transfer;

  if (self->n_fields != 0 ? self->n_fields == 2 : self->sps.has_fields)
    entry->traits |= TACK_MEDIA_INTERLACED;
  if (transfer == TRANSFER_PQ || transfer == TRANSFER_HLG)
    entry->traits |= TACK_MEDIA_HDR;
  if (self->sps.bit_depth > 8)
    entry->traits |= TACK_MEDIA_DEEP;
  if (self->sps.chroma > 1)
    entry->traits |= TACK_MEDIA_FINE_CHROMA;
  if (entry->shape.pixel_width == 0 || entry->shape.pixel_height == 0)
    {
      entry->shape.pixel_width = self->sps.pixel_width;
      entry->shape.pixel_height = self->sps.pixel_height;
    }
}

gboolean
tack_sample_entry_parse (TackSampleEntry *self, gboolean is_video, const guint8 *data, gsize length)
{
  Reading reading = { .entry = self };
  gsize   start = is_video ? VIDEO_BOXES : AUDIO_BOXES;

  if (length < start)
    return FALSE;
  length = MIN (length, get_number (data, 4));
  set_codec (self, data + 4);
  if (memcmp (data + 4, "encv", 4) == 0 || memcmp (data + 4, "enca", 4) == 0)
    self->traits |= TACK_MEDIA_ENCRYPTED;

  if (is_video)
    {
      self->shape.width = (int) get_number (data + 32, 2);
      self->shape.height = (int) get_number (data + 34, 2);
    }
  else
    {
      /* QuickTime's later versions of the entry of sound are longer. */
      static const gsize more[] = { 0, 16, 36 };
      guint              version = get_number (data + 16, 2);

      start += version < G_N_ELEMENTS (more) ? more[version] : 0;
    }
  if (length > start)
    read_boxes (&reading, data + start, length - start, 0);
  settle (&reading);
  if (self->codec == NULL && (self->traits & TACK_MEDIA_ENCRYPTED) == 0)
    self->codec = dup_unknown_codec (data + 4);

  return self->codec != NULL;
}

void
tack_sample_entry_clear (TackSampleEntry *self)
{
  g_clear_pointer (&self->codec, g_free);
}
