/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-bucket.h"
#include "demo/tack-demo-form.h"

#include "base/tack-json.h"
#include "base/tack-limits.h"

#define FORM_KEY "tack-demo-form"

/* Above this the hash would set the pace of an upload on loopback, not the sender. */
#define HASHED_BYTES_MAX (256 * 1024 * 1024)

JsonObject *
tack_demo_bucket_make_parameters (TackDemoMedia *media)
{
  const char *const PAIRS[][2] = {
    { "x-amz-date", "20260101T000000Z" },
    { "x-amz-signature", media->signature },
    { "x-amz-security-token", "ZGVtbyBzZWN1cml0eSB0b2tlbg==" },
    { "x-amz-algorithm", "AWS4-HMAC-SHA256" },
    { "key", media->key },
    { "policy", "eyJkZW1vIjoicG9saWN5In0=" },
    { "x-amz-credential", "ASIADEMO/20260101/us-east-1/s3/aws4_request" },
    { "Content-Type", "multipart/form-data" },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    json_object_set_string_member (object, PAIRS[i][0], PAIRS[i][1]);

  return object;
}

static void
refuse (SoupServerMessage *message, guint status, const char *code, const char *text)
{
  char *body = g_markup_printf_escaped ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                        "<Error><Code>%s</Code><Message>%s</Message>"
                                        "<RequestId>DEMO0000DEMO0000</RequestId></Error>",
                                        code, text);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
}

static void
on_message_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  TackDemoForm *form = user_data;

  tack_demo_form_feed (form, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
}

void
tack_demo_bucket_begin (SoupServerMessage *message)
{
  SoupMessageHeaders    *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GHashTable) parameters = NULL;
  const char            *type = soup_message_headers_get_content_type (headers, &parameters);
  const char            *boundary = NULL;
  TackDemoForm          *form;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (g_strcmp0 (type, "multipart/form-data") == 0)
    boundary = g_hash_table_lookup (parameters, "boundary");
  if (boundary == NULL)
    return;

  form = tack_demo_form_new (boundary,
                             soup_message_headers_get_content_length (headers) <= HASHED_BYTES_MAX);
  g_object_set_data_full (G_OBJECT (message), FORM_KEY, form, (GDestroyNotify) tack_demo_form_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_message_got_chunk), form);
}

static TackDemoMedia *
find_media (TackDemoState *state, const char *key)
{
  for (guint i = 0; key != NULL && i < state->media->len; i++)
    {
      TackDemoMedia *media = g_ptr_array_index (state->media, i);

      if (g_str_equal (media->key, key))
        return media;
    }

  return NULL;
}

/* Returns: why the fields are not those that were handed out. */
static const char *
find_field_fault (GHashTable *fields, TackDemoMedia *media)
{
  g_autoptr (JsonObject) wanted = NULL;
  g_autoptr (GList)      names = NULL;

  if (media == NULL)
    return "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$key\"]";

  wanted = tack_demo_bucket_make_parameters (media);
  names = json_object_get_members (wanted);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (fields, l->data);

      if (value == NULL)
        return "Invalid according to Policy: a field is missing";
      if (!g_str_equal (value, tack_json_get_string (wanted, l->data)))
        return "Invalid according to Policy: a field has another value";
    }

  return g_hash_table_size (fields) > json_object_get_size (wanted)
           ? "Invalid according to Policy: Extra input fields"
           : NULL;
}

static void
finish_form (SoupServerMessage *message, TackDemoState *state, TackDemoForm *form)
{
  TackDemoMedia *media;
  const char    *fault;

  if (!tack_demo_form_is_whole (form) || tack_demo_form_has_duplicates (form))
    {
      refuse (message, 400, "MalformedPOSTRequest", "The body is not well-formed form-data.");
      return;
    }
  if (!tack_demo_form_is_file_last (form))
    {
      refuse (message, 400, "InvalidArgument",
              "POST requires exactly one file, as the last field.");
      return;
    }
  if (tack_demo_form_get_file_size (form) > (guint64) TACK_VIDEO_BYTES_MAX)
    {
      refuse (message, 400, "EntityTooLarge", "Your proposed upload exceeds the maximum size.");
      return;
    }

  media = find_media (state, g_hash_table_lookup (tack_demo_form_get_fields (form), "key"));
  fault = find_field_fault (tack_demo_form_get_fields (form), media);
  if (fault != NULL)
    {
      refuse (message, 403, "AccessDenied", fault);
      return;
    }

  media->arrived_us = g_get_monotonic_time ();
  media->size = tack_demo_form_get_file_size (form);
  g_free (media->sha256);
  media->sha256 = g_strdup (tack_demo_form_get_sha256 (form));
  soup_server_message_set_status (message, 204, NULL);
}

void
tack_demo_bucket_finish (SoupServerMessage *message, TackDemoState *state)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  TackDemoForm       *form = g_object_get_data (G_OBJECT (message), FORM_KEY);

  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    refuse (message, 405, "MethodNotAllowed", "The specified method is not allowed.");
  else if (soup_message_headers_get_one (headers, "Authorization") != NULL)
    refuse (message, 400, "InvalidArgument", "Only one auth mechanism allowed.");
  else if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    refuse (message, 411, "MissingContentLength", "You must provide a Content-Length.");
  else if (form == NULL)
    refuse (message, 412, "PreconditionFailed", "Bucket POST must be multipart/form-data.");
  else
    finish_form (message, state, form);
}
