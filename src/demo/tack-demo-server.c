/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-server.h"

#include "demo/tack-demo-bucket.h"
#include "demo/tack-demo-faults.h"
#include "demo/tack-demo-routes.h"

#include "base/tack-error.h"
#include "base/tack-json.h"

#include <glib/gi18n-lib.h>

#define DEMO_TOKEN "pina_demo_token"
#define DEFAULT_PROCESSING_MS 3000

/* How long it takes to make a section: long enough for a second one to find the board locked. */
#define LOCKED_MS 20

/* @lock guards @state, @faults and, while starting, @is_ready; the rest belongs to the thread that
 * starts and stops it, or is only read while the server's thread lives. */
struct _TackDemoServer
{
  GObject parent_instance;

  gint64          processing_ms;
  guint           port;
  char           *url;
  GThread        *thread;
  GMainContext   *context;
  GMainLoop      *loop;
  GMutex          lock;
  GCond           ready;
  gboolean        is_ready;
  GError         *start_error;
  TackDemoState  *state;
  TackDemoFaults *faults;
  guint           n_requests;
};

G_DEFINE_FINAL_TYPE (TackDemoServer, tack_demo_server, G_TYPE_OBJECT)

static gboolean
is_allowed (SoupServerMessage *message, const char *path)
{
  const char *header
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization");

  return !g_str_has_prefix (path, "/v5/") || g_strcmp0 (header, "Bearer " DEMO_TOKEN) == 0;
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
set_common_headers (TackDemoServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char    *rid = g_strdup_printf ("demo%012u", ++self->n_requests);

  soup_message_headers_replace (headers, "x-pinterest-rid", rid);
  soup_message_headers_replace (headers, "x-ratelimit-limit",
                                "1000, 1000;w=60;name=\"safety_net_app_id_user_id\"");
  soup_message_headers_replace (headers, "x-ratelimit-remaining", "999");
  soup_message_headers_replace (headers, "x-ratelimit-reset", "60");
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
  TackDemoServer    *server;
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hold->server->lock);
  TackDemoBoard           *board = tack_demo_find (hold->server->state->boards, hold->board_id);

  if (board != NULL)
    board->is_locked = FALSE;
  soup_server_message_unpause (hold->message);

  return G_SOURCE_REMOVE;
}

static void
hold_answer (TackDemoServer *self, SoupServerMessage *message, TackDemoBoard *locked)
{
  g_autoptr (GSource) source = g_timeout_source_new (LOCKED_MS);
  Hold               *hold = g_new (Hold, 1);

  *hold = (Hold){ self, g_object_ref (message), g_strdup (locked->entity.id) };
  soup_server_message_pause (message);
  g_source_set_callback (source, on_hold_timeout, hold, hold_free);
  g_source_attach (source, self->context);
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

static void
on_call (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  TackDemoServer           *self = user_data;
  g_autoptr (GMutexLocker)  locker = g_mutex_locker_new (&self->lock);
  g_auto (GStrv)            parts = split_path (path);
  g_autoptr (TackDemoQuery) parameters
    = tack_demo_query_new (g_uri_get_query (soup_server_message_get_uri (message)));
  TackDemoCall         call = { .state = self->state, .query = parameters };
  const TackDemoRoute *route = NULL;
  g_autofree char     *fault = NULL;

  set_common_headers (self, message);
  if (!is_allowed (message, path))
    tack_demo_call_refuse (&call, 401, TACK_DEMO_CODE_NOT_SIGNED_IN, "Authentication failed.");
  else
    route = tack_demo_find_route (soup_server_message_get_method (message), parts, &call);

  if (route != NULL)
    {
      fault = tack_demo_faults_arrive (self->faults, route->operation);
      if (tack_demo_fault_before (fault, message))
        return;
      carry_out (route, message, &call);
    }
  send_answer (message, &call);
  if (call.locked != NULL)
    hold_answer (self, message, call.locked);
  tack_demo_fault_after (fault, message);
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
  TackDemoServer          *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char         *fault = tack_demo_faults_arrive (self->faults, TACK_DEMO_BUCKET);

  if (tack_demo_fault_before (fault, message))
    return;

  tack_demo_bucket_finish (message, self->state);
  tack_demo_fault_after (fault, message);
}

static gboolean
listen (TackDemoServer *self, SoupServer *server, GError **error)
{
  g_autoslist (GUri) uris = NULL;
  g_autofree char *origin = NULL;

  if (!soup_server_listen_local (server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (server);
  origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  self->url = g_strconcat (origin, "/v5", NULL);
  self->state = tack_demo_state_new (origin, self->processing_ms);

  return TRUE;
}

static gpointer
run_thread (gpointer data)
{
  TackDemoServer        *self = data;
  g_autoptr (SoupServer) server = NULL;
  gboolean               is_listening;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_call, self, NULL);
  soup_server_add_early_handler (server, TACK_DEMO_BUCKET_PATH, on_bucket_headers, self, NULL);
  soup_server_add_handler (server, TACK_DEMO_BUCKET_PATH, on_bucket_call, self, NULL);

  g_mutex_lock (&self->lock);
  is_listening = listen (self, server, &self->start_error);
  self->is_ready = TRUE;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);

  if (is_listening)
    g_main_loop_run (self->loop);

  soup_server_disconnect (server);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_clear_object (&server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

gboolean
tack_demo_server_start (TackDemoServer *self, guint port, GError **error)
{
  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->port = port;
  self->is_ready = FALSE;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("tack-demo", run_thread, self);

  g_mutex_lock (&self->lock);
  while (!self->is_ready)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  if (self->start_error != NULL)
    {
      tack_demo_server_stop (self);
      g_clear_error (&self->start_error);
      g_propagate_error (
        error,
        tack_error_new (TACK_ERROR_FIX,
                        _ ("Port %u of this computer is in use. Choose another port."), port));
      return FALSE;
    }

  return TRUE;
}

static gboolean
on_stop (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

void
tack_demo_server_stop (TackDemoServer *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->thread == NULL)
    return;

  /* From within the loop: a quit before the loop runs would be lost. */
  source = g_idle_source_new ();
  g_source_set_callback (source, on_stop, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));

  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->state, tack_demo_state_free);
  g_clear_pointer (&self->url, g_free);
}

void
tack_demo_server_set_processing_ms (TackDemoServer *self, gint64 processing_ms)
{
  self->processing_ms = processing_ms;
}

const char *
tack_demo_server_get_url (TackDemoServer *self)
{
  return self->url;
}

const char *
tack_demo_server_get_token (TackDemoServer *self)
{
  return DEMO_TOKEN;
}

void
tack_demo_server_fail_next (TackDemoServer *self,
                            const char     *operation,
                            guint           nth,
                            const char     *fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  tack_demo_faults_add (self->faults, operation, nth, fault);
}

void
tack_demo_server_add_boards (TackDemoServer *self, guint n_boards)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_if_fail (self->state != NULL);
  tack_demo_state_add_boards (self->state, n_boards);
}

void
tack_demo_server_add_sections (TackDemoServer *self, const char *board_id, guint n_sections)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  TackDemoBoard           *board;

  g_return_if_fail (self->state != NULL);
  board = tack_demo_find (self->state->boards, board_id);
  g_return_if_fail (board != NULL);
  tack_demo_state_add_sections (self->state, board, n_sections);
}

void
tack_demo_server_add_pins (TackDemoServer *self, const char *board_id, guint n_pins)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  TackDemoBoard           *board;

  g_return_if_fail (self->state != NULL);
  board = tack_demo_find (self->state->boards, board_id);
  g_return_if_fail (board != NULL);
  tack_demo_state_add_pins (self->state, board, n_pins);
}

void
tack_demo_server_set_counts (TackDemoServer *self, guint n_boards, guint n_pins)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_if_fail (self->state != NULL);
  self->state->n_boards_elsewhere = (gint64) n_boards - self->state->boards->len;
  self->state->n_pins_elsewhere = (gint64) n_pins - self->state->pins->len;
}

guint
tack_demo_server_count_calls (TackDemoServer *self, const char *operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return tack_demo_faults_count (self->faults, operation);
}

char *
tack_demo_server_dup_upload_sha256 (TackDemoServer *self, const char *media_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  TackDemoMedia *media = self->state == NULL ? NULL : tack_demo_find (self->state->media, media_id);

  return media == NULL ? NULL : g_strdup (media->sha256);
}

char *
tack_demo_server_dup_pins_json (TackDemoServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (JsonNode)     node = json_node_new (JSON_NODE_ARRAY);

  if (self->state == NULL)
    return g_strdup ("[]");

  json_node_set_array (node, self->state->log);

  return tack_json_to_string (node);
}

static void
tack_demo_server_finalize (GObject *object)
{
  TackDemoServer *self = TACK_DEMO_SERVER (object);

  tack_demo_server_stop (self);
  tack_demo_faults_free (self->faults);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);

  G_OBJECT_CLASS (tack_demo_server_parent_class)->finalize (object);
}

static void
tack_demo_server_class_init (TackDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_demo_server_finalize;
}

static void
tack_demo_server_init (TackDemoServer *self)
{
  self->processing_ms = DEFAULT_PROCESSING_MS;
  self->faults = tack_demo_faults_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
}

TackDemoServer *
tack_demo_server_new (void)
{
  return g_object_new (TACK_TYPE_DEMO_SERVER, NULL);
}
