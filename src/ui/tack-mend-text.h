/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/* What the window calls the mending of videos and pictures. Pure. */

/** tack_mend_text_button: Returns: (transfer none): what a finding's button says, with mnemonic. */
const char *tack_mend_text_button (TackMend mend);

/** tack_mend_text_without_mnemonic: Returns: (transfer full): a label as it is read. */
char *tack_mend_text_without_mnemonic (const char *label);

/** tack_mend_text_title: Returns: (transfer none): the title of the dialog. */
const char *tack_mend_text_title (TackMend mend);

/** tack_mend_text_start: Returns: (transfer none): the button that begins it, with mnemonic. */
const char *tack_mend_text_start (TackMend mend);

/** tack_mend_text_progress: @fraction: 0 to 1. Returns: (transfer full): “Converting 43 %”, or that
 * it waits. */
char *tack_mend_text_progress (double fraction);

/**
 * tack_mend_text_of:
 *
 * All that can be mended about a video is mended at once.
 *
 * Returns: what is done about @draft: one thing, or a conversion for several; %TACK_MEND_NONE where
 *   there is nothing to do.
 */
TackMend tack_mend_text_of (TackDraft *draft);

/** tack_mend_is_of_video: Returns: whether it makes another video, which takes its time. */
gboolean tack_mend_is_of_video (TackMend mend);

G_END_DECLS
