/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-client.h"

#include <glib/gi18n-lib.h>

#include "api/tack-api-client-private.h"
#include "api/tack-create.h"
#include "api/tack-exchange.h"
#include "base/tack-error.h"

/* Of silence on a connection. */
#define TIMEOUT_S 30
#define DEADLINE_MS (60 * 1000)

G_DEFINE_FINAL_TYPE (TackApiClient, tack_api_client, G_TYPE_OBJECT)

static void
tack_api_client_finalize (GObject *object)
{
  TackApiClient *self = TACK_API_CLIENT (object);

  g_free (self->url);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->session);
  g_free (self->ad_account_id);
  g_clear_object (&self->clock);
  for (guint i = 0; i < TACK_N_RATE_CLASSES; i++)
    g_clear_object (&self->gates[i]);
  tack_board_turns_free (self->board_turns);

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
  self->deadline_ms = DEADLINE_MS;
  self->board_turns = tack_board_turns_new ();
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

  g_autoptr (TackClock) clock = tack_clock_new ();
  tack_api_client_set_clock (self, clock);

  return self;
}

void
tack_api_client_set_clock (TackApiClient *self, TackClock *clock)
{
  g_set_object (&self->clock, clock);
  for (guint i = 0; i < TACK_N_RATE_CLASSES; i++)
    {
      g_clear_object (&self->gates[i]);
      self->gates[i] = tack_rate_gate_new (clock);
    }
}

void
tack_api_client_set_deadline (TackApiClient *self, guint deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

void
tack_api_client_set_ad_account (TackApiClient *self, const char *ad_account_id)
{
  g_autofree char *old = self->ad_account_id;

  self->ad_account_id = g_strdup (ad_account_id);
  tack_create_forget_counts (self);
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

void
tack_api_client_call_async (TackApiClient      *self,
                            TackOperation       operation,
                            const char *const  *ids,
                            const char         *query,
                            TackBody           *body,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tack_api_client_call_async);

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

  tack_exchange_begin (g_steal_pointer (&task), operation, url->str,
                       tack_operation_get_info (operation)->changes_sections ? ids[0] : NULL, body);
}

JsonNode *
tack_api_client_call_finish (TackApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
