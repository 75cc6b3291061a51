/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "media/tack-mend-plan.h"

G_BEGIN_DECLS

/** Of a decoder or an encoder, at most: more hold more frames, and gain nothing. */
#define TACK_MEND_THREADS_MAX 8

/**
 * tack_mend_encoder_check:
 * @name: the file as people see it.
 * @error: `TACK_ERROR_FIX`: names the package to install.
 *
 * Whether this computer has all that carrying out @plan takes, but for the decoders of the file.
 */
gboolean tack_mend_encoder_check (const TackMendPlan *plan, const char *name, GError **error);

/** The name of an encoder that never holds a picture back. */
#define TACK_MEND_ENCODER_PROMPT "prompt-encoder"

/**
 * tack_mend_encoder_dup_video:
 * @kbit: a second, at most.
 * @key_frames: at most so many frames from one that stands by itself to the next.
 *
 * Returns: (transfer full): the best H.264 encoder there is, as gst_parse_launch() takes it. Only
 *   after tack_mend_encoder_check().
 */
char *tack_mend_encoder_dup_video (int kbit, int key_frames);

/** tack_mend_encoder_dup_sound: Returns: (transfer full): likewise, for AAC. */
char *tack_mend_encoder_dup_sound (void);

G_END_DECLS
