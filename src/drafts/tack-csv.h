/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a table may weigh: ten thousand rows of the longest texts, and room. */
#define TACK_CSV_BYTES_MAX (64 * 1024 * 1024)
#define TACK_CSV_FIELDS_MAX 256

/**
 * TackCsv:
 *
 * A table as RFC 4180 has it, read row by row in one pass: fields in quotation marks may hold
 * delimiters, line breaks and doubled marks; lines end in CRLF, LF or CR. Beyond the RFC: a byte
 * order mark is passed over, and a semicolon delimits where the first line has more of those than
 * of commas, which is what spreadsheets write where the comma is the decimal sign. Pure.
 */
typedef struct _TackCsv TackCsv;

/**
 * tack_csv_new:
 * @error: `TACK_ERROR_FIX`: larger than %TACK_CSV_BYTES_MAX, or no UTF-8.
 */
TackCsv *tack_csv_new (GBytes *bytes, GError **error);
void     tack_csv_free (TackCsv *self);

/**
 * tack_csv_read:
 * @line: (out): where the row begins, from 1, whether or not it can be read.
 * @error: `TACK_ERROR_FIX`: the row is broken; reading goes on behind it.
 *
 * Returns: (transfer full) (nullable): the fields of the next row that is not a blank line; %NULL
 *   without @error at the end.
 */
GStrv tack_csv_read (TackCsv *self, guint *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCsv, tack_csv_free)

G_END_DECLS
