/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding.h"

#include <glib/gi18n-lib.h>

#include "base/tack-limits.h"
#include "media/tack-mend-plan.h"
#include "ui/tack-mend-text.h"

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

static void
finding_free (gpointer data)
{
  TackFinding *finding = data;

  g_free (finding->title);
  g_free (finding->message);
  for (guint i = 0; i < finding->n_buttons; i++)
    g_free (finding->buttons[i].label);
  g_free (finding);
}

static TackFinding *
add_finding (GPtrArray *findings, TackSeverity severity, const char *title, const char *message)
{
  TackFinding *finding = g_new0 (TackFinding, 1);

  finding->severity = severity;
  finding->title = g_strdup (title);
  finding->message = g_strdup (message);
  g_ptr_array_add (findings, finding);

  return finding;
}

static TackFindingButton *
add_button (TackFinding *finding, const char *label, const char *action)
{
  TackFindingButton *button = &finding->buttons[finding->n_buttons++];

  g_assert (finding->n_buttons <= TACK_FINDING_BUTTONS);
  button->label = g_strdup (label);
  button->action = action;

  return button;
}

static gboolean
is_pending (TackMendQueue *queue, TackDraft *draft)
{
  return queue != NULL && tack_mend_queue_get_progress (queue, draft) >= 0;
}

/* A carousel has pictures only, and of a file nobody has looked at nothing can be planned. */
static gboolean
is_convertible (TackMendQueue *queue, TackDraft *draft)
{
  TackMediaInfo *info = tack_draft_get_file_info (draft);

  return queue != NULL && tack_draft_get_slides (draft) == NULL && info != NULL
         && info->kind == TACK_MEDIA_VIDEO;
}

/* What has been done about the draft, or is being done. */
static void
add_mending (GPtrArray *findings, TackMendQueue *queue, TackDraft *draft)
{
  const TackIssue *failure = queue != NULL ? tack_mend_queue_get_failure (queue, draft) : NULL;
  TackFinding     *finding;

  if (is_pending (queue, draft))
    {
      finding = add_finding (findings, TACK_SEVERITY_HINT, _ ("Being converted"),
                             _ ("You can go on working. The file stays as it is."));
      add_button (finding, _ ("_Cancel"), TACK_FINDING_CANCEL);
      finding->has_bar = TRUE;
    }
  else if (failure != NULL)
    add_finding (findings, failure->severity, failure->title, failure->message);
  else if (tack_draft_get_mended_file (draft) != NULL)
    {
      finding
        = add_finding (findings, TACK_SEVERITY_HINT, _ ("Converted copy"),
                       _ ("A converted copy is sent in place of your file, which stays as it is."));
      add_button (finding, _ ("Use _Original"), TACK_FINDING_USE_ORIGINAL);
    }
}

/* A carousel's pictures are not its own file, and an address is none. */
static gboolean
is_replaceable (TackDraft *draft)
{
  return tack_draft_get_slides (draft) == NULL && tack_draft_get_file (draft) != NULL;
}

/* All that a conversion mends has one button, on the worst of it; and the file that Pinterest does
 * not take can make room for another. */
static void
add_findings (GPtrArray *findings, TackMendQueue *queue, TackDraft *draft)
{
  GPtrArray  *issues = tack_draft_get_issues (draft);
  const char *mend = tack_mend_text_button (tack_mend_text_of (draft));
  gboolean    can_convert = is_convertible (queue, draft);
  gboolean    has_mend_button = FALSE;
  gboolean    has_choice = FALSE;

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);
      gboolean         is_converted = can_convert && tack_mend_is_of_video (issue->mend);

      if (!needs_box (issue) || (is_converted && is_pending (queue, draft)))
        continue;

      TackFinding *finding = add_finding (findings, issue->severity, issue->title, issue->message);
      if (is_converted && has_mend_button)
        {
          g_autofree char *plain = tack_mend_text_without_mnemonic (mend);
          g_autofree char *message = g_steal_pointer (&finding->message);
          /* Translators: a sentence about a file, and the button above that mends it. */
          finding->message = g_strdup_printf (_ ("%s “%s” mends this, too."), message, plain);
        }
      else if (is_converted)
        {
          add_button (finding, mend, TACK_FINDING_MEND)->is_suggested
            = issue->severity == TACK_SEVERITY_ERROR;
          has_mend_button = TRUE;
        }
      else if (issue->mend == TACK_MEND_SHRINK)
        add_button (finding, tack_mend_text_button (TACK_MEND_SHRINK), TACK_FINDING_SHRINK);
      else if (is_of_file (draft, issue))
        add_button (finding, _ ("_Look Again"), TACK_FINDING_LOOK_AGAIN);
      if (!has_choice && is_of_file (draft, issue) && is_replaceable (draft))
        {
          add_button (finding, _ ("Choose _Another…"), TACK_FINDING_CHOOSE_ANOTHER);
          has_choice = TRUE;
        }
    }
}

/* Whether Pinterest takes what becomes of it until then; -1: the end. */
static gboolean
can_mend_until (TackMendQueue *queue, TackDraft *draft, gint64 to_ms)
{
  TackMendPlan plan;

  return tack_mend_is_of_video (tack_mend_text_of (draft)) && !is_pending (queue, draft)
         && is_convertible (queue, draft)
         && tack_mend_plan (tack_draft_get_file_info (draft), "", 0, to_ms, &plan, NULL);
}

gboolean
tack_finding_can_mend (TackMendQueue *queue, TackDraft *draft)
{
  return can_mend_until (queue, draft, -1);
}

gboolean
tack_finding_is_too_long (TackMendQueue *queue, TackDraft *draft)
{
  return !tack_finding_can_mend (queue, draft) && can_mend_until (queue, draft, TACK_VIDEO_MS_MAX);
}

static guint
count (GPtrArray     *drafts,
       TackMendQueue *queue,
       gboolean (*is_counted) (TackMendQueue *queue, TackDraft *draft))
{
  guint n = 0;

  for (guint i = 0; i < drafts->len; i++)
    n += is_counted (queue, g_ptr_array_index (drafts, i));

  return n;
}

static void
add_pending (GPtrArray *findings, guint n_pending)
{
  g_autofree char *title
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u video is being converted",
                                    "%u videos are being converted", n_pending),
                       n_pending);
  TackFinding *finding = add_finding (findings, TACK_SEVERITY_HINT, title,
                                      _ ("You can go on working, and the files stay as they are."));

  add_button (finding, _ ("_Cancel"), TACK_FINDING_CANCEL);
}

static void
add_mendable (GPtrArray *findings, guint n_mendable)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u video can be mended",
                                                         "%u videos can be mended", n_mendable),
                                            n_mendable);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Convert %u Video",
                                                         "_Convert %u Videos", n_mendable),
                                            n_mendable);
  TackFinding     *finding
    = add_finding (findings, TACK_SEVERITY_WARNING, title,
                   _ ("A copy of each is made as Pinterest takes it; the files stay "
                      "as they are."));

  add_button (finding, label, TACK_FINDING_MEND_ALL);
}

static void
add_too_long (GPtrArray *findings, guint n_too_long)
{
  const int        minutes = TACK_VIDEO_MS_MAX / (60 * 1000);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u video is too long",
                                                         "%u videos are too long", n_too_long),
                                            n_too_long);
  g_autofree char *message
    = g_strdup_printf (_ ("Pinterest takes at most %d min. Select one alone to choose the part "
                          "that is kept, or keep the beginning; the files stay as they are."),
                       minutes);
  g_autofree char *label = g_strdup_printf (_ ("_Keep the First %d min"), minutes);
  TackFinding     *finding = add_finding (findings, TACK_SEVERITY_WARNING, title, message);

  add_button (finding, label, TACK_FINDING_TRIM_ALL);
}

static void
add_for_many (GPtrArray *findings, TackMendQueue *queue, GPtrArray *drafts)
{
  guint n_pending = count (drafts, queue, is_pending);
  guint n_mendable = count (drafts, queue, tack_finding_can_mend);
  guint n_too_long = count (drafts, queue, tack_finding_is_too_long);

  if (n_pending > 0)
    add_pending (findings, n_pending);
  if (n_mendable > 0)
    add_mendable (findings, n_mendable);
  if (n_too_long > 0)
    add_too_long (findings, n_too_long);
}

GPtrArray *
tack_finding_array_new (GPtrArray *drafts, TackMendQueue *queue)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);

  if (drafts->len > 1)
    add_for_many (findings, queue, drafts);
  else
    {
      add_mending (findings, queue, g_ptr_array_index (drafts, 0));
      add_findings (findings, queue, g_ptr_array_index (drafts, 0));
    }

  return findings;
}

char *
tack_finding_array_dup_key (GPtrArray *findings)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TackFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (key, "%d\n%s\n%s\n", (int) finding->severity, finding->title,
                              finding->message != NULL ? finding->message : "");
      for (guint k = 0; k < finding->n_buttons; k++)
        g_string_append_printf (key, "%s\n", finding->buttons[k].label);
    }

  return g_string_free (key, FALSE);
}
