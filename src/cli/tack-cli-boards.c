/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-boards.h"
#include "cli/tack-cli-command.h"
#include "cli/tack-cli-entity.h"
#include "cli/tack-cli-place.h"
#include "cli/tack-cli-volume.h"

/* The words of the command line and what Pinterest calls them. */
typedef struct
{
  const char     *word;
  const char     *privacy;
  TackBoardFilter filter;
} Privacy;

/* Returns: (transfer none) (nullable): the row of what --privacy says, or %NULL with @error set. */
static const Privacy *
find_privacy (const char *word, GError **error)
{
  static const Privacy privacies[] = {
    { "public", "PUBLIC", TACK_BOARD_FILTER_PUBLIC },
    { "protected", "PROTECTED", TACK_BOARD_FILTER_PROTECTED },
    { "secret", "SECRET", TACK_BOARD_FILTER_SECRET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (g_ascii_strcasecmp (word, privacies[i].word) == 0)
      return &privacies[i];

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("--privacy takes public, protected or secret."));
  return NULL;
}

static gboolean
list (TackCliCommand *command, GError **error)
{
  TackBoardFilter filter = TACK_BOARD_FILTER_ALL;

  if (command->privacy != NULL)
    {
      const Privacy *privacy = find_privacy (command->privacy, error);

      if (privacy == NULL)
        return FALSE;
      filter = privacy->filter;
    }

  return tack_cli_print_list (command->cli, tack_boards_list (command->client, filter), error);
}

static gboolean
show (TackCliCommand *command, GError **error)
{
  g_autoptr (TackBoard) board = tack_cli_read_board (command->client, command->arguments[0], error);

  if (board == NULL)
    return FALSE;

  tack_cli_print_entity (command->cli, board);
  if (!command->cli->is_json)
    tack_cli_print_detail (_ ("Description"), tack_board_get_description (board));

  return TRUE;
}

static gboolean
find_place (TackCliCommand *command, TackCliPlace *place, GError **error)
{
  return tack_cli_find_place (command->client, command->arguments[0], FALSE, NULL, place, error);
}

static gboolean
list_pins (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace) place = { NULL };

  return find_place (command, &place, error)
         && tack_cli_print_list (command->cli,
                                 tack_boards_list_pins (command->client,
                                                        tack_board_get_id (place.board)),
                                 error);
}

/* Takes a board as Pinterest has answered with it. */
static gboolean
print_board (TackCliCommand *command, TackBoard *answer)
{
  g_autoptr (TackBoard) board = answer;

  if (board == NULL)
    return FALSE;

  tack_cli_print_entity (command->cli, board);

  return TRUE;
}

static gboolean
create (TackCliCommand *command, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  TackBoardFields          fields = {
             .name = command->arguments[0],
             .description = command->description,
             .is_ads_only = command->is_ads_only,
  };

  if (command->privacy != NULL)
    {
      const Privacy *privacy = find_privacy (command->privacy, error);

      if (privacy == NULL)
        return FALSE;
      fields.privacy = privacy->privacy;
    }
  if (!tack_cli_check_volume (command->client, TACK_VOLUME_BOARDS, error))
    return FALSE;

  tack_boards_create_async (command->client, &fields, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return print_board (command, tack_boards_create_finish (command->client, result, error));
}

/* What is to change, or %FALSE with @error set. */
static gboolean
read_changes (TackCliCommand *command, TackBoardFields *fields, GError **error)
{
  *fields = (TackBoardFields){ .name = command->name, .description = command->description };

  if (command->privacy != NULL)
    {
      const Privacy *privacy = find_privacy (command->privacy, error);

      if (privacy == NULL)
        return FALSE;
      /* Pinterest's v5 reference: `BoardUpdatePrivacy`. */
      if (privacy->filter == TACK_BOARD_FILTER_PROTECTED)
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                               _ ("A board that is there cannot become protected: --privacy takes "
                                  "public or secret."));
          return FALSE;
        }
      fields->privacy = privacy->privacy;
    }

  if (fields->name == NULL && fields->description == NULL && fields->privacy == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what is to change: --name, --description or --privacy."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
update (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  TackBoardFields          fields;

  if (!read_changes (command, &fields, error) || !find_place (command, &place, error))
    return FALSE;

  tack_boards_update_async (command->client, tack_board_get_id (place.board), &fields, NULL,
                            tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return print_board (command, tack_boards_update_finish (command->client, result, error));
}

static char *
dup_question (const TackCliPlace *place)
{
  gint64 n_pins = tack_board_get_pin_count (place->board);

  return g_strdup_printf (ngettext ("Delete the board “%s” with its %d Pin?",
                                    "Delete the board “%s” with its %d Pins?", (gulong) n_pins),
                          tack_cli_place_get_board_name (place), (int) n_pins);
}

static gboolean delete (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  if (!find_place (command, &place, error))
    return FALSE;

  g_autofree char *question = dup_question (&place);
  if (!tack_cli_confirm (command, question, error))
    return FALSE;

  const char *id = tack_board_get_id (place.board);
  tack_boards_delete_async (command->client, id, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  if (!tack_boards_delete_finish (command->client, result, error))
    return FALSE;

  tack_cli_print_deleted (command->cli, id);

  return TRUE;
}

TackExit
tack_cli_boards (TackCli *cli, int argc, char **argv)
{
  static const TackCliSubverb subverbs[] = {
    { "list", "", "privacy", N_ ("List the boards"), list },
    { "show", "BOARD", "", N_ ("Show a board"), show },
    { "pins", "BOARD", "", N_ ("List the Pins of a board, newest first"), list_pins },
    { "create", "NAME", "description privacy ads-only", N_ ("Make a board"), create },
    { "update", "BOARD", "name description privacy", N_ ("Change a board"), update },
    { "delete", "BOARD", "yes", N_ ("Delete a board and its Pins"), delete },
    { NULL },
  };

  return tack_cli_run_subverb (cli, subverbs, argc, argv);
}
