/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-place.h"

#include "base/tack-error.h"
#include "base/tack-text-check.h"
#include "cli/tack-cli-volume.h"
#include "cli/tack-cli.h"

void
tack_cli_place_clear (TackCliPlace *self)
{
  g_clear_object (&self->board);
  g_clear_object (&self->section);
}

static gboolean
load_all (TackPageList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_page_list_load_all_async (list, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_page_list_load_all_finish (list, result, error);
}

static TackBoard *
get_board (TackApiClient *client, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_boards_get_async (client, id, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_boards_get_finish (client, result, error);
}

static TackBoard *
create_board (TackApiClient *client, const char *name, GError **error)
{
  const TackBoardFields    fields = { .name = name };
  g_autoptr (GAsyncResult) result = NULL;

  if (!tack_cli_check_volume (client, TACK_VOLUME_BOARDS, error))
    return NULL;

  tack_boards_create_async (client, &fields, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_boards_create_finish (client, result, error);
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
find_board (TackApiClient *client, const char *name, gboolean may_create, GError **error)
{
  g_autoptr (GError)       find_error = NULL;
  g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);

  /* One call instead of all pages; but “2024” may also be the name of a board. */
  if (tack_text_is_id (name))
    {
      TackBoard *board = get_board (client, name, &find_error);

      if (board != NULL)
        return board;
      if (!g_error_matches (find_error, TACK_ERROR, TACK_ERROR_GONE))
        {
          g_propagate_error (error, g_steal_pointer (&find_error));
          return NULL;
        }
      g_clear_error (&find_error);
    }

  if (!load_all (boards, error))
    return NULL;

  TackBoard *board = tack_boards_find (G_LIST_MODEL (boards), name, &find_error);
  if (board != NULL)
    return g_object_ref (board);

  /* Several of that name are an error all the same: one more would not help. */
  if (may_create && !has_board_of_name (G_LIST_MODEL (boards), name))
    return create_board (client, name, error);

  g_propagate_error (error, g_steal_pointer (&find_error));
  return NULL;
}

/* Whether all that is wrong with what was named by number is that this account may not read it:
 * PINNER_DATA_ACCESS_DENIED in Pinterest's v5 reference. */
static gboolean
is_only_unreadable (const char *id, const GError *error)
{
  return tack_text_is_id (id) && g_error_matches (error, TACK_ERROR, TACK_ERROR_ASK);
}

static JsonObject *
new_unread (const char *id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);

  return object;
}

static gboolean
find_section (TackApiClient *client, const char *section, TackCliPlace *place, GError **error)
{
  g_autoptr (TackPageList) sections = tack_sections_list (client, tack_board_get_id (place->board));
  g_autoptr (GError)       list_error = NULL;

  if (load_all (sections, &list_error))
    {
      TackSection *found = tack_sections_find (G_LIST_MODEL (sections), section, error);

      g_set_object (&place->section, found);
    }
  else if (is_only_unreadable (section, list_error))
    {
      g_autoptr (JsonObject) unread = new_unread (section);
      place->section = tack_section_new_from_json (unread);
    }
  else
    g_propagate_error (error, g_steal_pointer (&list_error));

  return place->section != NULL;
}

gboolean
tack_cli_find_place (TackApiClient *client,
                     const char    *board,
                     gboolean       may_create,
                     const char    *section,
                     TackCliPlace  *place,
                     GError       **error)
{
  g_autoptr (GError) board_error = NULL;

  place->board = find_board (client, board, may_create, &board_error);
  if (place->board == NULL && is_only_unreadable (board, board_error))
    {
      g_autoptr (JsonObject) unread = new_unread (board);
      place->board = tack_board_new_from_json (unread);
    }
  if (place->board == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&board_error));
      return FALSE;
    }

  return section == NULL || *section == '\0' || find_section (client, section, place, error);
}

TackBoard *
tack_cli_read_board (TackApiClient *client, const char *board, GError **error)
{
  return find_board (client, board, FALSE, error);
}

const char *
tack_cli_place_get_board_name (const TackCliPlace *self)
{
  const char *name = tack_board_get_name (self->board);

  return *name != '\0' ? name : tack_board_get_id (self->board);
}

const char *
tack_cli_place_get_section_name (const TackCliPlace *self)
{
  const char *name = tack_section_get_name (self->section);

  return *name != '\0' ? name : tack_section_get_id (self->section);
}
