/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-call.h"

G_BEGIN_DECLS

/**
 * TackPageRequest:
 * @operation: one of the calls that answer with pages.
 * @ids: those in its path; unused ones are %NULL.
 * @query: (nullable): form-encoded, without bookmark and page size.
 * @item_type: the #GType of the items.
 * @item_func: makes them.
 * @id_func: tells them apart.
 *
 * Which list of Pinterest's is meant. Plain data; owned by its holder, who clears it.
 */
typedef struct
{
  TackOperation operation;
  char         *ids[TACK_OPERATION_IDS_MAX + 1];
  char         *query;
  GType         item_type;
  TackItemFunc  item_func;
  const char *(*id_func) (gpointer item);
} TackPageRequest;

void tack_page_request_clear (TackPageRequest *self);

/**
 * tack_page_get_async:
 * @request: not needed any more when the call returns.
 * @bookmark: (nullable): where the last page ended; %NULL for the first.
 * @page_size: 1 to %TACK_PAGE_SIZE_MAX.
 *
 * Asks for one page.
 */
void tack_page_get_async (TackApiClient         *client,
                          const TackPageRequest *request,
                          const char            *bookmark,
                          guint                  page_size,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data);

/**
 * tack_page_get_finish:
 * @bookmark: (out) (optional) (nullable) (transfer full): where the next page begins; %NULL at the
 *   end: an absent, null or empty bookmark ends a list.
 * @error: `TACK_ERROR_WAIT` for a page of another shape: it is no page without items.
 *
 * Returns: (transfer full) (element-type GObject): the items.
 */
GPtrArray *tack_page_get_finish (TackApiClient *client,
                                 GAsyncResult  *result,
                                 char         **bookmark,
                                 GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackPageRequest, tack_page_request_clear)

G_END_DECLS
