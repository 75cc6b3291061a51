/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-page-list.h"

#include "base/tack-limits.h"

/* A page for a list view: some screens of thumbnails, and still quick to arrive. */
#define SCROLL_PAGE_SIZE 100
/* So near the end the next page is fetched, before the view comes to a stop there. */
#define PREFETCH_ITEMS 50
/* Pages without anything new end a list at last, whatever their bookmarks promise. */
#define IDLE_PAGES_MAX 8

struct _TackPageList
{
  GObject parent_instance;

  TackApiClient  *client;
  TackPageRequest request;

  GPtrArray  *items;
  GHashTable *seen;         /* ids */
  GHashTable *bookmarks;    /* that were followed */
  char       *bookmark;     /* nullable: of the next page */
  guint       n_idle_pages; /* in a row */
  gboolean    is_anew;      /* the next page is the first and replaces what is there */
  gboolean    keeps_items;  /* else every page does it */
  gboolean    is_complete;
  GError     *error; /* nullable */

  GCancellable *loading;  /* nullable: of the page under way */
  guint         prefetch; /* idle source, 0 for none */
  GPtrArray    *waiting;  /* tasks that want the whole list */
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_COMPLETE,
  PROP_ERROR,
} TackPageListProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static GType
tack_page_list_get_item_type (GListModel *model)
{
  return TACK_PAGE_LIST (model)->request.item_type;
}

static guint
tack_page_list_get_n_items (GListModel *model)
{
  return TACK_PAGE_LIST (model)->items->len;
}

static gboolean
on_prefetch_idle (gpointer user_data)
{
  TackPageList *self = user_data;

  self->prefetch = 0;
  tack_page_list_load_more (self);

  return G_SOURCE_REMOVE;
}

static gpointer
tack_page_list_get_item (GListModel *model, guint position)
{
  TackPageList *self = TACK_PAGE_LIST (model);

  if (position >= self->items->len)
    return NULL;

  /* Later: who asks for an item may be in the middle of drawing. And an error is not tried again
   * by looking at it. */
  if (position + PREFETCH_ITEMS >= self->items->len && self->prefetch == 0 && !self->is_complete
      && self->loading == NULL && self->error == NULL)
    self->prefetch = g_idle_add (on_prefetch_idle, self);

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tack_page_list_get_item_type;
  iface->get_n_items = tack_page_list_get_n_items;
  iface->get_item = tack_page_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TackPageList,
                               tack_page_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
tack_page_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TackPageList *self = TACK_PAGE_LIST (object);

  switch ((TackPageListProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading != NULL);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->is_complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tack_page_list_dispose (GObject *object)
{
  TackPageList *self = TACK_PAGE_LIST (object);

  g_clear_handle_id (&self->prefetch, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (tack_page_list_parent_class)->dispose (object);
}

static void
tack_page_list_finalize (GObject *object)
{
  TackPageList *self = TACK_PAGE_LIST (object);

  g_clear_object (&self->client);
  tack_page_request_clear (&self->request);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->bookmarks);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->waiting);
  g_free (self->bookmark);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (tack_page_list_parent_class)->finalize (object);
}

static void
tack_page_list_class_init (TackPageListClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tack_page_list_get_property;
  object_class->dispose = tack_page_list_dispose;
  object_class->finalize = tack_page_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
tack_page_list_init (TackPageList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_anew = TRUE;
  self->keeps_items = TRUE;
}

TackPageList *
tack_page_list_new (TackApiClient *client, TackPageRequest *request)
{
  TackPageList *self = g_object_new (TACK_TYPE_PAGE_LIST, NULL);

  self->client = g_object_ref (client);
  self->request = *request;
  *request = (TackPageRequest){ 0 };

  return self;
}

void
tack_page_list_set_keeps_items (TackPageList *self, gboolean keeps_items)
{
  g_return_if_fail (TACK_IS_PAGE_LIST (self));

  self->keeps_items = keeps_items;
}

static void
set_error (TackPageList *self, GError *error)
{
  if (error == self->error)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_complete (TackPageList *self, gboolean is_complete)
{
  if (is_complete == self->is_complete)
    return;

  self->is_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}


/* A page under way. It does not keep its list: who drops the list wants no more pages. */
typedef struct
{
  GWeakRef      list;
  GCancellable *cancellable;
} Load;

static void
load_free (Load *load)
{
  g_weak_ref_clear (&load->list);
  g_object_unref (load->cancellable);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
load_page (TackPageList *self)
{
  Load *load = g_new0 (Load, 1);
  guint page_size = self->waiting->len > 0 ? TACK_PAGE_SIZE_MAX : SCROLL_PAGE_SIZE;

  g_weak_ref_init (&load->list, self);
  self->loading = g_cancellable_new ();
  load->cancellable = g_object_ref (self->loading);
  g_clear_handle_id (&self->prefetch, g_source_remove);

  tack_page_get_async (self->client, &self->request, self->bookmark, page_size, self->loading,
                       page_cb, load);
  set_error (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Where the list goes on, or that it does not: bookmarks that lead in a circle would never end. */
static void
follow_bookmark (TackPageList *self, char *bookmark, guint n_new)
{
  self->n_idle_pages = n_new > 0 ? 0 : self->n_idle_pages + 1;
  g_free (self->bookmark);
  self->bookmark = bookmark;

  set_complete (self, bookmark == NULL || self->n_idle_pages >= IDLE_PAGES_MAX
                        || !g_hash_table_add (self->bookmarks, g_strdup (bookmark)));
}

static void
take_page (TackPageList *self, GPtrArray *page, char *bookmark)
{
  g_autoptr (GPtrArray) replaced = NULL;

  if (self->is_anew)
    {
      g_hash_table_remove_all (self->seen);
      g_hash_table_remove_all (self->bookmarks);
      self->n_idle_pages = 0;
    }
  if (self->is_anew || !self->keeps_items)
    {
      replaced = g_steal_pointer (&self->items);
      self->items = g_ptr_array_new_with_free_func (g_object_unref);
    }
  self->is_anew = FALSE;

  guint n_before = self->items->len;
  for (guint i = 0; i < page->len; i++)
    {
      GObject    *item = g_ptr_array_index (page, i);
      const char *id = self->request.id_func (item);

      if (g_hash_table_add (self->seen, g_strdup (id)))
        g_ptr_array_add (self->items, g_object_ref (item));
    }
  guint n_new = self->items->len - n_before;

  follow_bookmark (self, bookmark, n_new);
  if (n_new > 0 || (replaced != NULL && replaced->len > 0))
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, replaced != NULL ? replaced->len : 0,
                                n_new);
}

/* Who waits for the whole list has it, or its error, or waits for one page more. */
static void
serve_waiting (TackPageList *self)
{
  if (self->waiting->len == 0 || self->loading != NULL)
    return;
  if (!self->is_complete && self->error == NULL)
    {
      load_page (self);
      return;
    }

  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load)         load = user_data;
  g_autoptr (TackPageList) self = g_weak_ref_get (&load->list);
  g_autofree char         *bookmark = NULL;
  GError                  *error = NULL;
  g_autoptr (GPtrArray)    page
    = tack_page_get_finish (TACK_API_CLIENT (source), result, &bookmark, &error);

  /* The list is gone, or it has begun anew. */
  if (self == NULL || self->loading != load->cancellable)
    {
      g_clear_error (&error);
      return;
    }

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_object (&self->loading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (page != NULL)
    take_page (self, page, g_steal_pointer (&bookmark));
  else
    set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));

  serve_waiting (self);
}

void
tack_page_list_load_more (TackPageList *self)
{
  g_return_if_fail (TACK_IS_PAGE_LIST (self));

  if (self->loading == NULL && !self->is_complete)
    load_page (self);
}

void
tack_page_list_reload (TackPageList *self)
{
  g_return_if_fail (TACK_IS_PAGE_LIST (self));

  g_object_freeze_notify (G_OBJECT (self));
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->bookmark, g_free);
  self->is_anew = TRUE;
  set_complete (self, FALSE);
  load_page (self);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
tack_page_list_is_loading (TackPageList *self)
{
  return self->loading != NULL;
}

gboolean
tack_page_list_is_complete (TackPageList *self)
{
  return self->is_complete;
}

const GError *
tack_page_list_get_error (TackPageList *self)
{
  return self->error;
}

static gboolean
on_waiting_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  TackPageList     *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
destroy_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

void
tack_page_list_load_all_async (TackPageList       *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_page_list_load_all_async);
  if (self->is_complete)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_waiting_cancelled), task, NULL);
      g_source_attach (source, g_task_get_context (task));
      g_task_set_task_data (task, source, destroy_source);
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  tack_page_list_load_more (self);
}

gboolean
tack_page_list_load_all_finish (TackPageList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
