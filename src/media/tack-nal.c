/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-nal.h"

/* Where the configuration records have their length size (in two bits) and how long they are at
 * least. That of H.265 has its number of temporal layers in three bits of the same byte. */
#define AVCC_LENGTH_SIZE 4
#define AVCC_BYTES_MIN 7
#define HVCC_LENGTH_SIZE 21
#define HVCC_BYTES_MIN 23

gboolean
tack_nal_format_parse (TackNalFormat *format,
                       TackNalCodec   codec,
                       const guint8  *record,
                       gsize          length)
{
  gboolean is_h264 = codec == TACK_NAL_H264;

  if (length < (is_h264 ? AVCC_BYTES_MIN : HVCC_BYTES_MIN) || record[0] != 1)
    return FALSE;

  guint8 byte = record[is_h264 ? AVCC_LENGTH_SIZE : HVCC_LENGTH_SIZE];
  guint  n_layers = is_h264 ? 1 : byte >> 3 & 7; /* 0: not known */

  format->codec = codec;
  format->length_size = (byte & 3u) + 1;
  format->top_layer = n_layers - 1;

  return n_layers > 0;
}

/* Slices of a picture; all else is headers and remarks. */
static gboolean
is_slice (const TackNalFormat *format, const guint8 *unit)
{
  if (format->codec == TACK_NAL_H264)
    return (unit[0] & 31) >= 1 && (unit[0] & 31) <= 5;

  return (unit[0] >> 1 & 63) < 32;
}

/* H.264 says it in nal_ref_idc. In H.265 the even ones of the types below 16 are no reference
 * within their own temporal layer (ITU-T H.265, 7.4.2.2), hence for nobody in the highest. */
static gboolean
is_reference (const TackNalFormat *format, const guint8 *unit)
{
  if (format->codec == TACK_NAL_H264)
    return (unit[0] >> 5 & 3) != 0;

  guint type = unit[0] >> 1 & 63;
  guint layer = (guint) (unit[1] & 7) - 1;

  return type >= 16 || type % 2 == 1 || layer != format->top_layer;
}

gboolean
tack_nal_is_disposable (const TackNalFormat *format, const guint8 *sample, gsize length)
{
  gboolean has_slice = FALSE;
  gsize    offset = 0;

  while (offset + format->length_size + 2 <= length)
    {
      gsize size = 0;

      for (guint i = 0; i < format->length_size; i++)
        size = size << 8 | sample[offset++];
      if (size < 2 || size > length - offset)
        return FALSE;
      if (is_slice (format, sample + offset))
        {
          if (is_reference (format, sample + offset))
            return FALSE;
          has_slice = TRUE;
        }
      offset += size;
    }

  return has_slice && offset == length;
}
