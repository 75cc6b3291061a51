/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bar on the last line of the terminal, for what takes a while; the same for every verb. */

/** tack_cli_bar_draw: @behind: (nullable): what stands behind the bar. */
void tack_cli_bar_draw (double fraction, const char *behind);

/** tack_cli_bar_clear: leaves that line empty again. */
void tack_cli_bar_clear (void);

G_END_DECLS
