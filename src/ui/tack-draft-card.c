/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-draft-card.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-finding-box.h"
#include "ui/tack-mend-text.h"
#include "ui/tack-thumb.h"

struct _TackDraftCard
{
  GtkBox parent_instance;

  TackThumb *thumb;
  GtkWidget *severity;
  GtkWidget *duration_box;
  GtkLabel  *duration;
  GtkWidget *duplicate;
  GtkWidget *no_alt_text;
  GtkLabel  *title;
  GtkLabel  *status;

  char         *said;    /* nullable: what it shows, in words */
  GSignalGroup *signals; /* of the draft */
  GSignalGroup *mends_signals;
  guint         show_id; /* idle */
};

/* The looks of a severity, on the badge and on the second line. */
static const char *const severity_classes[] = {
  [TACK_SEVERITY_HINT] = "dim-label",
  [TACK_SEVERITY_WARNING] = "warning",
  [TACK_SEVERITY_ERROR] = "error",
};

G_DEFINE_FINAL_TYPE (TackDraftCard, tack_draft_card, GTK_TYPE_BOX)

static void
set_severity_class (GtkWidget *widget, TackSeverity severity)
{
  for (guint i = 0; i < G_N_ELEMENTS (severity_classes); i++)
    gtk_widget_remove_css_class (widget, severity_classes[i]);
  gtk_widget_add_css_class (widget, severity_classes[severity]);
}

static void
show_badges (TackDraftCard *self, TackDraft *draft, TackSeverity severity)
{
  TackMediaInfo   *info = tack_draft_get_info (draft);
  const TackIssue *worst = tack_issue_array_get_worst (tack_draft_get_issues (draft));
  gboolean         has_duration = info != NULL && info->duration_ms > 0;
  TackSeverity     badge = severity;

  /* A warning about the file shows even when the line says only which board. */
  if (badge == TACK_SEVERITY_HINT && worst != NULL && worst->severity == TACK_SEVERITY_WARNING)
    badge = TACK_SEVERITY_WARNING;
  /* To choose a board is work to do, not a warning. */
  if (worst != NULL && g_str_equal (worst->code, "no-board"))
    badge = TACK_SEVERITY_HINT;
  gtk_widget_set_visible (self->severity, badge != TACK_SEVERITY_HINT);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->severity), tack_finding_get_icon (badge));
  set_severity_class (self->severity, badge);

  gtk_widget_set_visible (self->duration_box, has_duration);
  if (has_duration)
    {
      g_autofree char *duration = tack_human_duration (info->duration_ms);
      gtk_label_set_label (self->duration, duration);
    }
  /* One badge a corner: that it is there already matters more. */
  gboolean is_duplicate = tack_draft_get_duplicate (draft) != NULL;
  gtk_widget_set_visible (self->duplicate, is_duplicate);
  gtk_widget_set_visible (self->no_alt_text, !is_duplicate && info != NULL
                                               && severity != TACK_SEVERITY_ERROR
                                               && *tack_draft_get_alt_text (draft) == '\0');
}

/* While its video is being converted, how far that has come matters more than what was wrong. */
static char *
dup_status (TackDraftCard *self, TackDraft *draft, TackSeverity *severity)
{
  g_autoptr (TackMendQueue) mends = g_signal_group_dup_target (self->mends_signals);
  double progress = mends != NULL ? tack_mend_queue_get_progress (mends, draft) : -1;

  if (progress < 0)
    return tack_draft_text_status (draft, severity);

  *severity = TACK_SEVERITY_HINT;

  return tack_mend_text_progress (progress);
}

static void
show (TackDraftCard *self)
{
  g_autoptr (TackDraft) draft = g_signal_group_dup_target (self->signals);
  TackSeverity          severity;

  if (draft == NULL)
    return;

  g_autofree char *name = tack_draft_dup_name (draft);
  g_autofree char *status = dup_status (self, draft, &severity);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->status, status);
  set_severity_class (GTK_WIDGET (self->status), severity);
  show_badges (self, draft, severity);

  const TackIssue *duplicate = tack_draft_get_duplicate (draft);
  g_free (self->said);
  self->said = g_strjoin ("\n", name, status, duplicate != NULL ? duplicate->message : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->said,
                                  -1);
}

static gboolean
on_show_idle (gpointer user_data)
{
  TackDraftCard *self = user_data;

  self->show_id = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

/* One change of a draft notifies of three properties. */
static void
on_draft_notify (TackDraftCard *self)
{
  if (self->show_id == 0)
    self->show_id = g_idle_add (on_show_idle, self);
}

static void
on_mends_changed (TackDraftCard *self, TackDraft *draft)
{
  g_autoptr (TackDraft) own = g_signal_group_dup_target (self->signals);

  if (own == draft)
    on_draft_notify (self);
}

/* Asked for when the pointer rests on it. To set a text each time it changes would ask the X server
 * each time where the pointer is, and wait for seven answers. */
static gboolean
tack_draft_card_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard_tooltip,
                               GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, TACK_DRAFT_CARD (widget)->said);

  return TRUE;
}

static void
tack_draft_card_dispose (GObject *object)
{
  TackDraftCard *self = TACK_DRAFT_CARD (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->mends_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), TACK_TYPE_DRAFT_CARD);

  G_OBJECT_CLASS (tack_draft_card_parent_class)->dispose (object);
}

static void
tack_draft_card_finalize (GObject *object)
{
  g_free (TACK_DRAFT_CARD (object)->said);

  G_OBJECT_CLASS (tack_draft_card_parent_class)->finalize (object);
}

static void
tack_draft_card_class_init (TackDraftCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_draft_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = tack_draft_card_finalize;
  widget_class->query_tooltip = tack_draft_card_query_tooltip;

  g_type_ensure (TACK_TYPE_THUMB);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-draft-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, thumb);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, severity);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, duration_box);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, duration);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, duplicate);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, no_alt_text);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, title);
  gtk_widget_class_bind_template_child (widget_class, TackDraftCard, status);
}

static void
tack_draft_card_init (TackDraftCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->mends_signals = g_signal_group_new (TACK_TYPE_MEND_QUEUE);
  g_signal_group_connect_swapped (self->mends_signals, "changed", G_CALLBACK (on_mends_changed),
                                  self);
  self->signals = g_signal_group_new (TACK_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (on_draft_notify), self);
}

GtkWidget *
tack_draft_card_new (void)
{
  return g_object_new (TACK_TYPE_DRAFT_CARD, NULL);
}

void
tack_draft_card_set_draft (TackDraftCard   *self,
                           TackThumbnailer *thumbnailer,
                           TackMendQueue   *mends,
                           TackDraft       *draft)
{
  g_signal_group_set_target (self->mends_signals, mends);

  tack_thumb_set_draft (self->thumb, thumbnailer, draft);
  g_signal_group_set_target (self->signals, draft);
  show (self);
}
