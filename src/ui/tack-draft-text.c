/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-draft-text.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"

static void
add_fact (GString *facts, const char *fact)
{
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

char *
tack_draft_text_facts (TackDraft *draft)
{
  TackMediaInfo *info = tack_draft_get_info (draft);

  if (tack_draft_get_image_url (draft) != NULL)
    return g_strdup (_ ("A picture on the web"));
  if (info == NULL)
    return g_strdup (_ ("Looking at the file…"));

  g_autoptr (GString) facts = g_string_new (NULL);
  if (info->width > 0)
    {
      g_autofree char *size = g_strdup_printf ("%d × %d", info->width, info->height);
      add_fact (facts, size);
    }
  if (info->duration_ms > 0)
    {
      g_autofree char *duration = tack_human_seconds (info->duration_ms);
      add_fact (facts, duration);
    }
  if (info->video_codec != NULL)
    {
      g_autofree char *codec = tack_human_codec (info->video_codec);
      add_fact (facts, codec);
    }
  else if (info->container != NULL)
    {
      g_autofree char *format = g_ascii_strup (info->container, -1);
      add_fact (facts, format);
    }
  if (info->size > 0)
    {
      g_autofree char *size = tack_human_size (info->size);
      add_fact (facts, size);
    }

  return g_strdup (facts->str);
}

char *
tack_draft_text_status (TackDraft *draft, TackSeverity *severity)
{
  const TackIssue *worst = tack_issue_array_get_worst (tack_draft_get_issues (draft));
  const char      *board = tack_draft_get_board_name (draft);

  *severity = TACK_SEVERITY_HINT;
  if (worst != NULL && g_str_equal (worst->code, "not-inspected"))
    return g_strdup (worst->title);
  if (worst != NULL && worst->severity == TACK_SEVERITY_ERROR)
    {
      /* A board that is still to be chosen is no mistake, only work to do. */
      *severity
        = g_str_equal (worst->code, "no-board") ? TACK_SEVERITY_WARNING : TACK_SEVERITY_ERROR;
      return g_strdup (worst->title);
    }
  if (tack_draft_get_ad_only (draft))
    return g_strdup (_ ("Ad-only"));

  return g_strdup (board != NULL ? board : "");
}

char *
tack_draft_text_cover (TackDraft *draft)
{
  GFile *file = tack_draft_get_cover_file (draft);

  if (file != NULL)
    {
      g_autofree char *name = tack_human_file (file);
      return g_strdup_printf (_ ("Cover: %s"), name);
    }
  if (tack_draft_get_cover_at (draft) == TACK_COVER_AUTO)
    return g_strdup (_ ("Cover chosen automatically"));

  g_autofree char *time = tack_human_duration (tack_draft_get_cover_at (draft));
  return g_strdup_printf (_ ("Cover at %s"), time);
}

TackTextValue
tack_draft_text_common (GPtrArray *drafts, const char *property)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint                  n_empty = 0;
  TackTextValue          value = { NULL, NULL };

  for (guint i = 0; i < drafts->len; i++)
    {
      char *text = NULL;

      g_object_get (g_ptr_array_index (drafts, i), property, &text, NULL);
      n_empty += text == NULL || *text == '\0';
      g_hash_table_add (values, text != NULL ? text : g_strdup (""));
    }

  guint n_values = g_hash_table_size (values);
  if (n_values > 1 && n_empty > 0)
    value.mixed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Mixed · %u empty",
                                                "Mixed · %u empty", n_empty),
                                   n_empty);
  else if (n_values > 1)
    value.mixed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Mixed · %u different",
                                                "Mixed · %u different", n_values),
                                   n_values);

  GHashTableIter iter;
  gpointer       text = "";
  g_hash_table_iter_init (&iter, values);
  if (n_values == 1)
    g_hash_table_iter_next (&iter, &text, NULL);
  value.text = g_strdup (text);

  return value;
}

void
tack_text_value_clear (TackTextValue *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->mixed, g_free);
}

guint
tack_draft_count_true (GPtrArray *drafts, const char *property)
{
  guint count = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      gboolean is_true = FALSE;

      g_object_get (g_ptr_array_index (drafts, i), property, &is_true, NULL);
      count += is_true;
    }

  return count;
}
