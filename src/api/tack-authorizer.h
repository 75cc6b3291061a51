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
 * room answers from the environment or the keyring, a test from a constant.
 */
struct _TackAuthorizerInterface
{
  GTypeInterface parent_iface;

  char *(*dup_token) (TackAuthorizer *self);
};

/**
 * tack_authorizer_dup_token:
 *
 * Returns: (transfer full) (nullable): the access token; %NULL when nobody is signed in.
 */
char *tack_authorizer_dup_token (TackAuthorizer *self);

G_END_DECLS
