/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-page-list.h"
#include "api/tack-pin-request.h"
#include "api/tack-pin.h"

G_BEGIN_DECLS

/* The calls on Pins. Errors: `TACK_ERROR` with the details of the answer, or
 * `G_IO_ERROR_CANCELLED`. */

/**
 * TackPinFilter:
 * @include_protected: also those on protected boards, such as “Ad-only Pins”.
 *
 * Which Pins of the account are listed. All unset lists the public ones.
 */
typedef struct
{
  gboolean include_protected;
} TackPinFilter;

/**
 * TackPinChanges:
 * @title: (nullable): %NULL leaves a text as it is, "" empties it.
 * @board_id: (nullable): moves the Pin.
 * @board_section_id: (nullable): "" takes it out of its section.
 *
 * What `PATCH /pins` may change. It is beta: many apps are refused. Strings are not owned.
 */
typedef struct
{
  const char *title;
  const char *description;
  const char *alt_text;
  const char *link;
  const char *board_id;
  const char *board_section_id;
} TackPinChanges;

/** tack_pin_changes_check: what tack_pins_update_async() checks by itself, for who has to look
 * something up before. @error: `TACK_ERROR_FIX` */
gboolean tack_pin_changes_check (const TackPinChanges *changes, GError **error);

/** tack_pins_list: Returns: (transfer full) (element-type TackPin): still without a page. */
TackPageList *tack_pins_list (TackApiClient *client, const TackPinFilter *filter);

/**
 * tack_pins_create_async:
 * @request: refused with `TACK_ERROR_FIX` before anything is sent when it cannot be a Pin. Its
 *   pictures are shared, not copied.
 *
 * Never sent twice by the client: Pinterest has no idempotency key, and an error whose details say
 * `answer_lost` may stand for a published Pin.
 */
void     tack_pins_create_async (TackApiClient        *client,
                                 const TackPinRequest *request,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
TackPin *tack_pins_create_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void     tack_pins_get_async (TackApiClient      *client,
                              const char         *pin_id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);
TackPin *tack_pins_get_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void     tack_pins_update_async (TackApiClient        *client,
                                 const char           *pin_id,
                                 const TackPinChanges *changes,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
TackPin *tack_pins_update_finish (TackApiClient *client, GAsyncResult *result, GError **error);

/**
 * tack_pins_save_async:
 * @board_id: where the copy goes.
 * @section_id: (nullable):
 */
void     tack_pins_save_async (TackApiClient      *client,
                               const char         *pin_id,
                               const char         *board_id,
                               const char         *section_id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
TackPin *tack_pins_save_finish (TackApiClient *client, GAsyncResult *result, GError **error);

void     tack_pins_delete_async (TackApiClient      *client,
                                 const char         *pin_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean tack_pins_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
