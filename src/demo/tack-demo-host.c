/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-host.h"

#include "demo/tack-demo-bucket.h"
#include "demo/tack-demo-routes.h"

#include "base/tack-json.h"

#define API_PATH "/v5/"

/* How long it takes to make a section: long enough for a second one to find the board locked. */
#define LOCKED_MS 20

void
tack_demo_host_init (TackDemoHost *self)
{
  g_mutex_init (&self->lock);
  self->faults = tack_demo_faults_new ();
  self->limits = tack_demo_limits_new ();
}

void
tack_demo_host_clear (TackDemoHost *self)
{
  g_clear_pointer (&self->state, tack_demo_state_free);
  tack_demo_faults_free (self->faults);
  tack_demo_limits_free (self->limits);
  g_mutex_clear (&self->lock);
}

static gboolean
is_allowed (SoupServerMessage *message, const char *path)
{
  const char *header
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization");

  return !g_str_has_prefix (path, API_PATH) || g_strcmp0 (header, "Bearer " TACK_DEMO_TOKEN) == 0;
}

static JsonNode *
parse_body (SoupServerMessage *message, TackDemoCall *call)
{
  const char *type
    = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message),
                                             NULL);
  g_autoptr (GBytes) bytes
    = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (JsonNode) body = NULL;

  if (g_strcmp0 (type, "application/json") != 0)
    {
      tack_demo_call_refuse (call, 415, 415, "Invalid Content-type, expected JSON data.");
      return NULL;
    }
  body = tack_json_parse (bytes, NULL);
  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    return g_steal_pointer (&body);

  tack_demo_call_refuse_invalid (call, "the body is not a JSON object");
  return NULL;
}

static void
carry_out (const TackDemoRoute *route, SoupServerMessage *message, TackDemoCall *call)
{
  g_autofree char     *why = tack_demo_query_check (call->query, route->parameters);
  g_autoptr (JsonNode) body = NULL;

  if (why != NULL)
    {
      tack_demo_call_refuse_invalid (call, "%s", why);
      return;
    }
  if (g_str_equal (route->method, "POST") || g_str_equal (route->method, "PATCH"))
    {
      body = parse_body (message, call);
      if (body == NULL)
        return;
      call->body = json_node_get_object (body);
    }
  route->handler (call);
  call->body = NULL;
}

static void
set_request_id (TackDemoHost *self, SoupServerMessage *message)
{
  g_autofree char *rid = g_strdup_printf ("demo%012u", ++self->n_requests);

  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "x-pinterest-rid", rid);
}

static void
send_answer (SoupServerMessage *message, TackDemoCall *call)
{
  g_autoptr (GBytes) answer = g_steal_pointer (&call->answer);

  soup_server_message_set_status (message, call->status, NULL);
  if (answer != NULL)
    soup_server_message_set_response (message, call->answer_type, SOUP_MEMORY_COPY,
                                      g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

/* An answer that is held back, and the board that is locked as long. */
typedef struct
{
  TackDemoHost      *host;
  SoupServerMessage *message;
  char              *board_id;
} Hold;

static void
hold_free (gpointer data)
{
  Hold *hold = data;

  g_object_unref (hold->message);
  g_free (hold->board_id);
  g_free (hold);
}

static gboolean
on_hold_timeout (gpointer data)
{
  Hold                    *hold = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hold->host->lock);
  TackDemoBoard           *board = tack_demo_find (hold->host->state->boards, hold->board_id);

  if (board != NULL)
    board->is_locked = FALSE;
  soup_server_message_unpause (hold->message);

  return G_SOURCE_REMOVE;
}

/* @locked is (nullable). */
static void
hold_answer (TackDemoHost *self, SoupServerMessage *message, TackDemoBoard *locked, guint ms)
{
  g_autoptr (GSource) source = g_timeout_source_new (ms);
  Hold               *hold = g_new (Hold, 1);

  *hold
    = (Hold){ self, g_object_ref (message), locked == NULL ? NULL : g_strdup (locked->entity.id) };
  soup_server_message_pause (message);
  g_source_set_callback (source, on_hold_timeout, hold, hold_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* The answer is ready: spoils it, or keeps it for a while, if it has to be. */
static void
finish_answer (TackDemoHost        *self,
               SoupServerMessage   *message,
               const TackDemoFault *fault,
               TackDemoBoard       *locked)
{
  guint ms = fault == NULL ? 0 : tack_demo_fault_get_delay_ms (fault);

  if (locked != NULL)
    ms = MAX (ms, LOCKED_MS);
  if (fault != NULL)
    tack_demo_fault_apply (fault, message);
  if (ms > 0)
    hold_answer (self, message, locked, ms);
}

static char **
split_path (const char *path)
{
  g_autofree char *trimmed = g_strdup (path + 1);
  gsize            length = strlen (trimmed);

  if (length > 0 && trimmed[length - 1] == '/')
    trimmed[length - 1] = '\0';

  return g_strsplit (trimmed, "/", -1);
}

/* Within the limits of its class, which are those of the API alone. A call that goes wrong counts.
 */
static gboolean
has_room (TackDemoHost        *self,
          const TackDemoRoute *route,
          SoupServerMessage   *message,
          TackDemoCall        *call)
{
  return !g_str_has_prefix (route->path, API_PATH)
         || tack_demo_limits_arrive (self->limits, g_str_equal (route->method, "GET"), call,
                                     soup_server_message_get_response_headers (message));
}

static void
on_call (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  TackDemoHost            *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_auto (GStrv)           parts = split_path (path);
  /* The table that libsoup made of it keeps one value of each name. */
  g_autoptr (TackDemoQuery) parameters
    = tack_demo_query_new (g_uri_get_query (soup_server_message_get_uri (message)));
  TackDemoCall         call = { .state = self->state, .query = parameters };
  const TackDemoRoute *route = NULL;
  const TackDemoFault *fault = NULL;
  gboolean             is_taken = FALSE;

  set_request_id (self, message);
  if (!is_allowed (message, path))
    tack_demo_call_refuse (&call, 401, TACK_DEMO_CODE_NOT_SIGNED_IN, "Authentication failed.");
  else
    route = tack_demo_find_route (soup_server_message_get_method (message), parts, &call);

  if (route != NULL)
    {
      fault = tack_demo_faults_arrive (self->faults, route->operation);
      is_taken = has_room (self, route, message, &call);
    }
  if (fault != NULL && tack_demo_fault_is_instead (fault))
    {
      g_clear_pointer (&call.answer, g_bytes_unref);
      tack_demo_fault_apply (fault, message);
      return;
    }

  if (is_taken)
    carry_out (route, message, &call);
  send_answer (message, &call);
  finish_answer (self, message, fault, call.locked);
}

static void
on_bucket_headers (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  tack_demo_bucket_begin (message);
}

static void
on_bucket_call (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  TackDemoHost            *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const TackDemoFault     *fault = tack_demo_faults_arrive (self->faults, TACK_DEMO_BUCKET);

  if (fault != NULL && tack_demo_fault_is_instead (fault))
    {
      tack_demo_fault_apply (fault, message);
      return;
    }

  tack_demo_bucket_finish (message, self->state);
  finish_answer (self, message, fault, NULL);
}

void
tack_demo_host_attach (TackDemoHost *self, SoupServer *server)
{
  soup_server_add_handler (server, NULL, on_call, self, NULL);
  soup_server_add_early_handler (server, TACK_DEMO_BUCKET_PATH, on_bucket_headers, self, NULL);
  soup_server_add_handler (server, TACK_DEMO_BUCKET_PATH, on_bucket_call, self, NULL);
}
