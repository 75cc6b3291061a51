/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-compose-page.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-board-list.h"
#include "ui/tack-draft-card.h"
#include "ui/tack-editor.h"
#include "ui/tack-pane.h"
#include "ui/tack-unveil.h"
#include "ui/tack-welcome.h"

/* How often changes are shown. */
#define UPDATE_US (50 * 1000)

/* What a card needs at least, as the style has it. */
#define CARD_WIDTH 150
#define COLUMNS_MIN 2
#define COLUMNS_MAX 12

struct _TackComposePage
{
  AdwBin parent_instance;

  GtkStack         *stack;
  TackWelcome      *welcome;
  AdwLeaflet       *leaflet;
  GtkWidget        *grid_box;
  GtkWidget        *editor_pane;
  GtkLabel         *count;
  GtkWidget        *to_complete;
  AdwButtonContent *to_complete_content;
  GtkWidget        *edit_selected;
  GtkWidget        *select_none;
  GtkWidget        *select_none_narrow;
  GtkSearchBar     *search_bar;
  GtkEditable      *search;
  GtkAdjustment    *grid_across;
  GtkGridView      *grid;
  TackEditor       *editor;

  TackDraftStore    *store;
  TackMendQueue     *mends;
  TackThumbnailer   *thumbnailer;
  GSignalGroup      *store_signals;
  GSignalGroup      *mends_signals;
  GtkFilter         *filter;
  GtkSorter         *sorter;
  GtkSelectionModel *selection; /* over the sorted, filtered drafts that nobody publishes */
  char              *folded_search;
  gboolean           is_sorted_by_name;

  guint    columns_id; /* idle */
  guint    update_id;  /* timeout */
  gint64   updated_at; /* monotonic */
  gboolean is_filter_stale;
  gint64   selected_at; /* monotonic: when the selection changed, */
  gboolean is_moving;   /* and whether shortly after it had changed before */
  gboolean is_editor_stale;
  guint    n_drafts;
  guint    n_ready;
  guint    n_selected;
};

typedef enum
{
  PROP_N_DRAFTS = 1,
  PROP_N_READY,
  PROP_N_SELECTED,
  PROP_FOLDED,
  PROP_EDITING,
  N_PROPS,
} TackComposePageProperty;

static GParamSpec *properties[N_PROPS];
static guint       toast_signal;

G_DEFINE_FINAL_TYPE (TackComposePage, tack_compose_page, ADW_TYPE_BIN)

/* --- Which drafts, in which order ------------------------------------------------------------ */

static gboolean
contains_folded (const char *text, const char *folded_needle)
{
  if (text == NULL)
    return FALSE;

  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_needle) != NULL;
}

/* What is being published is the queue's. */
static gboolean
is_shown (gpointer item, gpointer user_data)
{
  TackComposePage *self = user_data;
  TackDraft       *draft = item;

  if (tack_draft_get_queued (draft))
    return FALSE;
  if (self->folded_search == NULL || *self->folded_search == '\0')
    return TRUE;

  g_autofree char *name = tack_draft_dup_name (draft);
  g_autofree char *base = tack_draft_get_file (draft) != NULL
                            ? g_file_get_basename (tack_draft_get_file (draft))
                            : NULL;
  g_autofree char *file_name = base != NULL ? g_filename_display_name (base) : NULL;

  return contains_folded (name, self->folded_search)
         || contains_folded (file_name, self->folded_search)
         || contains_folded (tack_draft_get_board_name (draft), self->folded_search);
}

/* Without “by name” the order is that of being added, so that what undo brings back is where it
 * was. */
static int
compare_drafts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  TackComposePage *self = user_data;
  TackDraft       *draft_a = (TackDraft *) a;
  TackDraft       *draft_b = (TackDraft *) b;

  if (self->is_sorted_by_name)
    {
      g_autofree char *name_a = tack_draft_dup_name (draft_a);
      g_autofree char *name_b = tack_draft_dup_name (draft_b);
      g_autofree char *key_a = g_utf8_collate_key_for_filename (name_a, -1);
      g_autofree char *key_b = g_utf8_collate_key_for_filename (name_b, -1);

      return strcmp (key_a, key_b);
    }

  gint64 difference = tack_draft_get_created_at (draft_a) - tack_draft_get_created_at (draft_b);

  return difference < 0 ? -1 : difference > 0;
}

/* What is being converted is not to be sent before it is. */
static gboolean
is_ready (TackComposePage *self, TackDraft *draft)
{
  return !tack_draft_get_queued (draft) && tack_draft_is_ready (draft)
         && tack_mend_queue_get_progress (self->mends, draft) < 0;
}

/* --- Showing --------------------------------------------------------------------------------- */

static void
set_count (TackComposePage *self, guint *field, guint value, TackComposePageProperty property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Folded, there is no editor beside the drafts, and no room for words that a button or the window's
 * own line says, too. */
static void
show_buttons (TackComposePage *self, guint n_incomplete)
{
  gboolean         is_folded = adw_leaflet_get_folded (self->leaflet);
  gboolean         are_many = self->n_selected > 1;
  gboolean         is_asked_for = !are_many && n_incomplete > 0;
  g_autofree char *edit = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Edit %u Draft",
                                                        "Edit %u Drafts", self->n_selected),
                                           self->n_selected);

  gtk_button_set_label (GTK_BUTTON (self->edit_selected), edit);
  gtk_widget_set_visible (GTK_WIDGET (self->count), !is_folded || (!are_many && !is_asked_for));
  gtk_widget_set_visible (self->to_complete, is_asked_for);
  gtk_widget_set_visible (self->edit_selected, are_many && is_folded);
  gtk_widget_set_visible (self->select_none, are_many && !is_folded);
  gtk_widget_set_visible (self->select_none_narrow, are_many && is_folded);
}

static void
show_counts (TackComposePage *self)
{
  guint            n_incomplete = self->n_drafts - self->n_ready;
  g_autofree char *count = NULL;
  g_autofree char *incomplete = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to complete",
                                                              "%u to complete", n_incomplete),
                                                 n_incomplete);

  if (self->n_selected > 1)
    /* Translators: how many drafts are selected, of how many */
    count = g_strdup_printf (_ ("%u of %u selected"), self->n_selected, self->n_drafts);
  else
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u draft", "%u drafts", self->n_drafts),
                             self->n_drafts);
  gtk_label_set_label (self->count, count);
  adw_button_content_set_label (self->to_complete_content, incomplete);
  show_buttons (self, n_incomplete);
  tack_unveil (self->stack, self->n_drafts > 0 ? "drafts" : "welcome");
}

static void
count_drafts (TackComposePage *self)
{
  GListModel *drafts = G_LIST_MODEL (self->store);
  guint       n_drafts = 0;
  guint       n_ready = 0;

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);

      if (tack_draft_get_queued (draft))
        continue;
      n_drafts++;
      n_ready += is_ready (self, draft);
    }

  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  set_count (self, &self->n_drafts, n_drafts, PROP_N_DRAFTS);
  set_count (self, &self->n_ready, n_ready, PROP_N_READY);
  set_count (self, &self->n_selected, (guint) gtk_bitset_get_size (selected), PROP_N_SELECTED);
}

GPtrArray *
tack_compose_page_dup_selected (TackComposePage *self)
{
  GPtrArray            *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter         iter;
  guint                 position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, positions, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (drafts, g_list_model_get_item (G_LIST_MODEL (self->selection), position));

  return drafts;
}

static void
show_selection (TackComposePage *self)
{
  g_autoptr (GPtrArray) drafts = tack_compose_page_dup_selected (self);

  self->is_editor_stale = FALSE;
  tack_editor_set_drafts (self->editor, drafts);
  if (drafts->len == 0)
    tack_compose_page_go_back (self);
}

/* To draw the grid for the first time takes a whole frame: the editor is filled in another. And
 * while files come in, or an arrow key is held, it waits for the end. */
static gboolean
must_editor_wait (TackComposePage *self)
{
  gboolean is_appearing
    = self->n_drafts > 0 && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->welcome);

  return is_appearing || (self->is_moving && self->updated_at < self->selected_at + UPDATE_US);
}

static void queue_update (TackComposePage *self);

static gboolean
on_update_due (gpointer user_data)
{
  TackComposePage *self = user_data;

  self->update_id = 0;
  self->updated_at = g_get_monotonic_time ();
  if (self->is_filter_stale)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->is_filter_stale = FALSE;

  count_drafts (self);
  if (self->is_editor_stale && !must_editor_wait (self))
    show_selection (self);
  show_counts (self);
  if (self->is_editor_stale)
    queue_update (self);

  return G_SOURCE_REMOVE;
}

/* At once, but of thousands of drafts that change one after the other not with each. */
static void
queue_update (TackComposePage *self)
{
  gint64 wait_us = self->updated_at + UPDATE_US - g_get_monotonic_time ();

  if (self->update_id == 0)
    self->update_id = g_timeout_add ((guint) MAX (0, wait_us / 1000), on_update_due, self);
}

static void
on_draft_changed (TackDraftStore *store, TackDraft *draft, const char *property, gpointer user_data)
{
  TackComposePage *self = user_data;

  /* A search looks at what was typed when it was typed: a card must not vanish under an edit. */
  if (g_str_equal (property, "queued"))
    self->is_filter_stale = TRUE;
  queue_update (self);
}

static void
on_selection_changed (TackComposePage *self)
{
  gint64 now = g_get_monotonic_time ();

  self->is_moving = now < self->selected_at + UPDATE_US;
  self->selected_at = now;
  self->is_editor_stale = TRUE;
  queue_update (self);
}

/* --- The selection --------------------------------------------------------------------------- */

void
tack_compose_page_select (TackComposePage *self, GPtrArray *drafts, gboolean unselect_rest)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset)  selected = gtk_bitset_new_empty ();
  guint                  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset)  all = gtk_bitset_new_range (0, n_items);

  for (guint i = 0; i < drafts->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (drafts, i));
  /* What has just been added is found at once: it stands at the end. */
  for (guint i = n_items; i > 0 && gtk_bitset_get_size (selected) < drafts->len; i--)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->selection), i - 1);

      if (g_hash_table_contains (wanted, draft))
        gtk_bitset_add (selected, i - 1);
    }
  gtk_selection_model_set_selection (self->selection, selected, unselect_rest ? all : selected);
}

/* The focus goes with it, and not to the first button there, which removes. */
static void
open_editor (TackComposePage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->editor_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
on_to_complete_clicked (TackComposePage *self)
{
  GListModel           *drafts = G_LIST_MODEL (self->selection);
  g_autoptr (GPtrArray) incomplete = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);

      if (!tack_draft_is_ready (draft))
        g_ptr_array_add (incomplete, g_steal_pointer (&draft));
    }
  tack_compose_page_select (self, incomplete, TRUE);
  if (adw_leaflet_get_folded (self->leaflet))
    open_editor (self);
}

static void
on_select_none_clicked (TackComposePage *self)
{
  gtk_selection_model_unselect_all (self->selection);
}

GPtrArray *
tack_compose_page_dup_ready (TackComposePage *self)
{
  GListModel *drafts = G_LIST_MODEL (self->store);
  GPtrArray  *ready = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (drafts, i);

      if (is_ready (self, draft))
        g_ptr_array_add (ready, g_steal_pointer (&draft));
    }

  return ready;
}

/* --- The grid -------------------------------------------------------------------------------- */

static void
on_card_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, tack_draft_card_new ());
}

static void
on_card_bind (TackComposePage *self, GtkListItem *item)
{
  tack_draft_card_set_draft (TACK_DRAFT_CARD (gtk_list_item_get_child (item)), self->thumbnailer,
                             self->mends, gtk_list_item_get_item (item));
}

static void
on_card_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  tack_draft_card_set_draft (TACK_DRAFT_CARD (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static gboolean
on_columns_idle (gpointer user_data)
{
  TackComposePage *self = user_data;
  guint            n = (guint) gtk_adjustment_get_page_size (self->grid_across) / CARD_WIDTH;

  self->columns_id = 0;
  gtk_grid_view_set_max_columns (self->grid, CLAMP (n, COLUMNS_MIN, COLUMNS_MAX));

  return G_SOURCE_REMOVE;
}

/* The grid keeps cards about for thirty rows of as many columns as it may have, whether there is
 * room for them or not. While sizes are being given out it may not be told. */
static void
on_grid_width_changed (TackComposePage *self)
{
  if (self->columns_id == 0)
    self->columns_id = g_idle_add (on_columns_idle, self);
}

static void
on_grid_activate (TackComposePage *self, guint position)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    return;

  gtk_selection_model_select_item (self->selection, position, TRUE);
  open_editor (self);
}

static void
on_search_changed (TackComposePage *self)
{
  g_free (self->folded_search);
  self->folded_search = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
start_search (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_search_bar_set_search_mode (TACK_COMPOSE_PAGE (widget)->search_bar, TRUE);

  return GDK_EVENT_STOP;
}

static void
on_leaflet_notify (TackComposePage *self)
{
  /* On a small screen a tap opens; a pointer can select and then look beside. */
  gtk_grid_view_set_single_click_activate (self->grid, adw_leaflet_get_folded (self->leaflet));
  /* It folds while sizes are being given out, and then no child may change its own. */
  if (self->store != NULL)
    queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

void
tack_compose_page_go_back (TackComposePage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_editor_toast (TackComposePage *self, const char *text)
{
  g_signal_emit (self, toast_signal, 0, text);
}

static void
on_sort_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TackComposePage *self = user_data;

  g_simple_action_set_state (action, parameter);
  self->is_sorted_by_name = g_str_equal (g_variant_get_string (parameter, NULL), "name");
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* --- The object ------------------------------------------------------------------------------ */

static gboolean
is_editing (TackComposePage *self)
{
  return adw_leaflet_get_folded (self->leaflet)
         && adw_leaflet_get_visible_child (self->leaflet) == self->editor_pane
         && self->n_drafts > 0;
}

static void
tack_compose_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackComposePage *self = TACK_COMPOSE_PAGE (object);

  switch ((TackComposePageProperty) prop_id)
    {
    case PROP_N_DRAFTS:
      g_value_set_uint (value, self->n_drafts);
      break;
    case PROP_N_READY:
      g_value_set_uint (value, self->n_ready);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, adw_leaflet_get_folded (self->leaflet));
      break;
    case PROP_EDITING:
      g_value_set_boolean (value, is_editing (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_compose_page_dispose (GObject *object)
{
  TackComposePage *self = TACK_COMPOSE_PAGE (object);

  g_clear_handle_id (&self->columns_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->store_signals);
  g_clear_object (&self->mends_signals);
  if (self->grid != NULL)
    gtk_grid_view_set_model (self->grid, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->store);
  g_clear_object (&self->mends);
  g_clear_object (&self->thumbnailer);

  G_OBJECT_CLASS (tack_compose_page_parent_class)->dispose (object);
}

static void
tack_compose_page_finalize (GObject *object)
{
  g_free (TACK_COMPOSE_PAGE (object)->folded_search);

  G_OBJECT_CLASS (tack_compose_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-compose-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, welcome);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, grid_box);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, editor_pane);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, count);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, to_complete);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, to_complete_content);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, edit_selected);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, select_none);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, select_none_narrow);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, search);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, grid_across);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, grid);
  gtk_widget_class_bind_template_child (widget_class, TackComposePage, editor);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_notify);
  gtk_widget_class_bind_template_callback (widget_class, open_editor);
  gtk_widget_class_bind_template_callback (widget_class, on_to_complete_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_select_none_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_grid_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_grid_width_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_card_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_card_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_card_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_toast);
}

static void
tack_compose_page_class_init (TackComposePageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tack_compose_page_get_property;
  object_class->dispose = tack_compose_page_dispose;
  object_class->finalize = tack_compose_page_finalize;

  properties[PROP_N_DRAFTS] = g_param_spec_uint ("n-drafts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_READY] = g_param_spec_uint ("n-ready", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_SELECTED]
    = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  toast_signal = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (TACK_TYPE_EDITOR);
  g_type_ensure (TACK_TYPE_PANE);
  g_type_ensure (TACK_TYPE_WELCOME);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, start_search, NULL);
}

static void
tack_compose_page_init (TackComposePage *self)
{
  static const GActionEntry actions[]
    = { { "sort", on_sort_activate, "s", "'added'", NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  gtk_search_bar_set_key_capture_widget (self->search_bar, self->grid_box);

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "compose", G_ACTION_GROUP (group));

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_drafts, self, NULL));
  self->mends_signals = g_signal_group_new (TACK_TYPE_MEND_QUEUE);
  g_signal_group_connect_swapped (self->mends_signals, "changed", G_CALLBACK (queue_update), self);
  self->store_signals = g_signal_group_new (TACK_TYPE_DRAFT_STORE);
  g_signal_group_connect (self->store_signals, "draft-changed", G_CALLBACK (on_draft_changed),
                          self);
  g_signal_group_connect_swapped (self->store_signals, "items-changed", G_CALLBACK (queue_update),
                                  self);
}

void
tack_compose_page_set_session (TackComposePage *self,
                               TackSession     *session,
                               TackEditHistory *history,
                               TackMendQueue   *mends,
                               TackThumbnailer *thumbnailer)
{
  g_autoptr (TackBoardList) boards = tack_board_list_new (tack_session_get_client (session));

  g_set_object (&self->store, tack_session_get_drafts (session));
  g_set_object (&self->mends, mends);
  g_set_object (&self->thumbnailer, thumbnailer);
  tack_editor_set_context (self->editor, self->store, boards, history, mends, thumbnailer);
  tack_board_list_refresh (boards);

  GListModel *filtered
    = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                                               g_object_ref (self->filter)));
  GListModel *sorted
    = G_LIST_MODEL (gtk_sort_list_model_new (filtered, g_object_ref (self->sorter)));
  g_clear_object (&self->selection);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (sorted));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (on_selection_changed),
                            self);
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (on_selection_changed),
                            self);
  gtk_grid_view_set_model (self->grid, self->selection);

  g_signal_group_set_target (self->store_signals, self->store);
  g_signal_group_set_target (self->mends_signals, mends);
  count_drafts (self);
  show_counts (self);
  show_selection (self);
}

void
tack_compose_page_set_drop_active (TackComposePage *self, gboolean drop_active)
{
  tack_welcome_set_drop_active (self->welcome, drop_active);
  if (drop_active)
    gtk_widget_add_css_class (self->grid_box, "drop-active");
  else
    gtk_widget_remove_css_class (self->grid_box, "drop-active");
}
