/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How facts are said to people: one way for window and command line. All results are (transfer
 * full). */

/**
 * tack_human_line:
 *
 * @text as valid UTF-8 on one line: names and answers of others may hold line breaks or escape
 * sequences, a sentence must not.
 */
char *tack_human_line (const char *text);

/** tack_human_file: the name of @file, valid UTF-8 on one line whatever bytes it has on disk. */
char *tack_human_file (GFile *file);

/** tack_human_size: “96.0 MB”, “2.0 GB”. */
char *tack_human_size (gint64 bytes);

/** tack_human_duration: “0:38”, “1:02:03”. */
char *tack_human_duration (gint64 ms);

/** tack_human_seconds: “3.2 s”, “38 s”, “16 min”: for sentences. */
char *tack_human_seconds (gint64 ms);

/** tack_human_time_left: “17 s left”, “about a minute left”, “about 6 minutes left”. */
char *tack_human_time_left (gint64 ms);

/** tack_human_codec: “H.264”, “H.265”, “VP9” for `h264`, `h265`, `vp9`; others as they are. */
char *tack_human_codec (const char *codec);

G_END_DECLS
