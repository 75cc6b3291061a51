/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * tack_schema_prepare:
 * @db: a database of any age.
 * @path: for the sentence.
 * @error: `TACK_ERROR_GIVE_UP`: made by a newer version of Tackboard.
 *
 * Brings the tables of drafts and jobs to this version, one migration after the other, in one
 * transaction. Database thread.
 */
gboolean tack_schema_prepare (sqlite3 *db, const char *path, GError **error);

G_END_DECLS
