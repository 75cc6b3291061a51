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
  TACK_OPERATION_BOARDS_GET,
  TACK_OPERATION_BOARDS_UPDATE,
  TACK_OPERATION_BOARDS_DELETE,
  TACK_OPERATION_BOARDS_LIST_PINS,
  TACK_OPERATION_BOARD_SECTIONS_LIST,
  TACK_OPERATION_BOARD_SECTIONS_CREATE,
  TACK_OPERATION_BOARD_SECTIONS_UPDATE,
  TACK_OPERATION_BOARD_SECTIONS_DELETE,
  TACK_OPERATION_BOARD_SECTIONS_LIST_PINS,
  TACK_OPERATION_MEDIA_LIST,
  TACK_OPERATION_MEDIA_CREATE,
  TACK_OPERATION_MEDIA_GET,
  TACK_OPERATION_PINS_LIST,
  TACK_OPERATION_PINS_CREATE,
  TACK_OPERATION_PINS_GET,
  TACK_OPERATION_PINS_UPDATE,
  TACK_OPERATION_PINS_DELETE,
  TACK_OPERATION_PINS_SAVE,
} TackOperation;

#define TACK_N_OPERATIONS (TACK_OPERATION_PINS_SAVE + 1)

/** How many ids a path has at most. */
#define TACK_OPERATION_IDS_MAX 2

/**
 * TackRateClass:
 *
 * Pinterest counts calls that read and calls that write apart (`x-ratelimit-category`).
 */
typedef enum
{
  TACK_RATE_READ,
  TACK_RATE_WRITE,
} TackRateClass;

#define TACK_N_RATE_CLASSES (TACK_RATE_WRITE + 1)

/**
 * TackOperationInfo:
 * @name: Pinterest's operation id, such as `boards/list`.
 * @method: the HTTP method.
 * @path: the path below `/v5`, with one `{}` for each id.
 * @is_idempotent: whether sending it twice is the same as once, so that a lost answer is no doubt.
 * @takes_ad_account: whether it can be done for the owner of an ad account.
 * @rate_class: which of Pinterest's limits it counts against.
 * @changes_sections: whether it changes the sections of the board that its first id names:
 *   Pinterest takes one such call of a board at a time.
 */
typedef struct
{
  const char   *name;
  const char   *method;
  const char   *path;
  gboolean      is_idempotent;
  gboolean      takes_ad_account;
  TackRateClass rate_class;
  gboolean      changes_sections;
} TackOperationInfo;

const TackOperationInfo *tack_operation_get_info (TackOperation operation);

/**
 * tack_operation_dup_path:
 * @ids: (nullable) (array zero-terminated=1): what replaces the `{}`, in their order, escaped.
 *
 * Returns: (transfer full): the path below `/v5`.
 */
char *tack_operation_dup_path (TackOperation operation, const char *const *ids);

/**
 * tack_operation_check_ids:
 * @ids: (nullable) (array zero-terminated=1): as for tack_operation_dup_path().
 * @error: `TACK_ERROR_FIX`: an id of the path is missing, or anything but digits.
 */
gboolean tack_operation_check_ids (TackOperation operation, const char *const *ids, GError **error);

G_END_DECLS
