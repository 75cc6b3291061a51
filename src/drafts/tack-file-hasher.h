/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-database.h"
#include "media/tack-media-info.h"

G_BEGIN_DECLS

#define TACK_TYPE_FILE_HASHER (tack_file_hasher_get_type ())
G_DECLARE_FINAL_TYPE (TackFileHasher, tack_file_hasher, TACK, FILE_HASHER, GObject)

/**
 * TackFileHasher:
 *
 * The SHA-256 of files' contents, computed once: the store keeps them with the size and time of the
 * file, for as long as a draft is about it. One thread of its own reads the files, one after the
 * other and in pieces; it steps back behind all other work of the computer. Main context.
 */
TackFileHasher *tack_file_hasher_new (TackDatabase *database);

/** tack_file_hasher_load_async: reads what earlier sessions computed. */
void     tack_file_hasher_load_async (TackFileHasher     *self,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean tack_file_hasher_load_finish (TackFileHasher *self, GAsyncResult *result, GError **error);

/**
 * tack_file_hasher_find:
 * @info: what @file was found to be: its size and time say which state of it is meant.
 *
 * Returns: (transfer none) (nullable): its hash, where that is known: 64 hexadecimal digits.
 */
const char *tack_file_hasher_find (TackFileHasher *self, GFile *file, const TackMediaInfo *info);

/**
 * tack_file_hasher_hash_async:
 * @file: a local file.
 * @info: what it was found to be.
 *
 * Reads the file, whether its hash is known or not, and keeps it. An entry of the history that was
 * made before the hash was known gets it too.
 */
void tack_file_hasher_hash_async (TackFileHasher      *self,
                                  GFile               *file,
                                  const TackMediaInfo *info,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);

/**
 * tack_file_hasher_hash_finish:
 * @error: `TACK_ERROR_FIX`: it cannot be read, or is not any more what @info says;
 *   `G_IO_ERROR_CANCELLED`, also when the hasher went.
 *
 * Returns: (transfer full): 64 hexadecimal digits.
 */
char *tack_file_hasher_hash_finish (GAsyncResult *result, GError **error);

G_END_DECLS
