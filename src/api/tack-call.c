/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-call.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"

typedef struct
{
  TackOperation operation; /* input */
  TackItemFunc  item_func; /* input, nullable */
} TypedCall;

/* It said yes without saying to what: a thing made by the call is there, its id is not known. */
static GError *
new_damaged_error (TackOperation operation)
{
  TackErrorDetails details = { .retry_after_ms = -1 };

  details.answer_lost = !tack_operation_get_info (operation)->is_idempotent;

  return tack_error_new_with_details (TACK_ERROR_WAIT, &details,
                                      details.answer_lost
                                        ? _ ("Pinterest's answer arrived damaged: look whether it "
                                             "was done all the same.")
                                        : _ ("Pinterest's answer arrived damaged."));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  TypedCall           *call = g_task_get_task_data (task);
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (call->item_func == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  gpointer item = node != NULL ? call->item_func (json_node_get_object (node)) : NULL;
  if (item == NULL)
    g_task_return_error (task, new_damaged_error (call->operation));
  else
    g_task_return_pointer (task, item, g_object_unref);
}

void
tack_call_async (TackApiClient      *client,
                 TackOperation       operation,
                 const char *const  *ids,
                 const char         *query,
                 TackBody           *body,
                 TackItemFunc        item_func,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  g_autoptr (GTask)    task = g_task_new (client, cancellable, callback, user_data);
  TypedCall           *call = g_new (TypedCall, 1);
  g_autoptr (TackBody) sent = body;

  g_task_set_source_tag (task, tack_call_async);
  *call = (TypedCall){ operation, item_func };
  g_task_set_task_data (task, call, g_free);

  GError *error = NULL;
  if (!tack_operation_check_ids (operation, ids, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tack_api_client_call_async (client, operation, ids, query, sent, cancellable, called_cb,
                              g_steal_pointer (&task));
}

void
tack_call_refuse_async (TackApiClient      *client,
                        GError             *error,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_task_report_error (client, callback, user_data, tack_call_async, error);
}

gpointer
tack_call_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
tack_call_finish_empty (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_call_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
