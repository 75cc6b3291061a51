/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * TackMendSteps:
 * @TACK_MEND_STEP_CUT: only the part between two points is kept.
 * @TACK_MEND_STEP_HOLD: the last picture is held until the video is long enough.
 * @TACK_MEND_STEP_BARS: bars at the edges of the picture, for a shape that Pinterest takes.
 * @TACK_MEND_STEP_SHRINK: fewer pixels.
 * @TACK_MEND_STEP_ENCODE_VIDEO: the picture is encoded anew, as H.264: upright, with square pixels
 * and plain colours.
 * @TACK_MEND_STEP_ENCODE_SOUND: the sound is encoded anew, as AAC.
 * @TACK_MEND_STEP_REWRAP: what is right already is put into an MP4 file as it is.
 *
 * What is done to a video so that Pinterest takes it. Nothing at all: it can be sent as it is.
 */
typedef enum
{
  TACK_MEND_STEP_CUT = 1 << 0,
  TACK_MEND_STEP_HOLD = 1 << 1,
  TACK_MEND_STEP_BARS = 1 << 2,
  TACK_MEND_STEP_SHRINK = 1 << 3,
  TACK_MEND_STEP_ENCODE_VIDEO = 1 << 4,
  TACK_MEND_STEP_ENCODE_SOUND = 1 << 5,
  TACK_MEND_STEP_REWRAP = 1 << 6,
} TackMendSteps;

/** No video is encoded with a shorter side longer than this: Pins are looked at on phones, and what
 * was encoded twice gains nothing from more. */
#define TACK_MEND_SIDE_MAX 1080

/** What is encoded is at least this much longer than the shortest and shorter than the longest that
 * Pinterest takes: frames and sound come in pieces. */
#define TACK_MEND_MARGIN_MS 100

/**
 * TackMendPlan:
 * @from_ms: where in the file the result begins.
 * @to_ms: where in the file it ends; -1 where the file does.
 * @length_ms: how long the result will be, within a frame, with what is held; -1 unknown.
 * @width: of the result with its bars, even. As shown: after turning.
 * @height: likewise.
 * @kbit: a second, at most, of video that is encoded; it is less where little moves.
 */
typedef struct
{
  TackMendSteps steps;
  gint64        from_ms;
  gint64        to_ms;
  gint64        length_ms;
  int           width;
  int           height;
  int           kbit;
} TackMendPlan;

/**
 * tack_mend_plan:
 * @info: the facts and the verdict of tack_inspect().
 * @name: the file as people see it, for sentences.
 * @from_ms: where the part to keep begins; 0 for the beginning.
 * @to_ms: where it ends; -1 for the end.
 * @error: `TACK_ERROR_FIX`: nothing can be done about this file, or the points make no sense.
 *
 * Decides what is done to a video. Pure. What people are told comes from the plan, and the mender
 * does what it says: they cannot disagree.
 */
gboolean tack_mend_plan (const TackMediaInfo *info,
                         const char          *name,
                         gint64               from_ms,
                         gint64               to_ms,
                         TackMendPlan        *plan,
                         GError             **error);

/**
 * tack_mend_plan_dup_sentence:
 *
 * Returns: (transfer full) (nullable): what will be done, for people; %NULL for nothing.
 */
char *tack_mend_plan_dup_sentence (const TackMendPlan *plan, const char *name);

G_END_DECLS
