/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times in a video as people read and write them. Pure. */

/** tack_time_text: Returns: (transfer full): “0:24.0”, with tenths of a second. */
char *tack_time_text (gint64 ms);

/**
 * tack_time_text_parse:
 * @ms: (out): what it says.
 *
 * Takes “24”, “24.5”, “0:24.5” and “1:02:03”, with a comma in place of the point as well.
 *
 * Returns: whether @text is a time.
 */
gboolean tack_time_text_parse (const char *text, gint64 *ms);

G_END_DECLS
