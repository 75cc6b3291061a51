/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_picture_loader_find_missing:
 * @container: (nullable): as tack_sniff() names it.
 *
 * Returns: (nullable): the package that lets GdkPixbuf read such pictures, where none of its
 *   loaders does; %NULL where one does, or none is known that would.
 */
const char *tack_picture_loader_find_missing (const char *container);

G_END_DECLS
