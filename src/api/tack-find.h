/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tack_find_named:
 * @name_or_id: what a person typed.
 * @candidates: receives those of that name, for a sentence.
 * @n_matches: (out): how many there are; 1 for an id.
 *
 * Finds boards and sections alike: by id, else by the name that exactly one has.
 *
 * Returns: (transfer none) (nullable): an item, the wanted one if @n_matches is 1.
 */
gpointer tack_find_named (GListModel *model,
                          const char *name_or_id,
                          const char *(*get_id) (gpointer item),
                          const char *(*get_name) (gpointer item),
                          GString *candidates,
                          guint   *n_matches);

G_END_DECLS
