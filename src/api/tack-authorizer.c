/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-authorizer.h"

G_DEFINE_INTERFACE (TackAuthorizer, tack_authorizer, G_TYPE_OBJECT)

static void
tack_authorizer_default_init (TackAuthorizerInterface *iface)
{
}

char *
tack_authorizer_dup_token (TackAuthorizer *self)
{
  g_return_val_if_fail (TACK_IS_AUTHORIZER (self), NULL);

  return TACK_AUTHORIZER_GET_IFACE (self)->dup_token (self);
}
