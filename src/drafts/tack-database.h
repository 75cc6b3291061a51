/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define TACK_TYPE_DATABASE (tack_database_get_type ())
G_DECLARE_FINAL_TYPE (TackDatabase, tack_database, TACK, DATABASE, GObject)

/**
 * TackDatabase:
 *
 * The SQLite file of one store folder and the one thread that touches it. Drafts and the queue's
 * jobs live in it side by side, so that queueing a draft is one transaction.
 *
 * Property: `blocked` (boolean, read-only): a write failed for what passes, such as a full disk. It
 * tries by itself until a write succeeds again; whoever keeps something unwritten waits for that.
 */

/**
 * tack_database_open_async:
 * @dir: created when missing.
 */
void tack_database_open_async (const char         *dir,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

/**
 * tack_database_open_finish:
 * @error: `TACK_ERROR` with a sentence naming the folder: not writable, or the file is not fit and
 *   another process has it open.
 */
TackDatabase *tack_database_open_finish (GAsyncResult *result, GError **error);

/** tack_database_get_dir: Returns: (transfer none): the folder of the store. */
const char *tack_database_get_dir (TackDatabase *self);

/**
 * tack_database_get_notice:
 *
 * Returns: (transfer none) (nullable): a sentence for the person: the file that was found is
 *   damaged or from a newer version, was set aside under the name it tells, and a new one begun.
 */
const char *tack_database_get_notice (TackDatabase *self);

gboolean tack_database_is_blocked (TackDatabase *self);

/**
 * TackDatabaseFunc:
 * @db: the open database, inside a transaction.
 * @data: what was handed to tack_database_run_async().
 *
 * Runs on the database's thread. %FALSE with @error set rolls back.
 *
 * Returns: whether to commit.
 */
typedef gboolean (*TackDatabaseFunc) (sqlite3 *db, gpointer data, GError **error);

/**
 * tack_database_run_async:
 * @func: runs on the database's thread, in its own transaction, after all that was run before.
 * @data: (nullable): owned by the operation, which releases it with @destroy; readable until then
 *   through tack_database_get_run_data().
 */
void     tack_database_run_async (TackDatabase       *self,
                                  TackDatabaseFunc    func,
                                  gpointer            data,
                                  GDestroyNotify      destroy,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean tack_database_run_finish (TackDatabase *self, GAsyncResult *result, GError **error);

/**
 * tack_database_get_run_data:
 * @result: of tack_database_run_async().
 *
 * Returns: (transfer none): the data that the operation was given.
 */
gpointer tack_database_get_run_data (GAsyncResult *result);

/**
 * tack_database_try_lock:
 * @error: `TACK_ERROR_WAIT`: another process runs this store's queue, or has run it since this one
 *   opened it, so that what is known here is no longer true.
 *
 * Takes the store's queue for this process until the object goes.
 */
gboolean tack_database_try_lock (TackDatabase *self, GError **error);

/**
 * tack_database_set_error:
 *
 * Sets @error from what SQLite said last, as a sentence: `TACK_ERROR_WAIT` for a full disk,
 * `TACK_ERROR_GIVE_UP` otherwise. Always returns %FALSE.
 */
gboolean tack_database_set_error (sqlite3 *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
