/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-account-info.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-json.h"

struct _TackAccountInfo
{
  GObject parent_instance;

  JsonNode *json;
};

G_DEFINE_FINAL_TYPE (TackAccountInfo, tack_account_info, G_TYPE_OBJECT)

static void
tack_account_info_finalize (GObject *object)
{
  json_node_unref (TACK_ACCOUNT_INFO (object)->json);

  G_OBJECT_CLASS (tack_account_info_parent_class)->finalize (object);
}

static void
tack_account_info_class_init (TackAccountInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_account_info_finalize;
}

static void
tack_account_info_init (TackAccountInfo *self)
{
}

static JsonObject *
get_object (TackAccountInfo *self)
{
  return json_node_get_object (self->json);
}

const char *
tack_account_info_get_id (TackAccountInfo *self)
{
  return tack_json_get_string (get_object (self), "id");
}

const char *
tack_account_info_get_username (TackAccountInfo *self)
{
  return tack_json_get_string (get_object (self), "username");
}

gint64
tack_account_info_get_board_count (TackAccountInfo *self)
{
  return tack_json_get_int (get_object (self), "board_count", 0);
}

gint64
tack_account_info_get_pin_count (TackAccountInfo *self)
{
  return tack_json_get_int (get_object (self), "pin_count", 0);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError           *error = NULL;
  JsonNode         *node = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (node == NULL)
    {
      g_task_return_error (task, tack_error_new (TACK_ERROR_WAIT,
                                                 _ ("Pinterest's answer arrived damaged.")));
      return;
    }

  TackAccountInfo *self = g_object_new (TACK_TYPE_ACCOUNT_INFO, NULL);
  self->json = node;
  g_task_return_pointer (task, self, g_object_unref);
}

void
tack_account_info_get_async (TackApiClient      *client,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_account_info_get_async);
  tack_api_client_call_async (client, TACK_OPERATION_USER_ACCOUNT_GET, NULL, NULL, NULL,
                              cancellable, called_cb, task);
}

TackAccountInfo *
tack_account_info_get_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
