/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/tack-issue.h"

G_BEGIN_DECLS

typedef enum
{
  TACK_MEDIA_UNKNOWN,
  TACK_MEDIA_IMAGE,
  TACK_MEDIA_VIDEO,
} TackMediaKind;

/**
 * TackMediaTraits:
 * @TACK_MEDIA_SEVERAL_VIDEOS: more than one track of moving picture that is meant to be shown.
 * @TACK_MEDIA_SEVERAL_SOUNDS: more than one track of sound.
 * @TACK_MEDIA_VARIABLE_RATE: frames of very different length.
 * @TACK_MEDIA_HDR: high dynamic range (PQ, HLG or Dolby Vision).
 * @TACK_MEDIA_DEEP: more than 8 bits a colour.
 * @TACK_MEDIA_FINE_CHROMA: colour finer than 4:2:0.
 * @TACK_MEDIA_INTERLACED: made of two fields.
 * @TACK_MEDIA_TURNED: stored lying or upside down, with a note to turn it.
 * @TACK_MEDIA_ODD_PIXELS: pixels are not square.
 * @TACK_MEDIA_ENCRYPTED: locked with a key.
 * @TACK_MEDIA_FRAGMENTED: in pieces, as for streaming.
 * @TACK_MEDIA_INDEX_LAST: the index comes behind the media.
 * @TACK_MEDIA_TRIMMED: an edit list leaves a part of it out, or delays it.
 * @TACK_MEDIA_PAST_END: the index points behind the end of the file.
 * @TACK_MEDIA_TRUNCATED: a picture that lacks its end.
 *
 * What a file is beyond its numbers; only for tack_verdict_judge(), which says it in words.
 */
typedef enum
{
  TACK_MEDIA_SEVERAL_VIDEOS = 1 << 0,
  TACK_MEDIA_SEVERAL_SOUNDS = 1 << 1,
  TACK_MEDIA_VARIABLE_RATE = 1 << 2,
  TACK_MEDIA_HDR = 1 << 3,
  TACK_MEDIA_DEEP = 1 << 4,
  TACK_MEDIA_FINE_CHROMA = 1 << 5,
  TACK_MEDIA_INTERLACED = 1 << 6,
  TACK_MEDIA_TURNED = 1 << 7,
  TACK_MEDIA_ODD_PIXELS = 1 << 8,
  TACK_MEDIA_ENCRYPTED = 1 << 9,
  TACK_MEDIA_FRAGMENTED = 1 << 10,
  TACK_MEDIA_INDEX_LAST = 1 << 11,
  TACK_MEDIA_TRIMMED = 1 << 12,
  TACK_MEDIA_PAST_END = 1 << 13,
  TACK_MEDIA_TRUNCATED = 1 << 14,
} TackMediaTraits;

#define TACK_TYPE_MEDIA_INFO (tack_media_info_get_type ())

/**
 * TackMediaInfo:
 * @kind: judged by content, never by name.
 * @container: (nullable): `mp4`, `mov`, `m4v`, `webm`, `mkv`, `jpeg`, `png`, `webp` …
 * @video_codec: (nullable): `h264`, `h265`, `vp9` …; %NULL for pictures.
 * @audio_codec: (nullable): `aac`, `mp3` …; %NULL where there is no sound.
 * @width: pixels as shown: after rotation and pixel aspect; 0 unknown.
 * @height: pixels as shown; 0 unknown.
 * @duration_ms: 0 for pictures, -1 unknown.
 * @size: bytes.
 * @mtime_us: when the file was last changed, microseconds since 1970: with @size it tells whether
 * the file is still the one that was looked at.
 * @traits: what else the file is; not stored, for @issues say it.
 * @is_turned: of a picture: it lies or is mirrored, and a note says how to show it.
 * @is_cmyk: of a picture: it is in the four colours of print.
 * @has_location: of a picture: it says where it was taken.
 * @has_details: of a picture: it tells anything else beside itself: camera, time, author.
 * @issues: (element-type TackIssue): the verdict, most severe first.
 *
 * What a file is and whether Pinterest takes it. Filled by one thread, immutable once handed out.
 */
typedef struct
{
  TackMediaKind   kind;
  TackMediaTraits traits;
  char           *container;
  char           *video_codec;
  char           *audio_codec;
  int             width;
  int             height;
  gint64          duration_ms;
  gint64          size;
  gint64          mtime_us;
  gboolean        is_turned;
  gboolean        is_cmyk;
  gboolean        has_location;
  gboolean        has_details;
  GPtrArray      *issues;
} TackMediaInfo;

GType          tack_media_info_get_type (void);
TackMediaInfo *tack_media_info_new (void);
TackMediaInfo *tack_media_info_ref (TackMediaInfo *self);
void           tack_media_info_unref (TackMediaInfo *self);

/**
 * TackFrameShape:
 * @width: coded pixels.
 * @height: coded pixels.
 * @pixel_width: against @pixel_height the shape of a pixel; 0 unknown: square.
 * @pixel_height: see @pixel_width.
 * @turn: degrees clockwise by which a player turns the picture: 0, 90, 180 or 270.
 *
 * How a video is stored, of which follows how it is shown.
 */
typedef struct
{
  int width;
  int height;
  int pixel_width;
  int pixel_height;
  int turn;
} TackFrameShape;

/** tack_media_info_take_shape: sets the size as shown, and the traits of what is stored otherwise.
 */
void tack_media_info_take_shape (TackMediaInfo *self, const TackFrameShape *shape);

/** tack_media_info_is_ok: Returns: whether no issue is an error. */
gboolean tack_media_info_is_ok (const TackMediaInfo *self);

/**
 * tack_media_info_is_current:
 *
 * Returns: whether @file still has the size and time that @self was made from. Blocks on the disk.
 */
gboolean tack_media_info_is_current (const TackMediaInfo *self, GFile *file);

/** tack_media_kind_to_nick: Returns: `unknown`, `image` or `video`. */
const char *tack_media_kind_to_nick (TackMediaKind kind);

/** tack_media_info_to_json: Returns: (transfer full): what `inspect --json` prints, without the
 * file. */
JsonObject *tack_media_info_to_json (const TackMediaInfo *self);

/** tack_media_info_from_json: Returns: (transfer full): the reverse; missing fields are unknown. */
TackMediaInfo *tack_media_info_from_json (JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMediaInfo, tack_media_info_unref)

G_END_DECLS
