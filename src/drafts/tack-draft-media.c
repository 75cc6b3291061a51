/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-private.h"

/* What a draft shows: a file or the mended copy of it, an address, or the pictures of a carousel.
 */

static const TackSlide *
get_shown_slide (TackDraft *self)
{
  if (self->slides == NULL || self->slides->len == 0)
    return NULL;

  return g_ptr_array_index (self->slides, tack_draft_get_first_slide (self));
}

static gboolean
is_same_file (GFile *a, GFile *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a, b));
}

/* What follows from the slides, and from which of them is first, and from the mended copy. */
typedef struct
{
  GFile         *file;
  const char    *image_url;
  TackMediaInfo *info;
  guint          n_pictures;
} Shown;

static Shown
get_shown (TackDraft *self)
{
  return (Shown){ tack_draft_get_file (self), tack_draft_get_image_url (self),
                  tack_draft_get_info (self), tack_draft_get_n_pictures (self) };
}

static void
changed_shown (TackDraft *self, TackDraftProperty property, const Shown *old)
{
  const Shown new = get_shown (self);
  const struct
  {
    TackDraftProperty property;
    gboolean          is_same;
  } shown[] = {
    { PROP_FILE, is_same_file (old->file, new.file) },
    { PROP_IMAGE_URL, g_strcmp0 (old->image_url, new.image_url) == 0 },
    { PROP_INFO, old->info == new.info },
    { PROP_N_PICTURES, old->n_pictures == new.n_pictures },
  };

  g_object_freeze_notify (G_OBJECT (self));
  tack_draft_changed (self, property);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (!shown[i].is_same)
      tack_draft_notify (self, shown[i].property);
  g_object_thaw_notify (G_OBJECT (self));
}

GFile *
tack_draft_get_file (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->file : self->file;
}

const char *
tack_draft_get_image_url (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->image_url : self->image_url;
}

TackMediaInfo *
tack_draft_get_file_info (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->info : self->info;
}

GFile *
tack_draft_get_mended_file (TackDraft *self)
{
  return self->mended_file;
}

GFile *
tack_draft_get_media_file (TackDraft *self)
{
  return self->mended_file != NULL ? self->mended_file : tack_draft_get_file (self);
}

TackMediaInfo *
tack_draft_get_info (TackDraft *self)
{
  return self->mended_file != NULL ? self->mended_info : tack_draft_get_file_info (self);
}

static void
replace_info (TackMediaInfo **field, TackMediaInfo *info)
{
  if (info != NULL)
    tack_media_info_ref (info);
  g_clear_pointer (field, tack_media_info_unref);
  *field = info;
}

static void
set_media (TackDraft     *self,
           GFile         *file,
           TackMediaInfo *info,
           GFile         *mended_file,
           TackMediaInfo *mended_info)
{
  /* What is told of is compared with what was there before. */
  const Shown               before = get_shown (self);
  g_autoptr (GFile)         old_file = g_steal_pointer (&self->file);
  g_autoptr (TackMediaInfo) old_info = g_steal_pointer (&self->info);
  g_autoptr (GFile)         old_mended_file = g_steal_pointer (&self->mended_file);
  g_autoptr (TackMediaInfo) old_mended_info = g_steal_pointer (&self->mended_info);

  g_set_object (&self->file, file);
  replace_info (&self->info, info);
  g_set_object (&self->mended_file, mended_file);
  replace_info (&self->mended_info, mended_info);

  g_object_freeze_notify (G_OBJECT (self));
  if (!is_same_file (old_file, file))
    changed_shown (self, PROP_FILE, &before);
  if (!is_same_file (old_mended_file, mended_file))
    changed_shown (self, PROP_MENDED_FILE, &before);
  if (old_info != info || old_mended_info != mended_info)
    tack_draft_changed (self, PROP_INFO);
  g_object_thaw_notify (G_OBJECT (self));
}

void
tack_draft_set_info (TackDraft *self, TackMediaInfo *info)
{
  set_media (self, self->file, info, self->mended_file, self->mended_info);
}

void
tack_draft_set_mended_file (TackDraft *self, GFile *mended_file, TackMediaInfo *info)
{
  g_return_if_fail (mended_file == NULL || (self->file != NULL && info != NULL));

  set_media (self, self->file, self->info, mended_file, mended_file != NULL ? info : NULL);
}

void
tack_draft_set_file (TackDraft *self, GFile *file)
{
  g_return_if_fail (self->file != NULL && file != NULL);

  if (g_file_equal (self->file, file))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  set_media (self, file, NULL, NULL, NULL);
  /* Those were frames of the other one. */
  tack_draft_set_cover_at (self, TACK_COVER_AUTO);
  tack_draft_set_cover_key_frame (self, -1);
  g_object_thaw_notify (G_OBJECT (self));
}

void
tack_draft_assign_media (TackDraft *self, TackDraft *from)
{
  set_media (self, from->file, from->info, from->mended_file, from->mended_info);
}

/* A copy of another version of the file than @info is of. One that is gone may come back. */
static gboolean
is_copy_outdated (TackDraft *self, const TackMediaInfo *info)
{
  return self->mended_file != NULL && self->info != NULL && info->size > 0
         && (info->size != self->info->size || info->mtime_us != self->info->mtime_us);
}

static void
set_info_of_file (TackDraft *self, GFile *file, TackMediaInfo *info)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->mended_file != NULL && g_file_equal (self->mended_file, file))
    {
      if (tack_media_info_is_ok (info))
        tack_draft_set_mended_file (self, file, info);
      else
        tack_draft_set_mended_file (self, NULL, NULL);
    }
  else if (self->file != NULL && g_file_equal (self->file, file))
    {
      if (is_copy_outdated (self, info))
        tack_draft_set_mended_file (self, NULL, NULL);
      tack_draft_set_info (self, info);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
tack_draft_set_info_of (TackDraft *self, GFile *file, TackMediaInfo *info)
{
  if (self->slides == NULL)
    {
      set_info_of_file (self, file, info);
      return;
    }

  g_autoptr (GPtrArray) slides = tack_slide_array_new ();
  for (guint i = 0; i < self->slides->len; i++)
    {
      TackSlide *slide = g_ptr_array_index (self->slides, i);
      gboolean   is_it = slide->file != NULL && g_file_equal (slide->file, file);

      slide = is_it ? tack_slide_copy (slide) : tack_slide_ref (slide);
      if (is_it)
        tack_slide_set_info (slide, info);
      g_ptr_array_add (slides, slide);
    }
  tack_draft_set_slides (self, slides);
}

GPtrArray *
tack_draft_dup_files (TackDraft *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->file != NULL)
    g_ptr_array_add (files, g_object_ref (self->file));
  if (self->mended_file != NULL)
    g_ptr_array_add (files, g_object_ref (self->mended_file));
  for (guint i = 0; self->slides != NULL && i < self->slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (self->slides, i);

      if (slide->file != NULL)
        g_ptr_array_add (files, g_object_ref (slide->file));
    }

  return files;
}

GPtrArray *
tack_draft_get_slides (TackDraft *self)
{
  return self->slides;
}

void
tack_draft_set_slides (TackDraft *self, GPtrArray *slides)
{
  g_return_if_fail (slides == NULL || (self->file == NULL && self->image_url == NULL));

  if (tack_slide_array_equal (self->slides, slides))
    return;

  const Shown           before = get_shown (self);
  g_autoptr (GPtrArray) old = self->slides;
  self->slides = slides != NULL ? g_ptr_array_ref (slides) : NULL;
  changed_shown (self, PROP_SLIDES, &before);
}

guint
tack_draft_get_first_slide (TackDraft *self)
{
  return self->slides != NULL && self->first_slide < self->slides->len ? self->first_slide : 0;
}

void
tack_draft_set_first_slide (TackDraft *self, guint first_slide)
{
  if (self->first_slide == first_slide)
    return;

  const Shown before = get_shown (self);
  self->first_slide = first_slide;
  changed_shown (self, PROP_FIRST_SLIDE, &before);
}

guint
tack_draft_get_n_pictures (TackDraft *self)
{
  return self->slides != NULL ? self->slides->len : 1;
}

TackMediaKind
tack_draft_get_kind (TackDraft *self)
{
  if (self->image_url != NULL || self->slides != NULL)
    return TACK_MEDIA_IMAGE;

  const TackMediaInfo *info = tack_draft_get_info (self);

  return info != NULL ? info->kind : TACK_MEDIA_UNKNOWN;
}
