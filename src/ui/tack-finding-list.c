/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding-list.h"

#include <glib/gi18n-lib.h>

#include "media/tack-mend-plan.h"
#include "ui/tack-finding-box.h"
#include "ui/tack-mend-dialog.h"
#include "ui/tack-mend-text.h"

#define SPACING 12

struct _TackFindingList
{
  GtkBox parent_instance;

  TackMendQueue  *queue; /* nullable: nothing can be converted */
  GSignalGroup   *queue_signals;
  TackMediaProxy *proxy;  /* nullable: who reads the files */
  GPtrArray      *drafts; /* of TackDraft; nullable: nothing was shown yet */
  char           *shown;  /* nullable: all that the boxes say */
  GtkWidget      *bar;    /* nullable: in one of the boxes */
};

G_DEFINE_FINAL_TYPE (TackFindingList, tack_finding_list, GTK_TYPE_BOX)

/* --- What there is to say --------------------------------------------------------------------- */

static gboolean
needs_box (const TackIssue *issue)
{
  return issue->severity != TACK_SEVERITY_HINT && !g_str_equal (issue->code, "no-board")
         && !g_str_equal (issue->code, "not-inspected");
}

static gboolean
is_of_file (TackDraft *draft, const TackIssue *issue)
{
  TackMediaInfo *info = tack_draft_get_info (draft);

  return info != NULL && issue->severity == TACK_SEVERITY_ERROR
         && g_ptr_array_find (info->issues, issue, NULL);
}

/* What a button does. The first two are the window's and the editor's. */
#define LOOK_AGAIN "win.look-again"
#define SHRINK "editor.shrink"
#define MEND "findings.mend"
#define MEND_ALL "findings.mend-all"
#define CANCEL "findings.cancel"
#define USE_ORIGINAL "findings.use-original"

typedef struct
{
  TackSeverity severity;
  char        *title;
  char        *message; /* nullable */
  char        *label;   /* nullable: of the button */
  const char  *action;
  gboolean     is_suggested;
  gboolean     has_bar;
} Box;

static void
box_free (gpointer data)
{
  Box *box = data;

  g_free (box->title);
  g_free (box->message);
  g_free (box->label);
  g_free (box);
}

static Box *
add_box (GPtrArray *boxes, TackSeverity severity, const char *title, const char *message)
{
  Box *box = g_new0 (Box, 1);

  box->severity = severity;
  box->title = g_strdup (title);
  box->message = g_strdup (message);
  g_ptr_array_add (boxes, box);

  return box;
}

static void
set_button (Box *box, const char *label, const char *action)
{
  box->label = g_strdup (label);
  box->action = action;
}

static gboolean
is_pending (TackFindingList *self, TackDraft *draft)
{
  return self->queue != NULL && tack_mend_queue_get_progress (self->queue, draft) >= 0;
}

/* A carousel has pictures only, and of a file nobody has looked at nothing can be planned. */
static gboolean
is_convertible (TackFindingList *self, TackDraft *draft)
{
  TackMediaInfo *info = tack_draft_get_file_info (draft);

  return self->queue != NULL && tack_draft_get_slides (draft) == NULL && info != NULL
         && info->kind == TACK_MEDIA_VIDEO;
}

/* What has been done about the draft, or is being done. */
static void
add_mending (TackFindingList *self, GPtrArray *boxes, TackDraft *draft)
{
  const TackIssue *failure
    = self->queue != NULL ? tack_mend_queue_get_failure (self->queue, draft) : NULL;
  Box *box;

  if (is_pending (self, draft))
    {
      box = add_box (boxes, TACK_SEVERITY_HINT, _ ("Being converted"),
                     _ ("You can go on working. The file stays as it is."));
      set_button (box, _ ("_Cancel"), CANCEL);
      box->has_bar = TRUE;
    }
  else if (failure != NULL)
    add_box (boxes, failure->severity, failure->title, failure->message);
  else if (tack_draft_get_mended_file (draft) != NULL)
    {
      box = add_box (boxes, TACK_SEVERITY_HINT, _ ("Converted copy"),
                     _ ("A converted copy is sent in place of your file, which stays as it is."));
      set_button (box, _ ("Use _Original"), USE_ORIGINAL);
    }
}

/* All that a conversion mends has one button, on the worst of it. */
static void
add_findings (TackFindingList *self, GPtrArray *boxes, TackDraft *draft)
{
  GPtrArray  *issues = tack_draft_get_issues (draft);
  const char *mend = tack_mend_text_button (tack_mend_text_of (draft));
  gboolean    can_convert = is_convertible (self, draft);
  gboolean    has_mend_button = FALSE;

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);
      gboolean         is_converted = can_convert && tack_mend_is_of_video (issue->mend);

      if (!needs_box (issue) || (is_converted && is_pending (self, draft)))
        continue;

      Box *box = add_box (boxes, issue->severity, issue->title, issue->message);
      if (is_converted && has_mend_button)
        {
          g_autofree char *plain = tack_mend_text_without_mnemonic (mend);
          g_autofree char *message = g_steal_pointer (&box->message);
          /* Translators: a sentence about a file, and the button above that mends it. */
          box->message = g_strdup_printf (_ ("%s “%s” mends this, too."), message, plain);
        }
      else if (is_converted)
        {
          set_button (box, mend, MEND);
          box->is_suggested = issue->severity == TACK_SEVERITY_ERROR;
          has_mend_button = TRUE;
        }
      else if (issue->mend == TACK_MEND_SHRINK)
        set_button (box, tack_mend_text_button (TACK_MEND_SHRINK), SHRINK);
      else if (is_of_file (draft, issue))
        set_button (box, _ ("_Look Again"), LOOK_AGAIN);
    }
}

/* Whether nobody needs to be asked about it. */
static gboolean
can_mend (TackFindingList *self, TackDraft *draft)
{
  TackMendPlan plan;

  return tack_mend_is_of_video (tack_mend_text_of (draft)) && !is_pending (self, draft)
         && is_convertible (self, draft)
         && tack_mend_plan (tack_draft_get_file_info (draft), "", 0, -1, &plan, NULL);
}

static void
add_for_many (TackFindingList *self, GPtrArray *boxes)
{
  guint n_pending = 0;
  guint n_mendable = 0;

  for (guint i = 0; self->queue != NULL && i < self->drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (self->drafts, i);

      n_pending += is_pending (self, draft);
      n_mendable += can_mend (self, draft);
    }

  if (n_pending > 0)
    {
      g_autofree char *title
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u video is being converted",
                                        "%u videos are being converted", n_pending),
                           n_pending);
      Box *box = add_box (boxes, TACK_SEVERITY_HINT, title,
                          _ ("You can go on working, and the files stay as they are."));
      set_button (box, _ ("_Cancel"), CANCEL);
    }
  if (n_mendable > 0)
    {
      g_autofree char *title
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u video can be mended",
                                        "%u videos can be mended", n_mendable),
                           n_mendable);
      g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Convert %u Video",
                                                             "_Convert %u Videos", n_mendable),
                                                n_mendable);
      const char      *message = _ ("A copy of each is made as Pinterest takes it; the files stay "
                                         "as they are.");
      Box             *box = add_box (boxes, TACK_SEVERITY_WARNING, title, message);
      set_button (box, label, MEND_ALL);
    }
}

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

static char *
dup_key (GPtrArray *boxes)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = g_ptr_array_index (boxes, i);

      g_string_append_printf (key, "%d\n%s\n%s\n%s\n", (int) box->severity, box->title,
                              box->message != NULL ? box->message : "",
                              box->label != NULL ? box->label : "");
    }

  return g_string_free (key, FALSE);
}

static void
append_box (TackFindingList *self, const Box *box)
{
  GtkWidget *widget = tack_finding_box_new (box->severity, box->title, box->message);

  if (box->has_bar)
    {
      self->bar = gtk_progress_bar_new ();
      gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->bar), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      box->title, -1);
      tack_finding_box_add (widget, self->bar);
    }
  if (box->label != NULL)
    {
      GtkWidget *button = tack_finding_box_add_button (widget, box->label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), box->action);
      if (box->is_suggested)
        gtk_widget_add_css_class (button, "suggested-action");
    }
  gtk_box_append (GTK_BOX (self), widget);
}

static void
show (TackFindingList *self)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new_with_free_func (box_free);
  GtkWidget            *child;

  if (self->drafts->len > 1)
    add_for_many (self, boxes);
  else
    {
      add_mending (self, boxes, g_ptr_array_index (self->drafts, 0));
      add_findings (self, boxes, g_ptr_array_index (self->drafts, 0));
    }

  g_autofree char *key = dup_key (boxes);
  gtk_widget_set_visible (GTK_WIDGET (self), boxes->len > 0);
  /* Made anew only when they say something else: a button must not vanish under a press. */
  if (g_strcmp0 (key, self->shown) != 0)
    {
      self->bar = NULL;
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
        gtk_box_remove (GTK_BOX (self), child);
      for (guint i = 0; i < boxes->len; i++)
        append_box (self, g_ptr_array_index (boxes, i));
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
mend_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TackFindingList      *self = TACK_FINDING_LIST (widget);
  g_autoptr (GPtrArray) drafts = g_ptr_array_ref (self->drafts);

  for (guint i = 0; i < drafts->len; i++)
    if (can_mend (self, g_ptr_array_index (drafts, i)))
      tack_mend_queue_add (self->queue, g_ptr_array_index (drafts, i), 0, -1);
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
use_original_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tack_draft_set_mended_file (g_ptr_array_index (TACK_FINDING_LIST (widget)->drafts, 0), NULL,
                              NULL);
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

  gtk_widget_class_install_action (widget_class, MEND, NULL, mend_action);
  gtk_widget_class_install_action (widget_class, MEND_ALL, NULL, mend_all_action);
  gtk_widget_class_install_action (widget_class, CANCEL, NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, USE_ORIGINAL, NULL, use_original_action);
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
tack_finding_list_set_context (TackFindingList *self, TackMendQueue *queue, TackMediaProxy *proxy)
{
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
