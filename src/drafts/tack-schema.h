/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The tables of drafts, jobs and whatever else a store keeps, and how an older store gets them. All
 * on the database thread. */

/** tack_schema_get_latest: Returns: the version that this program reads and writes. */
int tack_schema_get_latest (void);

/** tack_schema_get_version: Returns: the version of @db, 0 for a new one, -1 when that cannot be
 * read: then SQLite has said why. */
int tack_schema_get_version (sqlite3 *db);

/** tack_schema_is_ours: Returns: whether @db is new, or has our tables; %FALSE for a file of some
 * other program. */
gboolean tack_schema_is_ours (sqlite3 *db);

/**
 * tack_schema_migrate:
 * @db: a database of ours, not newer than tack_schema_get_latest().
 *
 * Brings it to the latest version, one migration after the other, in one transaction.
 */
gboolean tack_schema_migrate (sqlite3 *db, GError **error);

G_END_DECLS
