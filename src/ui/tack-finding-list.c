/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding-list.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-finding-box.h"

#define SPACING 12

struct _TackFindingList
{
  GtkBox parent_instance;

  GPtrArray *shown; /* of TackIssue: what the boxes say */
};

G_DEFINE_FINAL_TYPE (TackFindingList, tack_finding_list, GTK_TYPE_BOX)

/* What the button of a finding does. */
static const struct
{
  const char *label;
  const char *action;
} mends[] = {
  [TACK_MEND_SHRINK] = { N_ ("Make _Smaller"), "editor.shrink" },
};

static gboolean
needs_box (const TackIssue *issue)
{
  return issue->severity != TACK_SEVERITY_HINT && !g_str_equal (issue->code, "no-board")
         && !g_str_equal (issue->code, "not-inspected");
}

static GPtrArray *
list_findings (TackDraft *draft)
{
  GPtrArray *issues = tack_draft_get_issues (draft);
  GPtrArray *found = tack_issue_array_new ();

  for (guint i = 0; i < issues->len; i++)
    if (needs_box (g_ptr_array_index (issues, i)))
      g_ptr_array_add (found, tack_issue_ref (g_ptr_array_index (issues, i)));

  return found;
}

static gboolean
is_same_finding (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const TackIssue *) a)->message, ((const TackIssue *) b)->message) == 0;
}

static gboolean
is_of_file (TackDraft *draft, const TackIssue *issue)
{
  TackMediaInfo *info = tack_draft_get_info (draft);

  return info != NULL && issue->severity == TACK_SEVERITY_ERROR
         && g_ptr_array_find (info->issues, issue, NULL);
}

static void
tack_finding_list_finalize (GObject *object)
{
  g_ptr_array_unref (TACK_FINDING_LIST (object)->shown);

  G_OBJECT_CLASS (tack_finding_list_parent_class)->finalize (object);
}

static void
tack_finding_list_class_init (TackFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_finding_list_finalize;
}

static void
tack_finding_list_init (TackFindingList *self)
{
  self->shown = tack_issue_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
}

void
tack_finding_list_show (TackFindingList *self, TackDraft *draft)
{
  g_autoptr (GPtrArray) found = draft != NULL ? list_findings (draft) : tack_issue_array_new ();
  gboolean              is_same = found->len == self->shown->len;
  GtkWidget            *child;

  for (guint i = 0; i < found->len && is_same; i++)
    is_same = is_same_finding (g_ptr_array_index (found, i), g_ptr_array_index (self->shown, i));
  gtk_widget_set_visible (GTK_WIDGET (self), found->len > 0);
  if (is_same)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < found->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (found, i);
      const char      *label = is_of_file (draft, issue) ? _ ("_Look Again") : NULL;
      const char      *action = "win.look-again";

      if (issue->mend < G_N_ELEMENTS (mends) && mends[issue->mend].label != NULL)
        {
          label = _ (mends[issue->mend].label);
          action = mends[issue->mend].action;
        }
      gtk_box_append (GTK_BOX (self), tack_finding_box_new (issue, label, action));
    }
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&found);
}
