/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackOperation:
 *
 * The calls of Pinterest's v5 API that the program makes, under Pinterest's names. Method, path and
 * what may be done after a failure stand in one table in tack-operation.c.
 */
typedef enum
{
  TACK_OPERATION_USER_ACCOUNT_GET,
  TACK_OPERATION_BOARDS_LIST,
  TACK_OPERATION_BOARDS_CREATE,
  TACK_OPERATION_BOARDS_LIST_PINS,
  TACK_OPERATION_BOARD_SECTIONS_LIST,
  TACK_OPERATION_MEDIA_CREATE,
  TACK_OPERATION_MEDIA_GET,
  TACK_OPERATION_PINS_CREATE,
  TACK_OPERATION_PINS_GET,
} TackOperation;

/**
 * TackOperationInfo:
 * @name: Pinterest's operation id, such as `boards/list`.
 * @method: the HTTP method.
 * @path: the path below `/v5`, with one `{}` for each id.
 * @is_idempotent: whether sending it twice is the same as once, so that a lost answer is no doubt.
 */
typedef struct
{
  const char *name;
  const char *method;
  const char *path;
  gboolean    is_idempotent;
} TackOperationInfo;

const TackOperationInfo *tack_operation_get_info (TackOperation operation);

/**
 * tack_operation_dup_path:
 * @id: (nullable): what replaces `{}`, escaped.
 *
 * Returns: (transfer full): the path below `/v5`.
 */
char *tack_operation_dup_path (TackOperation operation, const char *id);

G_END_DECLS
