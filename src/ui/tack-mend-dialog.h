/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "drafts/tack-draft.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_MEND_DIALOG (tack_mend_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TackMendDialog, tack_mend_dialog, TACK, MEND_DIALOG, AdwWindow)

/**
 * TackMendDialog:
 *
 * What will be done to a video, in a sentence, and which part of it is kept. Signal `start (gint64
 * from_ms, gint64 to_ms)`: the person wants it; -1 for the end.
 */

/** tack_mend_dialog_new: @draft: of a video that was looked at. @proxy: (nullable): who reads it.
 */
GtkWidget *tack_mend_dialog_new (GtkWindow *parent, TackDraft *draft, TackMediaProxy *proxy);

/** tack_mend_dialog_get_draft: Returns: (transfer none): the draft it was opened for. */
TackDraft *tack_mend_dialog_get_draft (TackMendDialog *self);

G_END_DECLS
