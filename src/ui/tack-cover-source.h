/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/**
 * TackCoverSource:
 * @TACK_COVER_SOURCE_AUTOMATIC: a frame that we choose.
 * @TACK_COVER_SOURCE_FRAME: the frame at `cover-at`.
 * @TACK_COVER_SOURCE_FILE: the picture `cover-file`.
 * @TACK_COVER_SOURCE_ADDRESS: the picture at `cover-url`, which Pinterest fetches.
 * @TACK_COVER_SOURCE_KEY_FRAME: the frame that Pinterest takes itself at `cover-key-frame`.
 *
 * Where the cover of a video comes from. A draft keeps what was chosen of each; these let exactly
 * one of them count.
 */
typedef enum
{
  TACK_COVER_SOURCE_AUTOMATIC,
  TACK_COVER_SOURCE_FRAME,
  TACK_COVER_SOURCE_FILE,
  TACK_COVER_SOURCE_ADDRESS,
  TACK_COVER_SOURCE_KEY_FRAME,
} TackCoverSource;

/** tack_cover_source_of: Returns: what counts. */
TackCoverSource tack_cover_source_of (TackDraft *draft);

/** tack_cover_source_is_frame: Returns: whether the cover stands somewhere in the video. */
gboolean tack_cover_source_is_frame (TackDraft *draft);

/** tack_cover_source_get_time: Returns: where in the video, ms, or %TACK_COVER_AUTO for where we
 * find it. */
gint64 tack_cover_source_get_time (TackDraft *draft);

/** tack_cover_source_to_nick: Returns: `automatic`, `frame`, `file`, `address` or `key-frame`. */
const char *tack_cover_source_to_nick (TackCoverSource source);

/** tack_cover_source_use_frame: @at_ms: or %TACK_COVER_AUTO. */
void tack_cover_source_use_frame (TackDraft *draft, gint64 at_ms);
void tack_cover_source_use_file (TackDraft *draft, GFile *file);
void tack_cover_source_use_address (TackDraft *draft, const char *address);

/** tack_cover_source_use_key_frame: @at_ms: Pinterest knows whole seconds only: the nearest. */
void tack_cover_source_use_key_frame (TackDraft *draft, gint64 at_ms);

G_END_DECLS
