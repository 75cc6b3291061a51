/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-draft-text.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "ui/tack-cover-source.h"

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

static char *
dup_host (const char *address)
{
  g_autoptr (GUri) uri
    = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : address);
}

char *
tack_draft_text_cover (TackDraft *draft)
{
  g_autofree char *what = NULL;

  switch (tack_cover_source_of (draft))
    {
    case TACK_COVER_SOURCE_FILE:
      what = tack_human_file (tack_draft_get_cover_file (draft));
      /* Translators: the name of a file, or of a computer on the web. */
      return g_strdup_printf (_ ("Cover: %s"), what);
    case TACK_COVER_SOURCE_ADDRESS:
      what = dup_host (tack_draft_get_cover_url (draft));
      return g_strdup_printf (_ ("Cover: %s"), what);
    case TACK_COVER_SOURCE_KEY_FRAME:
      what = tack_human_duration (tack_cover_source_get_time (draft));
      return g_strdup_printf (_ ("Pinterest takes its frame at %s"), what);
    case TACK_COVER_SOURCE_FRAME:
      what = tack_human_duration (tack_cover_source_get_time (draft));
      return g_strdup_printf (_ ("Cover at %s"), what);
    case TACK_COVER_SOURCE_AUTOMATIC:
    default:
      return g_strdup (_ ("Cover chosen automatically"));
    }
}

char *
tack_draft_text_cover_detail (TackDraft *draft)
{
  TackMediaInfo *info = tack_draft_get_info (draft);

  switch (tack_cover_source_of (draft))
    {
    case TACK_COVER_SOURCE_ADDRESS:
      return g_strdup (_ ("Pinterest fetches it when the Pin is published."));
    case TACK_COVER_SOURCE_KEY_FRAME:
      return g_strdup (_ ("The nearest key frame of its own copy, by whole seconds."));
    case TACK_COVER_SOURCE_FILE:
      return NULL;
    case TACK_COVER_SOURCE_FRAME:
    case TACK_COVER_SOURCE_AUTOMATIC:
    default:
      return info != NULL && info->width * 3 < info->height * 2
               ? g_strdup (_ ("Feeds crop it to 2:3"))
               : NULL;
    }
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
