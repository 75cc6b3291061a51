/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pins.h"

#include <glib/gi18n-lib.h>

#include "api/tack-create.h"
#include "api/tack-field-check.h"
#include "base/tack-json.h"
#include "base/tack-limits.h"
#include "base/tack-text-check.h"

TackPageList *
tack_pins_list (TackApiClient *client, const TackPinFilter *filter)
{
  TackPageRequest request = {
    .operation = TACK_OPERATION_PINS_LIST,
    .query = g_strdup (filter->include_protected ? "include_protected_pins=true" : NULL),
    .item_type = TACK_TYPE_PIN,
    .item_func = (TackItemFunc) tack_pin_new_from_json,
    .id_func = (gpointer) tack_pin_get_id,
  };

  return tack_page_list_new (client, &request);
}

static void
call_pin (TackApiClient      *client,
          TackOperation       operation,
          const char         *pin_id,
          TackBody           *body,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  const char *ids[] = { pin_id, NULL };

  tack_call_async (client, operation, ids, NULL, body, (TackItemFunc) tack_pin_new_from_json,
                   cancellable, callback, user_data);
}

static void
create_pin (TackApiClient      *client,
            TackOperation       operation,
            const char         *pin_id,
            TackBody           *body,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  const char *ids[] = { pin_id, NULL };

  tack_create_async (client, TACK_VOLUME_PINS, 1, operation, ids, body,
                     (TackItemFunc) tack_pin_new_from_json, cancellable, callback, user_data);
}

void
tack_pins_create_async (TackApiClient        *client,
                        const TackPinRequest *request,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  GError *error = NULL;

  if (tack_pin_request_check (request, &error))
    create_pin (client, TACK_OPERATION_PINS_CREATE, NULL, tack_pin_request_to_body (request),
                cancellable, callback, user_data);
  else
    tack_call_refuse_async (client, error, callback, user_data);
}

TackPin *
tack_pins_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_create_finish (client, result, error);
}

void
tack_pins_get_async (TackApiClient      *client,
                     const char         *pin_id,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  call_pin (client, TACK_OPERATION_PINS_GET, pin_id, NULL, cancellable, callback, user_data);
}

TackPin *
tack_pins_get_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

gboolean
tack_pin_changes_check (const TackPinChanges *changes, GError **error)
{
  static const TackFieldRule RULES[] = {
    { G_STRUCT_OFFSET (TackPinChanges, title), N_ ("The title"), TACK_FIELD_TEXT, TACK_TITLE_MAX },
    { G_STRUCT_OFFSET (TackPinChanges, description), N_ ("The description"), TACK_FIELD_TEXT,
      TACK_DESCRIPTION_MAX },
    { G_STRUCT_OFFSET (TackPinChanges, alt_text), N_ ("The alt text"), TACK_FIELD_TEXT,
      TACK_ALT_TEXT_MAX },
    { G_STRUCT_OFFSET (TackPinChanges, link), N_ ("The link"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
    { G_STRUCT_OFFSET (TackPinChanges, board_section_id), N_ ("The section"), TACK_FIELD_ID, 0 },
  };

  return tack_fields_check (changes, RULES, G_N_ELEMENTS (RULES), error)
         && (changes->board_id == NULL
             || tack_text_require_id (_ ("The board"), changes->board_id, error));
}

static TackBody *
changes_to_body (const TackPinChanges *changes)
{
  const struct
  {
    const char *name;
    const char *text;
  } members[] = {
    { "title", changes->title },       { "description", changes->description },
    { "alt_text", changes->alt_text }, { "link", changes->link },
    { "board_id", changes->board_id },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].text != NULL)
      json_object_set_string_member (object, members[i].name, members[i].text);

  /* An id is digits or nothing. */
  if (changes->board_section_id != NULL && *changes->board_section_id == '\0')
    json_object_set_null_member (object, "board_section_id");
  else if (changes->board_section_id != NULL)
    json_object_set_string_member (object, "board_section_id", changes->board_section_id);

  return tack_body_new_take_object (object);
}

void
tack_pins_update_async (TackApiClient        *client,
                        const char           *pin_id,
                        const TackPinChanges *changes,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  GError *error = NULL;

  if (tack_pin_changes_check (changes, &error))
    call_pin (client, TACK_OPERATION_PINS_UPDATE, pin_id, changes_to_body (changes), cancellable,
              callback, user_data);
  else
    tack_call_refuse_async (client, error, callback, user_data);
}

TackPin *
tack_pins_update_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

void
tack_pins_save_async (TackApiClient      *client,
                      const char         *pin_id,
                      const char         *board_id,
                      const char         *section_id,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GError *error = NULL;

  if (!tack_text_require_id (_ ("The board"), board_id, &error)
      || !tack_text_check_id (_ ("The section"), section_id, &error))
    {
      tack_call_refuse_async (client, error, callback, user_data);
      return;
    }

  JsonObject *body = json_object_new ();
  tack_json_set_string (body, "board_id", board_id);
  tack_json_set_string (body, "board_section_id", section_id);
  create_pin (client, TACK_OPERATION_PINS_SAVE, pin_id, tack_body_new_take_object (body),
              cancellable, callback, user_data);
}

TackPin *
tack_pins_save_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_create_finish (client, result, error);
}

void
tack_pins_delete_async (TackApiClient      *client,
                        const char         *pin_id,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  const char *ids[] = { pin_id, NULL };

  tack_call_async (client, TACK_OPERATION_PINS_DELETE, ids, NULL, NULL, NULL, cancellable, callback,
                   user_data);
}

gboolean
tack_pins_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  gboolean is_done = tack_call_finish_empty (client, result, error);

  if (is_done)
    tack_create_forget_counts (client);

  return is_done;
}
