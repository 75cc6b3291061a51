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
  { "note", N_ ("The note"), "note-too-long", NULL, TACK_DESCRIPTION_MAX, 0 },
};

/* @label: begins a sentence. */
static void
check_text (const char *text, const TextRule *rule, const char *label, GPtrArray *issues)
{
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

static const TextRule *
find_rule (const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rules); i++)
    if (g_str_equal (text_rules[i].property, property))
      return &text_rules[i];

  g_return_val_if_reached (NULL);
}

/* Pinterest says of an address only that it could not be fetched, and later than that. */
static void
check_image_url (const char *image_url, GPtrArray *issues)
{
  g_autoptr (GUri) uri
    = g_uri_parse (image_url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *ending = uri != NULL ? strrchr (g_uri_get_path (uri), '.') : NULL;

  check_address (image_url, "image-url-invalid", issues);
  if (ending != NULL
      && (g_ascii_strcasecmp (ending, ".mp4") == 0 || g_ascii_strcasecmp (ending, ".mov") == 0
          || g_ascii_strcasecmp (ending, ".m4v") == 0))
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "image-url-video",
                                             _ ("Address of a video"),
                                             _ ("Pinterest fetches only pictures from an address; "
                                                "a video has to be a file.")));
}

/* What Pinterest would say of the one picture or video, and what is done to it before.
 * @file: (nullable): which names it. */
static void
check_picture (GFile             *file,
               const char        *image_url,
               TackMediaInfo     *info,
               TackPictureOptions options,
               GPtrArray         *issues)
{
  g_autofree char *name = file != NULL ? tack_human_file (file) : NULL;

  if (image_url != NULL)
    check_image_url (image_url, issues);
  else if (info == NULL)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "not-inspected", _ ("Looking…"),
                                             _ ("The file is still being looked at.")));
  else
    tack_picture_plan_add_issues (info, options, name, issues);
}

static void
check_slide (const TackSlide *slide, guint number, TackPictureOptions options, GPtrArray *issues)
{
  const struct
  {
    const char *property;
    const char *text;
  } texts[] = {
    { "title", slide->title },
    { "description", slide->description },
    { "link", slide->link },
  };

  check_picture (slide->file, slide->image_url, slide->info, options, issues);
  if (slide->info != NULL && slide->info->kind == TACK_MEDIA_VIDEO)
    {
      g_autofree char *name = tack_slide_dup_name (slide);
      g_ptr_array_add (issues,
                       tack_issue_new (TACK_SEVERITY_ERROR, "carousel-video",
                                       _ ("Video among pictures"),
                                       _ ("“%s” is a video; a carousel has pictures only."), name));
    }

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const TextRule  *rule = find_rule (texts[i].property);
      g_autofree char *label = g_strdup_printf (_ ("%s of picture %u"), _ (rule->label), number);

      check_text (texts[i].text, rule, label, issues);
    }
  check_address (slide->link, "link-invalid", issues);
}

/* What the pictures are together. */
static void
check_slides_fit (GPtrArray *slides, GPtrArray *issues)
{
  gboolean has_file = FALSE;
  gboolean has_address = FALSE;
  gboolean has_sizes = FALSE;
  int      width = 0;
  int      height = 0;

  for (guint i = 0; i < slides->len; i++)
    {
      const TackSlide     *slide = g_ptr_array_index (slides, i);
      const TackMediaInfo *info = slide->info;

      has_file |= slide->file != NULL;
      has_address |= slide->image_url != NULL;
      if (info == NULL || info->width == 0)
        continue;
      has_sizes |= width != 0 && (info->width != width || info->height != height);
      width = info->width;
      height = info->height;
    }

  if (has_file && has_address)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "carousel-mixed",
                                             _ ("Files and addresses"),
                                             _ ("The pictures of a carousel are either "
                                                "all files or all addresses.")));
  if (has_sizes)
    g_ptr_array_add (issues,
                     tack_issue_new (TACK_SEVERITY_WARNING, "carousel-sizes", _ ("Different sizes"),
                                     _ ("The pictures of the carousel differ in size: "
                                        "Pinterest may crop them to the first.")));
}

GPtrArray *
tack_draft_check_slides (GPtrArray *slides, TackPictureOptions options)
{
  GPtrArray *issues = tack_issue_array_new ();

  if (slides->len < TACK_CAROUSEL_MIN || slides->len > TACK_CAROUSEL_MAX)
    g_ptr_array_add (issues, tack_issue_new (TACK_SEVERITY_ERROR, "carousel-count",
                                             _ ("Number of pictures"),
                                             _ ("A carousel has %d to %d pictures; this one has "
                                                "%u."),
                                             TACK_CAROUSEL_MIN, TACK_CAROUSEL_MAX, slides->len));
  for (guint i = 0; i < slides->len; i++)
    check_slide (g_ptr_array_index (slides, i), i + 1, options, issues);
  check_slides_fit (slides, issues);

  return issues;
}

static void
check_media (TackDraft *draft, GPtrArray *issues)
{
  GPtrArray         *slides = tack_draft_get_slides (draft);
  TackPictureOptions options = tack_draft_get_picture_options (draft);

  if (slides == NULL)
    {
      check_picture (tack_draft_get_file (draft), tack_draft_get_image_url (draft),
                     tack_draft_get_info (draft), options, issues);
      return;
    }

  g_autoptr (GPtrArray) found = tack_draft_check_slides (slides, options);
  g_ptr_array_extend_and_steal (issues, g_steal_pointer (&found));
  /* The contract has no place for it beside several pictures. */
  if (tack_draft_get_idea_ad (draft))
    g_ptr_array_add (issues,
                     tack_issue_new (TACK_SEVERITY_ERROR, "carousel-idea-ad", _ ("No Idea ad"),
                                     _ ("A carousel cannot become an Idea ad.")));
}

static void
check_texts (TackDraft *draft, GPtrArray *issues)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rules); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (draft, text_rules[i].property, &text, NULL);
      check_text (text, &text_rules[i], _ (text_rules[i].label), issues);
    }
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
  check_texts (draft, issues);
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
