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

  if (tack_draft_get_mended_file (draft) != NULL)
    add_fact (facts, _ ("converted copy"));

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
tack_draft_text_prepared (TackDraft *draft)
{
  GPtrArray          *issues = tack_draft_get_issues (draft);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_equal (issue->code, "image-prepared")
          || g_str_equal (issue->code, "image-converted"))
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", issue->message);
    }

  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/* Returns: (nullable): the first picture of which @is_so. */
static const TackMediaInfo *
find_picture (TackDraft *draft, gboolean (*is_so) (const TackMediaInfo *info))
{
  GPtrArray           *slides = tack_draft_get_slides (draft);
  const TackMediaInfo *only = tack_draft_get_info (draft);

  for (guint i = 0; slides != NULL && i < slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (slides, i);

      if (slide->info != NULL && is_so (slide->info))
        return slide->info;
    }

  return slides == NULL && only != NULL && is_so (only) ? only : NULL;
}

static guint
count_pictures (GPtrArray *drafts, gboolean (*is_so) (const TackMediaInfo *info))
{
  guint count = 0;

  for (guint i = 0; i < drafts->len; i++)
    count += find_picture (g_ptr_array_index (drafts, i), is_so) != NULL;

  return count;
}

static gboolean
has_location (const TackMediaInfo *info)
{
  return info->has_location;
}

static gboolean
has_details (const TackMediaInfo *info)
{
  return info->has_details;
}

static gboolean
is_talkative (const TackMediaInfo *info)
{
  return info->has_location || info->has_details;
}

char *
tack_draft_text_details (GPtrArray *drafts)
{
  guint    count = count_pictures (drafts, is_talkative);
  gboolean is_located = count_pictures (drafts, has_location) > 0;
  gboolean is_detailed = count_pictures (drafts, has_details) > 0;

  if (count == 0)
    return NULL;
  if (drafts->len > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of %u tells of place, camera or author.",
                                         "%u of %u tell of place, camera or author.", count),
                            count, drafts->len);
  if (!is_detailed)
    return g_strdup (_ ("The file tells where it was taken."));

  return g_strdup (is_located ? _ ("The file tells where it was taken, and of camera or author.")
                              : _ ("The file tells of camera, time or author."));
}

static const TackIssue *
find_shrinkable (const TackMediaInfo *info)
{
  for (guint i = 0; i < info->issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (info->issues, i);

      if (issue->mend == TACK_MEND_SHRINK)
        return issue;
    }

  return NULL;
}

static gboolean
is_shrinkable (const TackMediaInfo *info)
{
  return find_shrinkable (info) != NULL;
}

char *
tack_draft_text_bulk (GPtrArray *drafts)
{
  guint count = count_pictures (drafts, is_shrinkable);

  if (count == 0)
    return NULL;
  if (drafts->len == 1)
    return g_strdup (
      find_shrinkable (find_picture (g_ptr_array_index (drafts, 0), is_shrinkable))->message);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u of %u has more than 8 MB; Pinterest often fails then.",
                                       "%u of %u have more than 8 MB; Pinterest often fails then.",
                                       count),
                          count, drafts->len);
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
tack_draft_text_common (GPtrArray *drafts, TackDraftGetText get_text)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const char            *last = NULL; /* of thousands that were just dropped all are alike */
  guint                  n_empty = 0;
  TackTextValue          value = { NULL, NULL };

  for (guint i = 0; i < drafts->len; i++)
    {
      const char *text = get_text (g_ptr_array_index (drafts, i));

      if (text == NULL)
        text = "";
      n_empty += *text == '\0';
      if (last == NULL || !g_str_equal (text, last))
        g_hash_table_add (values, (gpointer) text);
      last = text;
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
  value.text = g_strdup (n_values == 1 ? last : "");

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
