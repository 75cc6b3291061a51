/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-check.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "base/tack-text-check.h"

typedef struct
{
  const char *property;
  const char *label; /* begins a sentence */
  const char *too_long_code;
  const char *long_code; /* nullable */
  glong       max;
  glong       advised; /* 0: none */
} TextRule;

static const TextRule text_rules[] = {
  { "title", N_ ("The title"), "title-too-long", "title-long", TACK_TITLE_MAX, TACK_TITLE_ADVISED },
  { "description", N_ ("The description"), "description-too-long", "description-long",
    TACK_DESCRIPTION_MAX, TACK_DESCRIPTION_ADVISED },
  { "alt-text", N_ ("The alt text"), "alt-text-too-long", NULL, TACK_ALT_TEXT_MAX, 0 },
  { "link", N_ ("The link"), "link-too-long", NULL, TACK_LINK_MAX, 0 },
};

static void
check_text (TackDraft *draft, const TextRule *rule, GPtrArray *issues)
{
  g_autofree char *text = NULL;
  g_object_get (draft, rule->property, &text, NULL);
  const char *label = _ (rule->label);

  g_autoptr (GError) error = NULL;
  if (!tack_text_check (label, text, rule->max, &error))
    {
      gboolean is_clean = tack_text_is_clean (text);
      g_ptr_array_add (issues,
                       tack_issue_new (TACK_SEVERITY_ERROR,
                                       is_clean ? rule->too_long_code : "control-characters",
                                       is_clean ? _ ("Text too long") : _ ("Odd characters"), "%s",
                                       error->message));
      return;
    }

  glong length = g_utf8_strlen (text, -1);
  if (rule->advised > 0 && length > rule->advised)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_HINT, rule->long_code, _ ("Long text"),
                                             _ ("%s has %ld characters; feeds show about %ld."),
                                             label, length, rule->advised));
}

static void
check_address (const char *address, const char *code, GPtrArray *issues)
{
  g_autoptr (GError) error = NULL;

  if (!tack_text_check_web_address (address, &error))
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, code, _ ("No web address"), "%s",
                                             error->message));
}

static void
check_product_tags (const char *const *tags, GPtrArray *issues)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  n_tags = tags != NULL ? g_strv_length ((char **) tags) : 0;

  if (n_tags > TACK_PRODUCT_TAGS_MAX)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "product-tags-too-many",
                                             _ ("Too many tags"),
                                             _ ("The Pin has %u product tags; Pinterest takes %d."),
                                             n_tags, TACK_PRODUCT_TAGS_MAX));

  for (guint i = 0; i < n_tags; i++)
    {
      if (!tack_text_is_id (tags[i]))
        g_ptr_array_add (issues,
                         tack_issue_new (TACK_SEVERITY_ERROR, "product-tag-invalid",
                                         _ ("Wrong tag"),
                                         _ ("“%s” is not the number of a product Pin."), tags[i]));
      else if (!g_hash_table_add (seen, (gpointer) tags[i]))
        g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "product-tag-twice",
                                                 _ ("Tag given twice"),
                                                 _ ("The product %s is tagged twice."), tags[i]));
    }
}

static void
check_media (TackDraft *draft, GPtrArray *issues)
{
  TackMediaInfo *info = tack_draft_get_info (draft);

  if (tack_draft_get_image_url (draft) != NULL)
    check_address (tack_draft_get_image_url (draft), "image-url-invalid", issues);
  else if (info == NULL)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "not-inspected", _ ("Looking…"),
                                             _ ("The file is still being looked at.")));
  else
    for (guint i = 0; i < info->issues->len; i++)
      g_ptr_array_add (issues, tack_issue_ref (g_ptr_array_index (info->issues, i)));
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const TackIssue *issue_a = *(TackIssue *const *) a;
  const TackIssue *issue_b = *(TackIssue *const *) b;

  return (int) issue_b->severity - (int) issue_a->severity;
}

GPtrArray *
tack_draft_check (TackDraft *draft)
{
  GPtrArray *issues = tack_issue_array_new ();

  check_media (draft, issues);
  if (tack_draft_get_duplicate (draft) != NULL)
    g_ptr_array_add (issues, tack_issue_ref ((TackIssue *) tack_draft_get_duplicate (draft)));
  for (guint i = 0; i < G_N_ELEMENTS (text_rules); i++)
    check_text (draft, &text_rules[i], issues);
  check_address (tack_draft_get_link (draft), "link-invalid", issues);
  check_address (tack_draft_get_cover_url (draft), "cover-url-invalid", issues);
  check_product_tags (tack_draft_get_product_tags (draft), issues);

  if (tack_draft_get_board_id (draft) == NULL && !tack_draft_get_ad_only (draft))
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "no-board", _ ("No board yet"),
                                             _ ("Choose the board that the Pin shall be on.")));
  if (*tack_draft_get_alt_text (draft) == '\0')
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_HINT, "no-alt-text", _ ("No alt text"),
                                             _ ("Alt text helps people who cannot see the Pin.")));

  /* g_ptr_array_sort() is stable, so findings of one severity stay in the order of the editor. */
  g_ptr_array_sort (issues, compare_severity);

  return issues;
}

char *
tack_draft_expand (const char *text, GFile *file)
{
  if (text == NULL || file == NULL || strstr (text, "{name}") == NULL)
    return g_strdup (text);

  g_autofree char *name = tack_human_file (file);
  char            *ending = strrchr (name, '.');
  if (ending != NULL && ending != name)
    *ending = '\0';

  g_autoptr (GString) expanded = g_string_new (text);
  g_string_replace (expanded, "{name}", name, 0);

  return g_strdup (expanded->str);
}
