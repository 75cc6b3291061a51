/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-board-list.h"

#include "base/tack-error.h"

struct _TackBoardList
{
  GObject parent_instance;

  TackApiClient *client;
  GCancellable  *cancellable;
  GListStore    *boards;
  GHashTable    *sections; /* board id → GListModel, or NULL while it is being asked for */
  TackListing    listing;
  GError        *error; /* nullable */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TackBoardList, tack_board_list, G_TYPE_OBJECT)

static void
clear_object_if_set (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
tack_board_list_dispose (GObject *object)
{
  TackBoardList *self = TACK_BOARD_LIST (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (tack_board_list_parent_class)->dispose (object);
}

static void
tack_board_list_finalize (GObject *object)
{
  TackBoardList *self = TACK_BOARD_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->boards);
  g_hash_table_unref (self->sections);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (tack_board_list_parent_class)->finalize (object);
}

static void
tack_board_list_class_init (TackBoardListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tack_board_list_dispose;
  object_class->finalize = tack_board_list_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_board_list_init (TackBoardList *self)
{
  self->cancellable = g_cancellable_new ();
  self->boards = g_list_store_new (TACK_TYPE_BOARD);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_object_if_set);
}

TackBoardList *
tack_board_list_new (TackApiClient *client)
{
  TackBoardList *self = g_object_new (TACK_TYPE_BOARD_LIST, NULL);

  self->client = g_object_ref (client);

  return self;
}

static void
set_listing (TackBoardList *self, TackListing listing)
{
  self->listing = listing;
  g_signal_emit (self, changed_signal, 0);
}

static void
boards_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackBoardList) self = user_data;
  GListModel               *found = G_LIST_MODEL (source);
  g_autoptr (GPtrArray)     items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError)        error = NULL;
  gboolean is_loaded = tack_page_list_load_all_finish (TACK_PAGE_LIST (source), result, &error);

  if (tack_error_is_cancelled (error))
    return;

  g_clear_error (&self->error);
  if (!is_loaded)
    {
      self->error = g_steal_pointer (&error);
      set_listing (self, TACK_LISTING_FAILED);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    g_ptr_array_add (items, g_list_model_get_item (found, i));
  g_list_store_splice (self->boards, 0, g_list_model_get_n_items (G_LIST_MODEL (self->boards)),
                       items->pdata, items->len);
  set_listing (self, TACK_LISTING_READY);
}

void
tack_board_list_refresh (TackBoardList *self)
{
  if (self->listing == TACK_LISTING_LOADING)
    return;

  g_autoptr (TackPageList) found = tack_boards_list (self->client, TACK_BOARD_FILTER_ALL);

  g_hash_table_remove_all (self->sections);
  tack_page_list_load_all_async (found, self->cancellable, boards_listed_cb, g_object_ref (self));
  set_listing (self, TACK_LISTING_LOADING);
}

GListModel *
tack_board_list_get_boards (TackBoardList *self)
{
  return G_LIST_MODEL (self->boards);
}

TackListing
tack_board_list_get_listing (TackBoardList *self)
{
  return self->listing;
}

const GError *
tack_board_list_get_error (TackBoardList *self)
{
  return self->error;
}

TackBoard *
tack_board_list_find (TackBoardList *self, const char *board_id)
{
  GListModel *boards = G_LIST_MODEL (self->boards);

  for (guint i = 0; i < g_list_model_get_n_items (boards); i++)
    {
      g_autoptr (TackBoard) board = g_list_model_get_item (boards, i);
      if (g_strcmp0 (tack_board_get_id (board), board_id) == 0)
        return board;
    }

  return NULL;
}

typedef struct
{
  TackBoardList *list;
  char          *board_id;
} SectionsRequest;

static void
sections_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree SectionsRequest *request = user_data;
  g_autoptr (TackBoardList)   self = request->list;
  g_autofree char            *board_id = request->board_id;
  g_autoptr (GError)          error = NULL;

  /* A board whose sections cannot be had is asked again when somebody wants them again. */
  if (!tack_page_list_load_all_finish (TACK_PAGE_LIST (source), result, &error))
    {
      g_hash_table_remove (self->sections, board_id);
      return;
    }

  g_hash_table_insert (self->sections, g_steal_pointer (&board_id), g_object_ref (source));
  g_signal_emit (self, changed_signal, 0);
}

GListModel *
tack_board_list_get_sections (TackBoardList *self, const char *board_id)
{
  gpointer sections = NULL;

  if (board_id == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (self->sections, board_id, NULL, &sections))
    return sections;

  SectionsRequest *request = g_new (SectionsRequest, 1);
  request->list = g_object_ref (self);
  request->board_id = g_strdup (board_id);
  g_hash_table_insert (self->sections, g_strdup (board_id), NULL);
  g_autoptr (TackPageList) list = tack_sections_list (self->client, board_id);
  tack_page_list_load_all_async (list, self->cancellable, sections_listed_cb, request);

  return NULL;
}

static void
board_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackBoardList    *self = g_task_get_source_object (task);
  GError           *error = NULL;
  TackBoard        *board = tack_boards_create_finish (TACK_API_CLIENT (source), result, &error);

  if (board == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_list_store_insert (self->boards, 0, board);
  g_signal_emit (self, changed_signal, 0);
  g_task_return_pointer (task, board, g_object_unref);
}

void
tack_board_list_create_async (TackBoardList      *self,
                              const char         *name,
                              TackPrivacy         privacy,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask                *task = g_task_new (self, self->cancellable, callback, user_data);
  const TackBoardFields fields = { .name = name, .privacy = tack_privacy_to_string (privacy) };

  g_task_set_source_tag (task, tack_board_list_create_async);
  tack_boards_create_async (self->client, &fields, self->cancellable, board_created_cb, task);
}

TackBoard *
tack_board_list_create_finish (TackBoardList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
