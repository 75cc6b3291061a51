/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-pins.h"
#include "base/tack-error.h"
#include "cli/tack-cli-command.h"
#include "cli/tack-cli-entity.h"
#include "cli/tack-cli-place.h"

static gboolean
list (TackCliCommand *command, GError **error)
{
  const TackPinFilter filter = { .include_protected = command->include_protected };

  return tack_cli_print_list (command->cli, tack_pins_list (command->client, &filter), error);
}

static TackPin *
read_pin (TackCliCommand *command, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_pins_get_async (command->client, command->arguments[0], NULL, tack_cli_store_result,
                       &result);
  tack_cli_wait (&result);

  return tack_pins_get_finish (command->client, result, error);
}

static gboolean
show (TackCliCommand *command, GError **error)
{
  g_autoptr (TackPin) pin = read_pin (command, error);

  if (pin == NULL)
    return FALSE;

  tack_cli_print_entity (command->cli, pin);
  if (command->cli->is_json)
    return TRUE;

  g_autofree char *url = tack_api_client_dup_pin_url (command->client, tack_pin_get_id (pin));
  tack_cli_print_detail (_ ("Address"), url);
  tack_cli_print_detail (_ ("Board"), tack_pin_get_board_id (pin));
  tack_cli_print_detail (_ ("Section"), tack_pin_get_section_id (pin));
  tack_cli_print_detail (_ ("Description"), tack_pin_get_description (pin));
  tack_cli_print_detail (_ ("Alt text"), tack_pin_get_alt_text (pin));
  tack_cli_print_detail (_ ("Link"), tack_pin_get_link (pin));

  return TRUE;
}

static gboolean
save (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  if (command->board == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("pins save needs --board=BOARD."));
      return FALSE;
    }
  if (!tack_cli_find_place (command->client, command->board, FALSE, command->section, &place,
                            error))
    return FALSE;

  tack_pins_save_async (command->client, command->arguments[0], tack_board_get_id (place.board),
                        place.section != NULL ? tack_section_get_id (place.section) : NULL, NULL,
                        tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_cli_print_answer (command->cli,
                                tack_pins_save_finish (command->client, result, error));
}

/* Where the Pin is to go: a section without a board is one of the board it is on. */
static gboolean
find_new_place (TackCliCommand *command, TackCliPlace *place, GError **error)
{
  const char         *board = command->board;
  g_autoptr (TackPin) pin = NULL;

  if (board == NULL)
    {
      pin = read_pin (command, error);
      if (pin == NULL)
        return FALSE;
      board = tack_pin_get_board_id (pin);
    }
  if (board == NULL)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("Pinterest does not say which board the Pin is "
                                                   "on: add --board=BOARD.")));
      return FALSE;
    }

  return tack_cli_find_place (command->client, board, FALSE, command->section, place, error);
}

static gboolean
update (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  const gboolean           has_section = command->section != NULL && *command->section != '\0';
  TackPinChanges           changes = {
              .title = command->title,
              .description = command->description,
              .alt_text = command->alt_text,
              .link = command->link,
  };

  if (command->title == NULL && command->description == NULL && command->alt_text == NULL
      && command->link == NULL && command->board == NULL && command->section == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what is to change, such as --title=TEXT."));
      return FALSE;
    }
  if (!tack_pin_changes_check (&changes, error))
    return FALSE;

  if ((command->board != NULL || has_section) && !find_new_place (command, &place, error))
    return FALSE;
  if (command->board != NULL)
    changes.board_id = tack_board_get_id (place.board);
  if (command->section != NULL)
    changes.board_section_id = has_section ? tack_section_get_id (place.section) : "";

  tack_pins_update_async (command->client, command->arguments[0], &changes, NULL,
                          tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_cli_print_answer (command->cli,
                                tack_pins_update_finish (command->client, result, error));
}

/* Returns: (transfer full) (nullable): with the title if it may be read, so that nobody deletes the
 * wrong one. */
static char *
dup_question (TackCliCommand *command, GError **error)
{
  g_autoptr (GError)  read_error = NULL;
  g_autoptr (TackPin) pin = read_pin (command, &read_error);
  const char         *title = pin != NULL ? tack_pin_get_title (pin) : NULL;

  if (pin == NULL && !g_error_matches (read_error, TACK_ERROR, TACK_ERROR_ASK))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return NULL;
    }

  return title != NULL && *title != '\0'
           ? g_strdup_printf (_ ("Delete the Pin “%s”?"), title)
           : g_strdup_printf (_ ("Delete the Pin %s?"), command->arguments[0]);
}

static gboolean
delete_pin (TackCliCommand *command, GError **error)
{
  const char              *id = command->arguments[0];
  g_autoptr (GAsyncResult) result = NULL;

  if (!command->yes)
    {
      g_autofree char *question = dup_question (command, error);

      if (question == NULL || !tack_cli_confirm (command, question, error))
        return FALSE;
    }

  tack_pins_delete_async (command->client, id, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  if (!tack_pins_delete_finish (command->client, result, error))
    return FALSE;

  tack_cli_print_deleted (command->cli, id);

  return TRUE;
}

TackExit
tack_cli_pins (TackCli *cli, int argc, char **argv)
{
  static const TackCliSubverb subverbs[] = {
    { "list", "", "include-protected", N_ ("List your Pins, newest first"), list },
    { "show", "PIN", "", N_ ("Show a Pin"), show },
    { "save", "PIN", "board section", N_ ("Save a Pin to a board of yours"), save },
    { "update", "PIN", "title description alt-text link board section", N_ ("Change a Pin"),
      update },
    { "delete", "PIN", "yes", N_ ("Delete a Pin"), delete_pin },
    { NULL },
  };

  return tack_cli_run_subverb (cli, subverbs, argc, argv);
}
