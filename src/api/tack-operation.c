/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-operation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tack-text-check.h"

/* From Pinterest's v5 reference. */
static const TackOperationInfo operations[TACK_N_OPERATIONS] = {
  [TACK_OPERATION_USER_ACCOUNT_GET]
  = { "user_account/get", "GET", "/user_account", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_BOARDS_LIST] = { "boards/list", "GET", "/boards", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_BOARDS_CREATE]
  = { "boards/create", "POST", "/boards", FALSE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_BOARDS_GET] = { "boards/get", "GET", "/boards/{}", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_BOARDS_UPDATE]
  = { "boards/update", "PATCH", "/boards/{}", TRUE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_BOARDS_DELETE]
  = { "boards/delete", "DELETE", "/boards/{}", TRUE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_BOARDS_LIST_PINS]
  = { "boards/list_pins", "GET", "/boards/{}/pins", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_BOARD_SECTIONS_LIST]
  = { "board_sections/list", "GET", "/boards/{}/sections", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_BOARD_SECTIONS_CREATE]
  = { "board_sections/create", "POST", "/boards/{}/sections", FALSE, TRUE, TACK_RATE_WRITE, TRUE },
  [TACK_OPERATION_BOARD_SECTIONS_UPDATE]
  = { "board_sections/update", "PATCH", "/boards/{}/sections/{}", TRUE, TRUE, TACK_RATE_WRITE,
      TRUE },
  [TACK_OPERATION_BOARD_SECTIONS_DELETE]
  = { "board_sections/delete", "DELETE", "/boards/{}/sections/{}", TRUE, TRUE, TACK_RATE_WRITE,
      TRUE },
  [TACK_OPERATION_BOARD_SECTIONS_LIST_PINS]
  = { "board_sections/list_pins", "GET", "/boards/{}/sections/{}/pins", TRUE, TRUE,
      TACK_RATE_READ },
  [TACK_OPERATION_MEDIA_LIST] = { "media/list", "GET", "/media", TRUE, FALSE, TACK_RATE_READ },
  /* A registration that is lost is merely forgotten: registering again harms nobody. */
  [TACK_OPERATION_MEDIA_CREATE]
  = { "media/create", "POST", "/media", TRUE, FALSE, TACK_RATE_WRITE },
  [TACK_OPERATION_MEDIA_GET] = { "media/get", "GET", "/media/{}", TRUE, FALSE, TACK_RATE_READ },
  [TACK_OPERATION_PINS_LIST] = { "pins/list", "GET", "/pins", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_PINS_CREATE] = { "pins/create", "POST", "/pins", FALSE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_PINS_GET] = { "pins/get", "GET", "/pins/{}", TRUE, TRUE, TACK_RATE_READ },
  [TACK_OPERATION_PINS_UPDATE]
  = { "pins/update", "PATCH", "/pins/{}", TRUE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_PINS_DELETE]
  = { "pins/delete", "DELETE", "/pins/{}", TRUE, TRUE, TACK_RATE_WRITE },
  [TACK_OPERATION_PINS_SAVE]
  = { "pins/save", "POST", "/pins/{}/save", FALSE, TRUE, TACK_RATE_WRITE },
};

const TackOperationInfo *
tack_operation_get_info (TackOperation operation)
{
  g_return_val_if_fail (operation < G_N_ELEMENTS (operations), NULL);

  return &operations[operation];
}

char *
tack_operation_dup_path (TackOperation operation, const char *const *ids)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const char         *rest = tack_operation_get_info (operation)->path;
  const char         *hole;

  while ((hole = strstr (rest, "{}")) != NULL)
    {
      g_return_val_if_fail (ids != NULL && *ids != NULL, NULL);

      g_string_append_len (path, rest, hole - rest);
      g_string_append_uri_escaped (path, *ids++, NULL, FALSE);
      rest = hole + 2;
    }
  g_string_append (path, rest);

  return g_strdup (path->str);
}

/* What stands before the `{}` of an id says what it names. */
static const char *
get_id_label (const char *path, const char *hole)
{
  static const struct
  {
    const char *segment;
    const char *label;
  } LABELS[] = {
    { "/boards/", N_ ("The board") },
    { "/sections/", N_ ("The section") },
    { "/pins/", N_ ("The Pin") },
    { "/media/", N_ ("The uploaded video") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    {
      gsize length = strlen (LABELS[i].segment);

      if ((gsize) (hole - path) >= length
          && strncmp (hole - length, LABELS[i].segment, length) == 0)
        return _ (LABELS[i].label);
    }

  g_return_val_if_reached ("");
}

gboolean
tack_operation_check_ids (TackOperation operation, const char *const *ids, GError **error)
{
  const char *path = tack_operation_get_info (operation)->path;

  for (const char *hole = path; (hole = strstr (hole, "{}")) != NULL; hole += 2)
    {
      const char *id = ids != NULL ? *ids : NULL;

      if (!tack_text_require_id (get_id_label (path, hole), id, error))
        return FALSE;
      ids++;
    }

  return TRUE;
}
