/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-operation.h"

static const TackOperationInfo operations[] = {
  [TACK_OPERATION_USER_ACCOUNT_GET] = { "user_account/get", "GET", "/user_account", TRUE },
  [TACK_OPERATION_BOARDS_LIST] = { "boards/list", "GET", "/boards", TRUE },
  [TACK_OPERATION_BOARDS_CREATE] = { "boards/create", "POST", "/boards", FALSE },
  [TACK_OPERATION_BOARDS_LIST_PINS] = { "boards/list_pins", "GET", "/boards/{}/pins", TRUE },
  [TACK_OPERATION_BOARD_SECTIONS_LIST]
  = { "board_sections/list", "GET", "/boards/{}/sections", TRUE },
  /* A registration that is lost is merely forgotten: registering again harms nobody. */
  [TACK_OPERATION_MEDIA_CREATE] = { "media/create", "POST", "/media", TRUE },
  [TACK_OPERATION_MEDIA_GET] = { "media/get", "GET", "/media/{}", TRUE },
  [TACK_OPERATION_PINS_CREATE] = { "pins/create", "POST", "/pins", FALSE },
  [TACK_OPERATION_PINS_GET] = { "pins/get", "GET", "/pins/{}", TRUE },
};

const TackOperationInfo *
tack_operation_get_info (TackOperation operation)
{
  g_return_val_if_fail (operation < G_N_ELEMENTS (operations), NULL);

  return &operations[operation];
}

char *
tack_operation_dup_path (TackOperation operation, const char *id)
{
  const char *path = tack_operation_get_info (operation)->path;
  const char *hole = g_strstr_len (path, -1, "{}");

  if (hole == NULL)
    return g_strdup (path);

  g_autofree char *escaped = g_uri_escape_string (id != NULL ? id : "", NULL, FALSE);

  return g_strdup_printf ("%.*s%s%s", (int) (hole - path), path, escaped, hole + 2);
}
