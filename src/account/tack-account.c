/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "account/tack-account.h"

#include <glib/gi18n-lib.h>

struct _TackAccount
{
  GObject parent_instance;

  TackHost host;
  char    *url;
  char    *token;
  char    *host_name;
};

static const struct
{
  const char *url;    /* NULL: has to be given */
  const char *name;   /* NULL: the address's host */
  const char *folder; /* NULL: made of the address */
} hosts[] = {
  [TACK_HOST_PRODUCTION] = { TACK_API_URL_PRODUCTION, N_ ("Production"), "production" },
  [TACK_HOST_SANDBOX] = { TACK_API_URL_SANDBOX, N_ ("Sandbox"), "sandbox" },
  [TACK_HOST_DEMO] = { NULL, N_ ("Demo"), "demo" },
  [TACK_HOST_CUSTOM] = { NULL, NULL, NULL },
};

static char *
tack_account_dup_token (TackAuthorizer *authorizer)
{
  return g_strdup (TACK_ACCOUNT (authorizer)->token);
}

static void
authorizer_iface_init (TackAuthorizerInterface *iface)
{
  iface->dup_token = tack_account_dup_token;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TackAccount,
                               tack_account,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TACK_TYPE_AUTHORIZER, authorizer_iface_init))

static void
tack_account_finalize (GObject *object)
{
  TackAccount *self = TACK_ACCOUNT (object);

  g_free (self->url);
  g_free (self->token);
  g_free (self->host_name);

  G_OBJECT_CLASS (tack_account_parent_class)->finalize (object);
}

static void
tack_account_class_init (TackAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_account_finalize;
}

static void
tack_account_init (TackAccount *self)
{
}

/* What is pasted into a shell's profile or copied from a page often brings line breaks along, and a
 * token has none inside either: in a header they would end it. Returns: (nullable): */
static char *
dup_clean_token (const char *token)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = token; p != NULL && *p != '\0'; p++)
    if (g_ascii_isgraph (*p))
      g_string_append_c (clean, *p);

  return clean->len > 0 ? g_strdup (clean->str) : NULL;
}

/* “127.0.0.1:8080” of an address, without a port that goes without saying; or the address itself
 * when it is none. */
static char *
dup_url_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (url);

  g_autofree char *origin
    = g_uri_join (G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                  g_uri_get_port (uri), "/", NULL, NULL);
  const char *host = strstr (origin, "://") + strlen ("://");

  return g_strndup (host, strlen (host) - strlen ("/"));
}

TackAccount *
tack_account_new (TackHost host, const char *url, const char *token)
{
  g_return_val_if_fail (url != NULL || hosts[host].url != NULL, NULL);

  TackAccount *self = g_object_new (TACK_TYPE_ACCOUNT, NULL);
  self->host = host;
  self->url = g_strdup (url != NULL ? url : hosts[host].url);
  self->host_name
    = hosts[host].name != NULL ? g_strdup (_ (hosts[host].name)) : dup_url_host (self->url);
  self->token = dup_clean_token (token);

  return self;
}

TackAccount *
tack_account_new_from_environment (TackHost host, const char *url)
{
  const char *token = g_getenv ("TACKBOARD_ACCESS_TOKEN");

  if (url == NULL && host == TACK_HOST_PRODUCTION)
    url = g_getenv ("TACKBOARD_API_URL");

  return tack_account_new (url != NULL && *url != '\0' ? TACK_HOST_CUSTOM : host,
                           url != NULL && *url != '\0' ? url : NULL, token);
}

TackHost
tack_account_get_host (TackAccount *self)
{
  return self->host;
}

const char *
tack_account_get_url (TackAccount *self)
{
  return self->url;
}

gboolean
tack_account_has_token (TackAccount *self)
{
  return self->token != NULL;
}

const char *
tack_account_get_host_name (TackAccount *self)
{
  return self->host_name;
}

char *
tack_account_dup_store_dir (TackAccount *self)
{
  g_autofree char *folder = g_strdup (hosts[self->host].folder);

  if (folder == NULL)
    {
      g_autofree char *host = dup_url_host (self->url);

      /* Begins unlike the others' folders: a host may be called “sandbox”, or “..”. */
      g_strcanon (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-", '_');
      folder = g_strconcat ("custom-", host, NULL);
    }

  return g_build_filename (g_get_user_data_dir (), "tackboard", folder, NULL);
}
