/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding-list.h"

#include "base/tack-limits.h"
#include "ui/tack-file-chooser.h"
#include "ui/tack-finding-box.h"
#include "ui/tack-finding.h"
#include "ui/tack-mend-dialog.h"
#include "ui/tack-mend-text.h"

#define SPACING 12

struct _TackFindingList
{
  GtkBox parent_instance;

  TackMendQueue   *queue; /* nullable: nothing can be converted */
  GSignalGroup    *queue_signals;
  TackMediaProxy  *proxy; /* nullable: who reads the files */
  TackEditHistory *history;
  GPtrArray       *drafts; /* of TackDraft; nullable: nothing was shown yet */
  TackDraft       *faulty; /* nullable: for which another file is being chosen */
  char            *shown;  /* nullable: all that the boxes say */
  GtkWidget       *bar;    /* nullable: in one of the boxes */
};

G_DEFINE_FINAL_TYPE (TackFindingList, tack_finding_list, GTK_TYPE_BOX)

/* --- Saying it ----------------------------------------------------------------------------------
 */

static void
show_progress (TackFindingList *self)
{
  if (self->bar == NULL)
    return;

  double progress
    = MAX (tack_mend_queue_get_progress (self->queue, g_ptr_array_index (self->drafts, 0)), 0);
  g_autofree char *text = tack_mend_text_progress (progress);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), progress);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->bar), text);
}

static void
append_box (TackFindingList *self, const TackFinding *finding)
{
  GtkWidget *widget = tack_finding_box_new (finding->severity, finding->title, finding->message);

  if (finding->has_bar)
    {
      self->bar = gtk_progress_bar_new ();
      gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->bar), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      finding->title, -1);
      tack_finding_box_add (widget, self->bar);
    }
  for (guint i = 0; i < finding->n_buttons; i++)
    {
      GtkWidget *button = tack_finding_box_add_button (widget, finding->buttons[i].label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), finding->buttons[i].action);
      if (finding->buttons[i].is_suggested)
        gtk_widget_add_css_class (button, "suggested-action");
    }
  gtk_box_append (GTK_BOX (self), widget);
}

static void
show (TackFindingList *self)
{
  g_autoptr (GPtrArray) findings = tack_finding_array_new (self->drafts, self->queue);
  g_autofree char      *key = tack_finding_array_dup_key (findings);
  GtkWidget            *child;

  gtk_widget_set_visible (GTK_WIDGET (self), findings->len > 0);
  /* Made anew only when they say something else: a button must not vanish under a press. */
  if (g_strcmp0 (key, self->shown) != 0)
    {
      self->bar = NULL;
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
        gtk_box_remove (GTK_BOX (self), child);
      for (guint i = 0; i < findings->len; i++)
        append_box (self, g_ptr_array_index (findings, i));
      g_free (self->shown);
      self->shown = g_steal_pointer (&key);
    }
  show_progress (self);
}

static void
on_queue_changed (TackFindingList *self, TackDraft *draft)
{
  if (self->drafts != NULL && g_ptr_array_find (self->drafts, draft, NULL))
    show (self);
}

/* --- Doing it -----------------------------------------------------------------------------------
 */

static void
on_dialog_start (TackMendDialog *dialog, gint64 from_ms, gint64 to_ms, TackFindingList *self)
{
  tack_mend_queue_add (self->queue, tack_mend_dialog_get_draft (dialog), from_ms, to_ms);
}

static void
mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackFindingList *self = TACK_FINDING_LIST (widget);
  GtkWidget       *dialog = tack_mend_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                  g_ptr_array_index (self->drafts, 0), self->proxy);

  g_signal_connect_object (dialog, "start", G_CALLBACK (on_dialog_start), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
mend_all (TackFindingList *self,
          gboolean (*is_wanted) (TackMendQueue *queue, TackDraft *draft),
          gint64 to_ms)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_ref (self->drafts);

  for (guint i = 0; i < drafts->len; i++)
    if (is_wanted (self->queue, g_ptr_array_index (drafts, i)))
      tack_mend_queue_add (self->queue, g_ptr_array_index (drafts, i), 0, to_ms);
}

static void
mend_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mend_all (TACK_FINDING_LIST (widget), tack_finding_can_mend, -1);
}

static void
trim_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mend_all (TACK_FINDING_LIST (widget), tack_finding_is_too_long, TACK_VIDEO_MS_MAX);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackFindingList      *self = TACK_FINDING_LIST (widget);
  g_autoptr (GPtrArray) drafts = g_ptr_array_ref (self->drafts);

  for (guint i = 0; i < drafts->len; i++)
    tack_mend_queue_cancel (self->queue, g_ptr_array_index (drafts, i));
}

static void
change_media (TackFindingList *self, TackDraft *draft)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  g_ptr_array_add (drafts, draft);
  tack_edit_history_will_change_media (self->history, drafts);
}

static void
use_original_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackFindingList *self = TACK_FINDING_LIST (widget);
  TackDraft       *draft = g_ptr_array_index (self->drafts, 0);

  change_media (self, draft);
  tack_draft_set_mended_file (draft, NULL, NULL);
}

/* Others may be shown by now, or this one be published. */
static void
another_chosen (GPtrArray *files, gpointer user_data)
{
  TackFindingList      *self = user_data;
  g_autoptr (TackDraft) draft = g_steal_pointer (&self->faulty);
  GFile                *file = g_ptr_array_index (files, 0);

  if (tack_draft_get_queued (draft))
    return;
  if (g_file_equal (file, tack_draft_get_file (draft)))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), TACK_FINDING_LOOK_AGAIN, NULL);
      return;
    }

  change_media (self, draft);
  tack_draft_set_file (draft, file);
}

static void
choose_another_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackFindingList *self = TACK_FINDING_LIST (widget);

  g_set_object (&self->faulty, g_ptr_array_index (self->drafts, 0));
  tack_file_chooser_open (GTK_WINDOW (gtk_widget_get_root (widget)), TACK_CHOOSE_ANOTHER,
                          tack_draft_get_file (self->faulty), another_chosen, G_OBJECT (self));
}

/* --- The object ---------------------------------------------------------------------------------
 */

static void
tack_finding_list_dispose (GObject *object)
{
  TackFindingList *self = TACK_FINDING_LIST (object);

  g_clear_object (&self->queue_signals);
  g_clear_object (&self->queue);
  g_clear_object (&self->proxy);
  g_clear_object (&self->history);
  g_clear_object (&self->faulty);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);

  G_OBJECT_CLASS (tack_finding_list_parent_class)->dispose (object);
}

static void
tack_finding_list_finalize (GObject *object)
{
  g_free (TACK_FINDING_LIST (object)->shown);

  G_OBJECT_CLASS (tack_finding_list_parent_class)->finalize (object);
}

static void
tack_finding_list_class_init (TackFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_finding_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tack_finding_list_finalize;

  gtk_widget_class_install_action (widget_class, TACK_FINDING_CHOOSE_ANOTHER, NULL,
                                   choose_another_action);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_MEND, NULL, mend_action);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_MEND_ALL, NULL, mend_all_action);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_TRIM_ALL, NULL, trim_all_action);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_CANCEL, NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_USE_ORIGINAL, NULL,
                                   use_original_action);
}

static void
tack_finding_list_init (TackFindingList *self)
{
  self->queue_signals = g_signal_group_new (TACK_TYPE_MEND_QUEUE);
  g_signal_group_connect_swapped (self->queue_signals, "changed", G_CALLBACK (on_queue_changed),
                                  self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
}

void
tack_finding_list_set_context (TackFindingList *self,
                               TackEditHistory *history,
                               TackMendQueue   *queue,
                               TackMediaProxy  *proxy)
{
  g_set_object (&self->history, history);
  g_set_object (&self->queue, queue);
  g_set_object (&self->proxy, proxy);
  g_signal_group_set_target (self->queue_signals, queue);
}

void
tack_finding_list_show (TackFindingList *self, GPtrArray *drafts)
{
  g_ptr_array_ref (drafts);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = drafts;
  show (self);
}
