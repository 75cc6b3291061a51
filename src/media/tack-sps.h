/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackSps:
 * @bit_depth: of light.
 * @chroma: 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4.
 * @has_fields: whether pictures may be made of two fields: interlaced.
 *
 * The sequence parameter set of an H.264 stream, as far as it says what the boxes around do not.
 */
typedef struct
{
  guint    bit_depth;
  guint    chroma;
  gboolean has_fields;
} TackSps;

/**
 * tack_sps_parse:
 * @unit: the NAL unit with its head (ITU-T H.264, 7.3.2.1.1); may be anything.
 *
 * Pure.
 *
 * Returns: whether it was read to the end of what is asked.
 */
gboolean tack_sps_parse (TackSps *self, const guint8 *unit, gsize length);

G_END_DECLS
