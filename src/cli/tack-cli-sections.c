/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "api/tack-sections.h"
#include "cli/tack-cli-command.h"
#include "cli/tack-cli-entity.h"
#include "cli/tack-cli-place.h"

/* The board is the first word of each sub-verb, the section the second of most. */
static gboolean
find_place (TackCliCommand *command, gboolean wants_section, TackCliPlace *place, GError **error)
{
  return tack_cli_find_place (command->client, command->arguments[0], FALSE,
                              wants_section ? command->arguments[1] : NULL, place, error);
}

static gboolean
list (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace) place = { NULL };

  return find_place (command, FALSE, &place, error)
         && tack_cli_print_list (command->cli,
                                 tack_sections_list (command->client,
                                                     tack_board_get_id (place.board)),
                                 error);
}

static gboolean
list_pins (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace) place = { NULL };

  return find_place (command, TRUE, &place, error)
         && tack_cli_print_list (command->cli,
                                 tack_sections_list_pins (command->client,
                                                          tack_board_get_id (place.board),
                                                          tack_section_get_id (place.section)),
                                 error);
}

static gboolean
create (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  const char              *name = command->arguments[1];

  if (!find_place (command, FALSE, &place, error))
    return FALSE;

  tack_sections_create_async (command->client, tack_board_get_id (place.board), name, NULL,
                              tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_cli_print_answer (command->cli,
                                tack_sections_create_finish (command->client, result, error));
}

static gboolean
rename_section (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  const char              *name = command->arguments[2];

  if (!find_place (command, TRUE, &place, error))
    return FALSE;

  tack_sections_rename_async (command->client, tack_board_get_id (place.board),
                              tack_section_get_id (place.section), name, NULL,
                              tack_cli_store_result, &result);
  tack_cli_wait (&result);

  return tack_cli_print_answer (command->cli,
                                tack_sections_rename_finish (command->client, result, error));
}

static gboolean
delete_section (TackCliCommand *command, GError **error)
{
  g_auto (TackCliPlace)    place = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  if (!find_place (command, TRUE, &place, error))
    return FALSE;

  g_autofree char *question
    = g_strdup_printf (_ ("Delete the section “%s” of the board “%s” with its Pins?"),
                       tack_cli_place_get_section_name (&place),
                       tack_cli_place_get_board_name (&place));
  if (!tack_cli_confirm (command, question, error))
    return FALSE;

  tack_sections_delete_async (command->client, tack_board_get_id (place.board),
                              tack_section_get_id (place.section), NULL, tack_cli_store_result,
                              &result);
  tack_cli_wait (&result);
  if (!tack_sections_delete_finish (command->client, result, error))
    return FALSE;

  tack_cli_print_deleted (command->cli, tack_section_get_id (place.section));

  return TRUE;
}

TackExit
tack_cli_sections (TackCli *cli, int argc, char **argv)
{
  static const TackCliSubverb subverbs[] = {
    { "list", "BOARD", "", N_ ("List the sections of a board"), list },
    { "pins", "BOARD SECTION", "", N_ ("List the Pins of a section, newest first"), list_pins },
    { "create", "BOARD NAME", "", N_ ("Make a section"), create },
    { "rename", "BOARD SECTION NAME", "", N_ ("Rename a section"), rename_section },
    { "delete", "BOARD SECTION", "yes", N_ ("Delete a section and its Pins"), delete_section },
    { NULL },
  };

  return tack_cli_run_subverb (cli, subverbs, argc, argv);
}
