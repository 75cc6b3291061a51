/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-job-group.h"

#include <glib/gi18n-lib.h>

struct _TackJobGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  GtkButton  *more;
  GtkButton  *act;

  guint    cap;
  gboolean is_expanded;
};

typedef enum
{
  PROP_CAP = 1,
  PROP_ACTION_LABEL,
  PROP_ACTION_NAME,
  PROP_ACTION_TOOLTIP,
  PROP_ACTION_VISIBLE,
  N_PROPS,
} TackJobGroupProperty;

enum
{
  EXPANDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackJobGroup, tack_job_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_more_clicked (TackJobGroup *self)
{
  self->is_expanded = !self->is_expanded;
  g_signal_emit (self, signals[EXPANDED], 0);
}

static void
update_more (TackJobGroup *self, guint n_jobs)
{
  if (n_jobs <= self->cap)
    self->is_expanded = FALSE;

  g_autofree char *label
    = self->is_expanded ? g_strdup (_ ("Show Fewer"))
                        : g_strdup_printf (ngettext ("Show All %u", "Show All %u", n_jobs), n_jobs);
  const char *tooltip = self->is_expanded ? _ ("Show only the first ones") : _ ("Show them all");

  gtk_widget_set_visible (GTK_WIDGET (self->more), n_jobs > self->cap);
  if (g_strcmp0 (gtk_button_get_label (self->more), label) == 0)
    return;

  gtk_button_set_label (self->more, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
tack_job_group_update (TackJobGroup  *self,
                       GPtrArray     *jobs,
                       TackJobRowFunc get_row,
                       gpointer       user_data)
{
  update_more (self, jobs->len);

  guint                  n_shown = self->is_expanded ? jobs->len : MIN (jobs->len, self->cap);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n_shown; i++)
    g_hash_table_add (shown, g_ptr_array_index (jobs, i));

  for (guint i = 0; i < n_shown;)
    {
      TackJob       *job = g_ptr_array_index (jobs, i);
      GtkListBoxRow *there = gtk_list_box_get_row_at_index (self->list, (int) i);
      TackJob       *job_there = there != NULL ? tack_job_row_get_job (TACK_JOB_ROW (there)) : NULL;

      if (job_there == job)
        i++;
      else if (job_there != NULL && !g_hash_table_contains (shown, job_there))
        gtk_list_box_remove (self->list, GTK_WIDGET (there));
      else
        {
          GtkWidget *row = GTK_WIDGET (get_row (job, user_data));
          GtkWidget *old_list = gtk_widget_get_parent (row);

          if (old_list != NULL)
            gtk_list_box_remove (GTK_LIST_BOX (old_list), row);
          gtk_list_box_insert (self->list, row, (int) i++);
        }
    }

  GtkListBoxRow *left;
  while ((left = gtk_list_box_get_row_at_index (self->list, (int) n_shown)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (left));

  gtk_widget_set_visible (GTK_WIDGET (self), jobs->len > 0);
}

static void
tack_job_group_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackJobGroup *self = TACK_JOB_GROUP (object);

  switch ((TackJobGroupProperty) prop_id)
    {
    case PROP_CAP:
      g_value_set_uint (value, self->cap);
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->act));
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->act)));
      break;
    case PROP_ACTION_TOOLTIP:
      g_value_set_string (value, gtk_widget_get_tooltip_text (GTK_WIDGET (self->act)));
      break;
    case PROP_ACTION_VISIBLE:
      g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->act)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_job_group_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackJobGroup *self = TACK_JOB_GROUP (object);

  switch ((TackJobGroupProperty) prop_id)
    {
    case PROP_CAP:
      self->cap = g_value_get_uint (value);
      break;
    case PROP_ACTION_LABEL:
      gtk_button_set_label (self->act, g_value_get_string (value));
      break;
    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->act), g_value_get_string (value));
      break;
    case PROP_ACTION_TOOLTIP:
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->act), g_value_get_string (value));
      break;
    case PROP_ACTION_VISIBLE:
      gtk_widget_set_visible (GTK_WIDGET (self->act), g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_job_group_class_init (TackJobGroupClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_job_group_get_property;
  object_class->set_property = tack_job_group_set_property;

  properties[PROP_CAP] = g_param_spec_uint ("cap", NULL, NULL, 1, G_MAXUINT, 20, flags);
  properties[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_TOOLTIP] = g_param_spec_string ("action-tooltip", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_VISIBLE]
    = g_param_spec_boolean ("action-visible", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EXPANDED] = g_signal_new ("expanded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-job-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TackJobGroup, list);
  gtk_widget_class_bind_template_child (widget_class, TackJobGroup, more);
  gtk_widget_class_bind_template_child (widget_class, TackJobGroup, act);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
tack_job_group_init (TackJobGroup *self)
{
  self->cap = 20;
  gtk_widget_init_template (GTK_WIDGET (self));
}
