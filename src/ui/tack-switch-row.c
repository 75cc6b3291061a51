/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-switch-row.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-draft-text.h"

typedef enum
{
  PROP_FIELD = 1,
  N_PROPS,
} TackSwitchRowProperty;

struct _TackSwitchRow
{
  AdwActionRow parent_instance;

  GtkSwitch *widget;
  char      *field;
  gboolean   is_showing; /* the change of the switch is ours, not the person's */
};

static GParamSpec *properties[N_PROPS];
static guint       edited_signal;

G_DEFINE_FINAL_TYPE (TackSwitchRow, tack_switch_row, ADW_TYPE_ACTION_ROW)

static void
on_switch_notify_active (TackSwitchRow *self)
{
  if (!self->is_showing)
    g_signal_emit (self, edited_signal, 0, gtk_switch_get_active (self->widget));
}

static void
on_notify_title (TackSwitchRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
tack_switch_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  TackSwitchRow *self = TACK_SWITCH_ROW (object);

  if (prop_id == PROP_FIELD)
    self->field = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tack_switch_row_finalize (GObject *object)
{
  g_free (TACK_SWITCH_ROW (object)->field);

  G_OBJECT_CLASS (tack_switch_row_parent_class)->finalize (object);
}

static void
tack_switch_row_class_init (TackSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = tack_switch_row_set_property;
  object_class->finalize = tack_switch_row_finalize;

  properties[PROP_FIELD]
    = g_param_spec_string ("field", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
tack_switch_row_init (TackSwitchRow *self)
{
  self->widget = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->widget), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->widget, "notify::active", G_CALLBACK (on_switch_notify_active),
                            self);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_notify_title), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->widget));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->widget));
}

void
tack_switch_row_show (TackSwitchRow *self, GPtrArray *drafts, const char *explanation)
{
  guint            n_on = tack_draft_count_true (drafts, self->field);
  gboolean         is_mixed = n_on > 0 && n_on < drafts->len;
  g_autofree char *mixed = g_strdup_printf (_ ("Mixed · on for %u of %u"), n_on, drafts->len);

  self->is_showing = TRUE;
  gtk_switch_set_active (self->widget, n_on == drafts->len);
  self->is_showing = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), is_mixed ? mixed : explanation);
  gtk_widget_set_visible (GTK_WIDGET (self), explanation != NULL);
}

const char *
tack_switch_row_get_field (TackSwitchRow *self)
{
  return self->field;
}
