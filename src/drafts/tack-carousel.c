/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-carousel.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "drafts/tack-draft-check.h"

/* Returns: (transfer full): the draft's pictures, with what was written about the only one. */
static GPtrArray *
dup_slides (TackDraft *draft)
{
  GPtrArray *slides = tack_draft_get_slides (draft);
  if (slides != NULL)
    return g_ptr_array_ref (slides);

  TackSlide *slide = tack_slide_new (tack_draft_get_file (draft), tack_draft_get_image_url (draft));
  tack_slide_set_info (slide, tack_draft_get_file_info (draft));
  tack_slide_set_title (slide, tack_draft_get_title (draft));
  tack_slide_set_description (slide, tack_draft_get_description (draft));
  tack_slide_set_link (slide, tack_draft_get_link (draft));

  GPtrArray *only = tack_slide_array_new ();
  g_ptr_array_add (only, slide);

  return only;
}

static GPtrArray *
dup_all_slides (GPtrArray *drafts)
{
  GPtrArray *all = tack_slide_array_new ();

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) slides = dup_slides (g_ptr_array_index (drafts, i));

      for (guint j = 0; j < slides->len; j++)
        g_ptr_array_add (all, tack_slide_ref (g_ptr_array_index (slides, j)));
    }

  return all;
}

gboolean
tack_carousel_can_join (GPtrArray *drafts, GError **error)
{
  g_autoptr (GPtrArray) slides = dup_all_slides (drafts);
  g_autoptr (GPtrArray) issues = tack_draft_check_slides (slides, 0);
  const TackIssue      *worst = tack_issue_array_get_worst (issues);

  if (drafts->len > 1 && (worst == NULL || worst->severity != TACK_SEVERITY_ERROR))
    return TRUE;

  g_propagate_error (error,
                     tack_error_new (TACK_ERROR_FIX, "%s",
                                     worst != NULL ? worst->message
                                                   : _ ("A carousel is made of several Pins.")));
  return FALSE;
}

TackDraft *
tack_carousel_join (GPtrArray *drafts)
{
  g_return_val_if_fail (drafts->len > 0, NULL);

  g_autoptr (GPtrArray) slides = dup_all_slides (drafts);
  TackDraft            *carousel = tack_draft_new_carousel (slides);

  /* Where the first is a carousel, its pictures come along and are not all of them. */
  tack_draft_assign (carousel, g_ptr_array_index (drafts, 0));
  tack_draft_set_slides (carousel, slides);
  /* What one of them does not tell, they do not tell together. */
  for (guint i = 0; i < drafts->len; i++)
    if (!tack_draft_get_keep_details (g_ptr_array_index (drafts, i)))
      tack_draft_set_keep_details (carousel, FALSE);

  return carousel;
}

static TackDraft *
draft_from_slide (TackDraft *carousel, const TackSlide *slide)
{
  TackDraft *draft = slide->file != NULL ? tack_draft_new (slide->file)
                                         : tack_draft_new_for_image_url (slide->image_url);

  tack_draft_assign (draft, carousel);
  tack_draft_set_info (draft, slide->info);
  if (*slide->title != '\0')
    tack_draft_set_title (draft, slide->title);
  if (*slide->description != '\0')
    tack_draft_set_description (draft, slide->description);
  if (*slide->link != '\0')
    tack_draft_set_link (draft, slide->link);

  return draft;
}

GPtrArray *
tack_carousel_split (TackDraft *carousel)
{
  GPtrArray *slides = tack_draft_get_slides (carousel);

  g_return_val_if_fail (slides != NULL, NULL);

  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < slides->len; i++)
    g_ptr_array_add (drafts, draft_from_slide (carousel, g_ptr_array_index (slides, i)));

  return drafts;
}

void
tack_carousel_move (TackDraft *carousel, guint from, guint to)
{
  GPtrArray *slides = tack_draft_get_slides (carousel);

  g_return_if_fail (slides != NULL && from < slides->len && to < slides->len);

  g_autoptr (GPtrArray) moved = tack_slide_array_new ();
  TackSlide            *first = g_ptr_array_index (slides, tack_draft_get_first_slide (carousel));
  guint                 first_slide;
  for (guint i = 0; i < slides->len; i++)
    if (i != from)
      g_ptr_array_add (moved, tack_slide_ref (g_ptr_array_index (slides, i)));
  g_ptr_array_insert (moved, (int) to, tack_slide_ref (g_ptr_array_index (slides, from)));
  g_ptr_array_find (moved, first, &first_slide);

  g_object_freeze_notify (G_OBJECT (carousel));
  tack_draft_set_slides (carousel, moved);
  tack_draft_set_first_slide (carousel, first_slide);
  g_object_thaw_notify (G_OBJECT (carousel));
}
