/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_COVER_ADDRESS_DIALOG (tack_cover_address_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TackCoverAddressDialog,
                      tack_cover_address_dialog,
                      TACK,
                      COVER_ADDRESS_DIALOG,
                      AdwMessageDialog)

/**
 * TackCoverAddressDialog:
 *
 * Asks for the address of a picture on the web. Signal `chosen (const char *address)`: one that a
 * draft takes.
 */

/** tack_cover_address_dialog_new: @address: (nullable): what it proposes. */
GtkWidget *tack_cover_address_dialog_new (GtkWindow *parent, const char *address);

G_END_DECLS
