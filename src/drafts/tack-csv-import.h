/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/tack-error.h"
#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/**
 * TackCsvRow:
 * @line: where it begins in the table, from 1.
 * @draft: (nullable): what it becomes; not looked at yet, and on no board.
 * @board: (nullable): name or number as written, perhaps with a slash and a section behind it.
 * @section: (nullable): name or number as written.
 * @error: (nullable): why it cannot become a draft; `TACK_ERROR_FIX`, and names the line.
 *
 * One row of a table: a draft or an error.
 */
typedef struct
{
  guint      line;
  TackDraft *draft;
  char      *board;
  char      *section;
  GError    *error;
} TackCsvRow;

/** tack_csv_row_new_error: Returns: (transfer full): one that names the row's line before @why. */
GError *tack_csv_row_new_error (const TackCsvRow *self,
                                TackErrorClass    error_class,
                                const char       *why);

/**
 * TackCsvImport:
 * @rows: (element-type TackCsvRow): in the table's order.
 * @warnings: (element-type utf8): sentences about what is in the table and does not reach
 * Pinterest.
 */
typedef struct
{
  GPtrArray *rows;
  GPtrArray *warnings;
} TackCsvImport;

/**
 * tack_csv_import_new:
 * @table: the file, which names itself in errors and whose folder relative paths start from.
 * @bytes: what is in it.
 * @now_ms: Unix ms.
 * @error: `TACK_ERROR_FIX`: nothing of it can be used.
 *
 * Reads a table in the columns of Pinterest's template for creating Pins in bulk (Title, Media URL,
 * Pinterest board, Thumbnail, Description, Link, Publish date, Keywords; see “Create Pins in bulk”
 * in its help) and four of our own (Alt text, Section, Ad-only, Cover time), in any order, with
 * only Media URL required. Unlike Pinterest's page it takes paths for Media URL and Thumbnail. A
 * Thumbnail may also be an address, or a time as Cover time is: `m:ss` or seconds.
 *
 * Programs cannot schedule Pins: a row whose Publish date (ISO 8601, in UTC unless it says
 * otherwise) has not come is an error, for publishing it now is not what was asked for and cannot
 * be undone. There is no field for Keywords either, which is only warned of. Pure.
 */
TackCsvImport *tack_csv_import_new (GFile *table, GBytes *bytes, gint64 now_ms, GError **error);

/**
 * tack_csv_import_new_for_file:
 *
 * The same for what is in the file. Blocks: worker threads, or the headless program.
 */
TackCsvImport *tack_csv_import_new_for_file (GFile *table, gint64 now_ms, GError **error);

void tack_csv_import_free (TackCsvImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackCsvImport, tack_csv_import_free)

G_END_DECLS
