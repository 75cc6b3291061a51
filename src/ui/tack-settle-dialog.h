/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_SETTLE_DIALOG (tack_settle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TackSettleDialog, tack_settle_dialog, TACK, SETTLE_DIALOG, AdwMessageDialog)

/**
 * TackSettleDialog:
 *
 * Asks which Pin a doubtful job has become. Signal `settled (string)`: the Pin's number.
 */
GtkWidget *tack_settle_dialog_new (GtkWindow *parent, const char *name);

G_END_DECLS
