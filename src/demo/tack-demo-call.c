/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-call.h"

#include "base/tack-json.h"

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
tack_demo_call_answer_deleted (TackDemoCall *call)
{
  call->status = 204;
}

static void
refuse (TackDemoCall *call, guint status, int code, const char *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "code", code);
  json_object_set_string_member (object, "message", message);
  tack_demo_call_answer (call, status, object);
}

gboolean
tack_demo_call_refuse (TackDemoCall *call, guint status, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  refuse (call, status, code, message);

  return FALSE;
}

gboolean
tack_demo_call_refuse_invalid (TackDemoCall *call, const char *format, ...)
{
  g_autofree char *why = NULL;
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  message = g_strdup_printf ("Invalid request: %s.", why);
  refuse (call, 400, TACK_DEMO_CODE_INVALID, message);

  return FALSE;
}

gboolean
tack_demo_call_check (TackDemoCall *call, JsonObject *object, const TackDemoRule *rules)
{
  g_autofree char *why
    = object == NULL ? g_strdup ("a JSON object is needed") : tack_demo_check (object, rules);

  return why == NULL || tack_demo_call_refuse_invalid (call, "%s", why);
}

TackDemoBoard *
tack_demo_call_find_board (TackDemoCall *call, const char *id)
{
  TackDemoBoard *board = tack_demo_find (call->state->boards, id);

  if (board == NULL)
    tack_demo_call_refuse (call, 404, TACK_DEMO_CODE_NO_BOARD, "Board not found.");

  return board;
}

TackDemoSection *
tack_demo_call_find_section (TackDemoCall *call, TackDemoBoard *board, const char *id)
{
  TackDemoSection *section = tack_demo_find (board->sections, id);

  if (section == NULL)
    tack_demo_call_refuse (call, 404, TACK_DEMO_CODE_NO_SECTION,
                           "Sorry! We couldn't find this board section.");

  return section;
}

TackDemoPin *
tack_demo_call_find_pin (TackDemoCall *call, const char *id)
{
  TackDemoPin *pin = tack_demo_find (call->state->pins, id);

  if (pin == NULL)
    tack_demo_call_refuse (call, 404, TACK_DEMO_CODE_NO_PIN, "Pin not found.");

  return pin;
}
