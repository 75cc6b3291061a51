/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-places.h"

#include "base/tack-error.h"
#include "base/tack-text-check.h"
#include "cli/tack-cli.h"

typedef struct
{
  TackCliPlace place;
  GError      *error; /* nullable: why there is none */
} Answer;

struct _TackCliPlaces
{
  TackApiClient *client;
  TackPageList  *boards;   /* complete once it was asked for */
  GHashTable    *sections; /* id of a board → TackPageList, likewise */
  GHashTable    *answers;  /* board and section as written, folded → Answer */
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  tack_cli_place_clear (&answer->place);
  g_clear_error (&answer->error);
  g_free (answer);
}

TackCliPlaces *
tack_cli_places_new (TackApiClient *client)
{
  TackCliPlaces *self = g_new0 (TackCliPlaces, 1);

  self->client = g_object_ref (client);
  self->boards = tack_boards_list (client, TACK_BOARD_FILTER_ALL);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);

  return self;
}

void
tack_cli_places_free (TackCliPlaces *self)
{
  g_hash_table_unref (self->answers);
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

gboolean
tack_cli_places_load (TackCliPlaces *self, GError **error)
{
  return load_all (self->boards, error);
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
find_board (TackCliPlaces *self, const char *name, gboolean may_create, GError **error)
{
  GListModel        *boards = G_LIST_MODEL (self->boards);
  g_autoptr (GError) find_error = NULL;

  /* One call instead of all pages; but “2024” may also be the name of a board. */
  if (tack_text_is_id (name))
    {
      TackBoard *board = get_board (self->client, name, &find_error);

      if (board != NULL)
        return board;
      if (!g_error_matches (find_error, TACK_ERROR, TACK_ERROR_GONE))
        {
          g_propagate_error (error, g_steal_pointer (&find_error));
          return NULL;
        }
      g_clear_error (&find_error);
    }

  if (!load_all (self->boards, error))
    return NULL;

  TackBoard *board = tack_boards_find (boards, name, &find_error);
  if (board != NULL)
    return g_object_ref (board);

  /* Several of that name are an error all the same: one more would not help. */
  if (may_create && !has_board_of_name (boards, name))
    return create_board (self->client, name, error);

  g_propagate_error (error, g_steal_pointer (&find_error));
  return NULL;
}

TackBoard *
tack_cli_places_read_board (TackCliPlaces *self, const char *board, GError **error)
{
  return find_board (self, board, FALSE, error);
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

static TackPageList *
get_sections (TackCliPlaces *self, const char *board_id)
{
  TackPageList *list = g_hash_table_lookup (self->sections, board_id);

  if (list == NULL)
    {
      list = tack_sections_list (self->client, board_id);
      g_hash_table_insert (self->sections, g_strdup (board_id), list);
    }

  return list;
}

static void
find_section (TackCliPlaces *self, const char *section, Answer *answer)
{
  TackPageList      *list = get_sections (self, tack_board_get_id (answer->place.board));
  g_autoptr (GError) list_error = NULL;

  if (load_all (list, &list_error))
    g_set_object (&answer->place.section,
                  tack_sections_find (G_LIST_MODEL (list), section, &answer->error));
  else if (is_only_unreadable (section, list_error))
    {
      g_autoptr (JsonObject) unread = new_unread (section);
      answer->place.section = tack_section_new_from_json (unread);
    }
  else
    answer->error = g_steal_pointer (&list_error);
}

static Answer *
look (TackCliPlaces *self, const char *board, gboolean may_create, const char *section)
{
  Answer            *answer = g_new0 (Answer, 1);
  g_autoptr (GError) board_error = NULL;

  answer->place.board = find_board (self, board, may_create, &board_error);
  if (answer->place.board == NULL && is_only_unreadable (board, board_error))
    {
      g_autoptr (JsonObject) unread = new_unread (board);
      answer->place.board = tack_board_new_from_json (unread);
    }

  if (answer->place.board == NULL)
    answer->error = g_steal_pointer (&board_error);
  else if (*section != '\0')
    find_section (self, section, answer);

  return answer;
}

gboolean
tack_cli_places_find (TackCliPlaces *self,
                      const char    *board,
                      gboolean       may_create,
                      const char    *section,
                      TackCliPlace  *place,
                      GError       **error)
{
  g_autofree char *written = g_strdup_printf ("%s\n%s", board, section != NULL ? section : "");
  g_autofree char *key = g_utf8_casefold (written, -1);
  Answer          *answer = g_hash_table_lookup (self->answers, key);

  if (section == NULL)
    section = "";
  if (answer == NULL)
    {
      /* A board that is made has no section. */
      answer = look (self, board, may_create && *section == '\0', section);
      g_hash_table_insert (self->answers, g_steal_pointer (&key), answer);
    }

  if (answer->error != NULL)
    g_propagate_error (error, g_error_copy (answer->error));
  else
    {
      g_set_object (&place->board, answer->place.board);
      g_set_object (&place->section, answer->place.section);
    }

  return answer->error == NULL;
}

gboolean
tack_cli_places_find_written (TackCliPlaces *self,
                              const char    *written,
                              gboolean       may_create,
                              TackCliPlace  *place,
                              GError       **error)
{
  const char *slash = strrchr (written, '/');

  if (slash == NULL)
    return tack_cli_places_find (self, written, may_create, NULL, place, error);
  if (tack_cli_places_find (self, written, FALSE, NULL, place, NULL))
    return TRUE;

  g_autofree char *board = g_strndup (written, (gsize) (slash - written));
  return tack_cli_places_find (self, board, FALSE, slash + 1, place, error);
}
