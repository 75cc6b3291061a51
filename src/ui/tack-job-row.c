/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-job-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/tack-job-layout.h"
#include "ui/tack-label.h"
#include "ui/tack-thumb.h"

struct _TackJobRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *content;
  TackThumb *thumb;
  GtkLabel  *title;
  GtkLabel  *step;
  GtkWidget *bar;
  GtkLabel  *time;
  GtkWidget *more;
  GtkLabel  *explanation;
  GtkLabel  *details;
  GtkWidget *menu;

  TackJob   *job;
  TackQueue *queue;
  gboolean   is_cancelling;
  TackJobAct acts[TACK_JOB_ACTS_MAX];
  GtkWidget *buttons[TACK_JOB_ACTS_MAX]; /* nullable each */
};

G_DEFINE_FINAL_TYPE (TackJobRow, tack_job_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *action;
  const char *label; /* nullable: only the icon */
  const char *icon;  /* nullable: only the label */
  const char *tooltip;
} acts[] = {
  [TACK_JOB_ACT_RESUME]
  = { "queue.resume-job", NULL, "media-playback-start-symbolic", N_ ("Resume") },
  [TACK_JOB_ACT_CANCEL] = { "queue.cancel", NULL, "window-close-symbolic", N_ ("Cancel") },
  [TACK_JOB_ACT_EDIT] = { "queue.edit", N_ ("Edit"), NULL, N_ ("Take out of the queue and edit") },
  [TACK_JOB_ACT_RETRY] = { "queue.retry", N_ ("Retry"), NULL, N_ ("Try again") },
  [TACK_JOB_ACT_SHOW]
  = { "queue.show", N_ ("Show It"), "adw-external-link-symbolic", N_ ("Look in the browser") },
  [TACK_JOB_ACT_SEND_AGAIN]
  = { "queue.send-again", N_ ("Send Again"), NULL, N_ ("The Pin is not there: send it again") },
  [TACK_JOB_ACT_IS_THERE]
  = { "queue.is-there", N_ ("It Is There"), NULL, N_ ("The Pin is there: say which one it is") },
  [TACK_JOB_ACT_OPEN]
  = { "queue.open", N_ ("Open"), "adw-external-link-symbolic", N_ ("Open in the browser") },
  [TACK_JOB_ACT_COPY_LINK]
  = { "queue.copy-link", NULL, "edit-copy-symbolic", N_ ("Copy the link") },
};

/* What is done more seldom, and where in the queue it goes. */
static const struct
{
  const char *action;
  const char *label;
  TackMove    move; /* of the moves */
} menu_items[] = {
  { "queue.pause-job", N_ ("_Pause"), 0 },
  { "queue.move-front", N_ ("Move to the _Front"), TACK_MOVE_FRONT },
  { "queue.move-up", N_ ("Move _Up"), TACK_MOVE_UP },
  { "queue.move-down", N_ ("Move _Down"), TACK_MOVE_DOWN },
  { "queue.remove", N_ ("_Take out of the Queue"), 0 },
};

static gboolean
can_choose (TackJobRow *self, guint item)
{
  TackState state = tack_job_get_state (self->job);

  if (g_str_has_prefix (menu_items[item].action, "queue.move-"))
    return tack_queue_can_move (self->queue, self->job, menu_items[item].move);
  if (g_str_equal (menu_items[item].action, "queue.pause-job"))
    return !tack_state_is_over (state) && state != TACK_STATE_DOUBTFUL;

  return state != TACK_STATE_PUBLISHED;
}

/* What cannot be done now is left out: an action is on or off for all rows, not for one. */
static void
on_menu_popup (GtkMenuButton *button, gpointer user_data)
{
  TackJobRow       *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (menu_items); i++)
    {
      if (!can_choose (self, i))
        continue;

      g_autoptr (GMenuItem) item = g_menu_item_new (_ (menu_items[i].label), NULL);
      g_menu_item_set_action_and_target (item, menu_items[i].action, "s",
                                         tack_job_get_id (self->job));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* A key on the row; the argument is the action's name. */
static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TackJobRow *self = TACK_JOB_ROW (widget);

  return gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "s",
                                     tack_job_get_id (self->job));
}

static GtkWidget *
button_new (TackJobAct act, TackJob *job, const char *name)
{
  GtkWidget       *button = gtk_button_new ();
  g_autofree char *label = NULL;

  if (acts[act].label == NULL)
    gtk_button_set_icon_name (GTK_BUTTON (button), acts[act].icon);
  else if (acts[act].icon == NULL)
    gtk_button_set_label (GTK_BUTTON (button), _ (acts[act].label));
  else
    {
      GtkWidget *content = adw_button_content_new ();
      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), acts[act].icon);
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ (acts[act].label));
      gtk_button_set_child (GTK_BUTTON (button), content);
    }

  /* Translators: what a button does, and to which Pin: read out, not shown */
  label = g_strdup_printf (_ ("%s: %s"),
                           _ (acts[act].label != NULL ? acts[act].label : acts[act].tooltip), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (button, _ (acts[act].tooltip));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tack_job_get_id (job));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), acts[act].action);

  return button;
}

static void
set_acts (TackJobRow *self, const TackJobAct wanted[TACK_JOB_ACTS_MAX], TackJobPlace place)
{
  if (memcmp (self->acts, wanted, sizeof self->acts) == 0)
    return;

  g_autofree char *name = tack_draft_dup_name (tack_job_get_draft (self->job));

  memcpy (self->acts, wanted, sizeof self->acts);
  for (guint i = 0; i < TACK_JOB_ACTS_MAX; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  for (guint i = 0; i < TACK_JOB_ACTS_MAX && wanted[i] != TACK_JOB_ACT_NONE; i++)
    {
      gboolean is_likely = place == TACK_JOB_PLACE_NEEDS_YOU
                           && (i + 1 == TACK_JOB_ACTS_MAX || wanted[i + 1] == TACK_JOB_ACT_NONE);

      self->buttons[i] = button_new (wanted[i], self->job, name);
      if (!is_likely)
        gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_widget_insert_before (self->buttons[i], self->content, self->menu);
    }
}

/* An empty label would keep its line. */
static void
set_text (GtkLabel *label, char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  tack_label_set_text (label, text != NULL ? text : "");
  g_free (text);
}

static void
set_facts (TackJobRow *self, TackJobFacts *facts)
{
  TackDraft *draft = tack_job_get_draft (self->job);
  gint64     now = g_get_real_time () / 1000;

  facts->step = tack_job_get_step (self->job);
  facts->is_cancelling = self->is_cancelling;
  facts->sent = tack_job_get_sent (self->job);
  facts->total = tack_job_get_total (self->job);
  facts->age_ms = now - tack_job_get_finished_at (self->job);
  facts->board = tack_draft_get_board_name (draft);
  if (facts->board == NULL)
    facts->board = tack_draft_get_board_id (draft);
  facts->error = tack_job_get_error (self->job);
  facts->waiting_reason = tack_job_get_waiting_reason (self->job);
  facts->has_address = facts->has_address || tack_job_get_look_url (self->job) != NULL;
  if (tack_job_get_next_try_at (self->job) > 0)
    facts->next_try_ms = MAX (0, tack_job_get_next_try_at (self->job) - now);

  facts->speed = tack_job_get_speed (self->job);
  facts->left_ms = tack_job_get_left_ms (self->job);
}

void
tack_job_row_update (TackJobRow *self, TackRunner *runner, gboolean has_address)
{
  TackJobFacts facts = {
    .is_driven = tack_runner_is_driving (runner, self->job),
    .has_address = has_address,
  };
  TackJobAct wanted[TACK_JOB_ACTS_MAX];

  if (!facts.is_driven)
    self->is_cancelling = FALSE;
  set_facts (self, &facts);

  TackJobPlace     place = tack_job_text_get_place (facts.step.state, facts.is_driven);
  gboolean         is_running = place == TACK_JOB_PLACE_RUNNING;
  const char      *step_class = place == TACK_JOB_PLACE_NEEDS_YOU ? "needs-you" : "dim-label";
  g_autofree char *step = tack_job_text_step (&facts);
  g_autofree char *time = tack_job_text_time (&facts);

  gtk_label_set_label (self->step, step);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->step), step_class))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->step), "needs-you");
      gtk_widget_remove_css_class (GTK_WIDGET (self->step), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->step), step_class);
    }

  /* Bars align, so the time keeps its column while there is none to tell. */
  gtk_label_set_label (self->time, time != NULL ? time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time), is_running);
  gtk_widget_set_visible (self->bar, is_running);
  if (is_running)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), tack_job_get_fraction (self->job));

  set_text (self->explanation, tack_job_text_explanation (&facts));
  set_text (self->details, tack_job_text_details (&facts));
  gtk_widget_set_visible (self->more, gtk_widget_get_visible (GTK_WIDGET (self->explanation))
                                        || gtk_widget_get_visible (GTK_WIDGET (self->details)));

  tack_job_text_get_acts (&facts, wanted);
  set_acts (self, wanted, place);
  gtk_widget_set_visible (self->menu, place != TACK_JOB_PLACE_DONE && !self->is_cancelling);
}

static void
tack_job_row_dispose (GObject *object)
{
  TackJobRow *self = TACK_JOB_ROW (object);

  if (self->thumb != NULL)
    tack_thumb_set_draft (self->thumb, NULL, NULL);
  for (guint i = 0; i < TACK_JOB_ACTS_MAX; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  g_clear_object (&self->job);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (tack_job_row_parent_class)->dispose (object);
}

static void
tack_job_row_class_init (TackJobRowClass *klass)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Home, "queue.move-front" }, { GDK_KEY_KP_Home, "queue.move-front" },
    { GDK_KEY_Up, "queue.move-up" },      { GDK_KEY_KP_Up, "queue.move-up" },
    { GDK_KEY_Down, "queue.move-down" },  { GDK_KEY_KP_Down, "queue.move-down" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_job_row_dispose;

  g_type_ensure (TACK_TYPE_THUMB);
  g_type_ensure (TACK_TYPE_JOB_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, content);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, thumb);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, step);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, time);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, more);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, explanation);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, details);
  gtk_widget_class_bind_template_child (widget_class, TackJobRow, menu);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, GDK_ALT_MASK, on_key, "s",
                                  keys[i].action);
}

static void
tack_job_row_init (TackJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_job_row_new (TackJob *job, TackQueue *queue, TackThumbnailer *thumbnailer)
{
  TackJobRow      *self = g_object_new (TACK_TYPE_JOB_ROW, NULL);
  TackDraft       *draft = tack_job_get_draft (job);
  g_autofree char *name = tack_draft_dup_name (draft);

  self->job = g_object_ref (job);
  self->queue = g_object_ref (queue);
  gtk_label_set_label (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), on_menu_popup, self, NULL);
  /* Translators: a menu, and of which Pin: read out, not shown */
  g_autofree char *menu_name = g_strdup_printf (_ ("More: %s"), name);
  /* The button inside is what has the focus, and what is read out. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->menu)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
  if (thumbnailer != NULL)
    tack_thumb_set_draft (self->thumb, thumbnailer, draft);

  return GTK_WIDGET (self);
}

TackJob *
tack_job_row_get_job (TackJobRow *self)
{
  return self->job;
}

void
tack_job_row_set_cancelling (TackJobRow *self)
{
  self->is_cancelling = TRUE;
}
