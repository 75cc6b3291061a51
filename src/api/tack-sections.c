/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-sections.h"

#include <glib/gi18n-lib.h>

#include "api/tack-call.h"
#include "api/tack-find.h"
#include "api/tack-pin.h"
#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "base/tack-text-check.h"

TackPageList *
tack_sections_list (TackApiClient *client, const char *board_id)
{
  TackPageRequest request = {
    .operation = TACK_OPERATION_BOARD_SECTIONS_LIST,
    .ids = { g_strdup (board_id) },
    .item_type = TACK_TYPE_SECTION,
    .item_func = (TackItemFunc) tack_section_new_from_json,
    .id_func = (gpointer) tack_section_get_id,
  };

  return tack_page_list_new (client, &request);
}

TackPageRequest
tack_sections_list_pins_request (const char *board_id, const char *section_id)
{
  return (TackPageRequest){
    .operation = TACK_OPERATION_BOARD_SECTIONS_LIST_PINS,
    .ids = { g_strdup (board_id), g_strdup (section_id) },
    .item_type = TACK_TYPE_PIN,
    .item_func = (TackItemFunc) tack_pin_new_from_json,
    .id_func = (gpointer) tack_pin_get_id,
  };
}

TackPageList *
tack_sections_list_pins (TackApiClient *client, const char *board_id, const char *section_id)
{
  TackPageRequest request = tack_sections_list_pins_request (board_id, section_id);

  return tack_page_list_new (client, &request);
}

/* A section is made and renamed alike. */
static void
name_section (TackApiClient      *client,
              TackOperation       operation,
              const char         *board_id,
              const char         *section_id,
              const char         *name,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  const char *ids[] = { board_id, section_id, NULL };
  GError     *error = NULL;

  if (!tack_text_check_name (_ ("The name of the section"), name, TACK_SECTION_NAME_MAX, &error))
    {
      tack_call_refuse_async (client, error, callback, user_data);
      return;
    }

  JsonObject *body = json_object_new ();
  json_object_set_string_member (body, "name", name);
  tack_call_async (client, operation, ids, NULL, tack_body_new_take_object (body),
                   (TackItemFunc) tack_section_new_from_json, cancellable, callback, user_data);
}

void
tack_sections_create_async (TackApiClient      *client,
                            const char         *board_id,
                            const char         *name,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  name_section (client, TACK_OPERATION_BOARD_SECTIONS_CREATE, board_id, NULL, name, cancellable,
                callback, user_data);
}

TackSection *
tack_sections_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

void
tack_sections_rename_async (TackApiClient      *client,
                            const char         *board_id,
                            const char         *section_id,
                            const char         *name,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  name_section (client, TACK_OPERATION_BOARD_SECTIONS_UPDATE, board_id, section_id, name,
                cancellable, callback, user_data);
}

TackSection *
tack_sections_rename_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

void
tack_sections_delete_async (TackApiClient      *client,
                            const char         *board_id,
                            const char         *section_id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  const char *ids[] = { board_id, section_id, NULL };

  tack_call_async (client, TACK_OPERATION_BOARD_SECTIONS_DELETE, ids, NULL, NULL, NULL, cancellable,
                   callback, user_data);
}

gboolean
tack_sections_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish_empty (client, result, error);
}

TackSection *
tack_sections_find (GListModel *sections, const char *name_or_id, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  guint               n_matches;
  TackSection *section = tack_find_named (sections, name_or_id, (gpointer) tack_section_get_id,
                                          (gpointer) tack_section_get_name, candidates, &n_matches);

  if (n_matches == 1)
    return section;

  g_propagate_error (error,
                     n_matches == 0
                       ? tack_error_new (TACK_ERROR_FIX, _ ("The board has no section “%s”."),
                                         name_or_id)
                       : tack_error_new (TACK_ERROR_FIX,
                                         _ ("Several sections are called “%s”: name one by its "
                                            "number, %s."),
                                         name_or_id, candidates->str));
  return NULL;
}
