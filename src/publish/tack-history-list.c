/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history-list.h"

#include "base/tack-error.h"
#include "drafts/tack-search-key.h"

#define PAGE_SIZE 100

struct _TackHistoryList
{
  GObject parent_instance;

  TackHistory  *history;
  GListStore   *entries;
  char         *text;
  GCancellable *cancellable; /* nullable: of the page that is on its way */
  gboolean      is_complete;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_LOADING,
  PROP_COMPLETE,
  N_PROPS,
} TackHistoryListProperty;

enum
{
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TackHistoryList,
                               tack_history_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
tack_history_list_get_item_type (GListModel *model)
{
  return TACK_TYPE_HISTORY_ENTRY;
}

static guint
tack_history_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TACK_HISTORY_LIST (model)->entries));
}

static gpointer
tack_history_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TACK_HISTORY_LIST (model)->entries), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tack_history_list_get_item_type;
  iface->get_n_items = tack_history_list_get_n_items;
  iface->get_item = tack_history_list_get_item;
}

static void
on_entries_items_changed (GListModel *model,
                          guint       position,
                          guint       removed,
                          guint       added,
                          gpointer    user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
tack_history_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackHistoryList *self = TACK_HISTORY_LIST (object);

  switch ((TackHistoryListProperty) prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, tack_history_list_is_loading (self));
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, tack_history_list_is_complete (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_history_list_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TEXT:
      tack_history_list_set_text (TACK_HISTORY_LIST (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_history_list_dispose (GObject *object)
{
  TackHistoryList *self = TACK_HISTORY_LIST (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (tack_history_list_parent_class)->dispose (object);
}

static void
tack_history_list_finalize (GObject *object)
{
  TackHistoryList *self = TACK_HISTORY_LIST (object);

  g_clear_object (&self->history);
  g_clear_object (&self->entries);
  g_clear_object (&self->cancellable);
  g_free (self->text);

  G_OBJECT_CLASS (tack_history_list_parent_class)->finalize (object);
}

static void
tack_history_list_class_init (TackHistoryListClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags seen = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tack_history_list_get_property;
  object_class->set_property = tack_history_list_set_property;
  object_class->dispose = tack_history_list_dispose;
  object_class->finalize = tack_history_list_finalize;

  properties[PROP_TEXT]
    = g_param_spec_string ("text", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, seen);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
tack_history_list_init (TackHistoryList *self)
{
  self->text = g_strdup ("");
  self->entries = g_list_store_new (TACK_TYPE_HISTORY_ENTRY);
  g_signal_connect (self->entries, "items-changed", G_CALLBACK (on_entries_items_changed), self);
}

static void
on_history_added (TackHistoryList *self, TackHistoryEntry *entry)
{
  g_auto (GStrv) words = tack_search_key_split (self->text);

  if (tack_history_entry_matches (entry, (const char *const *) words))
    g_list_store_insert (self->entries, 0, entry);
}

TackHistoryList *
tack_history_list_new (TackHistory *history)
{
  TackHistoryList *self = g_object_new (TACK_TYPE_HISTORY_LIST, NULL);

  self->history = g_object_ref (history);
  g_signal_connect_object (history, "added", G_CALLBACK (on_history_added), self,
                           G_CONNECT_SWAPPED);
  tack_history_list_load_more (self);

  return self;
}

static void
set_cancellable (TackHistoryList *self, GCancellable *cancellable)
{
  if (g_set_object (&self->cancellable, cancellable))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_complete (TackHistoryList *self, gboolean is_complete)
{
  if (self->is_complete == is_complete)
    return;

  self->is_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static TackHistoryEntry *
dup_last (TackHistoryList *self)
{
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self));

  return n_entries > 0 ? g_list_model_get_item (G_LIST_MODEL (self), n_entries - 1) : NULL;
}

/* What was published while the page was on its way may be in both. */
static void
append_page (TackHistoryList *self, GPtrArray *entries)
{
  g_autoptr (TackHistoryEntry) last = dup_last (self);
  guint                        n_known = 0;

  while (last != NULL && n_known < entries->len
         && tack_history_entry_get_row_id (g_ptr_array_index (entries, n_known))
              >= tack_history_entry_get_row_id (last))
    n_known++;

  g_list_store_splice (self->entries, g_list_model_get_n_items (G_LIST_MODEL (self)), 0,
                       entries->pdata + n_known, entries->len - n_known);
  set_complete (self, entries->len < PAGE_SIZE);
}

typedef struct
{
  GWeakRef      list;
  GCancellable *cancellable;
} Page;

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Page                       *page = user_data;
  g_autoptr (TackHistoryList) self = g_weak_ref_get (&page->list);
  gboolean                    is_wanted = self != NULL && self->cancellable == page->cancellable;
  g_autoptr (GError)          error = NULL;
  g_autoptr (GPtrArray)       entries
    = tack_history_search_finish (TACK_HISTORY (source), result, &error);

  g_weak_ref_clear (&page->list);
  g_object_unref (page->cancellable);
  g_free (page);
  if (!is_wanted)
    return;

  if (entries != NULL)
    append_page (self, entries);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  set_cancellable (self, NULL);
}

void
tack_history_list_load_more (TackHistoryList *self)
{
  if (self->cancellable != NULL || self->is_complete)
    return;

  g_autoptr (GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr (TackHistoryEntry) last = dup_last (self);
  Page                        *page = g_new (Page, 1);

  g_weak_ref_init (&page->list, self);
  page->cancellable = g_object_ref (cancellable);
  set_cancellable (self, cancellable);
  tack_history_search_async (self->history, self->text, last, PAGE_SIZE, cancellable, page_read_cb,
                             page);
}

void
tack_history_list_set_text (TackHistoryList *self, const char *text)
{
  if (g_strcmp0 (self->text, text != NULL ? text : "") == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  g_cancellable_cancel (self->cancellable);
  set_cancellable (self, NULL);
  set_complete (self, FALSE);
  g_list_store_remove_all (self->entries);
  tack_history_list_load_more (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

gboolean
tack_history_list_is_loading (TackHistoryList *self)
{
  return self->cancellable != NULL;
}

gboolean
tack_history_list_is_complete (TackHistoryList *self)
{
  return self->is_complete;
}
