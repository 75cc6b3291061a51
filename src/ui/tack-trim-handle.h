/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_TRIM_HANDLE (tack_trim_handle_get_type ())
G_DECLARE_FINAL_TYPE (TackTrimHandle, tack_trim_handle, TACK, TRIM_HANDLE, GtkWidget)

/**
 * TackTrimHandle:
 *
 * One end of the kept part, on a #TackTrimStrip, which gives it its place. Signal `step (gint64
 * ms)`: a key asks to move it by that much.
 */

/** tack_trim_handle_new: @label: for screen readers. */
GtkWidget *tack_trim_handle_new (const char *label);

/** tack_trim_handle_set_value: where it stands, for screen readers; milliseconds. */
void tack_trim_handle_set_value (TackTrimHandle *self, gint64 at_ms, gint64 duration_ms);

G_END_DECLS
