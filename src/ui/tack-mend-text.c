/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-mend-text.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *button;
  const char *title;
  const char *start;
} texts[] = {
  [TACK_MEND_NONE] = { "", "", "" },
  [TACK_MEND_CONVERT] = { N_ ("_Convert…"), N_ ("Convert Video"), N_ ("_Convert") },
  [TACK_MEND_TRIM] = { N_ ("_Trim…"), N_ ("Trim Video"), N_ ("_Trim") },
  [TACK_MEND_EXTEND] = { N_ ("Make _Longer…"), N_ ("Make Video Longer"), N_ ("Make _Longer") },
  [TACK_MEND_PAD] = { N_ ("Add _Bars…"), N_ ("Add Bars to Video"), N_ ("Add _Bars") },
  [TACK_MEND_SHRINK] = { N_ ("Make _Smaller"), "", "" },
};

/* gettext() answers an empty text with its header. */
static const char *
translate (const char *text)
{
  return *text != '\0' ? _ (text) : text;
}

const char *
tack_mend_text_button (TackMend mend)
{
  return translate (texts[mend].button);
}

const char *
tack_mend_text_title (TackMend mend)
{
  return translate (texts[mend].title);
}

const char *
tack_mend_text_start (TackMend mend)
{
  return translate (texts[mend].start);
}

char *
tack_mend_text_without_mnemonic (const char *label)
{
  g_autoptr (GString) text = g_string_new (label);

  g_string_replace (text, "_", "", 1);

  return g_strdup (text->str);
}

char *
tack_mend_text_progress (double fraction)
{
  /* One at a time: the others have not come anywhere yet. */
  if (fraction <= 0)
    return g_strdup (_ ("Waits to be converted"));

  /* Translators: how far the conversion of a video has come. */
  return g_strdup_printf (_ ("Converting %d %%"), (int) (MIN (fraction, 1) * 100));
}

gboolean
tack_mend_is_of_video (TackMend mend)
{
  return mend != TACK_MEND_NONE && mend != TACK_MEND_SHRINK;
}

TackMend
tack_mend_text_of (TackDraft *draft)
{
  GPtrArray *issues = tack_draft_get_issues (draft);
  TackMend   all = TACK_MEND_NONE;

  /* What is only a hint needs no mending. */
  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      if (issue->mend == TACK_MEND_NONE || issue->severity == TACK_SEVERITY_HINT)
        continue;
      all = all == TACK_MEND_NONE || all == issue->mend ? issue->mend : TACK_MEND_CONVERT;
    }

  return all;
}
