/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-page.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-json.h"
#include "base/tack-limits.h"

/* What the calls for a page answer with. */
typedef struct
{
  TackItemFunc item_func; /* input */
  GPtrArray   *items;     /* output */
  char        *bookmark;  /* output, nullable */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page->bookmark);
  g_free (page);
}

void
tack_page_request_clear (TackPageRequest *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_clear_pointer (&self->ids[i], g_free);
  g_clear_pointer (&self->query, g_free);
}

static char *
dup_query (const TackPageRequest *request, const char *bookmark, guint page_size)
{
  g_autoptr (GString) query = g_string_new (request->query);

  g_string_append_printf (query, "%spage_size=%u", query->len > 0 ? "&" : "", page_size);
  if (bookmark != NULL)
    {
      g_string_append (query, "&bookmark=");
      g_string_append_uri_escaped (query, bookmark, NULL, FALSE);
    }

  return g_strdup (query->str);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  Page                *page = g_task_get_task_data (task);
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* A page of another shape is no page without items: who looks for a Pin must not take it so. */
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonArray  *array = tack_json_get_array (object, "items");
  if (array == NULL)
    {
      g_task_return_error (task, tack_error_new (TACK_ERROR_WAIT,
                                                 _ ("Pinterest's answer arrived damaged.")));
      return;
    }

  const char *bookmark = tack_json_get_string (object, "bookmark");
  if (bookmark != NULL && *bookmark != '\0')
    page->bookmark = g_strdup (bookmark);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer item = page->item_func (tack_json_get_element_object (array, i));

      if (item != NULL)
        g_ptr_array_add (page->items, item);
    }
  g_task_return_boolean (task, TRUE);
}

void
tack_page_get_async (TackApiClient         *client,
                     const TackPageRequest *request,
                     const char            *bookmark,
                     guint                  page_size,
                     GCancellable          *cancellable,
                     GAsyncReadyCallback    callback,
                     gpointer               user_data)
{
  g_return_if_fail (page_size >= 1 && page_size <= TACK_PAGE_SIZE_MAX);

  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Page             *page = g_new0 (Page, 1);
  g_autofree char  *query = dup_query (request, bookmark, page_size);

  g_task_set_source_tag (task, tack_page_get_async);
  page->item_func = request->item_func;
  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, page, page_free);

  const char *const *ids = (const char *const *) request->ids;
  GError            *error = NULL;
  if (!tack_operation_check_ids (request->operation, ids, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tack_api_client_call_async (client, request->operation, ids, query, NULL, cancellable, page_cb,
                              g_steal_pointer (&task));
}

GPtrArray *
tack_page_get_finish (TackApiClient *client, GAsyncResult *result, char **bookmark, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_page_get_async), NULL);

  Page *page = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  if (bookmark != NULL)
    *bookmark = g_steal_pointer (&page->bookmark);

  return g_steal_pointer (&page->items);
}
