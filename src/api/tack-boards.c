/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-boards.h"

#include <glib/gi18n-lib.h>

#include "api/tack-create.h"
#include "api/tack-field-check.h"
#include "api/tack-find.h"
#include "api/tack-pin.h"
#include "base/tack-error.h"
#include "base/tack-limits.h"

TackPageList *
tack_boards_list (TackApiClient *client, TackBoardFilter filter)
{
  static const char *const QUERIES[] = {
    [TACK_BOARD_FILTER_ALL] = NULL,
    [TACK_BOARD_FILTER_PUBLIC] = "privacy=PUBLIC",
    [TACK_BOARD_FILTER_PROTECTED] = "privacy=PROTECTED",
    [TACK_BOARD_FILTER_SECRET] = "privacy=SECRET",
    [TACK_BOARD_FILTER_PUBLIC_AND_SECRET] = "privacy=PUBLIC_AND_SECRET",
  };

  g_return_val_if_fail (filter < G_N_ELEMENTS (QUERIES), NULL);

  TackPageRequest request = {
    .operation = TACK_OPERATION_BOARDS_LIST,
    .query = g_strdup (QUERIES[filter]),
    .item_type = TACK_TYPE_BOARD,
    .item_func = (TackItemFunc) tack_board_new_from_json,
    .id_func = (gpointer) tack_board_get_id,
  };

  return tack_page_list_new (client, &request);
}

TackPageRequest
tack_boards_list_pins_request (const char *board_id)
{
  return (TackPageRequest){
    .operation = TACK_OPERATION_BOARDS_LIST_PINS,
    .ids = { g_strdup (board_id) },
    .item_type = TACK_TYPE_PIN,
    .item_func = (TackItemFunc) tack_pin_new_from_json,
    .id_func = (gpointer) tack_pin_get_id,
  };
}

TackPageList *
tack_boards_list_pins (TackApiClient *client, const char *board_id)
{
  TackPageRequest request = tack_boards_list_pins_request (board_id);

  return tack_page_list_new (client, &request);
}

static void
call_board (TackApiClient      *client,
            TackOperation       operation,
            const char         *board_id,
            TackBody           *body,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  const char *ids[] = { board_id, NULL };

  tack_call_async (client, operation, ids, NULL, body, (TackItemFunc) tack_board_new_from_json,
                   cancellable, callback, user_data);
}

char *
tack_boards_dup_name_advice (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  if (length <= TACK_BOARD_NAME_ADVISED)
    return NULL;

  return g_strdup_printf (_ ("%s has %ld characters; feeds show about %ld."),
                          _ ("The name of the board"), length, (glong) TACK_BOARD_NAME_ADVISED);
}

void
tack_boards_get_async (TackApiClient      *client,
                       const char         *board_id,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  call_board (client, TACK_OPERATION_BOARDS_GET, board_id, NULL, cancellable, callback, user_data);
}

TackBoard *
tack_boards_get_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

static gboolean
check_privacy (const TackBoardFields *fields, gboolean is_new, GError **error)
{
  static const char *const WORDS[] = { "PUBLIC", "SECRET", "PROTECTED", NULL };

  if (fields->privacy == NULL)
    return TRUE;
  if (!g_strv_contains (WORDS, fields->privacy))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("A board is public, protected or secret.")));
      return FALSE;
    }
  if (!is_new && g_str_equal (fields->privacy, "PROTECTED"))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("A board is protected from the beginning or not "
                                                   "at all: make it public or secret.")));
      return FALSE;
    }

  return TRUE;
}

gboolean
tack_board_fields_check (const TackBoardFields *fields, gboolean is_new, GError **error)
{
  static const TackFieldRule RULES[] = {
    { G_STRUCT_OFFSET (TackBoardFields, name), N_ ("The name of the board"), TACK_FIELD_NAME,
      TACK_BOARD_NAME_MAX },
    { G_STRUCT_OFFSET (TackBoardFields, description), N_ ("The description of the board"),
      TACK_FIELD_TEXT, TACK_BOARD_DESCRIPTION_MAX },
  };

  if (is_new && fields->name == NULL)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("A board needs a name.")));
      return FALSE;
    }

  return tack_fields_check (fields, RULES, G_N_ELEMENTS (RULES), error)
         && check_privacy (fields, is_new, error);
}

/* Unlike elsewhere an empty text is something to send: it empties a description. */
static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static TackBody *
fields_to_body (const TackBoardFields *fields, gboolean is_new)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", fields->name);
  set_text (object, "description", fields->description);
  set_text (object, "privacy", fields->privacy);
  if (is_new && fields->is_ads_only)
    json_object_set_boolean_member (object, "is_ads_only", TRUE);

  return tack_body_new_take_object (object);
}

void
tack_boards_create_async (TackApiClient         *client,
                          const TackBoardFields *fields,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  GError *error = NULL;

  if (tack_board_fields_check (fields, TRUE, &error))
    tack_create_async (client, TACK_VOLUME_BOARDS, 1, TACK_OPERATION_BOARDS_CREATE, NULL,
                       fields_to_body (fields, TRUE), (TackItemFunc) tack_board_new_from_json,
                       cancellable, callback, user_data);
  else
    tack_call_refuse_async (client, error, callback, user_data);
}

TackBoard *
tack_boards_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_create_finish (client, result, error);
}

void
tack_boards_update_async (TackApiClient         *client,
                          const char            *board_id,
                          const TackBoardFields *fields,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  GError *error = NULL;

  if (tack_board_fields_check (fields, FALSE, &error))
    call_board (client, TACK_OPERATION_BOARDS_UPDATE, board_id, fields_to_body (fields, FALSE),
                cancellable, callback, user_data);
  else
    tack_call_refuse_async (client, error, callback, user_data);
}

TackBoard *
tack_boards_update_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

void
tack_boards_delete_async (TackApiClient      *client,
                          const char         *board_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  const char *ids[] = { board_id, NULL };

  tack_call_async (client, TACK_OPERATION_BOARDS_DELETE, ids, NULL, NULL, NULL, cancellable,
                   callback, user_data);
}

gboolean
tack_boards_delete_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  gboolean is_done = tack_call_finish_empty (client, result, error);

  /* Its Pins are gone as well, however many. */
  if (is_done)
    tack_create_forget_counts (client);

  return is_done;
}

TackBoard *
tack_boards_find (GListModel *boards, const char *name_or_id, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  guint               n_matches;
  TackBoard          *board = tack_find_named (boards, name_or_id, (gpointer) tack_board_get_id,
                                               (gpointer) tack_board_get_name, candidates, &n_matches);

  if (n_matches == 1)
    return board;

  g_propagate_error (
    error, n_matches == 0
             ? tack_error_new (TACK_ERROR_FIX, _ ("There is no board “%s”."), name_or_id)
             : tack_error_new (TACK_ERROR_FIX,
                               _ ("Several boards are called “%s”: name one by its number, "
                                  "%s."),
                               name_or_id, candidates->str));
  return NULL;
}
