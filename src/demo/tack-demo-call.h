/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-check.h"
#include "demo/tack-demo-state.h"

G_BEGIN_DECLS

/**
 * TackDemoCall:
 * @ids: what stood in the path for the braces of the route.
 * @query: (nullable): the parsed query.
 * @body: (nullable): the JSON that came.
 * @status: what is answered; 0 until a handler decides.
 * @answer: (nullable): the body of the answer.
 *
 * One call on its way through a handler, free of HTTP. Lives on the server's thread, under its
 * lock.
 */
typedef struct
{
  TackDemoState *state;
  const char    *ids[2];
  GHashTable    *query;
  JsonObject    *body;
  guint          status;
  GBytes        *answer;
  const char    *answer_type;
} TackDemoCall;

typedef void (*TackDemoHandler) (TackDemoCall *call);
typedef JsonObject *(*TackDemoToJson) (TackDemoState *state, gpointer entity);

/** tack_demo_call_answer: takes @object. */
void tack_demo_call_answer (TackDemoCall *call, guint status, JsonObject *object);

void tack_demo_call_refuse (TackDemoCall *call, guint status, int code, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/** tack_demo_call_check: Returns: whether @object obeys; if not, the call has been refused. */
gboolean tack_demo_call_check (TackDemoCall *call, JsonObject *object, const TackDemoRule *rules);

/** tack_demo_call_answer_page: answers with the page of @entities that the query asks for. */
void tack_demo_call_answer_page (TackDemoCall *call, GPtrArray *entities, TackDemoToJson to_json);

/** tack_demo_call_get_board: Returns: (nullable): the board in the path, or %NULL and refused. */
TackDemoBoard *tack_demo_call_get_board (TackDemoCall *call);

/* The handlers, by resource. */
void tack_demo_get_account (TackDemoCall *call);
void tack_demo_list_boards (TackDemoCall *call);
void tack_demo_get_board (TackDemoCall *call);
void tack_demo_create_board (TackDemoCall *call);
void tack_demo_list_board_pins (TackDemoCall *call);
void tack_demo_list_sections (TackDemoCall *call);
void tack_demo_create_section (TackDemoCall *call);
void tack_demo_list_section_pins (TackDemoCall *call);
void tack_demo_create_media (TackDemoCall *call);
void tack_demo_get_media (TackDemoCall *call);
void tack_demo_list_media (TackDemoCall *call);
void tack_demo_create_pin (TackDemoCall *call);
void tack_demo_get_pin (TackDemoCall *call);
void tack_demo_list_pins (TackDemoCall *call);
void tack_demo_show_pin_page (TackDemoCall *call);
void tack_demo_show_profile_page (TackDemoCall *call);
void tack_demo_show_picture (TackDemoCall *call);

JsonObject *tack_demo_pin_to_json (TackDemoState *state, gpointer entity);
const char *tack_demo_media_get_status (TackDemoState *state, TackDemoMedia *media);

G_END_DECLS
