/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include "media/tack-mend-plan.h"

G_BEGIN_DECLS

/**
 * TackMendTrack:
 *
 * Hands what one track of a file is made of from the reading half of a conversion to the writing
 * half: leaves out what is outside of the part that is kept, counts time from where it begins, and
 * holds the last picture when there is too little.
 */
typedef struct _TackMendTrack TackMendTrack;

/**
 * tack_mend_track_new:
 * @is_encoded: whether it is pictures or samples, not what an encoder made of them.
 *
 * Begins to hand over as soon as both halves run.
 */
TackMendTrack *tack_mend_track_new (const TackMendPlan *plan,
                                    GstAppSink         *from,
                                    GstAppSrc          *to,
                                    gboolean            is_encoded);

/** tack_mend_track_get_position: Returns: how far in the result it has come, in ms. Any thread. */
int tack_mend_track_get_position (TackMendTrack *self);

/** tack_mend_track_free: only after both halves were stopped. */
void tack_mend_track_free (TackMendTrack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackMendTrack, tack_mend_track_free)

G_END_DECLS
