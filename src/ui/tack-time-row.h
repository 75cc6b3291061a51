/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_TIME_ROW (tack_time_row_get_type ())
G_DECLARE_FINAL_TYPE (TackTimeRow, tack_time_row, TACK, TIME_ROW, AdwActionRow)

/**
 * TackTimeRow:
 *
 * A time in a video, to be typed or stepped by tenths of a second. Signal `changed ()`: by the
 * person.
 */

/** tack_time_row_set_value: milliseconds, as all of it. */
void   tack_time_row_set_range (TackTimeRow *self, gint64 min_ms, gint64 max_ms);
void   tack_time_row_set_value (TackTimeRow *self, gint64 at_ms);
gint64 tack_time_row_get_value (TackTimeRow *self);

G_END_DECLS
