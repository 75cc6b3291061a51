/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackToneTransfer:
 * @TACK_TONE_PQ: SMPTE ST 2084, of HDR10 and Dolby Vision.
 * @TACK_TONE_HLG: ARIB STD-B67, of phones and broadcasters.
 *
 * How a video with a high dynamic range codes light (ITU-R BT.2100).
 */
typedef enum
{
  TACK_TONE_PQ,
  TACK_TONE_HLG,
} TackToneTransfer;

typedef struct _TackTone TackTone;

/**
 * tack_tone_new:
 *
 * Returns: (transfer full): the tables for many pixels of @transfer.
 */
TackTone *tack_tone_new (TackToneTransfer transfer);

/**
 * tack_tone_map:
 * @from: pixels of four components of 16 bit, alpha (ignored), red, green and blue, with the
 * primaries of BT.2020.
 * @to: as many of three of 8 bit, sRGB.
 *
 * What is as light as paper or darker keeps its light, what shines is brought below white, and
 * colours that sRGB has not become its nearest. Pure.
 */
void tack_tone_map (TackTone *self, const guint16 *from, guint8 *to, gsize n_pixels);

void tack_tone_free (TackTone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackTone, tack_tone_free)

G_END_DECLS
