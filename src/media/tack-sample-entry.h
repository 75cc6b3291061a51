/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * TackSampleEntry:
 * @codec: as in #TackMediaInfo; %NULL unknown.
 * @shape: not turned.
 * @traits: those that the entry and the headers of the stream in it tell.
 * @has_headers: whether the headers of an H.264 or H.265 stream are in it. Else they are among the
 *   frames.
 *
 * What a track of an MP4 or QuickTime file says of how its samples are coded (ISO/IEC 14496-12,
 * `stsd`).
 */
typedef struct
{
  char           *codec;
  TackFrameShape  shape;
  TackMediaTraits traits;
  gboolean        has_headers;
} TackSampleEntry;

/**
 * tack_sample_entry_parse:
 * @self: all zero.
 * @data: the entry with its head; may be anything.
 *
 * Pure.
 *
 * Returns: whether it says what the codec is.
 */
gboolean tack_sample_entry_parse (TackSampleEntry *self,
                                  gboolean         is_video,
                                  const guint8    *data,
                                  gsize            length);

void tack_sample_entry_clear (TackSampleEntry *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackSampleEntry, tack_sample_entry_clear)

G_END_DECLS
