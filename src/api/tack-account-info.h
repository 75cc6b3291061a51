/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"

G_BEGIN_DECLS

#define TACK_TYPE_ACCOUNT_INFO (tack_account_info_get_type ())
G_DECLARE_FINAL_TYPE (TackAccountInfo, tack_account_info, TACK, ACCOUNT_INFO, GObject)

/**
 * TackAccountInfo:
 *
 * What Pinterest tells of the account a token belongs to (`user_account`).
 */
const char *tack_account_info_get_id (TackAccountInfo *self);
const char *tack_account_info_get_username (TackAccountInfo *self);

/** tack_account_info_get_account_type: Returns: (nullable): Pinterest's word, such as `BUSINESS`.
 */
const char *tack_account_info_get_account_type (TackAccountInfo *self);
const char *tack_account_info_get_business_name (TackAccountInfo *self);
const char *tack_account_info_get_about (TackAccountInfo *self);
const char *tack_account_info_get_profile_image (TackAccountInfo *self);
const char *tack_account_info_get_website_url (TackAccountInfo *self);

/* Counts are 0 where Pinterest does not say. */
gint64 tack_account_info_get_board_count (TackAccountInfo *self);
gint64 tack_account_info_get_pin_count (TackAccountInfo *self);
gint64 tack_account_info_get_follower_count (TackAccountInfo *self);
gint64 tack_account_info_get_following_count (TackAccountInfo *self);
gint64 tack_account_info_get_monthly_views (TackAccountInfo *self);

/** tack_account_info_get_json: Returns: (transfer none): the object as it came, with Pinterest's
 * field names. */
JsonObject *tack_account_info_get_json (TackAccountInfo *self);

void             tack_account_info_get_async (TackApiClient      *client,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
TackAccountInfo *tack_account_info_get_finish (TackApiClient *client,
                                               GAsyncResult  *result,
                                               GError       **error);

G_END_DECLS
