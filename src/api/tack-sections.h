/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-page-list.h"
#include "api/tack-section.h"

G_BEGIN_DECLS

/* The calls on the sections of a board. Pinterest answers 409 when two of one board are made or
 * changed at once: the client sends those of one board one after the other, and a 409 again.
 * Errors: `TACK_ERROR` with the details of the answer, or `G_IO_ERROR_CANCELLED`. */

/** tack_sections_list: Returns: (transfer full) (element-type TackSection): still without a page.
 */
TackPageList *tack_sections_list (TackApiClient *client, const char *board_id);

/** tack_sections_list_pins_request: which list tack_sections_list_pins() is, for single pages of
 * it.
 */
TackPageRequest tack_sections_list_pins_request (const char *board_id, const char *section_id);

/** tack_sections_list_pins: Returns: (transfer full) (element-type TackPin): newest first. */
TackPageList *tack_sections_list_pins (TackApiClient *client,
                                       const char    *board_id,
                                       const char    *section_id);

/**
 * tack_sections_create_async:
 * @name: 1 to %TACK_SECTION_NAME_MAX characters, else `TACK_ERROR_FIX` before anything is sent.
 */
void         tack_sections_create_async (TackApiClient      *client,
                                         const char         *board_id,
                                         const char         *name,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
TackSection *tack_sections_create_finish (TackApiClient *client,
                                          GAsyncResult  *result,
                                          GError       **error);

void         tack_sections_rename_async (TackApiClient      *client,
                                         const char         *board_id,
                                         const char         *section_id,
                                         const char         *name,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
TackSection *tack_sections_rename_finish (TackApiClient *client,
                                          GAsyncResult  *result,
                                          GError       **error);

void     tack_sections_delete_async (TackApiClient      *client,
                                     const char         *board_id,
                                     const char         *section_id,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean tack_sections_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/** tack_sections_find: as tack_boards_find(). Returns: (transfer none): */
TackSection *tack_sections_find (GListModel *sections, const char *name_or_id, GError **error);

G_END_DECLS
