/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-pins.h"
#include "demo/tack-demo-routes.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

#define CONFLICT "Board section conflict."

/* The contract's BoardSection: its id is read-only, so nobody sends one. */
static const TackDemoRule SECTION_RULES[] = {
  { "name", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, TACK_SECTION_NAME_MAX, NULL, 1 },
  { NULL },
};

static JsonObject *
section_to_json (TackDemoCall *call, gpointer entity)
{
  TackDemoSection *section = entity;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "id", section->entity.id);
  json_object_set_string_member (object, "name", section->name);

  return object;
}

/* While a section is made, nobody else changes those of its board. */
static gboolean
check_lock (TackDemoCall *call, TackDemoBoard *board, const char *message)
{
  return !board->is_locked || tack_demo_call_refuse (call, 409, 409, "%s", message);
}

/* Returns: (nullable): the section in the path, or %NULL and refused. */
static TackDemoSection *
find_section (TackDemoCall *call, TackDemoBoard **board)
{
  *board = tack_demo_call_find_board (call, call->ids[0]);

  return *board == NULL ? NULL : tack_demo_call_find_section (call, *board, call->ids[1]);
}

void
tack_demo_list_sections (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_call_find_board (call, call->ids[0]);

  if (board != NULL)
    tack_demo_call_answer_page (call, board->sections, TACK_DEMO_OLDEST_FIRST, NULL,
                                section_to_json);
}

/* Returns: (transfer full) (nullable): the name in the body, or %NULL and refused. The contract
 * has one refusal for all that can be wrong with a section; a name that the board has already is
 * counted among it, as strictly as with boards.
 * @section: (nullable): the one that gets the name. */
static char *
dup_name (TackDemoCall *call, TackDemoBoard *board, TackDemoSection *section)
{
  g_autofree char *name = NULL;
  gboolean         is_good;

  if (!tack_demo_call_check (call, call->body, SECTION_RULES))
    return NULL;

  name = g_strstrip (g_strdup (tack_json_get_string (call->body, "name")));
  is_good = *name != '\0';
  for (guint i = 0; i < board->sections->len; i++)
    {
      TackDemoSection *other = g_ptr_array_index (board->sections, i);

      is_good &= other == section || !g_str_equal (other->name, name);
    }
  if (is_good)
    return g_steal_pointer (&name);

  tack_demo_call_refuse (call, 400, 400, "Invalid board section parameters.");
  return NULL;
}

void
tack_demo_create_section (TackDemoCall *call)
{
  TackDemoBoard   *board = tack_demo_call_find_board (call, call->ids[0]);
  g_autofree char *name = NULL;

  if (board == NULL
      || !check_lock (call, board,
                      "Could not get exclusive access to the board to create a new section.")
      || (name = dup_name (call, board, NULL)) == NULL)
    return;

  /* Until the answer is on its way. */
  board->is_locked = TRUE;
  call->locked = board;
  tack_demo_call_answer (call, 201,
                         section_to_json (call,
                                          tack_demo_state_add_section (call->state, board, name)));
}

void
tack_demo_update_section (TackDemoCall *call)
{
  TackDemoBoard   *board;
  TackDemoSection *section = find_section (call, &board);
  g_autofree char *name = NULL;

  if (section == NULL || !check_lock (call, board, CONFLICT)
      || (name = dup_name (call, board, section)) == NULL)
    return;

  g_free (section->name);
  section->name = g_steal_pointer (&name);
  tack_demo_call_answer (call, 200, section_to_json (call, section));
}

void
tack_demo_delete_section (TackDemoCall *call)
{
  TackDemoBoard   *board;
  TackDemoSection *section = find_section (call, &board);

  if (section == NULL || !check_lock (call, board, CONFLICT))
    return;

  tack_demo_state_remove_section (call->state, board, section);
  tack_demo_call_answer_deleted (call);
}

void
tack_demo_list_section_pins (TackDemoCall *call)
{
  TackDemoBoard   *board;
  TackDemoSection *section = find_section (call, &board);

  if (section != NULL)
    tack_demo_answer_pins (call, section->pins);
}
