/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What a search looks in: the texts of an entry, folded, so that “ärmel” finds “ÄRMEL” and
 * “strasse” finds “Straße”. SQLite's own LIKE folds English letters only. */

/**
 * tack_search_key_new:
 * @file: (nullable): its name is searched too.
 * @texts: (array length=n_texts): each (nullable).
 *
 * Returns: (transfer full): the key.
 */
char *tack_search_key_new (GFile *file, const char *const *texts, guint n_texts);

/**
 * tack_search_key_split:
 * @text: what a person typed into a search box.
 *
 * Returns: (transfer full): its words, folded; all have to be in a key. None for an empty box.
 */
GStrv tack_search_key_split (const char *text);

/** tack_search_key_matches: Returns: whether all @words are in @key. */
gboolean tack_search_key_matches (const char *key, const char *const *words);

/** tack_search_key_register: teaches @db the function `tack_search_key (uri, text …)`. */
void tack_search_key_register (sqlite3 *db);

G_END_DECLS
