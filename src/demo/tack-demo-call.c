/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-call.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

void
tack_demo_call_answer (TackDemoCall *call, guint status, JsonObject *object)
{
  g_autoptr (JsonObject) owned = object;
  char                  *text = tack_json_object_to_string (owned);

  call->status = status;
  g_clear_pointer (&call->answer, g_bytes_unref);
  call->answer = g_bytes_new_take (text, strlen (text));
  call->answer_type = "application/json";
}

void
tack_demo_call_refuse (TackDemoCall *call, guint status, int code, const char *format, ...)
{
  JsonObject      *object = json_object_new ();
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  json_object_set_int_member (object, "code", code);
  json_object_set_string_member (object, "message", message);
  tack_demo_call_answer (call, status, object);
}

gboolean
tack_demo_call_check (TackDemoCall *call, JsonObject *object, const TackDemoRule *rules)
{
  g_autofree char *why
    = object == NULL ? g_strdup ("a JSON object is needed") : tack_demo_check (object, rules);

  if (why != NULL)
    tack_demo_call_refuse (call, 400, 1, "Invalid request: %s.", why);

  return why == NULL;
}

static const char *
get_query (TackDemoCall *call, const char *name)
{
  return call->query == NULL ? NULL : g_hash_table_lookup (call->query, name);
}

/* A bookmark is the id of the last entity of the page before. */
static gboolean
find_start (GPtrArray *entities, const char *bookmark, guint *start)
{
  *start = 0;
  if (bookmark == NULL)
    return TRUE;

  for (guint i = 0; i < entities->len; i++)
    {
      TackDemoEntity *entity = g_ptr_array_index (entities, i);

      *start = i + 1;
      if (g_str_equal (entity->id, bookmark))
        return TRUE;
    }

  return FALSE;
}

void
tack_demo_call_answer_page (TackDemoCall *call, GPtrArray *entities, TackDemoToJson to_json)
{
  const char *size_text = get_query (call, "page_size");
  guint64     size = TACK_PAGE_SIZE_DEFAULT;
  guint       start;
  guint       end;
  JsonObject *object;
  JsonArray  *items;

  if (size_text != NULL
      && !g_ascii_string_to_unsigned (size_text, 10, 1, TACK_PAGE_SIZE_MAX, &size, NULL))
    {
      tack_demo_call_refuse (call, 400, 1, "Invalid request: 'page_size' must be from 1 to %d.",
                             TACK_PAGE_SIZE_MAX);
      return;
    }
  if (!find_start (entities, get_query (call, "bookmark"), &start))
    {
      tack_demo_call_refuse (call, 400, 1, "Invalid request: 'bookmark' is not valid.");
      return;
    }

  object = json_object_new ();
  items = json_array_new ();
  end = MIN (entities->len, start + (guint) size);
  for (guint i = start; i < end; i++)
    json_array_add_object_element (items, to_json (call->state, g_ptr_array_index (entities, i)));
  json_object_set_array_member (object, "items", items);

  if (end > start && end < entities->len)
    {
      TackDemoEntity *last = g_ptr_array_index (entities, end - 1);

      json_object_set_string_member (object, "bookmark", last->id);
    }
  else
    {
      json_object_set_null_member (object, "bookmark");
    }
  tack_demo_call_answer (call, 200, object);
}

TackDemoBoard *
tack_demo_call_get_board (TackDemoCall *call)
{
  TackDemoBoard *board = tack_demo_find (call->state->boards, call->ids[0]);

  if (board == NULL)
    tack_demo_call_refuse (call, 404, 40, "Board not found.");

  return board;
}
