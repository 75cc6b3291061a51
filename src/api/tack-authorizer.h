/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_AUTHORIZER (tack_authorizer_get_type ())
G_DECLARE_INTERFACE (TackAuthorizer, tack_authorizer, TACK, AUTHORIZER, GObject)

/**
 * TackAuthorizer:
 *
 * Who brings the token. The client asks for it before each request and never keeps it; the account
 * room answers from the environment or the keyring, a test from a constant. Who can get a new token
 * for one that is not accepted any more also has @refresh_async and @refresh_finish; one refresh is
 * under way at a time.
 */
struct _TackAuthorizerInterface
{
  GTypeInterface parent_iface;

  char *(*dup_token) (TackAuthorizer *self);
  void (*refresh_async) (TackAuthorizer *self, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*refresh_finish) (TackAuthorizer *self, GAsyncResult *result, GError **error);
};

/**
 * tack_authorizer_dup_token:
 *
 * Returns: (transfer full) (nullable): the access token; %NULL when nobody is signed in.
 */
char *tack_authorizer_dup_token (TackAuthorizer *self);

/**
 * tack_authorizer_refresh_async:
 * @refused: the token that was not accepted.
 *
 * Gets a new token. Calls that were refused at the same time share one refresh, and whoever comes
 * when there is another token already needs none.
 */
void tack_authorizer_refresh_async (TackAuthorizer     *self,
                                    const char         *refused,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);

/** tack_authorizer_refresh_finish: Returns: whether there is a new token; %FALSE also where nobody
 * can get one. */
gboolean tack_authorizer_refresh_finish (TackAuthorizer *self, GAsyncResult *result);

G_END_DECLS
