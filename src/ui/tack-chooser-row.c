/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-chooser-row.h"

#include <glib/gi18n-lib.h>

struct _TackChooserRow
{
  AdwActionRow parent_instance;

  GtkLabel      *value;
  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkEditable   *search;
  GtkLabel      *message;
  GtkWidget     *scrolled;
  GtkListView   *list;
  GtkButton     *new_button;

  GListStore         *none;     /* of GtkStringObject: the entry for “none”, or empty */
  GListStore         *models;   /* of GListModel: none, then the items */
  GtkFilterListModel *filtered; /* what the search leaves of all */
  TackItemTextFunc    text_func;
  char               *folded_search;
};

typedef enum
{
  PROP_NEW_LABEL = 1,
  N_PROPS,
} TackChooserRowProperty;

enum
{
  CHOSEN,
  NEW_ITEM,
  OPENED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackChooserRow, tack_chooser_row, ADW_TYPE_ACTION_ROW)

static const char *
get_item_text (TackChooserRow *self, gpointer item, char **detail)
{
  if (GTK_IS_STRING_OBJECT (item))
    return gtk_string_object_get_string (item);

  return self->text_func (item, detail);
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  TackChooserRow  *self = user_data;
  g_autofree char *detail = NULL;

  if (self->folded_search == NULL || *self->folded_search == '\0')
    return TRUE;

  g_autofree char *folded = g_utf8_casefold (get_item_text (self, item, &detail), -1);

  return strstr (folded, self->folded_search) != NULL;
}

static void
choose (TackChooserRow *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item == NULL)
    return;

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, GTK_IS_STRING_OBJECT (item) ? NULL : item);
}

static void
on_popover_map (TackChooserRow *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_search_changed (TackChooserRow *self)
{
  g_free (self->folded_search);
  self->folded_search = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
}

/* Enter takes what is on top: type a few letters, Enter, done. */
static void
on_search_activate (TackChooserRow *self)
{
  on_search_changed (self);
  choose (self, 0);
}

static void
on_stop_search (TackChooserRow *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
on_search_key_pressed (TackChooserRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static void
on_list_activate (TackChooserRow *self, guint position)
{
  choose (self, position);
}

static void
on_new_clicked (TackChooserRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[NEW_ITEM], 0, text);
}

static GtkWidget *
new_item_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

static void
on_item_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *detail = new_item_label ();

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "small");
  gtk_box_append (GTK_BOX (box), new_item_label ());
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (list_item, box);
}

static void
on_item_bind (TackChooserRow *self, GtkListItem *list_item)
{
  GtkWidget       *name = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget       *second = gtk_widget_get_next_sibling (name);
  g_autofree char *detail = NULL;

  gtk_label_set_label (GTK_LABEL (name),
                       get_item_text (self, gtk_list_item_get_item (list_item), &detail));
  gtk_label_set_label (GTK_LABEL (second), detail != NULL ? detail : "");
  gtk_widget_set_visible (second, detail != NULL);
}

static void
tack_chooser_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackChooserRow *self = TACK_CHOOSER_ROW (object);

  switch ((TackChooserRowProperty) prop_id)
    {
    case PROP_NEW_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->new_button));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_chooser_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TackChooserRow *self = TACK_CHOOSER_ROW (object);
  const char     *label = g_value_get_string (value);

  switch ((TackChooserRowProperty) prop_id)
    {
    case PROP_NEW_LABEL:
      gtk_button_set_label (self->new_button, label != NULL ? label : "");
      gtk_widget_set_visible (GTK_WIDGET (self->new_button), label != NULL);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_chooser_row_finalize (GObject *object)
{
  TackChooserRow *self = TACK_CHOOSER_ROW (object);

  g_clear_object (&self->none);
  g_clear_object (&self->models);
  g_clear_object (&self->filtered);
  g_free (self->folded_search);

  G_OBJECT_CLASS (tack_chooser_row_parent_class)->finalize (object);
}

static void
tack_chooser_row_class_init (TackChooserRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_chooser_row_get_property;
  object_class->set_property = tack_chooser_row_set_property;
  object_class->finalize = tack_chooser_row_finalize;

  properties[PROP_NEW_LABEL] = g_param_spec_string ("new-label", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[NEW_ITEM] = g_signal_new ("new-item", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-chooser-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, value);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, button);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, popover);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, search);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, message);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, list);
  gtk_widget_class_bind_template_child (widget_class, TackChooserRow, new_button);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_map);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_item_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_item_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_new_clicked);
}

static void
tack_chooser_row_init (TackChooserRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->none = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->models, self->none);

  GListModel *all
    = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->models))));
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  self->filtered = gtk_filter_list_model_new (all, filter);

  g_autoptr (GtkSelectionModel) selection
    = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered))));
  gtk_list_view_set_model (self->list, selection);
}

void
tack_chooser_row_set_model (TackChooserRow  *self,
                            GListModel      *model,
                            TackItemTextFunc text_func,
                            const char      *none_label)
{
  gpointer models[] = { self->none, model };

  self->text_func = text_func;
  g_list_store_remove_all (self->none);
  if (none_label != NULL)
    {
      g_autoptr (GtkStringObject) none = gtk_string_object_new (none_label);
      g_list_store_append (self->none, none);
    }
  g_list_store_splice (self->models, 0, g_list_model_get_n_items (G_LIST_MODEL (self->models)),
                       models, model != NULL ? 2 : 1);
}

void
tack_chooser_row_set_value (TackChooserRow *self, const char *text, gboolean is_mixed)
{
  gtk_label_set_label (self->value, text);
  if (is_mixed)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "mixed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "mixed");

  /* The button alone is what a screen reader stops at: it says what the row says. */
  g_autofree char *label
    = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
tack_chooser_row_set_message (TackChooserRow *self, const char *message)
{
  gtk_label_set_label (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
  gtk_widget_set_visible (self->scrolled, message == NULL);
}
