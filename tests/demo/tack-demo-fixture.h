/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/tack-json.h"
#include "demo/tack-demo-server.h"

#include <libsoup/soup.h>

#include "tack-test.h"

G_BEGIN_DECLS

/* What every start begins with, by id. */
#define CERAMICS "549755885175" /* with two sections */
#define WHEEL_THROWING "549755885176"
#define GLAZES "549755885177"
#define SMALL_KITCHENS "549755885178" /* without sections */
#define POSTER_IDEAS "549755885182"   /* secret */
#define READING_NOOKS "549755885186"  /* protected */
#define TALL_VASE "549755885189"      /* a Pin of Wheel throwing */
#define NO_SUCH "549755880000"
#define N_BOARDS 8
#define N_PINS 21

/* The shortest thing that is a PNG to the stand-in: a signature and a header with a size. */
#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAAElFTkSuQmCC"
#define IMAGE(type, bytes)                                                                         \
  "\"media_source\":{\"source_type\":\"image_base64\",\"content_type\":\"" type                    \
  "\",\"data\":\"" bytes "\"}"
#define GOOD IMAGE ("image/png", PNG)
#define ON_BOARD "\"board_id\":\"" CERAMICS "\","

/**
 * TackDemoFixture:
 * @status: of the last answer; 0 where none came.
 * @headers: (nullable): of the last answer.
 * @answer: (nullable): the last answer if it was JSON.
 * @text: (nullable): the last answer as it came.
 *
 * The stand-in and a bare HTTP client, which asks what the program never would.
 */
typedef struct
{
  TackDemoServer     *server;
  SoupSession        *session;
  guint               status;
  SoupMessageHeaders *headers;
  JsonNode           *answer;
  char               *text;
  GError             *error;
} TackDemoFixture;

typedef struct
{
  const char *path;
  void (*run) (TackDemoFixture *fixture, gconstpointer data);
} TackDemoTest;

/** tack_demo_run: runs @tests, each with a fixture of its own. */
int tack_demo_run (int argc, char **argv, const TackDemoTest *tests, guint n_tests);

/** tack_demo_send: Returns: (nullable): the answer, if it is an object. */
JsonObject *tack_demo_send (TackDemoFixture *fixture, SoupMessage *message);

/** tack_demo_message_new: @path is below /v5, @body (nullable) JSON; signed in. */
SoupMessage *tack_demo_message_new (TackDemoFixture *fixture,
                                    const char      *method,
                                    const char      *path,
                                    const char      *body);

/** tack_demo_call: one call of the API, waited for. */
JsonObject *tack_demo_call (TackDemoFixture *fixture,
                            const char      *method,
                            const char      *path,
                            const char      *body);

/**
 * TackDemoCase:
 * @code: of a refusal.
 * @shape: (nullable): the contract's name for what is answered.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *body;
  guint       status;
  int         code;
  const char *shape;
} TackDemoCase;

/** tack_demo_check_cases: calls one after another and checks each answer. */
void tack_demo_check_cases (TackDemoFixture *fixture, const TackDemoCase *cases, guint n_cases);

/**
 * tack_demo_assert_shape:
 * @name: of a type of the contract, or `[NAME]` for a page of them.
 *
 * Fails the test unless @object has every field that the contract gives the type, of the right
 * type, and no other.
 */
void tack_demo_assert_shape (JsonObject *object, const char *name);

/** tack_demo_dup_member: Returns: (transfer full) (nullable): a member of the last answer, by a
 * path such as `media.items.0.title`, as text. */
char *tack_demo_dup_member (TackDemoFixture *fixture, const char *path);

G_END_DECLS
