/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-pins.h"

#include "demo/tack-demo-routes.h"
#include "demo/tack-demo-source.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

/* What a Pin is created with and can be changed to alike. */
#define SHARED_RULES                                                                               \
  { "title", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_TITLE_MAX },                                 \
    { "description", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_DESCRIPTION_MAX },                   \
    { "alt_text", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE, TACK_ALT_TEXT_MAX },                         \
    { "link", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_NULLABLE, TACK_LINK_MAX },                          \
    { "board_id", TACK_DEMO_DIGITS, TACK_DEMO_OPTIONAL },                                          \
    { "board_section_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },                                  \
    { "is_removable", TACK_DEMO_BOOLEAN, TACK_DEMO_NULLABLE },                                     \
  {                                                                                                \
    "product_tags", TACK_DEMO_ARRAY, TACK_DEMO_NULLABLE, TACK_PRODUCT_TAGS_MAX                     \
  }

static const TackDemoRule CREATE_RULES[] = {
  SHARED_RULES,
  { "dominant_color", TACK_DEMO_COLOR, TACK_DEMO_NULLABLE },
  { "parent_pin_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "sponsor_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "note", TACK_DEMO_TEXT, TACK_DEMO_NULLABLE },
  { "media_source", TACK_DEMO_OBJECT, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule UPDATE_RULES[] = {
  SHARED_RULES,
  { "carousel_slots", TACK_DEMO_ARRAY, TACK_DEMO_OPTIONAL, TACK_CAROUSEL_MAX },
  { NULL },
};

static const TackDemoRule SAVE_RULES[] = {
  { "board_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { "board_section_id", TACK_DEMO_DIGITS, TACK_DEMO_NULLABLE },
  { NULL },
};

static const TackDemoRule TAG_RULES[] = {
  { "pin_id", TACK_DEMO_DIGITS, TACK_DEMO_REQUIRED },
  { NULL },
};

static const TackDemoRule SLOT_RULES[] = {
  TACK_DEMO_SLOT_RULES,
  { NULL },
};

/* Protected Pins are left out unless they are asked for; the private ones are those on secret
 * boards. Native Pins are those made here, the others were saved from another Pin. */
static gboolean
is_listed (TackDemoCall *call, gpointer entity)
{
  TackDemoPin *pin = entity;
  const char  *filter = tack_demo_query_get (call->query, "pin_filter");
  gboolean     is_saved = tack_json_get_string (pin->fields, "parent_pin_id") != NULL;

  if (!tack_demo_query_allows (call->query, "creative_types",
                               tack_demo_pin_get_creative_type (call->state, pin)))
    return FALSE;
  if (tack_demo_query_get (call->query, "pin_type") != NULL
      && !g_str_equal (pin->board->privacy, "SECRET"))
    return FALSE;
  if (filter == NULL)
    return TRUE;

  return (is_saved && g_str_equal (filter, "exclude_native"))
         || (!is_saved && g_str_equal (filter, "exclude_repins"));
}

static gboolean
is_listed_of_account (TackDemoCall *call, gpointer entity)
{
  TackDemoPin *pin = entity;

  return (!g_str_equal (pin->board->privacy, "PROTECTED")
          || tack_demo_query_is_true (call->query, "include_protected_pins"))
         && is_listed (call, pin);
}

void
tack_demo_answer_pins (TackDemoCall *call, GPtrArray *pins)
{
  tack_demo_call_answer_page (call, pins, TACK_DEMO_NEWEST_FIRST, is_listed, tack_demo_pin_to_json);
}

void
tack_demo_list_pins (TackDemoCall *call)
{
  tack_demo_call_answer_page (call, call->state->pins, TACK_DEMO_NEWEST_FIRST, is_listed_of_account,
                              tack_demo_pin_to_json);
}

void
tack_demo_get_pin (TackDemoCall *call)
{
  TackDemoPin *pin = tack_demo_call_find_pin (call, call->ids[0]);

  if (pin != NULL)
    tack_demo_call_answer (call, 200, tack_demo_pin_to_json (call, pin));
}

/* All or nothing: one wrong tag refuses the call. Product Pins are the merchants', of whom the
 * stand-in knows none, so any id stands for one. */
static gboolean
check_tags (TackDemoCall *call)
{
  JsonArray             *tags = tack_json_get_array (call->body, "product_tags");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonObject *tag = tack_json_get_element_object (tags, i);

      if (!tack_demo_call_check (call, tag, TAG_RULES))
        return FALSE;
      if (!g_hash_table_add (seen, (gpointer) tack_json_get_string (tag, "pin_id")))
        return tack_demo_call_refuse_invalid (call, "'product_tags' has duplicates");
    }

  return TRUE;
}

static gboolean
check_room (TackDemoCall *call)
{
  if (call->state->n_pins_elsewhere + call->state->pins->len < TACK_PINS_MAX)
    return TRUE;

  return tack_demo_call_refuse (call, 403, 403, "You have reached the limit of %d Pins.",
                                TACK_PINS_MAX);
}

/* Where the body wants a Pin: @board and @section come as where it is and go as where it shall be.
 */
static gboolean
find_place (TackDemoCall *call, TackDemoBoard **board, TackDemoSection **section)
{
  const char    *board_id = tack_json_get_string (call->body, "board_id");
  const char    *section_id = tack_json_get_string (call->body, "board_section_id");
  TackDemoBoard *before = *board;

  if (board_id != NULL && (*board = tack_demo_call_find_board (call, board_id)) == NULL)
    return FALSE;

  if (*board != before || json_object_has_member (call->body, "board_section_id"))
    *section = NULL;
  if (section_id == NULL)
    return TRUE;
  if (*board == NULL)
    return tack_demo_call_refuse (call, 404, TACK_DEMO_CODE_NO_SECTION,
                                  "Sorry! We couldn't find this board section.");

  *section = tack_demo_call_find_section (call, *board, section_id);

  return *section != NULL;
}

/* Pinterest files ad-only Pins on a board of its own making. */
static TackDemoBoard *
take_ad_only_board (TackDemoState *state)
{
  TackDemoBoard *board;

  for (guint i = 0; i < state->boards->len; i++)
    {
      board = g_ptr_array_index (state->boards, i);
      if (board->is_ads_only)
        return board;
    }

  board = tack_demo_state_add_board (state, TACK_DEMO_AD_ONLY_BOARD, NULL, "PROTECTED");
  board->is_ads_only = TRUE;

  return board;
}

static void
copy_members (JsonObject *to, JsonObject *from, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (json_object_has_member (from, names[i]))
      json_object_set_member (to, names[i], json_object_dup_member (from, names[i]));
}

static JsonObject *
copy_kept_fields (JsonObject *body)
{
  static const char *const KEPT[]
    = { "title",         "description", "alt_text",     "link", "dominant_color",
        "parent_pin_id", "note",        "product_tags", NULL };
  JsonObject *fields = json_object_new ();
  JsonObject *source = tack_json_get_object (body, "media_source");

  copy_members (fields, body, KEPT);
  json_object_set_boolean_member (fields, "is_standard",
                                  tack_json_get_boolean (source, "is_standard", TRUE));

  return fields;
}

static void
log_creation (TackDemoCall *call, TackDemoPin *pin)
{
  JsonObject *entry = json_object_new ();

  json_object_set_object_member (entry, "request", json_object_ref (call->body));
  json_object_set_object_member (entry, "answer", tack_demo_pin_to_json (call, pin));
  json_array_add_object_element (call->state->log, entry);
}

/* An ad-only Pin needs no board, and a wrong one is refused all the same. */
void
tack_demo_create_pin (TackDemoCall *call)
{
  g_auto (TackDemoSource) source = { 0 };
  TackDemoBoard          *board = NULL;
  TackDemoSection        *section = NULL;
  gboolean                is_removable;
  TackDemoPin            *pin;

  if (!tack_demo_call_check (call, call->body, CREATE_RULES))
    return;

  is_removable = tack_json_get_boolean (call->body, "is_removable", FALSE);
  if (!is_removable && !json_object_has_member (call->body, "board_id"))
    {
      tack_demo_call_refuse_invalid (call, "'board_id' is a required property");
      return;
    }
  if (!find_place (call, &board, &section) || !check_tags (call) || !check_room (call)
      || !tack_demo_source_read (&source, call))
    return;

  pin
    = tack_demo_state_add_pin (call->state, is_removable ? take_ad_only_board (call->state) : board,
                               is_removable ? NULL : section, source.kind,
                               copy_kept_fields (call->body), g_steal_pointer (&source.images));
  pin->cover = source.cover;
  if (source.slots != NULL)
    json_object_set_array_member (pin->fields, "carousel_slots", g_steal_pointer (&source.slots));
  log_creation (call, pin);
  tack_demo_call_answer (call, 201, tack_demo_pin_to_json (call, pin));
  pin->is_answered = TRUE;
}

/* A Pin is ad-only by its board. `is_removable` takes it there; only saying that it shall no longer
 * be takes it away again. The contract names the field and no more. */
static gboolean
check_move (TackDemoCall *call, TackDemoPin *pin, TackDemoBoard *board)
{
  gboolean is_freed = json_object_has_member (call->body, "is_removable")
                      && !tack_json_get_boolean (call->body, "is_removable", TRUE);

  if (is_freed && board->is_ads_only)
    return tack_demo_call_refuse_invalid (call, "'board_id' of another board is required");
  if (!is_freed && pin->board->is_ads_only && board != pin->board)
    return tack_demo_call_refuse_invalid (call, "an ad-only Pin stays on its board");

  return TRUE;
}

/* The texts of a carousel are replaced as one: a slot for each picture. */
static gboolean
check_slots (TackDemoCall *call, TackDemoPin *pin)
{
  JsonArray *slots = tack_json_get_array (call->body, "carousel_slots");

  if (slots == NULL)
    return TRUE;
  if (pin->kind != TACK_DEMO_CAROUSEL || json_array_get_length (slots) != pin->images->len)
    return tack_demo_call_refuse_invalid (call, "'carousel_slots' needs an item for each picture");

  for (guint i = 0; i < json_array_get_length (slots); i++)
    if (!tack_demo_call_check (call, tack_json_get_element_object (slots, i), SLOT_RULES))
      return FALSE;

  return TRUE;
}

void
tack_demo_update_pin (TackDemoCall *call)
{
  static const char *const CHANGED[]
    = { "title", "description", "alt_text", "link", "product_tags", "carousel_slots", NULL };
  TackDemoPin     *pin = tack_demo_call_find_pin (call, call->ids[0]);
  TackDemoBoard   *board;
  TackDemoSection *section;

  if (pin == NULL || !tack_demo_call_check (call, call->body, UPDATE_RULES))
    return;

  board = pin->board;
  section = pin->section;
  if (!find_place (call, &board, &section) || !check_tags (call) || !check_slots (call, pin))
    return;

  if (tack_json_get_boolean (call->body, "is_removable", FALSE) && !board->is_ads_only)
    {
      board = take_ad_only_board (call->state);
      section = NULL;
    }
  if (!check_move (call, pin, board))
    return;

  tack_demo_state_move_pin (pin, board, section);
  copy_members (pin->fields, call->body, CHANGED);
  tack_demo_call_answer (call, 200, tack_demo_pin_to_json (call, pin));
}

static JsonObject *
copy_saved_fields (TackDemoPin *pin)
{
  /* A note is private to its Pin. */
  static const char *const SAVED[]
    = { "title",       "description",  "alt_text",       "link", "dominant_color",
        "is_standard", "product_tags", "carousel_slots", NULL };
  JsonObject *fields = json_object_new ();

  copy_members (fields, pin->fields, SAVED);
  json_object_set_string_member (fields, "parent_pin_id", pin->entity.id);

  return fields;
}

void
tack_demo_save_pin (TackDemoCall *call)
{
  TackDemoPin     *pin = tack_demo_call_find_pin (call, call->ids[0]);
  TackDemoBoard   *board = NULL;
  TackDemoSection *section = NULL;
  TackDemoPin     *copy;

  if (pin == NULL || !tack_demo_call_check (call, call->body, SAVE_RULES))
    return;
  if (pin->board->is_ads_only)
    {
      tack_demo_call_refuse (call, 403, TACK_DEMO_CODE_NOT_PERMITTED,
                             "You are not permitted to access that resource.");
      return;
    }
  if (!find_place (call, &board, &section) || !check_room (call))
    return;

  /* The contract lets the board be left out and does not say where the Pin goes then: of its
   * refusals this one fits. */
  if (board == NULL)
    {
      tack_demo_call_refuse (call, 404, TACK_DEMO_CODE_NO_BOARD, "Board not found.");
      return;
    }

  copy = tack_demo_state_add_pin (call->state, board, section, pin->kind, copy_saved_fields (pin),
                                  g_ptr_array_ref (pin->images));
  copy->cover = pin->cover;
  copy->is_answered = pin->is_answered;
  tack_demo_call_answer (call, 201, tack_demo_pin_to_json (call, copy));
}

void
tack_demo_delete_pin (TackDemoCall *call)
{
  TackDemoPin *pin = tack_demo_call_find_pin (call, call->ids[0]);

  if (pin == NULL)
    return;

  tack_demo_state_remove_pin (call->state, pin);
  tack_demo_call_answer_deleted (call);
}
