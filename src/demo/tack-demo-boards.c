/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-call.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

#define BOARD_THUMBNAILS 4
#define CODE_BOARD_NAME_TAKEN 58

static const TackDemoRule BOARD_RULES[] = {
  { "name", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, TACK_BOARD_NAME_MAX },
  { "description", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "privacy", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "PUBLIC PROTECTED SECRET" },
  { "is_ads_only", TACK_DEMO_BOOLEAN, TACK_DEMO_OPTIONAL },
  { NULL },
};

static const TackDemoRule SECTION_RULES[] = {
  { "name", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, TACK_SECTION_NAME_MAX },
  { NULL },
};

static JsonObject *
board_to_json (TackDemoState *state, gpointer entity)
{
  TackDemoBoard   *board = entity;
  JsonObject      *object = json_object_new ();
  JsonObject      *owner = json_object_new ();
  JsonObject      *media = json_object_new ();
  JsonArray       *thumbnails = json_array_new ();
  const char      *modified_at = board->created_at;
  g_autofree char *cover = NULL;
  guint            n_pins = 0;

  for (guint i = state->pins->len; i > 0; i--)
    {
      TackDemoPin *pin = g_ptr_array_index (state->pins, i - 1);

      if (pin->board != board)
        continue;
      if (n_pins++ == 0)
        modified_at = pin->created_at;
      if (json_array_get_length (thumbnails) < BOARD_THUMBNAILS && pin->picture != NULL)
        {
          g_autofree char *url = g_strdup_printf ("%s/media/%s", state->origin, pin->id);

          json_array_add_string_element (thumbnails, url);
          if (cover == NULL)
            cover = g_steal_pointer (&url);
        }
    }

  json_object_set_string_member (object, "id", board->id);
  json_object_set_string_member (object, "name", board->name);
  json_object_set_string_member (object, "description", board->description);
  json_object_set_string_member (object, "privacy", board->privacy);
  json_object_set_boolean_member (object, "is_ads_only", board->is_ads_only);
  json_object_set_string_member (object, "created_at", board->created_at);
  json_object_set_string_member (object, "board_pins_modified_at", modified_at);
  json_object_set_int_member (object, "collaborator_count", 0);
  json_object_set_int_member (object, "follower_count", 0);
  json_object_set_int_member (object, "pin_count", n_pins);
  json_object_set_string_member (owner, "username", TACK_DEMO_USERNAME);
  json_object_set_object_member (object, "owner", owner);
  json_object_set_string_member (media, "image_cover_url", cover);
  json_object_set_array_member (media, "pin_thumbnail_urls", thumbnails);
  json_object_set_object_member (object, "media", media);

  return object;
}

void
tack_demo_get_account (TackDemoCall *call)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", "2783136121146311751");
  json_object_set_string_member (object, "username", TACK_DEMO_USERNAME);
  json_object_set_string_member (object, "account_type", "BUSINESS");
  json_object_set_string_member (object, "business_name", "Marlene Makes");
  json_object_set_string_member (object, "about", "Clay, soup and paper");
  json_object_set_string_member (object, "profile_image", "");
  json_object_set_string_member (object, "website_url", "");
  json_object_set_int_member (object, "board_count", call->state->boards->len);
  json_object_set_int_member (object, "pin_count", call->state->pins->len);
  json_object_set_int_member (object, "follower_count", 0);
  json_object_set_int_member (object, "following_count", 0);
  json_object_set_int_member (object, "monthly_views", 0);
  tack_demo_call_answer (call, 200, object);
}

static gboolean
passes_filter (const char *filter, const char *privacy)
{
  if (filter == NULL || g_str_equal (filter, "ALL"))
    return TRUE;
  if (g_str_equal (filter, "PUBLIC_AND_SECRET"))
    return !g_str_equal (privacy, "PROTECTED");

  return g_str_equal (filter, privacy);
}

void
tack_demo_list_boards (TackDemoCall *call)
{
  static const char *const FILTERS[]
    = { "ALL", "PUBLIC", "PROTECTED", "SECRET", "PUBLIC_AND_SECRET", NULL };
  const char *filter = call->query == NULL ? NULL : g_hash_table_lookup (call->query, "privacy");
  g_autoptr (GPtrArray) boards = g_ptr_array_new ();

  if (filter != NULL && !g_strv_contains (FILTERS, filter))
    {
      tack_demo_call_refuse (call, 400, 1, "Invalid request: 'privacy' is not valid.");
      return;
    }

  for (guint i = 0; i < call->state->boards->len; i++)
    {
      TackDemoBoard *board = g_ptr_array_index (call->state->boards, i);

      if (passes_filter (filter, board->privacy))
        g_ptr_array_add (boards, board);
    }
  tack_demo_call_answer_page (call, boards, board_to_json);
}

void
tack_demo_get_board (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_get_board (call);

  if (board != NULL)
    tack_demo_call_answer (call, 200, board_to_json (call->state, board));
}

static TackDemoBoard *
find_board_named (TackDemoState *state, const char *name)
{
  for (guint i = 0; i < state->boards->len; i++)
    {
      TackDemoBoard *board = g_ptr_array_index (state->boards, i);

      if (g_str_equal (board->name, name))
        return board;
    }

  return NULL;
}

static const char *
static_privacy (const char *privacy)
{
  return privacy == NULL ? "PUBLIC" : g_intern_string (privacy);
}

void
tack_demo_create_board (TackDemoCall *call)
{
  g_autofree char *name = NULL;
  gboolean         is_ads_only;
  TackDemoBoard   *board;

  if (!tack_demo_call_check (call, call->body, BOARD_RULES))
    return;

  is_ads_only = tack_json_get_boolean (call->body, "is_ads_only", FALSE);
  name = g_strstrip (
    g_strdup (is_ads_only ? TACK_DEMO_AD_ONLY_BOARD : tack_json_get_string (call->body, "name")));
  if (*name == '\0')
    {
      tack_demo_call_refuse (call, 400, 1, "Invalid request: 'name' is empty.");
      return;
    }
  if (find_board_named (call->state, name) != NULL)
    {
      tack_demo_call_refuse (call, 400, CODE_BOARD_NAME_TAKEN,
                             "You already have a board with this name.");
      return;
    }

  board = tack_demo_state_add_board (
    call->state, name, tack_json_get_string (call->body, "description"),
    is_ads_only ? "PROTECTED" : static_privacy (tack_json_get_string (call->body, "privacy")));
  board->is_ads_only = is_ads_only;
  tack_demo_call_answer (call, 201, board_to_json (call->state, board));
}

static void
answer_pins_of (TackDemoCall *call, TackDemoBoard *board, const char *section_id)
{
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();

  for (guint i = call->state->pins->len; i > 0; i--)
    {
      TackDemoPin *pin = g_ptr_array_index (call->state->pins, i - 1);

      if (pin->board == board
          && (section_id == NULL || g_strcmp0 (pin->section_id, section_id) == 0))
        g_ptr_array_add (pins, pin);
    }
  tack_demo_call_answer_page (call, pins, tack_demo_pin_to_json);
}

void
tack_demo_list_board_pins (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_get_board (call);

  if (board != NULL)
    answer_pins_of (call, board, NULL);
}

static JsonObject *
section_to_json (TackDemoState *state, gpointer entity)
{
  TackDemoSection *section = entity;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "id", section->id);
  json_object_set_string_member (object, "name", section->name);

  return object;
}

void
tack_demo_list_sections (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_get_board (call);

  if (board != NULL)
    tack_demo_call_answer_page (call, board->sections, section_to_json);
}

void
tack_demo_create_section (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_get_board (call);
  const char    *name;

  if (board == NULL || !tack_demo_call_check (call, call->body, SECTION_RULES))
    return;

  name = tack_json_get_string (call->body, "name");
  if (*name == '\0')
    {
      tack_demo_call_refuse (call, 400, 1, "Invalid board section parameters.");
      return;
    }
  tack_demo_call_answer (call, 201,
                         section_to_json (call->state,
                                          tack_demo_state_add_section (call->state, board, name)));
}

void
tack_demo_list_section_pins (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_get_board (call);

  if (board == NULL)
    return;

  if (tack_demo_find (board->sections, call->ids[1]) == NULL)
    tack_demo_call_refuse (call, 404, 2031, "Board section not found.");
  else
    answer_pins_of (call, board, call->ids[1]);
}
