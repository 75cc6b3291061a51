/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-check.h"
#include "demo/tack-demo-query.h"
#include "demo/tack-demo-state.h"

G_BEGIN_DECLS

/* Pinterest's own numbers for what went wrong. Where it has none, its answers repeat the status. */
#define TACK_DEMO_CODE_INVALID 1
#define TACK_DEMO_CODE_NOT_SIGNED_IN 2
#define TACK_DEMO_CODE_NOT_PERMITTED 29
#define TACK_DEMO_CODE_NO_BOARD 40
#define TACK_DEMO_CODE_NO_PIN 50
#define TACK_DEMO_CODE_BOARD_NAME_TAKEN 58
#define TACK_DEMO_CODE_NO_SECTION 2031

/**
 * TackDemoCall:
 * @ids: what stood in the path for the braces of the route.
 * @body: (nullable): the JSON that came.
 * @status: what is answered; 0 until a handler decides.
 * @answer: (nullable): the body of the answer.
 * @locked: (nullable): the board that stays locked until the answer is sent.
 *
 * One call on its way through a handler, free of HTTP. Lives on the server's thread, under its
 * lock.
 */
typedef struct
{
  TackDemoState *state;
  const char    *ids[2];
  TackDemoQuery *query;
  JsonObject    *body;
  guint          status;
  GBytes        *answer;
  const char    *answer_type;
  TackDemoBoard *locked;
} TackDemoCall;

typedef void (*TackDemoHandler) (TackDemoCall *call);
typedef gboolean (*TackDemoFilter) (TackDemoCall *call, gpointer entity);
typedef JsonObject *(*TackDemoToJson) (TackDemoCall *call, gpointer entity);

/** tack_demo_call_answer: takes @object. */
void tack_demo_call_answer (TackDemoCall *call, guint status, JsonObject *object);

/** tack_demo_call_answer_deleted: 204, without a body. */
void tack_demo_call_answer_deleted (TackDemoCall *call);

/** tack_demo_call_refuse: Returns: %FALSE. */
gboolean tack_demo_call_refuse (TackDemoCall *call, guint status, int code, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/** tack_demo_call_refuse_invalid: 400 and code 1, which is what most mistakes get. Returns: %FALSE.
 */
gboolean tack_demo_call_refuse_invalid (TackDemoCall *call, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

/** tack_demo_call_check: Returns: whether @object obeys; if not, the call has been refused. */
gboolean tack_demo_call_check (TackDemoCall *call, JsonObject *object, const TackDemoRule *rules);

typedef enum
{
  TACK_DEMO_OLDEST_FIRST,
  TACK_DEMO_NEWEST_FIRST,
} TackDemoOrder;

/**
 * tack_demo_call_answer_page:
 * @filter: (nullable): which of @entities are listed.
 *
 * Answers with the page of @entities that the query asks for.
 */
void tack_demo_call_answer_page (TackDemoCall  *call,
                                 GPtrArray     *entities,
                                 TackDemoOrder  order,
                                 TackDemoFilter filter,
                                 TackDemoToJson to_json);

/** tack_demo_call_find_board: Returns: (nullable): that board, or %NULL and refused. */
TackDemoBoard *tack_demo_call_find_board (TackDemoCall *call, const char *id);

/** tack_demo_call_find_section: Returns: (nullable): that section, or %NULL and refused. */
TackDemoSection *tack_demo_call_find_section (TackDemoCall  *call,
                                              TackDemoBoard *board,
                                              const char    *id);

/** tack_demo_call_find_pin: Returns: (nullable): that Pin, or %NULL and refused. */
TackDemoPin *tack_demo_call_find_pin (TackDemoCall *call, const char *id);

G_END_DECLS
