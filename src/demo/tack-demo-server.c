/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-server.h"

#include "demo/tack-demo-host.h"
#include "demo/tack-demo-script.h"

#include "base/tack-error.h"
#include "base/tack-json.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_PROCESSING_MS 3000

/* The lock of @host guards @host and, while starting, @is_ready; the rest belongs to the thread
 * that starts and stops it, or is only read while the server's thread lives. */
struct _TackDemoServer
{
  GObject parent_instance;

  gint64        processing_ms;
  guint         port;
  char         *url;
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  GCond         ready;
  gboolean      is_ready;
  GError       *start_error;
  TackDemoHost  host;
};

G_DEFINE_FINAL_TYPE (TackDemoServer, tack_demo_server, G_TYPE_OBJECT)

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
  self->host.state = tack_demo_state_new (origin, self->processing_ms);

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
  tack_demo_host_attach (&self->host, server);

  g_mutex_lock (&self->host.lock);
  is_listening = listen (self, server, &self->start_error);
  self->is_ready = TRUE;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->host.lock);

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

  g_mutex_lock (&self->host.lock);
  while (!self->is_ready)
    g_cond_wait (&self->ready, &self->host.lock);
  g_mutex_unlock (&self->host.lock);

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
  g_clear_pointer (&self->host.state, tack_demo_state_free);
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
  return TACK_DEMO_TOKEN;
}

void
tack_demo_server_fail_next (TackDemoServer *self,
                            const char     *operation,
                            guint           nth,
                            const char     *fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  g_autofree char         *text = g_strdup_printf ("%u", nth);
  g_autoptr (GError)       error = NULL;

  if (!tack_demo_faults_add (self->host.faults, operation, text, fault, &error))
    g_critical ("%s", error->message);
}

gboolean
tack_demo_server_load_faults (TackDemoServer *self, const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);

  return tack_demo_script_load (path, self->host.faults, self->host.limits, error);
}

void
tack_demo_server_set_limit (TackDemoServer *self, const char *limit)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  g_autoptr (GError)       error = NULL;

  if (!tack_demo_limits_set (self->host.limits, limit, &error))
    g_critical ("%s", error->message);
}

void
tack_demo_server_add_boards (TackDemoServer *self, guint n_boards)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);

  g_return_if_fail (self->host.state != NULL);
  tack_demo_state_add_boards (self->host.state, n_boards);
}

void
tack_demo_server_add_sections (TackDemoServer *self, const char *board_id, guint n_sections)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  TackDemoBoard           *board;

  g_return_if_fail (self->host.state != NULL);
  board = tack_demo_find (self->host.state->boards, board_id);
  g_return_if_fail (board != NULL);
  tack_demo_state_add_sections (self->host.state, board, n_sections);
}

void
tack_demo_server_add_pins (TackDemoServer *self, const char *board_id, guint n_pins)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  TackDemoBoard           *board;

  g_return_if_fail (self->host.state != NULL);
  board = tack_demo_find (self->host.state->boards, board_id);
  g_return_if_fail (board != NULL);
  tack_demo_state_add_pins (self->host.state, board, n_pins);
}

void
tack_demo_server_set_counts (TackDemoServer *self, guint n_boards, guint n_pins)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);

  g_return_if_fail (self->host.state != NULL);
  self->host.state->n_boards_elsewhere = (gint64) n_boards - self->host.state->boards->len;
  self->host.state->n_pins_elsewhere = (gint64) n_pins - self->host.state->pins->len;
}

guint
tack_demo_server_count_calls (TackDemoServer *self, const char *operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);

  return tack_demo_faults_count (self->host.faults, operation);
}

char *
tack_demo_server_dup_upload_sha256 (TackDemoServer *self, const char *media_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  TackDemoMedia           *media
    = self->host.state == NULL ? NULL : tack_demo_find (self->host.state->media, media_id);

  return media == NULL ? NULL : g_strdup (media->sha256);
}

char *
tack_demo_server_dup_pins_json (TackDemoServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->host.lock);
  g_autoptr (JsonNode)     node = json_node_new (JSON_NODE_ARRAY);

  if (self->host.state == NULL)
    return g_strdup ("[]");

  json_node_set_array (node, self->host.state->log);

  return tack_json_to_string (node);
}

static void
tack_demo_server_finalize (GObject *object)
{
  TackDemoServer *self = TACK_DEMO_SERVER (object);

  tack_demo_server_stop (self);
  tack_demo_host_clear (&self->host);
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
  tack_demo_host_init (&self->host);
  g_cond_init (&self->ready);
}

TackDemoServer *
tack_demo_server_new (void)
{
  return g_object_new (TACK_TYPE_DEMO_SERVER, NULL);
}
