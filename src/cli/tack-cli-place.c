/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-place.h"

#include "cli/tack-cli-places.h"

void
tack_cli_place_clear (TackCliPlace *self)
{
  g_clear_object (&self->board);
  g_clear_object (&self->section);
}

gboolean
tack_cli_find_place (TackApiClient *client,
                     const char    *board,
                     gboolean       may_create,
                     const char    *section,
                     TackCliPlace  *place,
                     GError       **error)
{
  g_autoptr (TackCliPlaces) places = tack_cli_places_new (client);

  return tack_cli_places_find (places, board, may_create, section, place, error);
}

TackBoard *
tack_cli_read_board (TackApiClient *client, const char *board, GError **error)
{
  g_autoptr (TackCliPlaces) places = tack_cli_places_new (client);

  return tack_cli_places_read_board (places, board, error);
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
