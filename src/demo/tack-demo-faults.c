/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-faults.h"

struct _TackDemoFaults
{
  GHashTable *counts;
  GHashTable *faults; /* “operation nth”, counted from the start → the fault */
};

TackDemoFaults *
tack_demo_faults_new (void)
{
  TackDemoFaults *self = g_new0 (TackDemoFaults, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
tack_demo_faults_free (TackDemoFaults *self)
{
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->faults);
  g_free (self);
}

void
tack_demo_faults_add (TackDemoFaults *self, const char *operation, guint nth, const char *fault)
{
  g_hash_table_replace (self->faults,
                        g_strdup_printf ("%s %u", operation,
                                         tack_demo_faults_count (self, operation) + nth),
                        g_strdup (fault));
}

guint
tack_demo_faults_count (TackDemoFaults *self, const char *operation)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, operation));
}

char *
tack_demo_faults_arrive (TackDemoFaults *self, const char *operation)
{
  guint            count = tack_demo_faults_count (self, operation) + 1;
  g_autofree char *key = g_strdup_printf ("%s %u", operation, count);
  g_autofree char *stolen_key = NULL;
  char            *fault = NULL;

  g_hash_table_replace (self->counts, g_strdup (operation), GUINT_TO_POINTER (count));
  g_hash_table_steal_extended (self->faults, key, (gpointer *) &stolen_key, (gpointer *) &fault);

  return fault;
}

static void
close_connection (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  /* What is written next fails, and the server drops the connection: as when a network breaks. */
  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  soup_server_message_set_status (message, 500, NULL);
}

static void
answer_status (const char *fault, SoupServerMessage *message)
{
  g_auto (GStrv)   parts = g_strsplit (fault, ":", 4);
  guint            n_parts = g_strv_length (parts);
  g_autofree char *escaped = n_parts < 4 ? NULL : g_strescape (parts[3], NULL);
  char            *body = n_parts < 4
                            ? g_strdup ("")
                            : g_strdup_printf ("{\"code\":%d,\"message\":\"%s\"}", atoi (parts[2]), escaped);

  soup_server_message_set_status (message, n_parts < 2 ? 500 : (guint) atoi (parts[1]), NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
}

gboolean
tack_demo_fault_before (const char *fault, SoupServerMessage *message)
{
  static const char HTML[]
    = "<!DOCTYPE html><html><body>Please sign in to this network</body></html>";

  if (fault == NULL)
    return FALSE;

  if (g_str_has_prefix (fault, "status:"))
    answer_status (fault, message);
  else if (g_str_has_prefix (fault, "json:"))
    {
      const char *body = fault + strlen ("json:");

      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                        strlen (body));
    }
  else if (g_str_equal (fault, "drop"))
    close_connection (message);
  else if (g_str_equal (fault, "html"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, HTML,
                                        strlen (HTML));
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
on_late_timeout (gpointer data)
{
  soup_server_message_unpause (data);

  return G_SOURCE_REMOVE;
}

static void
answer_late (const char *fault, SoupServerMessage *message)
{
  g_autoptr (GSource) source
    = g_timeout_source_new ((guint) g_ascii_strtoull (fault + strlen ("late:"), NULL, 10));

  soup_server_message_pause (message);
  g_source_set_callback (source, on_late_timeout, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
tack_demo_fault_after (const char *fault, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  if (fault == NULL)
    return;

  if (g_str_equal (fault, "lost"))
    close_connection (message);
  else if (g_str_equal (fault, "half"))
    {
      g_autoptr (GBytes) whole = soup_message_body_flatten (body);
      gsize              half = g_bytes_get_size (whole) / 2;

      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                        g_bytes_get_data (whole, NULL), half);
    }
  else if (g_str_equal (fault, "empty"))
    soup_message_body_truncate (body);
  else if (g_str_has_prefix (fault, "late:"))
    answer_late (fault, message);
}
