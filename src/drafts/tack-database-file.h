/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * TackDatabaseFile:
 * @db: (nullable): the open database, at the latest version.
 * @lock_fd: held as long as it is open, -1 when it is not.
 * @notice: (nullable): a sentence for the person when the file that was found had to be set aside.
 *
 * The file of a #TackDatabase, from its path to an open handle. Lives on the database thread, and
 * blocks.
 */
typedef struct
{
  sqlite3 *db;
  int      lock_fd;
  char    *notice;
} TackDatabaseFile;

#define TACK_DATABASE_FILE_INIT                                                                    \
  {                                                                                                \
    .lock_fd = -1                                                                                  \
  }

/** tack_database_file_dup_path: Returns: (transfer full): the database of the store in @dir. */
char *tack_database_file_dup_path (const char *dir);

/**
 * tack_database_file_open:
 * @dir: created when missing.
 * @error: `TACK_ERROR`, with a sentence naming the folder or the file.
 *
 * Opens the database of the store in @dir, checks it and brings it up to date. One that is damaged,
 * made by a newer version or no database of ours at all is set aside as it is, and a new one begun:
 * then @notice says where the old one is. Several processes may do this at once.
 */
gboolean tack_database_file_open (TackDatabaseFile *self, const char *dir, GError **error);

void tack_database_file_close (TackDatabaseFile *self);

G_END_DECLS
