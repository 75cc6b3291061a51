/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-pins.h"
#include "demo/tack-demo-routes.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

#define BOARD_THUMBNAILS 4

static const TackDemoRule CREATE_RULES[] = {
  { "name", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, TACK_BOARD_NAME_MAX, NULL, 1 },
  { "description", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "privacy", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "PUBLIC PROTECTED SECRET" },
  { "is_ads_only", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule UPDATE_RULES[] = {
  { "name", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, TACK_BOARD_NAME_MAX, NULL, 1 },
  { "description", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "privacy", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "PUBLIC SECRET" },
  { NULL },
};

static JsonObject *
board_media_to_json (TackDemoState *state, TackDemoBoard *board)
{
  JsonObject *media = json_object_new ();
  JsonArray  *thumbnails = json_array_new ();

  json_object_set_null_member (media, "image_cover_url");
  for (guint i = board->pins->len; i > 0 && json_array_get_length (thumbnails) < BOARD_THUMBNAILS;
       i--)
    {
      TackDemoPin     *pin = g_ptr_array_index (board->pins, i - 1);
      TackDemoImage   *image = g_ptr_array_index (pin->images, pin->cover);
      g_autofree char *url = NULL;

      if (image->picture == NULL)
        continue;
      url = tack_demo_pin_dup_picture_url (state, pin);
      if (json_array_get_length (thumbnails) == 0)
        json_object_set_string_member (media, "image_cover_url", url);
      json_array_add_string_element (thumbnails, url);
    }
  json_object_set_array_member (media, "pin_thumbnail_urls", thumbnails);

  return media;
}

static JsonObject *
board_to_json (TackDemoCall *call, gpointer entity)
{
  TackDemoBoard *board = entity;
  JsonObject    *object = json_object_new ();
  JsonObject    *owner = json_object_new ();
  TackDemoPin   *newest
    = board->pins->len == 0 ? NULL : g_ptr_array_index (board->pins, board->pins->len - 1);

  json_object_set_string_member (object, "id", board->entity.id);
  json_object_set_string_member (object, "name", board->name);
  json_object_set_string_member (object, "description", board->description);
  json_object_set_string_member (object, "privacy", board->privacy);
  json_object_set_boolean_member (object, "is_ads_only", board->is_ads_only);
  json_object_set_string_member (object, "created_at", board->created_at);
  json_object_set_string_member (object, "board_pins_modified_at",
                                 newest == NULL ? board->created_at : newest->created_at);
  json_object_set_int_member (object, "collaborator_count", 0);
  json_object_set_int_member (object, "follower_count", 0);
  json_object_set_int_member (object, "pin_count", board->pins->len);
  json_object_set_string_member (owner, "username", TACK_DEMO_USERNAME);
  json_object_set_object_member (object, "owner", owner);
  json_object_set_object_member (object, "media", board_media_to_json (call->state, board));

  return object;
}

static gboolean
passes_privacy (TackDemoCall *call, gpointer entity)
{
  TackDemoBoard *board = entity;
  const char    *filter = tack_demo_query_get (call->query, "privacy");

  if (filter == NULL || g_str_equal (filter, "ALL"))
    return TRUE;
  if (g_str_equal (filter, "PUBLIC_AND_SECRET"))
    return !g_str_equal (board->privacy, "PROTECTED");

  return g_str_equal (filter, board->privacy);
}

void
tack_demo_list_boards (TackDemoCall *call)
{
  tack_demo_call_answer_page (call, call->state->boards, TACK_DEMO_OLDEST_FIRST, passes_privacy,
                              board_to_json);
}

void
tack_demo_get_board (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_find_board (call, call->ids[0]);

  if (board != NULL)
    tack_demo_call_answer (call, 200, board_to_json (call, board));
}

static gboolean
is_reserved (const char *slug)
{
  /* Addresses below a profile that are its own, and the board that makes itself. Pinterest does not
   * say which names it keeps to itself. */
  static const char *const RESERVED[]
    = { "boards", "pins", "followers", "following", "settings", "ad-only-pins", NULL };

  return g_strv_contains (RESERVED, slug);
}

/* Pinterest tells boards apart by what stands in their address (its own name for the refusal is
 * DuplicateBoardSlugException). The contract has neither status nor code for it: 400 is the one of
 * its refusals that fits, and 58 a number that is nothing else's.
 * @board: (nullable): the one that gets the name. */
static gboolean
check_name (TackDemoCall *call, TackDemoBoard *board, const char *name, gboolean is_ads_only)
{
  g_autofree char *slug = tack_demo_dup_slug (name);

  if (*slug == '\0')
    return tack_demo_call_refuse_invalid (call, "'name' has neither letter nor digit");
  if (!is_ads_only && is_reserved (slug))
    return tack_demo_call_refuse_invalid (call, "'name' is reserved");

  for (guint i = 0; i < call->state->boards->len; i++)
    {
      TackDemoBoard *other = g_ptr_array_index (call->state->boards, i);

      if (other != board && g_str_equal (other->slug, slug))
        return tack_demo_call_refuse (call, 400, TACK_DEMO_CODE_BOARD_NAME_TAKEN,
                                      "You already have a board with this name.");
    }

  return TRUE;
}

/* Without a number of its own in the contract, as the limit of Pins. */
static gboolean
check_room (TackDemoCall *call)
{
  if (call->state->n_boards_elsewhere + call->state->boards->len < TACK_BOARDS_MAX)
    return TRUE;

  return tack_demo_call_refuse (call, 403, 403, "You have reached the limit of %d boards.",
                                TACK_BOARDS_MAX);
}

static char *
dup_name (TackDemoCall *call)
{
  char *name = g_strdup (tack_json_get_string (call->body, "name"));

  return name == NULL ? NULL : g_strstrip (name);
}

void
tack_demo_create_board (TackDemoCall *call)
{
  g_autofree char *name = NULL;
  const char      *privacy;
  gboolean         is_ads_only;
  TackDemoBoard   *board;

  if (!tack_demo_call_check (call, call->body, CREATE_RULES) || !check_room (call))
    return;

  is_ads_only = tack_json_get_boolean (call->body, "is_ads_only", FALSE);
  name = is_ads_only ? g_strdup (TACK_DEMO_AD_ONLY_BOARD) : dup_name (call);
  if (!check_name (call, NULL, name, is_ads_only))
    return;

  privacy = tack_json_get_string (call->body, "privacy");
  board = tack_demo_state_add_board (call->state, name,
                                     tack_json_get_string (call->body, "description"),
                                     is_ads_only       ? "PROTECTED"
                                     : privacy == NULL ? "PUBLIC"
                                                       : g_intern_string (privacy));
  board->is_ads_only = is_ads_only;
  tack_demo_call_answer (call, 201, board_to_json (call, board));
}

/* The name and the privacy of an ad-only board are set by Pinterest, here as at its creation. */
void
tack_demo_update_board (TackDemoCall *call)
{
  TackDemoBoard   *board = tack_demo_call_find_board (call, call->ids[0]);
  g_autofree char *name = NULL;
  const char      *privacy;

  if (board == NULL || !tack_demo_call_check (call, call->body, UPDATE_RULES))
    return;

  name = board->is_ads_only ? NULL : dup_name (call);
  if (name != NULL && !check_name (call, board, name, FALSE))
    return;

  if (name != NULL)
    tack_demo_board_set_name (board, name);
  if (json_object_has_member (call->body, "description"))
    {
      g_free (board->description);
      board->description = g_strdup (tack_json_get_string (call->body, "description"));
    }
  privacy = tack_json_get_string (call->body, "privacy");
  if (privacy != NULL && !board->is_ads_only)
    board->privacy = g_intern_string (privacy);
  tack_demo_call_answer (call, 200, board_to_json (call, board));
}

void
tack_demo_delete_board (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_find_board (call, call->ids[0]);

  if (board == NULL)
    return;

  tack_demo_state_remove_board (call->state, board);
  tack_demo_call_answer_deleted (call);
}

void
tack_demo_list_board_pins (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_find_board (call, call->ids[0]);

  if (board != NULL)
    tack_demo_answer_pins (call, board->pins);
}
