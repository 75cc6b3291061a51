/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pins.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  TackPin *pin = node != NULL ? tack_pin_new_from_json (json_node_get_object (node)) : NULL;
  if (pin == NULL)
    {
      /* It said yes without saying which: the Pin is there, its id is not known. */
      TackErrorDetails details = { .retry_after_ms = -1, .answer_lost = TRUE };
      g_task_return_error (task,
                           tack_error_new_with_details (TACK_ERROR_WAIT, &details,
                                                        _ ("Pinterest's answer arrived damaged.")));
      return;
    }

  g_task_return_pointer (task, pin, g_object_unref);
}

void
tack_pins_create_async (TackApiClient        *client,
                        const TackPinRequest *request,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  GError           *error = NULL;

  g_task_set_source_tag (task, tack_pins_create_async);
  if (!tack_pin_request_check (request, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_autoptr (TackBody) body = tack_pin_request_to_body (request);
  tack_api_client_send_async (client, TACK_OPERATION_PINS_CREATE, NULL, NULL, body, cancellable,
                              created_cb, g_steal_pointer (&task));
}

TackPin *
tack_pins_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
