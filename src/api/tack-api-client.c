/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-client.h"

#include <glib/gi18n-lib.h>

#include "api/tack-api-error.h"
#include "api/tack-body-stream.h"
#include "base/tack-backoff.h"
#include "base/tack-json.h"

/* The largest answer of the contract, a page of 250 Pins, has about one megabyte. */
#define ANSWER_BYTES_MAX (8 * 1024 * 1024)
#define TIMEOUT_S 30
/* An idempotent call is sent this often before its network error or 5xx counts. */
#define SENDS_MAX 3
#define RESEND_FIRST_MS 500
#define RESEND_MAX_MS 4000

struct _TackApiClient
{
  GObject parent_instance;

  char           *url; /* without a final slash */
  TackAuthorizer *authorizer;
  SoupSession    *session;
  char           *ad_account_id;
};

G_DEFINE_FINAL_TYPE (TackApiClient, tack_api_client, G_TYPE_OBJECT)

static void
tack_api_client_finalize (GObject *object)
{
  TackApiClient *self = TACK_API_CLIENT (object);

  g_free (self->url);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->session);
  g_free (self->ad_account_id);

  G_OBJECT_CLASS (tack_api_client_parent_class)->finalize (object);
}

static void
tack_api_client_class_init (TackApiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_api_client_finalize;
}

static void
tack_api_client_init (TackApiClient *self)
{
}

GUri *
tack_api_url_check (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_propagate_error (error,
                         tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not a web address."), url));
      return NULL;
    }

  const char              *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  gboolean                 is_loopback = g_ascii_strcasecmp (host, "localhost") == 0
                         || (address != NULL && g_inet_address_get_is_loopback (address));
  gboolean is_http = g_strcmp0 (g_uri_get_scheme (uri), "http") == 0;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 && !(is_http && is_loopback))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("“%s” is not safe: the address has to begin "
                                                   "with https."),
                                                url));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

TackApiClient *
tack_api_client_new (const char *url, TackAuthorizer *authorizer, GError **error)
{
  g_autoptr (GUri) uri = tack_api_url_check (url, error);
  if (uri == NULL)
    return NULL;

  TackApiClient *self = g_object_new (TACK_TYPE_API_CLIENT, NULL);
  self->url = g_strdup (url);
  for (gsize end = strlen (self->url); end > 0 && self->url[end - 1] == '/'; end--)
    self->url[end - 1] = '\0';
  self->authorizer = g_object_ref (authorizer);
  /* Six uploads at once beside their calls; the default of two a host would make them queue. */
  self->session
    = soup_session_new_with_options ("user-agent", "Tackboard/" TACK_VERSION, "timeout", TIMEOUT_S,
                                     "max-conns", 32, "max-conns-per-host", 16, NULL);

  return self;
}

void
tack_api_client_set_ad_account (TackApiClient *self, const char *ad_account_id)
{
  g_autofree char *old = self->ad_account_id;

  self->ad_account_id = g_strdup (ad_account_id);
}

/* Pinterest's pages are on another host than its API; a stand-in's are beside it. */
static char *
dup_page_url (TackApiClient *self, const char *path)
{
  g_autoptr (GUri) uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);
  const char      *host = g_uri_get_host (uri);

  if (g_str_has_suffix (host, ".pinterest.com"))
    return g_strconcat ("https://www.pinterest.com", path, NULL);

  return g_uri_join (G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL, host,
                     g_uri_get_port (uri), path, NULL, NULL);
}

char *
tack_api_client_dup_pin_url (TackApiClient *self, const char *pin_id)
{
  g_autofree char *path = g_strdup_printf ("/pin/%s/", pin_id);

  return dup_page_url (self, path);
}

char *
tack_api_client_dup_profile_url (TackApiClient *self, const char *username)
{
  g_autofree char *escaped = g_uri_escape_string (username, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/%s/", escaped);

  return dup_page_url (self, path);
}


/* One call: in progress it is sent, its body read to the end or the limit, and perhaps sent again.
 */
typedef struct
{
  TackOperation operation; /* input */
  char         *url;       /* input */
  TackBody     *body;      /* input, nullable */

  SoupMessage   *message;  /* in progress */
  GInputStream  *stream;   /* in progress */
  GOutputStream *answer;   /* in progress */
  gboolean       was_sent; /* in progress: the server may have seen the whole request */
  guint          sends;    /* in progress */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->url);
  g_clear_pointer (&call->body, tack_body_unref);
  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_clear_object (&call->answer);
  g_free (call);
}

static void send_call (GTask *task);
static void send_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered (GTask *task, gboolean is_too_big);
static void failed (GTask *task, GError *error);

void
tack_api_client_send_async (TackApiClient      *self,
                            TackOperation       operation,
                            const char *const  *ids,
                            const char         *query,
                            TackBody           *body,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tack_api_client_send_async);

  g_autofree char    *path = tack_operation_dup_path (operation, ids);
  g_autoptr (GString) url = g_string_new (self->url);
  g_string_append (url, path);
  if (query != NULL && *query != '\0')
    g_string_append_printf (url, "?%s", query);
  if (self->ad_account_id != NULL && tack_operation_get_info (operation)->takes_ad_account)
    {
      g_autofree char *escaped = g_uri_escape_string (self->ad_account_id, NULL, FALSE);
      g_string_append_printf (url, "%cad_account_id=%s", strchr (url->str, '?') != NULL ? '&' : '?',
                              escaped);
    }

  Call *call = g_new0 (Call, 1);
  call->operation = operation;
  call->url = g_strdup (url->str);
  call->body = body != NULL ? tack_body_ref (body) : NULL;
  g_task_set_task_data (task, call, call_free);

  send_call (g_steal_pointer (&task));
}

void
tack_api_client_call_async (TackApiClient      *self,
                            TackOperation       operation,
                            const char *const  *ids,
                            const char         *query,
                            JsonNode           *body,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (TackBody) whole = body != NULL ? tack_body_new_from_json (body) : NULL;

  tack_api_client_send_async (self, operation, ids, query, whole, cancellable, callback, user_data);
}

static void
on_message_wrote_headers (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  /* A small body leaves with its headers, so from here on it may have been carried out. */
  call->was_sent = TRUE;
}

/* libsoup asks for the body anew when it sends a message again by itself. */
static void
set_body (SoupMessage *message, gpointer user_data)
{
  Call                    *call = user_data;
  g_autoptr (GInputStream) stream = tack_body_stream_new (call->body);

  soup_message_set_request_body (message, "application/json", stream,
                                 (gssize) tack_body_get_length (call->body));
}

static void
send_call (GTask *task)
{
  TackApiClient           *self = g_task_get_source_object (task);
  Call                    *call = g_task_get_task_data (task);
  const TackOperationInfo *info = tack_operation_get_info (call->operation);
  g_autofree char         *token = tack_authorizer_dup_token (self->authorizer);

  if (token == NULL)
    {
      g_task_return_error (task, tack_error_new (TACK_ERROR_SIGN_IN, _ ("Nobody is signed in.")));
      g_object_unref (task);
      return;
    }

  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_clear_object (&call->answer);
  call->message = soup_message_new (info->method, call->url);
  call->was_sent = FALSE;
  call->sends++;

  /* A redirect could carry the token to another host; the API has none. */
  soup_message_add_flags (call->message, SOUP_MESSAGE_NO_REDIRECT);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (call->message), "Authorization",
                                authorization);
  if (call->body != NULL)
    {
      set_body (call->message, call);
      g_signal_connect (call->message, "restarted", G_CALLBACK (set_body), call);
    }
  g_signal_connect (call->message, "wrote-headers", G_CALLBACK (on_message_wrote_headers), call);

  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), send_cb, task);
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask             *task = user_data;
  Call              *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    {
      failed (task, tack_api_error_from_transport (error, soup_message_get_uri (call->message),
                                                   call->was_sent));
      return;
    }

  call->answer = g_memory_output_stream_new_resizable ();
  g_input_stream_read_bytes_async (call->stream, 64 * 1024, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask             *task = user_data;
  Call              *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      failed (task,
              tack_api_error_from_transport (error, soup_message_get_uri (call->message), TRUE));
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      answered (task, FALSE);
      return;
    }

  /* A memory stream takes all bytes at once and cannot fail. */
  g_output_stream_write_all (call->answer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             NULL, NULL, NULL);
  if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (call->answer))
      > ANSWER_BYTES_MAX)
    {
      answered (task, TRUE);
      return;
    }

  g_input_stream_read_bytes_async (call->stream, 64 * 1024, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static GError *
new_nonsense_error (Call *call)
{
  TackErrorDetails details = {
    .status = soup_message_get_status (call->message),
    .retry_after_ms = -1,
    /* It said yes, so what it was asked may be done. */
    .answer_lost = TRUE,
  };

  return tack_error_new_with_details (TACK_ERROR_WAIT, &details,
                                      _ ("Pinterest's answer arrived damaged."));
}

static void
answered (GTask *task, gboolean is_too_big)
{
  Call *call = g_task_get_task_data (task);
  guint status = soup_message_get_status (call->message);

  g_output_stream_close (call->answer, NULL, NULL);
  g_autoptr (GBytes) body
    = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (call->answer));

  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      failed (task, tack_api_error_from_answer (call->message, is_too_big ? NULL : body));
      return;
    }
  if (status == SOUP_STATUS_NO_CONTENT)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }

  g_autoptr (JsonNode) node = is_too_big ? NULL : tack_json_parse (body, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      failed (task, new_nonsense_error (call));
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&node), (GDestroyNotify) json_node_unref);
  g_object_unref (task);
}

static gboolean
on_resend_due (gpointer user_data)
{
  GTask *task = user_data;

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    send_call (task);

  return G_SOURCE_REMOVE;
}

/* Where every call that did not succeed ends: again where that cannot do harm, else for good. */
static void
failed (GTask *task, GError *error)
{
  Call                    *call = g_task_get_task_data (task);
  const TackErrorDetails  *details = tack_error_get_details (error);
  const TackOperationInfo *info = tack_operation_get_info (call->operation);
  gboolean                 is_network = error->domain == TACK_ERROR
                        && (details->status == 0 || details->status >= 500 || details->answer_lost);

  if (is_network && info->is_idempotent && call->sends < SENDS_MAX && call->was_sent)
    {
      g_autoptr (GSource) source
        = g_timeout_source_new ((guint) tack_backoff_get_delay (call->sends, RESEND_FIRST_MS,
                                                                RESEND_MAX_MS, g_random_double ()));
      g_source_set_callback (source, on_resend_due, task, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_error_free (error);
      return;
    }

  if (details->answer_lost && info->is_idempotent)
    {
      TackErrorDetails certain = *details;
      certain.answer_lost = FALSE;
      g_task_return_error (task, tack_error_new_with_details (tack_error_get_class (error),
                                                              &certain, error->message));
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

JsonNode *
tack_api_client_call_finish (TackApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
