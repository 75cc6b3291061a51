/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-nal.h"

G_BEGIN_DECLS

/**
 * TackSps:
 * @bit_depth: of light.
 * @chroma: 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4.
 * @has_fields: whether pictures may be made of two fields: interlaced.
 * @pixel_width: against @pixel_height the shape of a pixel; 0 not said.
 * @pixel_height: see @pixel_width.
 * @transfer: number of the colours' transfer function (ISO/IEC 23091-2); 0 not said.
 *
 * The sequence parameter set of an H.264 or H.265 stream, as far as the boxes around it may leave
 * it out. (GStreamer's library that reads them all, gst-codecparsers, promises neither its
 * interface nor the size of its structures from one release to the next.)
 */
typedef struct
{
  guint    bit_depth;
  guint    chroma;
  gboolean has_fields;
  int      pixel_width;
  int      pixel_height;
  guint    transfer;
} TackSps;

/**
 * tack_sps_parse:
 * @unit: the NAL unit with its head (ITU-T H.264, 7.3.2.1.1; ITU-T H.265, 7.3.2.2); may be
 * anything.
 *
 * Pure.
 *
 * Returns: whether it was read to the end of what is asked.
 */
gboolean tack_sps_parse (TackSps *self, TackNalCodec codec, const guint8 *unit, gsize length);

G_END_DECLS
