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


/* The tasks that wait for the refresh under way. */
static GQuark
get_waiting_quark (void)
{
  return g_quark_from_static_string ("tack-authorizer-waiting");
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackAuthorizer       *self = TACK_AUTHORIZER (source);
  g_autoptr (GPtrArray) waiting = g_object_steal_qdata (source, get_waiting_quark ());
  g_autoptr (GError)    error = NULL;
  gboolean is_new = TACK_AUTHORIZER_GET_IFACE (self)->refresh_finish (self, result, &error);

  if (error != NULL)
    g_debug ("No new token: %s", error->message);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (g_ptr_array_index (waiting, i), is_new);
}

void
tack_authorizer_refresh_async (TackAuthorizer     *self,
                               const char         *refused,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char  *token = tack_authorizer_dup_token (self);
  GPtrArray        *waiting = g_object_get_qdata (G_OBJECT (self), get_waiting_quark ());

  g_task_set_source_tag (task, tack_authorizer_refresh_async);
  if (TACK_AUTHORIZER_GET_IFACE (self)->refresh_async == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  if (token != NULL && g_strcmp0 (token, refused) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_steal_pointer (&task));
      return;
    }

  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_steal_pointer (&task));
  g_object_set_qdata_full (G_OBJECT (self), get_waiting_quark (), waiting,
                           (GDestroyNotify) g_ptr_array_unref);
  TACK_AUTHORIZER_GET_IFACE (self)->refresh_async (self, refreshed_cb, NULL);
}

gboolean
tack_authorizer_refresh_finish (TackAuthorizer *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
