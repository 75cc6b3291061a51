/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The history as a table for spreadsheets and scripts: RFC 4180 in UTF-8, one Pin a row. Pure. */

#define TACK_HISTORY_CSV_N_COLUMNS 14

/** tack_history_csv_new: Returns: (transfer full): a table that has its names of columns: `state`,
 * `published_at`, `title`, `file`, `image_url`, `board`, `section`, `link`, `pin_id`, `url`,
 * `class`, `message`, `reason`, `request_id`. */
GString *tack_history_csv_new (void);

/**
 * tack_history_csv_append:
 * @texts: (array fixed-size=14): in the order of the columns, each (nullable); the time as Unix ms,
 *   the file as an address.
 *
 * Appends a row. The time becomes ISO 8601 in UTC, a local file its path. What a spreadsheet would
 * take for a formula is kept from it by an apostrophe.
 */
void tack_history_csv_append (GString *csv, const char *const *texts);

G_END_DECLS
