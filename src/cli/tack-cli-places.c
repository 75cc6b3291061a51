/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-places.h"

#include "api/tack-boards.h"
#include "api/tack-sections.h"
#include "cli/tack-cli.h"

typedef struct
{
  TackBoard   *board;   /* nullable */
  TackSection *section; /* nullable */
  GError      *error;   /* nullable: why there is none */
} Place;

struct _TackCliPlaces
{
  TackApiClient *client;
  gboolean       may_create;

  TackPageList *boards;   /* complete once it was asked for */
  GHashTable   *sections; /* id of a board → TackPageList, likewise */
  GHashTable   *places;   /* as written, both folded → Place */
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_object (&place->board);
  g_clear_object (&place->section);
  g_clear_error (&place->error);
  g_free (place);
}

TackCliPlaces *
tack_cli_places_new (TackApiClient *client, gboolean may_create)
{
  TackCliPlaces *self = g_new0 (TackCliPlaces, 1);

  self->client = g_object_ref (client);
  self->may_create = may_create;
  self->boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);

  return self;
}

void
tack_cli_places_free (TackCliPlaces *self)
{
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->sections);
  g_object_unref (self->boards);
  g_object_unref (self->client);
  g_free (self);
}

static gboolean
load_all (TackPageList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (tack_page_list_is_complete (list))
    return TRUE;

  tack_page_list_load_all_async (list, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_page_list_load_all_finish (list, result, error);
}

static TackBoard *
create_board (TackCliPlaces *self, const char *name, GError **error)
{
  const TackBoardFields    fields = { .name = name };
  g_autoptr (GAsyncResult) result = NULL;

  tack_boards_create_async (self->client, &fields, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_boards_create_finish (self->client, result, error);
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

static void
find_section (TackCliPlaces *self, Place *place, const char *section, GError **error)
{
  const char   *board_id = tack_board_get_id (place->board);
  TackPageList *list = g_hash_table_lookup (self->sections, board_id);

  if (list == NULL)
    {
      list = tack_sections_list (self->client, board_id);
      g_hash_table_insert (self->sections, g_strdup (board_id), list);
    }
  if (load_all (list, error))
    g_set_object (&place->section, tack_sections_find (G_LIST_MODEL (list), section, error));
}

/* “Board/Section”: the last slash counts. Returns: (nullable): the section, where there is such a
 * board, which @place is on then. */
static const char *
split (TackCliPlaces *self, Place *place, const char *written)
{
  const char *slash = strrchr (written, '/');
  if (slash == NULL || slash[1] == '\0')
    return NULL;

  g_autofree char *name = g_strndup (written, (gsize) (slash - written));
  g_set_object (&place->board, tack_boards_find (G_LIST_MODEL (self->boards), name, NULL));

  return place->board != NULL ? slash + 1 : NULL;
}

static void
look (TackCliPlaces *self, Place *place, const char *board, const char *section)
{
  GListModel        *boards = G_LIST_MODEL (self->boards);
  g_autoptr (GError) error = NULL;

  if (!load_all (self->boards, &place->error))
    return;

  g_set_object (&place->board, tack_boards_find (boards, board, &error));
  /* Several of that name are an error all the same: one more would not help. */
  if (place->board == NULL && section == NULL && !has_board_of_name (boards, board))
    {
      section = split (self, place, board);
      if (place->board == NULL && self->may_create && strchr (board, '/') == NULL)
        {
          place->board = create_board (self, board, &place->error);
          return;
        }
    }

  if (place->board == NULL)
    place->error = g_steal_pointer (&error);
  else if (section != NULL)
    find_section (self, place, section, &place->error);
}

static const Place *
find (TackCliPlaces *self, const char *board, const char *section)
{
  g_autofree char *written = g_strdup_printf ("%s\n%s", board, section != NULL ? section : "");
  g_autofree char *key = g_utf8_casefold (written, -1);
  Place           *place = g_hash_table_lookup (self->places, key);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      look (self, place, board, section);
      g_hash_table_insert (self->places, g_steal_pointer (&key), place);
    }

  return place;
}

gboolean
tack_cli_places_load (TackCliPlaces *self, GError **error)
{
  return load_all (self->boards, error);
}

gboolean
tack_cli_places_find (TackCliPlaces *self, const char *board, const char *section, GError **error)
{
  const Place *place = find (self, board, section);

  if (place->error != NULL)
    g_propagate_error (error, g_error_copy (place->error));

  return place->error == NULL;
}

gboolean
tack_cli_places_put (TackCliPlaces *self,
                     TackDraft     *draft,
                     const char    *board,
                     const char    *section,
                     GError       **error)
{
  if (!tack_cli_places_find (self, board, section, error))
    return FALSE;

  const Place *place = find (self, board, section);
  tack_draft_set_board (draft, tack_board_get_id (place->board),
                        tack_board_get_name (place->board));
  if (place->section != NULL)
    tack_draft_set_section (draft, tack_section_get_id (place->section),
                            tack_section_get_name (place->section));

  return TRUE;
}
