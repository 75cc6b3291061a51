/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-find.h"

gpointer
tack_find_named (GListModel *model,
                 const char *name_or_id,
                 const char *(*get_id) (gpointer item),
                 const char *(*get_name) (gpointer item),
                 GString *candidates,
                 guint   *n_matches)
{
  g_autofree char *folded = g_utf8_casefold (name_or_id, -1);
  gpointer         match = NULL;

  *n_matches = 0;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autofree char    *name = g_utf8_casefold (get_name (item), -1);

      if (g_str_equal (get_id (item), name_or_id))
        {
          *n_matches = 1;
          return item;
        }
      if (!g_str_equal (name, folded))
        continue;

      (*n_matches)++;
      match = item;
      g_string_append_printf (candidates, "%s“%s” (%s)", candidates->len > 0 ? ", " : "",
                              get_name (item), get_id (item));
    }

  return match;
}
