/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-fault.h"

#include "demo/tack-demo-trickle.h"

#include "base/tack-error.h"
#include "base/tack-json.h"

#include <glib/gi18n-lib.h>

#define MEGABYTE (1000 * 1000)

/* The most levels, megabytes or milliseconds that make sense. */
#define NUMBER_MAX (10 * 1000 * 1000)

typedef enum
{
  NOTHING,
  NUMBER,
  STATUS, /* alone, or with a code and a message */
  TEXT,
} Argument;

typedef struct
{
  const char *name;
  Argument    argument; /* what stands behind a colon */
  const char *example;
  gboolean    is_instead;
  void (*apply) (const TackDemoFault *self, SoupServerMessage *message);
} Kind;

/* @number is @argument where that is one. */
struct _TackDemoFault
{
  const Kind         *kind;
  char               *argument;
  guint64             number;
  SoupMessageHeaders *headers;
};

static void
answer (SoupServerMessage *message, guint status, const char *type, char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
answer_status (const TackDemoFault *self, SoupServerMessage *message)
{
  g_auto (GStrv)         parts = g_strsplit (self->argument, ":", 3);
  g_autoptr (JsonObject) error = json_object_new ();

  if (g_strv_length (parts) < 3)
    {
      answer (message, (guint) atoi (parts[0]), "application/json", g_strdup (""));
      return;
    }

  json_object_set_int_member (error, "code", atoi (parts[1]));
  json_object_set_string_member (error, "message", parts[2]);
  answer (message, (guint) atoi (parts[0]), "application/json", tack_json_object_to_string (error));
}

static void
answer_json (const TackDemoFault *self, SoupServerMessage *message)
{
  answer (message, 200, "application/json", g_strdup (self->argument));
}

static void
answer_html (const TackDemoFault *self, SoupServerMessage *message)
{
  answer (message, 200, "text/html",
          g_strdup ("<!DOCTYPE html><html><body>Please sign in to this network</body></html>"));
}

static void
answer_nested (const TackDemoFault *self, SoupServerMessage *message)
{
  g_autofree char *opening = g_strnfill (self->number, '[');
  g_autofree char *closing = g_strnfill (self->number, ']');

  answer (message, 200, "application/json", g_strdup_printf ("{\"items\":%s%s}", opening, closing));
}

/* The same megabyte again and again, so that it costs the stand-in no more than that. */
static void
answer_big (const TackDemoFault *self, SoupServerMessage *message)
{
  SoupMessageBody   *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) block = g_bytes_new_take (g_strnfill (MEGABYTE, 'x'), MEGABYTE);

  answer (message, 200, "application/json", g_strdup ("{\"items\":[],\"bookmark\":\""));
  for (guint64 i = 0; i < self->number; i++)
    soup_message_body_append_bytes (body, block);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "\"}", strlen ("\"}"));
}

static void
answer_redirect (const TackDemoFault *self, SoupServerMessage *message)
{
  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, self->argument);
}

static void
close_connection (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  /* What is written next fails, and the server drops the connection: as when a network breaks. */
  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
drop (const TackDemoFault *self, SoupServerMessage *message)
{
  close_connection (message);
  soup_server_message_set_status (message, 500, NULL);
}

static void
cut (const TackDemoFault *self, SoupServerMessage *message)
{
  g_signal_connect (message, "wrote-headers", G_CALLBACK (close_connection), NULL);
}

static void
halve (const TackDemoFault *self, SoupServerMessage *message)
{
  SoupMessageBody   *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);

  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, half);
}

static void
empty (const TackDemoFault *self, SoupServerMessage *message)
{
  soup_message_body_truncate (soup_server_message_get_response_body (message));
}

static void
set_wrong_type (JsonObject *object, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_array_member (object, name, json_array_new ());
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_object_set_object_member (object, name, json_object_new ());
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    json_object_set_int_member (object, name, 7);
  else
    json_object_set_string_member (object, name, "seven");
}

static void
mistype (const TackDemoFault *self, SoupServerMessage *message)
{
  SoupMessageBody       *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes)     whole = soup_message_body_flatten (body);
  g_autoptr (JsonNode)   node = tack_json_parse (whole, NULL);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter         iter;
  const char            *name;
  JsonNode              *member;
  char                  *text;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    set_wrong_type (object, name, member);
  text = tack_json_object_to_string (object);
  soup_message_body_truncate (body);
  soup_message_body_append_take (body, (guchar *) text, strlen (text));
}

static void
trickle (const TackDemoFault *self, SoupServerMessage *message)
{
  tack_demo_trickle (message, (guint) self->number);
}

static const Kind KINDS[] = {
  { "status", STATUS, "status:429:8:Too many requests", TRUE, answer_status },
  { "json", TEXT, "json:{\"items\":7}", TRUE, answer_json },
  { "html", NOTHING, "html", TRUE, answer_html },
  { "nested", NUMBER, "nested:100000", TRUE, answer_nested },
  { "big", NUMBER, "big:50", TRUE, answer_big },
  { "redirect", TEXT, "redirect:http://127.0.0.2/", TRUE, answer_redirect },
  { "drop", NOTHING, "drop", TRUE, drop },
  { "lost", NOTHING, "lost", FALSE, drop },
  { "cut", NOTHING, "cut", FALSE, cut },
  { "half", NOTHING, "half", FALSE, halve },
  { "empty", NOTHING, "empty", FALSE, empty },
  { "types", NOTHING, "types", FALSE, mistype },
  { "trickle", NUMBER, "trickle:100", FALSE, trickle },
  { "late", NUMBER, "late:500", FALSE, NULL },
};

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].name, name))
      return &KINDS[i];

  return NULL;
}

/* Takes the headers off the end of @text: ` [Name: value]`, as many as there are. */
static SoupMessageHeaders *
take_headers (char *text)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (GRegex) regex = g_regex_new ("^(.*\\S)\\s+\\[([A-Za-z0-9-]+):\\s*([^\\]]*)\\]\\s*$",
                                          G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  while (g_regex_match (regex, text, 0, &match))
    {
      g_autofree char *name = g_match_info_fetch (match, 2);
      g_autofree char *value = g_match_info_fetch (match, 3);
      int              end;

      soup_message_headers_replace (headers, name, value);
      g_match_info_fetch_pos (match, 1, NULL, &end);
      text[end] = '\0';
      g_clear_pointer (&match, g_match_info_free);
    }

  return g_steal_pointer (&headers);
}

static gboolean
is_status (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint          n_parts = g_strv_length (parts);

  return (n_parts == 1 || n_parts == 3)
         && g_ascii_string_to_unsigned (parts[0], 10, 100, 599, NULL, NULL)
         && (n_parts == 1 || g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT, NULL, NULL));
}

static gboolean
read_argument (TackDemoFault *self, const char *text)
{
  self->argument = g_strdup (text);
  switch (self->kind->argument)
    {
    case NOTHING:
      return text == NULL;
    case NUMBER:
      return text != NULL
             && g_ascii_string_to_unsigned (text, 10, 0, NUMBER_MAX, &self->number, NULL);
    case STATUS:
      return text != NULL && is_status (text);
    case TEXT:
    default:
      return text != NULL && *text != '\0';
    }
}

TackDemoFault *
tack_demo_fault_new (const char *text, GError **error)
{
  g_autoptr (TackDemoFault) self = g_new0 (TackDemoFault, 1);
  g_autofree char          *rest = g_strdup (text);
  g_auto (GStrv)            parts = NULL;

  self->headers = take_headers (rest);
  parts = g_strsplit (rest, ":", 2);
  self->kind = parts[0] == NULL ? NULL : find_kind (parts[0]);
  if (self->kind == NULL)
    {
      g_propagate_error (error,
                         tack_error_new (TACK_ERROR_FIX, _ ("There is no fault “%s”."), text));
      return NULL;
    }
  if (!read_argument (self, parts[1]))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("Write “%s” as in “%s”."), text,
                                                self->kind->example));
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
tack_demo_fault_free (TackDemoFault *self)
{
  g_free (self->argument);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self);
}

gboolean
tack_demo_fault_is_instead (const TackDemoFault *self)
{
  return self->kind->is_instead;
}

guint
tack_demo_fault_get_delay_ms (const TackDemoFault *self)
{
  return g_str_equal (self->kind->name, "late") ? (guint) self->number : 0;
}

void
tack_demo_fault_apply (const TackDemoFault *self, SoupServerMessage *message)
{
  SoupMessageHeaders    *headers = soup_server_message_get_response_headers (message);
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;

  if (self->kind->apply != NULL)
    self->kind->apply (self, message);

  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (*value == '\0')
      soup_message_headers_remove (headers, name);
    else
      soup_message_headers_replace (headers, name, value);
}
