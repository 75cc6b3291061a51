/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/** How many first bytes of a file tack_sniff() wants. */
#define TACK_SNIFF_BYTES 4096

/**
 * tack_sniff:
 * @data: the first bytes of a file.
 * @container: (out) (transfer none) (nullable): the name of the format, as in #TackMediaInfo; a
 *   video always has one.
 *
 * Judges by content alone: the name of a file proves nothing. Pure.
 *
 * Returns: what it looks like.
 */
TackMediaKind tack_sniff (const guint8 *data, gsize length, const char **container);

/** tack_sniff_is_mp4: Returns: whether @container (nullable) is MP4 or its kin QuickTime. */
gboolean tack_sniff_is_mp4 (const char *container);

G_END_DECLS
