/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-boards.h"

#include <glib/gi18n-lib.h>

#include "api/tack-pin.h"
#include "base/tack-error.h"
#include "base/tack-json.h"
#include "base/tack-limits.h"

/* One item of a page becomes an object, or %NULL for an item without an id. */
typedef gpointer (*ItemFunc) (JsonObject *object);

/* A list read page by page until it ends. */
typedef struct
{
  TackOperation operation; /* input */
  char         *id;        /* input, nullable */
  ItemFunc      item_func; /* input */

  GListStore *items; /* output */
  GHashTable *seen;  /* in progress: ids, a moving list repeats items on the next page */
  char       *bookmark;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->id);
  g_clear_object (&listing->items);
  g_hash_table_unref (listing->seen);
  g_free (listing->bookmark);
  g_free (listing);
}

static char *
dup_page_query (const char *bookmark, guint page_size)
{
  if (bookmark == NULL)
    return g_strdup_printf ("page_size=%u", page_size);

  g_autofree char *escaped = g_uri_escape_string (bookmark, NULL, FALSE);
  return g_strdup_printf ("page_size=%u&bookmark=%s", page_size, escaped);
}

/* A page of another shape is no page without items: who looks for a Pin must not take it for that.
 * Returns: (transfer none) (nullable): the items, or %NULL with @error set. */
static JsonArray *
get_page_items (JsonNode *node, GError **error)
{
  JsonObject *page = node != NULL ? json_node_get_object (node) : NULL;
  JsonArray  *items = tack_json_get_array (page, "items");

  if (items == NULL)
    g_propagate_error (error,
                       tack_error_new (TACK_ERROR_WAIT, _ ("Pinterest's answer arrived damaged.")));

  return items;
}

static void list_page (GTask *task);
static void page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
list_async (TackApiClient      *client,
            TackOperation       operation,
            const char         *id,
            GType               item_type,
            ItemFunc            item_func,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask   *task = g_task_new (client, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  listing->operation = operation;
  listing->id = g_strdup (id);
  listing->item_func = item_func;
  listing->items = g_list_store_new (item_type);
  listing->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, listing, listing_free);

  list_page (task);
}

static void
list_page (GTask *task)
{
  Listing         *listing = g_task_get_task_data (task);
  g_autofree char *query = dup_page_query (listing->bookmark, TACK_PAGE_SIZE_MAX);

  const char *ids[] = { listing->id, NULL };

  tack_api_client_call_async (g_task_get_source_object (task), listing->operation, ids, query, NULL,
                              g_task_get_cancellable (task), page_cb, task);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  Listing             *listing = g_task_get_task_data (task);
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);
  JsonArray *array = error == NULL ? get_page_items (node, &error) : NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  guint n_new = 0;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject         *object = tack_json_get_element_object (array, i);
      const char         *id = tack_json_get_string (object, "id");
      g_autoptr (GObject) item = listing->item_func (object);

      if (item != NULL && g_hash_table_add (listing->seen, g_strdup (id)))
        {
          g_list_store_append (listing->items, item);
          n_new++;
        }
    }

  /* Bookmarks that lead in a circle would never end: a page has to bring something new. */
  const char *bookmark = tack_json_get_string (json_node_get_object (node), "bookmark");
  if (bookmark == NULL || *bookmark == '\0' || n_new == 0)
    {
      g_task_return_pointer (task, g_object_ref (listing->items), g_object_unref);
      return;
    }

  g_free (listing->bookmark);
  listing->bookmark = g_strdup (bookmark);
  list_page (g_steal_pointer (&task));
}

void
tack_boards_list_async (TackApiClient      *client,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  list_async (client, TACK_OPERATION_BOARDS_LIST, NULL, TACK_TYPE_BOARD,
              (ItemFunc) tack_board_new_from_json, cancellable, callback, user_data);
}

GListStore *
tack_boards_list_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tack_boards_list_sections_async (TackApiClient      *client,
                                 const char         *board_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  list_async (client, TACK_OPERATION_BOARD_SECTIONS_LIST, board_id, TACK_TYPE_SECTION,
              (ItemFunc) tack_section_new_from_json, cancellable, callback, user_data);
}

GListStore *
tack_boards_list_sections_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_boards_list_finish (client, result, error);
}


static void
board_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  TackBoard *board = node != NULL ? tack_board_new_from_json (json_node_get_object (node)) : NULL;
  if (board == NULL)
    g_task_return_error (task,
                         tack_error_new (TACK_ERROR_WAIT,
                                         _ ("Pinterest's answer arrived damaged. Look whether "
                                            "the board is there.")));
  else
    g_task_return_pointer (task, board, g_object_unref);
}

void
tack_boards_create_async (TackApiClient      *client,
                          const char         *name,
                          TackPrivacy         privacy,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask               *task = g_task_new (client, cancellable, callback, user_data);
  JsonObject          *object = json_object_new ();
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "privacy", tack_privacy_to_string (privacy));
  json_node_take_object (body, object);

  tack_api_client_call_async (client, TACK_OPERATION_BOARDS_CREATE, NULL, NULL, body, cancellable,
                              board_created_cb, task);
}

TackBoard *
tack_boards_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}


/* What tack_boards_list_pins_async() answers with. */
typedef struct
{
  GPtrArray *pins;
  char      *bookmark;
} PinPage;

static void
pin_page_free (gpointer data)
{
  PinPage *page = data;

  g_clear_pointer (&page->pins, g_ptr_array_unref);
  g_free (page->bookmark);
  g_free (page);
}

static void
pins_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)    task = user_data;
  GError              *error = NULL;
  g_autoptr (JsonNode) node
    = tack_api_client_call_finish (TACK_API_CLIENT (source), result, &error);
  JsonArray *array = error == NULL ? get_page_items (node, &error) : NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  const char *bookmark = tack_json_get_string (json_node_get_object (node), "bookmark");
  PinPage    *page = g_new0 (PinPage, 1);

  page->pins = g_ptr_array_new_with_free_func (g_object_unref);
  page->bookmark = bookmark != NULL && *bookmark != '\0' ? g_strdup (bookmark) : NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TackPin *pin = tack_pin_new_from_json (tack_json_get_element_object (array, i));

      if (pin != NULL)
        g_ptr_array_add (page->pins, pin);
    }
  g_task_return_pointer (task, page, pin_page_free);
}

void
tack_boards_list_pins_async (TackApiClient      *client,
                             const char         *board_id,
                             const char         *bookmark,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask           *task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *query = dup_page_query (bookmark, TACK_PAGE_SIZE_DEFAULT);
  const char      *ids[] = { board_id, NULL };

  tack_api_client_call_async (client, TACK_OPERATION_BOARDS_LIST_PINS, ids, query, NULL,
                              cancellable, pins_listed_cb, task);
}

GPtrArray *
tack_boards_list_pins_finish (TackApiClient *client,
                              GAsyncResult  *result,
                              char         **bookmark,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  PinPage *page = g_task_propagate_pointer (G_TASK (result), error);
  if (page == NULL)
    return NULL;

  GPtrArray *pins = g_steal_pointer (&page->pins);
  if (bookmark != NULL)
    *bookmark = g_steal_pointer (&page->bookmark);
  pin_page_free (page);

  return pins;
}


/* Boards and sections are found alike: by id, else by the name that exactly one has. */
static gpointer
find (GListModel *model,
      const char *name_or_id,
      const char *(*get_id) (gpointer item),
      const char *(*get_name) (gpointer item),
      GString *candidates,
      guint   *n_matches)
{
  g_autofree char *folded = g_utf8_casefold (name_or_id, -1);
  gpointer         match = NULL;

  *n_matches = 0;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autofree char    *name = g_utf8_casefold (get_name (item), -1);

      if (g_str_equal (get_id (item), name_or_id))
        {
          *n_matches = 1;
          return item;
        }
      if (!g_str_equal (name, folded))
        continue;

      (*n_matches)++;
      match = item;
      g_string_append_printf (candidates, "%s“%s” (%s)", candidates->len > 0 ? ", " : "",
                              get_name (item), get_id (item));
    }

  return match;
}

TackBoard *
tack_boards_find (GListModel *boards, const char *name_or_id, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  guint               n_matches;
  TackBoard          *board = find (boards, name_or_id, (gpointer) tack_board_get_id,
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

TackSection *
tack_sections_find (GListModel *sections, const char *name_or_id, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  guint               n_matches;
  TackSection        *section = find (sections, name_or_id, (gpointer) tack_section_get_id,
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
