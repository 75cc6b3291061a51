/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-boards.h"
#include "cli/tack-cli-command.h"
#include "cli/tack-cli-entity.h"
#include "cli/tack-cli-place.h"

/* The words of the command line and what Pinterest calls them. */
typedef struct
{
  const char     *word;
  const char     *privacy;
  TackBoardFilter filter;
} Privacy;

/* What --privacy says; nothing and all boards without it. */
static gboolean
read_privacy (TackCliCommand *command, Privacy *privacy, GError **error)
{
  static const Privacy privacies[] = {
    { "public", "PUBLIC", TACK_BOARD_FILTER_PUBLIC },
    { "protected", "PROTECTED", TACK_BOARD_FILTER_PROTECTED },
    { "secret", "SECRET", TACK_BOARD_FILTER_SECRET },
  };

  *privacy = (Privacy){ NULL, NULL, TACK_BOARD_FILTER_ALL };
  if (command->privacy == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (g_ascii_strcasecmp (command->privacy, privacies[i].word) == 0)
      {
        *privacy = privacies[i];
        return TRUE;
      }

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("--privacy takes public, protected or secret."));
  return FALSE;
}

static gboolean
list (TackCliCommand *command, GError **error)
{
  Privacy privacy;

  return read_privacy (command, &privacy, error)
         && tack_cli_print_list (command->cli, tack_boards_list (command->client, privacy.filter),
                                 error);
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

static gboolean
create (TackCliCommand *command, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Privacy                  privacy;

  if (!read_privacy (command, &privacy, error))
    return FALSE;

  const TackBoardFields fields = {
    .name = command->arguments[0],
    .description = command->description,
    .privacy = privacy.privacy,
    .is_ads_only = command->is_ads_only,
  };
  tack_boards_create_async (command->client, &fields, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_cli_print_answer (command->cli,
                                tack_boards_create_finish (command->client, result, error));
}

/* What is to change: before the board is looked for. */
static gboolean
read_changes (TackCliCommand *command, TackBoardFields *fields, GError **error)
{
  Privacy privacy;

  if (!read_privacy (command, &privacy, error))
    return FALSE;

  *fields = (TackBoardFields){
    .name = command->name,
    .description = command->description,
    .privacy = privacy.privacy,
  };
  if (fields->name == NULL && fields->description == NULL && fields->privacy == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what is to change: --name, --description or --privacy."));
      return FALSE;
    }

  return tack_board_fields_check (fields, FALSE, error);
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

  return tack_cli_print_answer (command->cli,
                                tack_boards_update_finish (command->client, result, error));
}

static char *
dup_question (const TackCliPlace *place)
{
  gint64 n_pins = tack_board_get_pin_count (place->board);

  /* Of a board that may not be read, its number is all that is known. */
  if (*tack_board_get_name (place->board) == '\0')
    return g_strdup_printf (_ ("Delete the board %s with its Pins?"),
                            tack_board_get_id (place->board));

  return g_strdup_printf (ngettext ("Delete the board “%s” with its %d Pin?",
                                    "Delete the board “%s” with its %d Pins?", (gulong) n_pins),
                          tack_board_get_name (place->board), (int) n_pins);
}

static gboolean
delete_board (TackCliCommand *command, GError **error)
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
    { "delete", "BOARD", "yes", N_ ("Delete a board and its Pins"), delete_board },
    { NULL },
  };

  return tack_cli_run_subverb (cli, subverbs, argc, argv);
}
