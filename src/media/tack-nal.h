/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TACK_NAL_H264,
  TACK_NAL_H265,
} TackNalCodec;

/**
 * TackNalFormat:
 * @length_size: how many bytes say how long a unit is.
 * @top_layer: the highest temporal layer of an H.265 stream.
 *
 * How the samples of an MP4 or QuickTime track are divided into units (NAL) of H.264 or H.265.
 */
typedef struct
{
  TackNalCodec codec;
  guint        length_size;
  guint        top_layer;
} TackNalFormat;

/**
 * tack_nal_format_parse:
 * @record: the decoder configuration record of the track (ISO/IEC 14496-15: `avcC`, `hvcC`).
 *
 * Returns: whether it says enough for tack_nal_is_disposable().
 */
gboolean tack_nal_format_parse (TackNalFormat *format,
                                TackNalCodec   codec,
                                const guint8  *record,
                                gsize          length);

/**
 * tack_nal_is_disposable:
 * @sample: the coded picture.
 *
 * Pure; @sample may be anything.
 *
 * Returns: whether no other picture is made from this one, so that who does not show it need not
 * decode it either. Never %TRUE in doubt.
 */
gboolean tack_nal_is_disposable (const TackNalFormat *format, const guint8 *sample, gsize length);

G_END_DECLS
