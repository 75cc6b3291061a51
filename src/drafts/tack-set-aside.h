/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_set_aside:
 * @path: a database file, or whatever stands in its place.
 * @reason: a word for the new name, such as `damaged`.
 *
 * Gives a database a dated name beside its old one, with the files that SQLite keeps with it, so
 * that what was not yet written into it stays with it. Nothing is overwritten. Nobody may have it
 * open. Blocks.
 *
 * Returns: (transfer full) (nullable): the new path; %NULL when the folder cannot be written, and
 *   then nothing has moved.
 */
char *tack_set_aside (const char *path, const char *reason);

G_END_DECLS
