/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-server.h"

#include "demo/tack-demo-bucket.h"
#include "demo/tack-demo-call.h"
#include "demo/tack-demo-faults.h"

#include "base/tack-error.h"
#include "base/tack-json.h"

#include <glib/gi18n-lib.h>

#define DEMO_TOKEN "pina_demo_token"
#define DEFAULT_PROCESSING_MS 3000

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

typedef struct
{
  const char     *method;
  const char     *path; /* braces stand for digits */
  const char     *operation;
  TackDemoHandler handler;
} Route;

static const Route ROUTES[] = {
  { "GET", "/v5/user_account", "user_account/get", tack_demo_get_account },
  { "GET", "/v5/boards", "boards/list", tack_demo_list_boards },
  { "POST", "/v5/boards", "boards/create", tack_demo_create_board },
  { "GET", "/v5/boards/{}", "boards/get", tack_demo_get_board },
  { "GET", "/v5/boards/{}/pins", "boards/list_pins", tack_demo_list_board_pins },
  { "GET", "/v5/boards/{}/sections", "board_sections/list", tack_demo_list_sections },
  { "POST", "/v5/boards/{}/sections", "board_sections/create", tack_demo_create_section },
  { "GET", "/v5/boards/{}/sections/{}/pins", "board_sections/list_pins",
    tack_demo_list_section_pins },
  { "POST", "/v5/media", "media/create", tack_demo_create_media },
  { "GET", "/v5/media", "media/list", tack_demo_list_media },
  { "GET", "/v5/media/{}", "media/get", tack_demo_get_media },
  { "POST", "/v5/pins", "pins/create", tack_demo_create_pin },
  { "GET", "/v5/pins", "pins/list", tack_demo_list_pins },
  { "GET", "/v5/pins/{}", "pins/get", tack_demo_get_pin },
  { "GET", "/media/{}", "picture", tack_demo_show_picture },
  { "GET", "/pin/{}", "page", tack_demo_show_pin_page },
  { "GET", "/" TACK_DEMO_USERNAME, "page", tack_demo_show_profile_page },
};

static gboolean
path_matches (const char *pattern, char **parts, TackDemoCall *call)
{
  g_auto (GStrv) wanted = g_strsplit (pattern + 1, "/", -1);
  guint          n_ids = 0;

  if (g_strv_length (wanted) != g_strv_length (parts))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], "{}"))
      call->ids[n_ids++] = parts[i];
    else if (!g_str_equal (wanted[i], parts[i]))
      return FALSE;

  return TRUE;
}

/* Returns: (nullable): where the call goes; %NULL after having refused it. */
static const Route *
find_route (const char *method, char **parts, TackDemoCall *call)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ROUTES); i++)
    if (path_matches (ROUTES[i].path, parts, call))
      {
        is_known = TRUE;
        if (g_str_equal (ROUTES[i].method, method))
          return &ROUTES[i];
      }

  if (is_known)
    tack_demo_call_refuse (call, 405, 405, "Method not allowed.");
  else
    tack_demo_call_refuse (call, 404, 404, "Not found.");

  return NULL;
}

static gboolean
is_allowed (SoupServerMessage *message, const char *path)
{
  const char *header
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization");

  return !g_str_has_prefix (path, "/v5/") || g_strcmp0 (header, "Bearer " DEMO_TOKEN) == 0;
}

static JsonNode *
parse_body (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes
    = soup_message_body_flatten (soup_server_message_get_request_body (message));

  return tack_json_parse (bytes, NULL);
}

static void
carry_out (const Route *route, SoupServerMessage *message, TackDemoCall *call)
{
  g_autoptr (JsonNode) body = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (call->ids); i++)
    if (call->ids[i] != NULL && !tack_demo_is_digits (call->ids[i]))
      {
        tack_demo_call_refuse (call, 400, 1, "Invalid request: '%s' does not match '^\\d+$'.",
                               call->ids[i]);
        return;
      }

  if (g_str_equal (route->method, "POST"))
    {
      body = parse_body (message);
      if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
        {
          tack_demo_call_refuse (call, 400, 1, "Invalid request: the body is not a JSON object.");
          return;
        }
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
  soup_server_message_set_response (message, call->answer_type, SOUP_MEMORY_COPY,
                                    g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
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
  TackDemoServer          *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_auto (GStrv)           parts = split_path (path);
  TackDemoCall             call = { .state = self->state, .query = query };
  const Route             *route = NULL;
  g_autofree char         *fault = NULL;

  set_common_headers (self, message);
  if (!is_allowed (message, path))
    tack_demo_call_refuse (&call, 401, 2, "Authentication failed.");
  else
    route = find_route (soup_server_message_get_method (message), parts, &call);

  if (route != NULL)
    {
      fault = tack_demo_faults_arrive (self->faults, route->operation);
      if (tack_demo_fault_before (fault, message))
        return;
      carry_out (route, message, &call);
    }
  send_answer (message, &call);
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
  g_autofree char         *fault = tack_demo_faults_arrive (self->faults, "bucket");

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
