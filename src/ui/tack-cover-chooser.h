/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/tack-cover-strip.h"
#include "ui/tack-edit-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_COVER_CHOOSER (tack_cover_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TackCoverChooser, tack_cover_chooser, TACK, COVER_CHOOSER, GtkBox)

/**
 * TackCoverChooser:
 *
 * What people see of a video: the strip of its frames, and a line that says which of them, or which
 * picture, is the cover, with a menu of all that can be. Hidden for what is no video.
 */

/** tack_cover_chooser_set_context: @proxy: (nullable): who reads the files. */
void tack_cover_chooser_set_context (TackCoverChooser *self,
                                     TackEditHistory  *history,
                                     TackMediaProxy   *proxy);

/** tack_cover_chooser_set_draft: @draft: (nullable): followed from now on. */
void tack_cover_chooser_set_draft (TackCoverChooser *self, TackDraft *draft);

/** tack_cover_chooser_get_strip: Returns: (transfer none): for the stage beside it. */
TackCoverStrip *tack_cover_chooser_get_strip (TackCoverChooser *self);

/** tack_cover_chooser_set_drop_active: a file hovers over the strip. */
void tack_cover_chooser_set_drop_active (TackCoverChooser *self, gboolean drop_active);

/** tack_cover_chooser_take_file: a picture that was dropped, or chosen, becomes the cover. */
void tack_cover_chooser_take_file (TackCoverChooser *self, GFile *file);

G_END_DECLS
