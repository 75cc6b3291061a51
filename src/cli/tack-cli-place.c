/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-place.h"

#include "cli/tack-cli.h"

static gboolean
load_all (TackPageList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_page_list_load_all_async (list, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_page_list_load_all_finish (list, result, error);
}

TackBoard *
tack_cli_find_board (TackApiClient *client, const char *name_or_id, GError **error)
{
  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  TackBoard               *board
    = load_all (boards, error) ? tack_boards_find (G_LIST_MODEL (boards), name_or_id, error) : NULL;

  return board != NULL ? g_object_ref (board) : NULL;
}

static gboolean
has_board_of_name (GListModel *boards, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (boards); i++)
    {
      g_autoptr (TackBoard) board = g_list_model_get_item (boards, i);
      g_autofree char      *other = g_utf8_casefold (tack_board_get_name (board), -1);

      if (g_str_equal (other, folded))
        return TRUE;
    }

  return FALSE;
}

static TackBoard *
create_board (TackApiClient *client, const char *name, GError **error)
{
  const TackBoardFields    fields = { .name = name };
  g_autoptr (GAsyncResult) result = NULL;

  tack_boards_create_async (client, &fields, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_boards_create_finish (client, result, error);
}

TackBoard *
tack_cli_find_or_create_board (TackApiClient *client, const char *name_or_id, GError **error)
{
  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  g_autoptr (GError)       find_error = NULL;

  if (!load_all (boards, error))
    return NULL;

  TackBoard *board = tack_boards_find (G_LIST_MODEL (boards), name_or_id, &find_error);
  if (board != NULL)
    return g_object_ref (board);

  /* Several of that name are an error all the same: one more would not help. */
  if (!has_board_of_name (G_LIST_MODEL (boards), name_or_id))
    return create_board (client, name_or_id, error);

  g_propagate_error (error, g_steal_pointer (&find_error));
  return NULL;
}

TackSection *
tack_cli_find_section (TackApiClient *client,
                       const char    *board_id,
                       const char    *name_or_id,
                       GError       **error)
{
  g_autoptr (TackPageList) sections = tack_sections_list (client, board_id);
  TackSection             *section = load_all (sections, error)
                                       ? tack_sections_find (G_LIST_MODEL (sections), name_or_id, error)
                                       : NULL;

  return section != NULL ? g_object_ref (section) : NULL;
}
