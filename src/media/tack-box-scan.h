/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TackBoxScan:
 * @TACK_BOX_SCAN_WHOLE: every box ends within the file, and there is an index.
 * @TACK_BOX_SCAN_NO_INDEX: there is no `moov`: the recording was not finished, or the end is
 * missing.
 * @TACK_BOX_SCAN_CUT: a box promises more bytes than the file has.
 *
 * What the outermost boxes of an MP4 or QuickTime file say of its completeness.
 */
typedef enum
{
  TACK_BOX_SCAN_WHOLE,
  TACK_BOX_SCAN_NO_INDEX,
  TACK_BOX_SCAN_CUT,
} TackBoxScan;

/**
 * tack_box_scan:
 * @stream: the file, from its beginning.
 * @size: of the file in bytes.
 *
 * A file whose index comes first plays up to where it was cut, and GStreamer calls it fine with its
 * full length; only the promised sizes give it away. Reads a few bytes a box. Blocks: worker
 * threads only.
 */
TackBoxScan tack_box_scan (GInputStream *stream, gint64 size, GCancellable *cancellable);

/**
 * tack_box_scan_dup_sentence:
 * @name: of the file, as a person reads it.
 *
 * Returns: (transfer full) (nullable): what is wrong with the file and what to do; %NULL: it is
 * whole.
 */
char *tack_box_scan_dup_sentence (TackBoxScan scan, const char *name);

G_END_DECLS
